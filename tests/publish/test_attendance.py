"""Presence at each item: what rolls and doors tell, and nothing that they do not."""

import csv
import io

from hemicycle.journal.presence import presence
from hemicycle.procedure.acts.agenda.conclude_item import ConcludeItem
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.credentials.note_arrival import NoteArrival
from hemicycle.procedure.acts.credentials.note_departure import NoteDeparture
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.publish import Published, publish
from hemicycle.publish.documents import summary_record

from .documents_at_hand import model, plain
from .small_session import SmallSession, reported_session

CHAIR = "o-president"


def two_sittings() -> SmallSession:
    """A roll, doors, two items; then a sitting for which no roll is called."""
    session = SmallSession()
    session.sit()
    session.act(PlaceItem, item="4", title={"en": "Matter 4", "fr": "Sujet 4"})
    session.act(NoteArrival, member="p-0003-1")
    session.act(NoteDeparture, member="p-0002-1")
    session.act(ConcludeItem, CHAIR, item="3")
    session.act(TakeUpItem, CHAIR, item="4")
    session.act(CallRoll, absent=("p-0001",))
    session.act(AdjournSitting, CHAIR)
    session.act(OpenSitting, CHAIR)
    session.act(AdjournSitting, CHAIR)
    return session


def told(published: Published, part: str) -> str:
    return plain(model(summary_record, published, part))


def table(published: Published) -> list[dict[str, str]]:
    text = publish("attendance.csv", published).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_each_item_has_the_nearest_roll_before_and_within():
    first, second, carried = presence(two_sittings().published().public_entries)
    assert [one.item for one in (first, second, carried)] == ["3", "4", "4"]
    assert first.before is not None
    assert first.before.at < first.began_at
    assert not first.rolls
    assert "p-0003-1" not in first.at_the_start
    assert "p-0003-1" in second.at_the_start
    assert "p-0002-1" not in second.at_the_start
    assert [roll.at for roll in second.rolls] == [carried.before.at]


def test_a_roll_of_an_earlier_sitting_says_nothing_of_this_one():
    carried = presence(two_sittings().published().public_entries)[-1]
    assert (carried.sitting, carried.before.sitting) == (2, 1)
    assert not carried.is_known
    assert carried.at_the_start == frozenset()


def test_without_a_roll_the_doors_tell_who_came_in_and_not_who_was_absent():
    session = two_sittings()
    session.act(NoteArrival, member="p-0001-1")
    session.act(OpenSitting, CHAIR)
    session.act(AdjournSitting, CHAIR)
    last = presence(session.published().public_entries)[-1]
    assert last.come_in == {"p-0001-1"}
    assert last.at_the_start == frozenset()
    text = told(session.published(), "plenary-3")
    assert "come in for this sitting: one delegation, Arvenia; others may have been there" in text


def test_the_summary_record_says_it_in_words():
    published = two_sittings().published()
    text = told(published, "plenary-1")
    for words in (
        "Item 3, General debate: before the body from",
        "nothing was noted at the doors since: 3 delegations were represented",
        "The roll was not called while it was before the body.",
        "Noted at the doors meanwhile, came in:",
        "and what was noted at the doors since",
        "While it was before the body, the roll was called at",
    ):
        assert words in text
    assert "tells nothing of who was there now" in told(published, "plenary-2")


def test_the_table_leaves_empty_what_is_not_known():
    rows = table(two_sittings().published())
    by = {(row["sitting"], row["item"], row["delegation"]): row for row in rows}
    late = by["plenary-1", "3", "p-0003"]
    assert (late["at_roll_before"], late["at_the_start"], late["rolls_within"]) == (
        *("absent", "absent"),
        "0",
    )
    assert late["arrived_at"]
    assert late["present_within"] == ""
    assert by["plenary-1", "4", "p-0003"]["at_the_start"] == "present"
    assert by["plenary-1", "4", "p-0001"]["present_within"] == "0"
    carried = by["plenary-2", "4", "p-0001"]
    assert (carried["roll_before_at"], carried["at_the_start"]) == ("", "")


def test_a_reported_session_has_no_attendance():
    assert table(reported_session().published()) == []
