"""Meetings apart from any page: who may know of one, when it could be, and how it is kept."""

import importlib
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import pytest
from django.db import connections

from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.secretariat.django_setup import start_django
from hemicycle.secretariat.meeting import (
    MINUTE_MS,
    Meeting,
    NotPossible,
    Wish,
    agreed,
    arranged,
    confirmed,
    joined,
    proposed,
    published,
    put_aside,
    unconfirmed,
    wished,
    withdrawn,
    worded,
)
from hemicycle.secretariat.meeting_hours import NOTICE_MS, QUARTER_MS, free_hours, of_others
from ready_tables import work_in

A, B, C = (DelegationId(f"p-000{n}") for n in (1, 2, 3))
NINE = Instant(1_772_427_600_000)
HOUR_MS = 60 * MINUTE_MS


def wish(*hours: tuple[int, int], subject: str = "Ferries") -> Wish:
    return Wish(by=MemberId("p-0001-1"), at=NINE, subject=subject, languages=("en",), hours=hours)


def meeting(host=A, *invited, is_told=False, of="m") -> Meeting:
    return Meeting(
        id=of,
        host=host,
        invited=invited or (B,),
        is_told=is_told,
        minutes=30,
        wishes={host: wish()},
    )


def mutual(*invited, of="m") -> Meeting:
    """One that everybody invited wants."""
    found = meeting(A, *(invited or (B,)), is_told=len(invited) > 1, of=of)
    for one in found.invited:
        found = joined(found, one, wish=wish())
    return found


def fixed(start: int = NINE, **of: str) -> Meeting:
    """One whose hour both have confirmed."""
    return confirmed(proposed(mutual(**of), A, start=Instant(start)), B, start=Instant(start))


def test_two_wishes_of_the_same_pair_are_one_meeting_in_either_order():
    first, second = meeting(A, B), meeting(B, A, of="n")
    found = wished([first], second)
    assert (found.id, list(found.wishes)) == ("m", [A, B])
    assert wished([second], first).id == "n"
    assert wished([], first) == first


def test_a_wish_for_one_meets_no_group_and_no_third():
    group, third = meeting(B, A, C, is_told=True, of="g"), meeting(C, A, of="t")
    assert wished([group, third], meeting(A, B)).id == "m"
    off = replace(meeting(B, A, of="n"), is_off=True)
    assert wished([off], meeting(A, B)).id == "m"


@pytest.mark.parametrize(
    ("known", "new", "reason"),
    [
        ([], meeting(A, A), "meeting_with_oneself"),
        ([], replace(meeting(), invited=()), "meeting_with_nobody"),
        ([], meeting(A, *(DelegationId(f"p-1{n:03}") for n in range(13))), "meeting_too_many"),
        ([meeting(A, B)], meeting(A, B, of="n"), "meeting_wished_already"),
        ([mutual()], meeting(B, A, of="n"), "meeting_wished_already"),
    ],
)
def test_a_wish_that_cannot_be(known, new, reason):
    with pytest.raises(NotPossible, match=reason):
        wished(known, new)


def test_once_a_meeting_is_over_the_same_two_may_meet_again():
    held = fixed(NINE - 2 * HOUR_MS)
    assert wished([held], meeting(A, B, of="n")).id == "n"
    assert wished([withdrawn(mutual(), B)], meeting(B, A, of="n")).id == "n"


def test_who_may_know_of_a_wish():
    sealed, told = meeting(), meeting(is_told=True)
    assert not sealed.is_asked_of(B)
    assert told.is_asked_of(B)
    assert not told.is_asked_of(C)
    aside = put_aside(told, B, is_aside=True)
    assert aside.is_asked_of(B)  # there to be put back, and nobody else learns
    assert put_aside(aside, B, is_aside=False) == told
    assert not withdrawn(told, A).is_asked_of(B)
    with pytest.raises(NotPossible):
        put_aside(sealed, B, is_aside=True)


def test_a_meeting_is_off_for_both_and_a_group_goes_on_without_a_guest():
    assert withdrawn(mutual(), B).is_off
    assert withdrawn(mutual(), A).is_off
    group = withdrawn(mutual(B, C), B)
    assert not group.is_off
    assert list(group.wishes) == [A, C]
    assert withdrawn(group, C).is_off


def test_an_hour_is_fixed_by_both_and_given_back_by_either():
    one = proposed(mutual(), B, start=NINE)
    assert not one.is_fixed
    assert confirmed(one, A, start=NINE).is_fixed
    with pytest.raises(NotPossible, match="meeting_changed"):
        confirmed(one, A, start=Instant(NINE + 1))
    with pytest.raises(NotPossible, match="meeting_hour_fixed"):
        proposed(fixed(), A, start=NINE)
    with pytest.raises(NotPossible, match="meeting_not_mutual"):
        proposed(meeting(), A, start=NINE)
    roomed = replace(fixed(), room="Blue")
    back = unconfirmed(roomed, A)
    assert (back.start, back.confirmed, back.room) == (NINE, (B,), "")
    assert unconfirmed(back, B).start == 0


