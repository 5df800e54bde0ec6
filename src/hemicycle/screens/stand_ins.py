"""Who stands in for whom in a house whose votes belong to seats, and who could."""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Body, Delegation, StandIn
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.procedure.rules.guards import SECRETARIAT
from hemicycle.procedure.rules.seats import HOUR_MS, has_signed, seat_stood_in
from hemicycle.screens.act_subjects import Fields, body_of
from hemicycle.screens.view import View

STANDING_IN = "substitutes.votes_when"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandInSeen:
    """One naming: from which hour it holds, and whether the register of this sitting is signed."""

    member: MemberId
    substitute: MemberId
    holds_from: Instant
    has_signed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StandInsSeen:
    """What the form lets one choose from, and who is named already, the latest last."""

    representatives: tuple[MemberId, ...]
    substitutes: tuple[MemberId, ...]
    named: tuple[StandInSeen, ...]


def stand_ins(view: View) -> StandInsSeen | None:
    """For the secretariat of all delegations, for a delegate of the own; None in other houses."""
    body = body_of(view)
    if body.organ != "assembly" or not view.rules.has(STANDING_IN):
        return None
    own = within_reach(view)
    return StandInsSeen(
        representatives=tuple(m for one in own for m in seated(body, one, seat="titular")),
        substitutes=tuple(
            member
            for one in own
            for member in seated(body, one, seat="substitute")
            if seat_stood_in(body, member) is None
        ),
        named=tuple(
            seen(view, body, one) for one in body.stand_ins if one.delegation in {d.id for d in own}
        ),
    )


def within_reach(view: View) -> tuple[Delegation, ...]:
    """The delegations whose seats concern the viewer."""
    person = view.assembly.people.get(view.viewer.member)
    if person is not None and person.office in SECRETARIAT:
        return tuple(view.assembly.delegations.values())
    own = view.assembly.delegation_of(view.viewer.member)
    return (own,) if own else ()


def seated(body: Body, delegation: Delegation, *, seat: str) -> tuple[MemberId, ...]:
    """Those of a delegation who have a seat of that kind."""
    return tuple(m for m, kind in body.seats.get(delegation.id, {}).items() if kind == seat)


def seen(view: View, body: Body, one: StandIn) -> StandInSeen:
    """A naming with its hour."""
    hours = view.rules.number("substitutes.designated_hours")
    return StandInSeen(
        member=one.member,
        substitute=one.substitute,
        holds_from=Instant(one.designated_at + hours * HOUR_MS),
        has_signed=has_signed(view.rules, body, one),
    )


def a_stand_in(view: View) -> Fields | None:
    """A substitute who could stand in for a representative of the same delegation."""
    found = stand_ins(view)
    if found is None:
        return None
    people = view.assembly.people
    pairs = (
        {"substitute": substitute, "member": member}
        for substitute in found.substitutes
        for member in found.representatives
        if people[substitute].delegation == people[member].delegation
    )
    return next(pairs, None)
