"""Who votes for a seat: its representative, or who stands in for one that is away.

Article: substitutes.votes_when, substitutes.designated_hours, substitutes.designated_by,
substitutes.register_signature_required, president.votes, president.substitute_votes
"""

from collections.abc import Iterator, Sequence

from hemicycle.procedure.assembly import Assembly, Body, Delegation, StandIn
from hemicycle.procedure.kernel import Instant, MemberId, OutOfOrder
from hemicycle.procedure.rules.rulebook import Rulebook

HOUR_MS = 3600 * 1000
WHEN = ("representative_absent",)


def is_by_seat(rules: Rulebook, body: Body, delegation: Delegation) -> bool:
    """Whether the votes of a delegation belong to its seats, and it has named who has them."""
    is_known = body.organ == "assembly" and rules.has("substitutes.votes_when")
    return is_known and body.unit == "person" and delegation.id in body.seats


def voters_of_seats(
    rules: Rulebook, body: Body, delegation: Delegation, *, present: Sequence[MemberId]
) -> tuple[MemberId, ...]:
    """One of those present for each seat: the representative, or who has signed in the place."""
    return tuple(
        voter
        for member, seat in body.seats[delegation.id].items()
        if seat == "titular"
        for voter in [voter_of_seat(rules, body, member, present=present)]
        if voter
    )


def voter_of_seat(
    rules: Rulebook, body: Body, member: MemberId, *, present: Sequence[MemberId]
) -> MemberId | None:
    """Who votes for the seat of a representative now, if anybody does."""
    presides = member == body.presiding and not rules.is_on("president.votes")
    if member in present and not presides:
        return member
    found = stand_in_for(body, member)
    if found is None or found.substitute not in present:
        return None
    if presides and not rules.is_on("president.substitute_votes"):
        return None
    return found.substitute if has_signed(rules, body, found) else None


def stand_in_for(body: Body, member: MemberId) -> StandIn | None:
    """Whom the delegation has named for the seat of a representative."""
    return next((one for one in body.stand_ins if one.member == member), None)


def seat_stood_in(body: Body, substitute: MemberId) -> StandIn | None:
    """For which seat somebody was named."""
    return next((one for one in body.stand_ins if one.substitute == substitute), None)


def has_signed(rules: Rulebook, body: Body, one: StandIn) -> bool:
    """Whether a substitute has signed the register of this sitting, where the rules ask for it."""
    if not rules.is_on("substitutes.register_signature_required"):
        return True
    return body.sitting is not None and one.signed_in == body.sitting.number


def debate_begins(body: Body, *, at: Instant) -> Instant:
    """When the debate before the body began; now, where none has."""
    item = body.items.get(body.item)
    return item.taken_up_at if item is not None and item.taken_up_at else at


def require_early(rules: Rulebook, body: Body, one: StandIn, *, at: Instant) -> None:
    """The substitute was named early enough before the debate.

    Out of order: too late; told from which hour on the naming holds.
    """
    hours = rules.number("substitutes.designated_hours")
    holds_from = Instant(one.designated_at + hours * HOUR_MS)
    if debate_begins(body, at=at) < holds_from:
        raise OutOfOrder(
            "substitutes.designated_hours",
            "named_too_late",
            member=one.substitute,
            n=hours,
            starts_at=holds_from,
        )


def require_signature(body: Body, member: MemberId) -> None:
    """Somebody named for a seat has signed the register of this sitting.

    Out of order: not signed.
    """
    named = seat_stood_in(body, member)
    sitting = body.sitting.number if body.sitting else 0
    if named is not None and named.signed_in != sitting:
        raise OutOfOrder(
            "substitutes.register_signature_required", "register_not_signed", member=member
        )


def seats_authorised(assembly: Assembly, body: Body) -> Iterator[int]:
    """How many of each delegation are authorised to vote in a body. Units: members."""
    for delegation in assembly.delegations.values():
        if delegation.has_vote:
            named = body.seats.get(delegation.id, {})
            seated = sum(named.get(one, "titular") == "titular" for one in delegation.members)
            yield min(seated, delegation.votes) if delegation.votes else seated


def authorised(assembly: Assembly, body: Body) -> int:
    """How many members are authorised to vote in a body. Units: members."""
    return sum(seats_authorised(assembly, body))
