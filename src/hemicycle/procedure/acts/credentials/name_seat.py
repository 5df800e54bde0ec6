"""Name who sits for a delegation in a committee or the Council, as titular or as substitute.

Article: committee.titulars, committee.substitutes, council.seats, council.substitutes,
credentials.seats, delegation.seats_basis, delegation.substitutes_per_representative,
substitutes.votes_when
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Delegation, DelegationId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import SECRETARIAT, require_body, require_person
from hemicycle.procedure.rules.rights import WHO_MAY_SIT, standing_in
from hemicycle.procedure.rules.rulebook import Rulebook

SEATS = ("titular", "substitute", "none")
LIMITS = {
    ("council", "titular"): "council.seats",
    ("council", "substitute"): "council.substitutes",
    ("committee", "titular"): "committee.titulars",
    ("committee", "substitute"): "committee.substitutes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSeat(Act):
    """The head of a delegation, or the secretariat for it, names who sits in a body."""

    member: MemberId
    seat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatNamed(Entry):
    """`member` sits in the body as titular or substitute, or no more; frozen rolls stay."""

    member: MemberId
    delegation: DelegationId
    seat: str
    title: Words


def decide(rules: Rulebook, assembly: Assembly, act: NameSeat) -> list[Entry]:
    """Record the naming.

    Out of order: the body is unknown; the actor or the person is not accredited; the person is
    no delegate of a Member with a vote; the actor neither heads that delegation nor is of the
    secretariat; no such seat is known, or none in this body; the person has it already; all the
    delegation's seats of that kind are taken.
    """
    body = require_body(assembly, act.body)
    actor, person = require_person(assembly, act.by), require_person(assembly, act.member)
    delegation = assembly.delegations.get(person.delegation)
    if delegation is None or standing_in(delegation, person) not in WHO_MAY_SIT:
        raise OutOfOrder("credentials.seats", "may_not_sit", member=act.member)
    if actor.id != delegation.head and actor.office not in SECRETARIAT:
        raise OutOfOrder("credentials.seats", "not_head", member=act.by, delegation=delegation.id)
    require_free(rules, body, delegation, act=act)
    return [
        SeatNamed(
            body=act.body,
            at=act.at,
            member=act.member,
            delegation=delegation.id,
            seat=act.seat,
            title=body.title,
        )
    ]


def require_free(rules: Rulebook, body: Body, delegation: Delegation, *, act: NameSeat) -> None:
    """There is such a seat in the body, and one of them is free for the delegation."""
    is_by_seat = body.organ == "assembly" and rules.has("substitutes.votes_when")
    if act.seat not in SEATS or (body.organ == "assembly" and not is_by_seat):
        raise OutOfOrder("credentials.seats", "no_such_seat", seat=act.seat, title=body.title)
    held = body.seats.get(delegation.id, {})
    if held.get(act.member, "none") == act.seat:
        raise OutOfOrder("credentials.seats", "sits_already", member=act.member, seat=act.seat)
    taken = [member for member, seat in held.items() if seat == act.seat]
    if is_by_seat:
        require_seat_left(delegation, act=act, taken=taken)
        return
    rule_key = LIMITS.get((body.organ if body.organ == "council" else "committee", act.seat))
    if rule_key and rules.has(rule_key) and len(taken) >= rules.number(rule_key):
        raise OutOfOrder(rule_key, "seat_taken", members=tuple(taken), n=rules.number(rule_key))


def require_seat_left(delegation: Delegation, *, act: NameSeat, taken: list[MemberId]) -> None:
    """A delegation has as many representatives as seats, and as many substitutes.

    Out of order: all its seats of that kind are taken.
    """
    if act.seat != "none" and len(taken) >= delegation.votes:
        rule_key = (
            "delegation.seats_basis"
            if act.seat == "titular"
            else "delegation.substitutes_per_representative"
        )
        raise OutOfOrder(rule_key, "seat_taken", members=tuple(taken), n=delegation.votes)


def apply(assembly: Assembly, entry: SeatNamed) -> Assembly:
    body = assembly.bodies[entry.body]
    held = {m: s for m, s in body.seats.get(entry.delegation, {}).items() if m != entry.member}
    if entry.seat != "none":
        held[entry.member] = entry.seat
    return assembly.with_body(replace(body, seats={**body.seats, entry.delegation: held}))


def minute(entry: SeatNamed) -> Phrase:
    how = "ended" if entry.seat == "none" else "named"
    return Phrase(
        f"minute.seat_{how}",
        member=entry.member,
        delegation=entry.delegation,
        seat=entry.seat,
        title=entry.title,
    )


KIND = Kind(NameSeat, decide, {SeatNamed: apply}, {SeatNamed: minute}, "names {member} as {seat}")
