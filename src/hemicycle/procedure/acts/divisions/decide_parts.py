"""Say whether a question is divided: each part is put by itself, or all stay together.

Article: division.in_parts
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Proposal
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_presiding, require_question, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook

OUTCOMES = ("allowed", "refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideParts(Act):
    """The presiding officer allows the division in parts, or refuses it."""

    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsDecided(Entry):
    """Allowed, the question is taken back and each of its parts is still to be put."""

    question: int
    outcome: str
    parts: tuple[str, ...]


def decide(rules: Rulebook, assembly: Assembly, act: DecideParts) -> list[Entry]:
    """Record what was decided.

    Out of order: no sitting is open; the actor does not preside; no question stands; nobody has
    asked for it; the outcome is unknown; the voting has begun.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    question = require_question(body)
    if not body.proposal.asked:
        raise OutOfOrder("division.in_parts", "parts_not_asked")
    if act.outcome not in OUTCOMES:
        raise OutOfOrder("division.in_parts", "neither_allowed_nor_refused", text=act.outcome)
    if body.division:
        raise OutOfOrder("division.in_parts", "voting_has_begun", division=body.division)
    return [
        PartsDecided(
            body=act.body,
            at=act.at,
            question=question.number,
            outcome=act.outcome,
            parts=body.proposal.parts,
        )
    ]


def apply(assembly: Assembly, entry: PartsDecided) -> Assembly:
    body = assembly.bodies[entry.body]
    if entry.outcome == "refused":
        return assembly.with_body(replace(body, proposal=replace(body.proposal, asked=False)))
    apart = (*entry.parts, *body.parts_apart)
    divided = replace(body, question=None, proposal=Proposal(), parts_apart=apart)
    return assembly.with_body(divided)


def minute(entry: PartsDecided) -> Phrase:
    return Phrase(f"minute.parts_{entry.outcome}", parts=", ".join(entry.parts))


KIND = Kind(
    DecideParts,
    decide,
    {PartsDecided: apply},
    {PartsDecided: minute},
    "decides on the parts: {outcome}",
)
