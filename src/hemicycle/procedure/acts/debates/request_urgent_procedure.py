"""Request that a subject be debated under urgent procedure: members, a group, or a committee.

Article: emergency_item.decision, emergency_item.members_needed, emergency_item.requested_by
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Words
from hemicycle.procedure.assembly.texts import NO_BODY
from hemicycle.procedure.assembly.urgent import UrgentRequest
from hemicycle.procedure.kernel import Act, BodyId, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.political_groups import require_own_group
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.together import require_signatories
from hemicycle.procedure.rules.urgent import require_each_by_itself

NEEDED = "emergency_item.members_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestUrgentProcedure(Act):
    """A member with `members`, for a group, or as the chair of a committee, asks for it."""

    title: Words
    members: tuple[MemberId, ...] = ()
    for_group: str = ""
    for_body: BodyId = NO_BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentRequested(Entry):
    """The request stands under its number; the house decides on it by itself."""

    request: int
    title: Words
    signatories: tuple[MemberId, ...]
    for_group: str
    for_body: BodyId


def decide(rules: Rulebook, assembly: Assembly, act: RequestUrgentProcedure) -> list[Entry]:
    """Record the request.

    Out of order: the body is unknown; under the rules one item is chosen among all; there is no
    title; it is for a committee of which the actor is not the chair, for a group that the actor is
    not of; the actor may not move; somebody is no member or named twice; too few members.
    """
    body = require_body(assembly, act.body)
    require_each_by_itself(rules)
    if not any(text.strip() for text in act.title.values()):
        raise OutOfOrder("emergency_item.decision", "urgent_without_title")
    if act.for_body:
        committee = require_body(assembly, act.for_body)
        if committee.constituted_presiding != act.by:
            raise OutOfOrder("emergency_item.requested_by", "not_its_chair", title=committee.title)
    else:
        require_right(rules, assembly, act, right="move")
    signatories = (
        (act.by,)
        if act.for_body
        else require_signatories(assembly, act, act.members, rule_key=NEEDED)
    )
    require_own_group(act.for_group, assembly.people[act.by])
    needed = 0 if act.for_body or act.for_group else rules.number(NEEDED)
    if len(signatories) < needed:
        raise OutOfOrder(NEEDED, "too_few_members", n=len(signatories), needed=needed)
    return [
        UrgentRequested(
            body=act.body,
            at=act.at,
            request=len(body.urgent) + 1,
            title=act.title,
            signatories=signatories,
            for_group=act.for_group,
            for_body=act.for_body,
        )
    ]


def apply(assembly: Assembly, entry: UrgentRequested) -> Assembly:
    body = assembly.bodies[entry.body]
    request = UrgentRequest(
        number=entry.request,
        title=entry.title,
        signatories=entry.signatories,
        for_group=entry.for_group,
        for_body=entry.for_body,
        requested_at=entry.at,
    )
    return assembly.with_body(replace(body, urgent={**body.urgent, entry.request: request}))


def minute(entry: UrgentRequested) -> Phrase:
    return Phrase(
        "minute.urgent_requested",
        number=entry.request,
        title=entry.title,
        group=entry.for_group,
        member=entry.signatories[0],
        n=len(entry.signatories),
    )


KIND = Kind(
    RequestUrgentProcedure,
    decide,
    {UrgentRequested: apply},
    {UrgentRequested: minute},
    "requests urgent procedure on {title}[ for the group {for_group}][ for the body {for_body}]"
    "[ with {members}]",
)
