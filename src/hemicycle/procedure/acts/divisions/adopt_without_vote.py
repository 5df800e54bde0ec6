"""Declare a question adopted by consensus or acclamation.

Article: division.without_vote
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Decision, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.annulments import annulled
from hemicycle.procedure.rules.follows import follows
from hemicycle.procedure.rules.guards import (
    require_nothing_first,
    require_presiding,
    require_question,
    require_sitting,
)
from hemicycle.procedure.rules.quorums import require_no_quorum_due
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.ways import VOTED


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptWithoutVote(Act):
    """The presiding officer hears no objection and declares the question adopted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedWithoutVote(Entry):
    """The body decided without a division; there are no figures."""

    question: int
    title: Words
    method: str


def decide(rules: Rulebook, assembly: Assembly, act: AdoptWithoutVote) -> list[Entry]:
    """Record the decision.

    Out of order: no sitting is open; the actor does not preside; a point of order is pending;
    no question stands; the quorum is to be established first; the question is to be decided by a
    division.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_nothing_first(body)
    question = require_question(body)
    require_no_quorum_due(body)
    if question.method in VOTED:
        raise OutOfOrder("division.without_vote", "division_needed", title=question.title)
    return [
        AdoptedWithoutVote(
            body=act.body,
            at=act.at,
            question=question.number,
            title=question.title,
            method=question.method,
        ),
        *follows(assembly, body, act, outcome="adopted"),
        *annulled(assembly, body, act),
    ]


def apply(assembly: Assembly, entry: AdoptedWithoutVote) -> Assembly:
    body = assembly.bodies[entry.body]
    assert body.question is not None
    decision = Decision(
        question=body.question,
        method=entry.method,
        outcome="adopted",
        at=entry.at,
        position=assembly.position + 1,
    )
    decided = {**assembly.decisions, entry.question: decision}
    return replace(assembly.with_body(replace(body, question=None)), decisions=decided)


def minute(entry: AdoptedWithoutVote) -> Phrase:
    return Phrase(f"minute.adopted_by_{entry.method}", title=entry.title)


KIND = Kind(
    AdoptWithoutVote,
    decide,
    {AdoptedWithoutVote: apply},
    {AdoptedWithoutVote: minute},
    "declares the question adopted",
)
