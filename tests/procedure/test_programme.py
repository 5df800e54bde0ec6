"""What clashes in a programme, and what changed from one release to the next."""

from dataclasses import replace

import pytest

from hemicycle.procedure.assembly import Assembly, Body, Delegation, DelegationId, Person
from hemicycle.procedure.assembly.programme import Release, Slot, SlotId
from hemicycle.procedure.kernel import BodyId, Instant, MemberId, OutOfOrder
from hemicycle.procedure.rules.programme_changes import changelog, standing
from hemicycle.procedure.rules.programme_clashes import clashes
from hemicycle.procedure.rules.programme_lines import read_lines
from hemicycle.rulebooks import load
from hemicycle.rulebooks.written import WrittenRulebook

MINUTE = 60_000
PLENARY, LAKES, ROADS = BodyId("plenary"), BodyId("lakes"), BodyId("roads")


def rules(**values: object) -> WrittenRulebook:
    """The rules of `plain` with other values in the section of the programme."""
    book = load("plain")
    changed = {
        f"programme.{name}": replace(book.leaves[f"programme.{name}"], value=value)
        for name, value in values.items()
    }
    return replace(book, leaves={**book.leaves, **changed})


def house(*sizes: int) -> Assembly:
    """Three bodies without a Chair in common, and delegations of these sizes."""
    assembly = Assembly()
    for n, (body, organ) in enumerate(
        [(PLENARY, "assembly"), (LAKES, "committee"), (ROADS, "committee")]
    ):
        chair = MemberId(f"o-{n}")
        assembly = assembly.with_body(
            Body(
                id=body,
                organ=organ,
                title={"en": body},
                unit="delegation",
                presiding=chair,
                constituted_presiding=chair,
            )
        )
    delegations, people = {}, {}
    for number, size in enumerate(sizes, 1):
        own = DelegationId(f"p-{number}")
        members = tuple(MemberId(f"{own}-{seat}") for seat in range(1, size + 1))
        people |= {one: Person(id=one, delegation=own) for one in members}
        delegations[own] = Delegation(
            id=own, status="member", votes=10, has_vote=True, cause="", members=members
        )
    return replace(assembly, delegations=delegations, people=people)


def slot(name: str, begins: int, ends: int, **fields: object) -> Slot:
    """A slot from one minute of the day to another."""
    told = {"kind": "sitting", "title": {"en": name}, "day": "2026-03-02", **fields}
    at, until = Instant(begins * MINUTE), Instant(ends * MINUTE)
    return Slot(id=SlotId(name), begins_at=at, ends_at=until, **told)


def found(*slots: Slot, assembly: Assembly | None = None, **values: object) -> list[object]:
    """The clashes of these slots: the rule, and who meets."""
    told = clashes(rules(**values), assembly or house(), slots)
    return [(one.kind, one.slots) for one in told]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"room": "a"}, "rooms"),
        ({"chair": MemberId("x")}, "chairs"),
        ({"team": "A"}, "interpreter_team"),
    ],
)
def test_two_at_once_with_the_same(fields, rule):
    one, other, later = slot("s", 0, 60, **fields), slot("t", 59, 90, **fields), slot("u", 90, 99)
    assert found(one, other, later) == [(rule, ("s", "t"))]
    assert found(one, replace(other, begins_at=one.ends_at)) == []


def test_a_rule_that_is_off_finds_nothing():
    one, other = slot("s", 0, 60, room="a"), slot("t", 30, 90, room="a")
    assert found(one, other, rooms=False) == []


def test_the_chair_of_a_body_need_not_be_named():
    one, other = slot("s", 0, 60, body=LAKES), slot("t", 30, 90, chair=MemberId("o-1"))
    assert found(one, other) == [("chairs", ("s", "t"))]


def test_breaks_are_kept_free_of_sittings_only():
    meal, prayer = slot("m", 0, 60, kind="meal"), slot("p", 30, 45, kind="prayer")
    sitting = slot("s", 40, 90)
    assert found(meal, prayer, sitting) == [("breaks", ("s", "m")), ("breaks", ("s", "p"))]
    assert found(meal, prayer, sitting, breaks=["prayer"]) == [("breaks", ("s", "p"))]


