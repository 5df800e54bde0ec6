"""Ask for a division in parts: that the parts of a question be put one by one.

Article: division.in_parts
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_question, require_sitting
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForParts(Act):
    """A delegate asks that each part be decided by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsAsked(Entry):
    """The presiding officer says whether it is done."""

    member: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: AskForParts) -> list[Entry]:
    """Record the request.

    Out of order: no sitting is open; no question stands; the actor may move nothing there; the
    voting has begun; the question has not several parts; it was asked already.
    """
    body = require_sitting(assembly, act.body)
    require_question(body)
    require_right(rules, assembly, act, right="move")
    if body.division:
        raise OutOfOrder("division.in_parts", "voting_has_begun", division=body.division)
    if len(body.proposal.parts) <= 1:
        raise OutOfOrder("division.in_parts", "no_parts")
    if body.proposal.asked:
        raise OutOfOrder("division.in_parts", "parts_asked_already")
    return [PartsAsked(body=act.body, at=act.at, member=act.by)]


def apply(assembly: Assembly, entry: PartsAsked) -> Assembly:
    body = assembly.bodies[entry.body]
    return assembly.with_body(replace(body, proposal=replace(body.proposal, asked=True)))


def minute(entry: PartsAsked) -> Phrase:
    return Phrase("minute.parts_asked", member=entry.member)


KIND = Kind(
    AskForParts,
    decide,
    {PartsAsked: apply},
    {PartsAsked: minute},
    "asks for a division in parts",
)
