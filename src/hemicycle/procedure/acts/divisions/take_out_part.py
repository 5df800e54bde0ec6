"""Take a part out of those that are put en bloc; it is put by itself afterwards.

Article: division.en_bloc
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_question, require_sitting
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOutPart(Act):
    """A delegate asks that a part not be decided with the others."""

    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTakenOut(Entry):
    """The part is no more among those that are put together."""

    member: MemberId
    part: str


def decide(rules: Rulebook, assembly: Assembly, act: TakeOutPart) -> list[Entry]:
    """Record that the part is taken out.

    Out of order: no sitting is open; no question stands; the actor may move nothing there; the
    voting has begun; the question has no such part, or no other.
    """
    body = require_sitting(assembly, act.body)
    require_question(body)
    require_right(rules, assembly, act, right="move")
    if body.division:
        raise OutOfOrder("division.en_bloc", "voting_has_begun", division=body.division)
    if act.part not in body.proposal.parts:
        raise OutOfOrder("division.en_bloc", "no_such_part", text=act.part)
    if len(body.proposal.parts) == 1:
        raise OutOfOrder("division.en_bloc", "only_part", text=act.part)
    return [PartTakenOut(body=act.body, at=act.at, member=act.by, part=act.part)]


def apply(assembly: Assembly, entry: PartTakenOut) -> Assembly:
    body = assembly.bodies[entry.body]
    left = tuple(one for one in body.proposal.parts if one != entry.part)
    taken = (*body.proposal.taken_out, entry.part)
    proposal = replace(body.proposal, parts=left, taken_out=taken)
    apart = (*body.parts_apart, entry.part)
    return assembly.with_body(replace(body, proposal=proposal, parts_apart=apart))


def minute(entry: PartTakenOut) -> Phrase:
    return Phrase("minute.part_taken_out", member=entry.member, part=entry.part)


KIND = Kind(
    TakeOutPart,
    decide,
    {PartTakenOut: apply},
    {PartTakenOut: minute},
    "takes out part {part}",
)
