"""Who was present while each item was before a body: by rolls and doors, sitting by sitting."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from hemicycle.journal.presence import ItemPresence, Roll, delegations_in, presence
from hemicycle.procedure.assembly import DelegationId, SittingRecord, Words
from hemicycle.procedure.kernel import MemberId
from hemicycle.procedure.rules.quorum_checks import counts_members
from hemicycle.screens.reported import day_of
from hemicycle.screens.view import View
from hemicycle.screens.visibility import as_public


@dataclass(frozen=True, slots=True, kw_only=True)
class RollSeen:
    """A call of the roll with the delegations that were present, and those that were not.

    `members` of delegations were in the room, where the rulebook counts members, else 0.
    """

    roll: Roll
    members: int
    day: str
    here: Collection[DelegationId]
    absent: Collection[DelegationId]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSeen:
    """One item: the nearest roll before it, the delegations at its beginning, the rolls meanwhile.

    `at_the_start` tells nothing where `presence.is_known` does not hold; then `come_in` are those
    of whom somebody was noted at the doors. `members` as in a roll, of the beginning.
    """

    presence: ItemPresence
    before: RollSeen | None
    at_the_start: Collection[DelegationId]
    members: int
    come_in: Collection[DelegationId]
    rolls: Sequence[RollSeen]


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingLine:
    """One sitting in the list; `part` is the end of its address."""

    record: SittingRecord
    part: str
    title: Words
    day: str
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingAttendance:
    """One sitting with its items."""

    line: SittingLine
    items: Sequence[ItemSeen]


def sittings(view: View) -> Sequence[SittingLine]:
    """All sittings, the latest first; none of a session that is only reported."""
    view = as_public(view)
    found = presence(view.history)
    records = sorted(view.assembly.records.values(), key=lambda one: -one.first)
    return [line_of(view, record, found) for record in records]


def sitting(view: View, part: str) -> SittingAttendance | None:
    """The attendance of a sitting, as in `plenary-1`; None where there is none of that name."""
    view = as_public(view)
    record = next((one for one in view.assembly.records.values() if part_of(one) == part), None)
    if record is None:
        return None
    found = presence(view.history)
    return SittingAttendance(
        line=line_of(view, record, found),
        items=[item_seen(view, one) for one in found if is_of(one, record)],
    )


def part_of(record: SittingRecord) -> str:
    """A sitting in an address: `plenary-1`."""
    return f"{record.body}-{record.sitting}"


def is_of(one: ItemPresence, record: SittingRecord) -> bool:
    """Whether an item was before the body in a sitting."""
    return (one.body, one.sitting) == (record.body, record.sitting)


def line_of(view: View, record: SittingRecord, found: Iterable[ItemPresence]) -> SittingLine:
    """A sitting as the list has it."""
    return SittingLine(
        record=record,
        part=part_of(record),
        title=view.assembly.bodies[record.body].title,
        day=day_of(record.opened_at, view.zone),
        items=len({one.item for one in found if is_of(one, record)}),
    )


def item_seen(view: View, one: ItemPresence) -> ItemSeen:
    """One item with the delegations."""
    return ItemSeen(
        presence=one,
        before=roll_seen(view, one.before) if one.before else None,
        at_the_start=delegations_in(view.assembly, one.at_the_start),
        members=members_in(view, one.at_the_start),
        come_in=delegations_in(view.assembly, one.come_in),
        rolls=[roll_seen(view, roll) for roll in one.rolls],
    )


def roll_seen(view: View, roll: Roll) -> RollSeen:
    """A roll with its delegations."""
    here = delegations_in(view.assembly, roll.present)
    return RollSeen(
        roll=roll,
        members=members_in(view, roll.present),
        day=day_of(roll.at, view.zone),
        here=here,
        absent=set(view.assembly.delegations) - here,
    )


def members_in(view: View, present: Iterable[MemberId]) -> int:
    """How many of those in the room are of a delegation, where the rulebook counts members."""
    if not counts_members(view.rules):
        return 0
    return sum(view.assembly.delegation_of(one) is not None for one in present)
