"""Establish the quorum: the delegations present are counted, and what follows is said.

Article: quorum.to_decide, quorum.effect
"""

from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import Assembly, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import require_presiding, require_question, require_sitting
from hemicycle.procedure.rules.quorums import POSTPONED, delegations_present
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class EstablishQuorum(Act):
    """The presiding officer has those present counted, because it was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumCounted(Entry):
    """Who was there, and whether that is enough. Units: delegations with a vote.

    Without the quorum the `effect` is what follows: the question is postponed, or waits.
    """

    question: int
    title: Words
    present: int
    needed: int
    is_met: bool
    effect: str = ""


def decide(rules: Rulebook, assembly: Assembly, act: EstablishQuorum) -> list[Entry]:
    """Record the count.

    Out of order: no sitting is open; the actor does not preside; no question stands; not enough
    have asked for it.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    question = require_question(body)
    if not body.is_quorum_due:
        raise OutOfOrder("quorum.on_request_only", "quorum_not_asked")
    present, needed = delegations_present(assembly, body), rules.quorum_delegations(assembly)
    return [
        QuorumCounted(
            body=act.body,
            at=act.at,
            question=question.number,
            title=question.title,
            present=present,
            needed=needed,
            is_met=present >= needed,
            effect="" if present >= needed else rules.choice("quorum.effect"),
        )
    ]


def apply(assembly: Assembly, entry: QuorumCounted) -> Assembly:
    body = assembly.bodies[entry.body]
    if entry.is_met or entry.effect == POSTPONED:
        body = replace(body, quorum_asked=(), is_quorum_due=False)
    if entry.effect == POSTPONED:
        body = replace(body, question=None)
    return assembly.with_body(body)


def minute(entry: QuorumCounted) -> Phrase:
    how = "met" if entry.is_met else entry.effect
    return Phrase(f"minute.quorum_{how}", n=entry.present, needed=entry.needed, title=entry.title)


KIND = Kind(
    EstablishQuorum,
    decide,
    {QuorumCounted: apply},
    {QuorumCounted: minute},
    "has the quorum established",
)