def test_neither_a_room_nor_an_interpreter_is_in_two_meetings_at_once():
    known = replace(fixed(of="k"), room="Blue", interpreters=(MemberId("o-i"),))
    near, after = fixed(NINE + 15 * MINUTE_MS), fixed(NINE + 30 * MINUTE_MS)
    for room, interpreters, reason in (
        ("BLUE", (), "meeting_room_taken"),
        ("Red", (MemberId("o-i"),), "meeting_interpreter_taken"),
    ):
        with pytest.raises(NotPossible, match=reason):
            arranged([known, near], near, room=room, interpreters=interpreters)
        assert arranged([known, after], after, room=room, interpreters=interpreters).room == room
    off = replace(known, is_off=True)
    assert arranged([off, near], near, room="Blue", interpreters=()).room == "Blue"


def test_a_readout_is_of_both_word_by_word():
    one = worded(fixed(), A, text="We met.")
    assert not one.is_agreed
    with pytest.raises(NotPossible, match="meeting_readout_changed"):
        agreed(one, B, text="We met")
    both = agreed(one, B, text="We met.")
    assert both.is_agreed
    assert not worded(both, B, text="We met!").is_agreed
    out = published(both, A, is_wanted=True, now=NINE)
    assert not out.is_public
    assert published(out, A, is_wanted=False, now=NINE) == both
    out = published(out, B, is_wanted=True, now=NINE)
    assert out.is_public
    with pytest.raises(NotPossible, match="meeting_readout_public"):
        worded(out, A, text="")
    with pytest.raises(NotPossible, match="meeting_not_agreed"):
        published(one, A, is_wanted=True, now=NINE)


# -- hours ----------------------------------------------------------------------------------------


def hours_of(one: Meeting, *busy: tuple[int, int]) -> list[int]:
    """What is free of the two hours from nine on, in minutes past nine; it is eight now."""
    day = (NINE, NINE + 2 * HOUR_MS)
    found = free_hours(one, days=[day], busy=busy, now=Instant(NINE - HOUR_MS))
    return [(start - NINE) // MINUTE_MS for start in found]


def test_hours_are_quarters_of_the_day_that_clash_with_nothing():
    assert hours_of(mutual()) == [0, 15, 30, 45, 60, 75, 90]
    busy = (NINE + 40 * MINUTE_MS, NINE + 50 * MINUTE_MS)
    assert hours_of(mutual(), busy) == [0, 60, 75, 90]
    assert hours_of(mutual(), (NINE, NINE + 2 * HOUR_MS)) == []


def test_hours_keep_to_what_both_sides_said():
    one = mutual()
    first = wish((NINE, NINE + 45 * MINUTE_MS), (NINE + HOUR_MS, NINE + 2 * HOUR_MS))
    second = wish((NINE + 15 * MINUTE_MS, NINE + 90 * MINUTE_MS))
    assert hours_of(replace(one, wishes={A: first, B: second})) == [15, 60]


def test_no_hour_is_in_the_past_or_at_once():
    day = [(NINE, NINE + 2 * HOUR_MS)]
    now = Instant(NINE + 31 * MINUTE_MS)
    found = free_hours(mutual(), days=day, busy=[], now=now)
    assert found[0] == NINE + 45 * MINUTE_MS
    assert all(one >= now + NOTICE_MS and (one - NINE) % QUARTER_MS == 0 for one in found)
    assert free_hours(mutual(), days=day, busy=[], now=Instant(NINE + 2 * HOUR_MS)) == []


def test_other_meetings_of_a_side_are_in_the_way_and_those_of_others_are_not():
    other = replace(fixed(), id="o", wishes={A: wish(), C: wish()}, confirmed=(A, C))
    foreign = replace(other, id="f", wishes={C: wish()}, confirmed=(C,))
    assert of_others([other, foreign, mutual()], mutual()) == [other.span]
    assert of_others([replace(other, is_off=True)], mutual()) == []


# -- as it is kept --------------------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path) -> Iterator[ModuleType]:
    """The table of meetings, over tables of its own."""
    work_in(tmp_path)
    start_django(tmp_path, secret_key="0" * 64, base_url="http://localhost")
    yield importlib.import_module("hemicycle.secretariat.meetings")  # once Django is set up
    connections.close_all()


def test_a_meeting_comes_back_as_it_was_and_lies_sealed(kept, tmp_path):
    one = worded(fixed(), A, text="We met at Quillworthy.")
    one = replace(one, wishes={**one.wishes, A: wish((NINE, NINE + HOUR_MS))})
    kept.changed("lakes-1", lambda _: one)
    [back] = kept.meetings_of("lakes-1")
    assert back == one
    assert kept.meetings_of("lakes-2") == []
    connections.close_all()
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("secretariat.sqlite3*"))
    assert b"lakes-1" in stored
    assert b"Quillworthy" not in stored
    assert b"p-0002" not in stored


def test_what_lies_in_the_table_does_not_tell_how_much_was_written(kept):
    lengths = {
        len(kept.sealed(replace(fixed(), readout=text))) for text in ("", "x", "We met." * 90)
    }
    assert len(lengths) == 1


def test_a_change_that_is_refused_leaves_all_as_it_was(kept):
    kept.changed("lakes-1", lambda _: mutual())
    with pytest.raises(NotPossible):
        kept.changed("lakes-1", lambda known: wished(known, meeting(B, A, of="n")))
    assert [one.id for one in kept.meetings_of("lakes-1")] == ["m"]
    kept.erase("lakes-1", ["m"])
    assert kept.meetings_of("lakes-1") == []
    with pytest.raises(NotPossible):
        kept.found([], "m")
