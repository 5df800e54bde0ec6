"""Name a substitute for a seat: who votes for it while its representative is away.

Article: substitutes.designated_by, substitutes.votes_when, credentials.seats
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId, StandIn
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import SECRETARIAT, require_body, require_person
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.seats import seat_stood_in


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignateSubstitute(Act):
    """The head of a delegation, or the secretariat for it, names who stands in for `member`."""

    substitute: MemberId
    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteDesignated(Entry):
    """From now on `substitute` is named for the seat; whoever was named before is not."""

    substitute: MemberId
    member: MemberId
    delegation: DelegationId


def decide(rules: Rulebook, assembly: Assembly, act: DesignateSubstitute) -> list[Entry]:
    """Record the naming, with its hour.

    Out of order: the body is unknown; the rules know no substitutes by seat; somebody is not
    accredited; the actor neither heads the delegation nor is of the secretariat; `member` has no
    seat; `substitute` is no substitute of the same delegation, or is named for another seat.
    """
    body = require_body(assembly, act.body)
    if not rules.has("substitutes.votes_when") or body.organ != "assembly":
        raise OutOfOrder("credentials.seats", "no_stand_ins", title=body.title)
    actor, person = require_person(assembly, act.by), require_person(assembly, act.member)
    require_person(assembly, act.substitute)
    delegation = assembly.delegations.get(person.delegation)
    held = body.seats.get(person.delegation, {})
    if delegation is None or held.get(act.member) != "titular":
        raise OutOfOrder("substitutes.votes_when", "no_seat", member=act.member)
    if actor.id != delegation.head and actor.office not in SECRETARIAT:
        raise OutOfOrder(
            "substitutes.designated_by", "not_head", member=act.by, delegation=delegation.id
        )
    if held.get(act.substitute) != "substitute":
        raise OutOfOrder("substitutes.designated_by", "no_substitute", member=act.substitute)
    named = seat_stood_in(body, act.substitute)
    if named is not None:
        raise OutOfOrder(
            "substitutes.votes_when",
            "stands_in_already",
            deputy=act.substitute,
            member=named.member,
        )
    return [
        SubstituteDesignated(
            body=act.body,
            at=act.at,
            substitute=act.substitute,
            member=act.member,
            delegation=delegation.id,
        )
    ]


def apply(assembly: Assembly, entry: SubstituteDesignated) -> Assembly:
    body = assembly.bodies[entry.body]
    others = tuple(one for one in body.stand_ins if one.member != entry.member)
    named = StandIn(
        member=entry.member,
        substitute=entry.substitute,
        delegation=entry.delegation,
        designated_at=entry.at,
    )
    return assembly.with_body(replace(body, stand_ins=(*others, named)))


def minute(entry: SubstituteDesignated) -> Phrase:
    return Phrase(
        "minute.substitute_designated",
        deputy=entry.substitute,
        member=entry.member,
        delegation=entry.delegation,
    )


KIND = Kind(
    DesignateSubstitute,
    decide,
    {SubstituteDesignated: apply},
    {SubstituteDesignated: minute},
    "names {substitute} to stand in for {member}",
)