def test_interpreters_have_teams_pauses_and_a_day():
    teams = [slot(name, 0, 60, languages=("en",), team=name) for name in "ABC"]
    assert found(*teams, interpreter_teams=2) == [("interpreter_teams", ("A", "B", "C"))]
    assert found(*teams, interpreter_teams=3) == []
    long = [slot("s", 0, 120, team="A"), slot("t", 149, 240, team="A")]
    assert found(*long) == [("interpreter_stretch", ("s", "t"))]
    assert found(*long, interpreter_pause=29) == []
    assert found(*long, interpreter_pause=29, interpreter_day=210) == [
        ("interpreter_day", ("s", "t"))
    ]
    tomorrow = replace(long[1], day="2026-03-03")
    assert found(long[0], tomorrow, interpreter_pause=29, interpreter_day=210) == []


def test_a_delegation_that_cannot_be_everywhere_is_named():
    slots = [slot("s", 0, 60, body=PLENARY), slot("t", 0, 60, body=LAKES)]
    slots.append(slot("u", 30, 60, body=ROADS))
    told = clashes(rules(), house(1, 2, 3), slots)
    assert [(one.slots, one.n, one.delegations) for one in told] == [
        (("s", "t", "u"), 3, ("p-1", "p-2"))
    ]
    assert found(*slots, assembly=house(3)) == []


def test_a_withdrawn_member_does_not_count():
    assembly = house(2)
    gone = replace(assembly.people[MemberId("p-1-2")], is_withdrawn=True)
    people = {**assembly.people, gone.id: gone}
    slots = [slot("s", 0, 60, body=PLENARY), slot("t", 0, 60, body=LAKES)]
    assert found(*slots, assembly=assembly) == []
    assert found(*slots, assembly=replace(assembly, people=people)) == [("delegations", ("s", "t"))]


def released(*programmes: tuple[Slot, ...]) -> tuple[Release, ...]:
    """Releases of these programmes, an hour apart."""
    return tuple(
        Release(number=n, at=Instant(n * 60 * MINUTE), position=n, rooms=(), slots=slots)
        for n, slots in enumerate(programmes, 1)
    )


def test_what_changed_follows_from_two_releases():
    one, other = slot("s", 0, 60, room="a"), slot("t", 0, 60)
    moved = replace(one, begins_at=Instant(MINUTE), room="b")
    releases = released((one, other), (moved,), (moved, other))
    told = [[(c.slot.id, c.what) for c in changelog(releases, n)] for n in (1, 2, 3)]
    assert told == [
        [("s", ("added",)), ("t", ("added",))],
        [("t", ("cancelled",)), ("s", ("moved", "room"))],
        [("t", ("added",))],
    ]
    stand = standing(releases)
    assert (stand[one.id].sequence, stand[one.id].changed_at) == (1, releases[1].at)
    assert (stand[other.id].sequence, stand[other.id].is_cancelled) == (2, False)
    assert standing(releases[:2])[other.id].is_cancelled


def test_past_midnight_the_day_is_that_of_the_opening():
    line = "slot | n | Night | sitting | | | 2026-03-02T23:00+02:00 | 2026-03-03T01:00+02:00"
    _, [night] = read_lines({"en": line})
    assert (night.day, (night.ends_at - night.begins_at) // MINUTE) == ("2026-03-02", 120)


def test_a_name_in_a_second_language_stands_beside_the_first():
    rooms, slots = read_lines(
        {
            "en": "room | a | Hall A\nslot | s | Debate | event | | a"
            " | 2026-03-02T10:00Z | 2026-03-02T11:00Z",
            "fr": "slot | s | Débat\nroom | a | Salle A",
        }
    )
    assert [one.title for one in rooms] == [{"en": "Hall A", "fr": "Salle A"}]
    assert [one.title for one in slots] == [{"en": "Debate", "fr": "Débat"}]


def test_no_programme_at_all_is_not_understood():
    with pytest.raises(OutOfOrder) as refused:
        read_lines({"en": ""})
    assert refused.value.reason_key == "line_not_understood"
