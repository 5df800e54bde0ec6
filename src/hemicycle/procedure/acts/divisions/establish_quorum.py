"""Establish the quorum: the delegations present are counted, and what follows is said.

Article: quorum.to_decide, quorum.effect, quorum.on_request_only
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Checking, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_presiding, require_question, require_sitting
from hemicycle.procedure.rules.put_off import put_off
from hemicycle.procedure.rules.quorum_checks import (
    VOID,
    counts_members,
    effect_without,
    is_by_vote,
    present_and_needed,
)
from hemicycle.procedure.rules.quorums import POSTPONED, TO_NEXT_SITTING, WAITS
from hemicycle.procedure.rules.rulebook import Rulebook

MEMBERS = "members"


@dataclass(frozen=True, slots=True, kw_only=True)
class EstablishQuorum(Act):
    """The presiding officer has those present counted, because it was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumCounted(Entry):
    """Who was there, and whether that is enough. Units: delegations with a vote, or members.

    Without the quorum the `effect` is what follows: the question is postponed, or waits; the vote
    goes to the next sitting; a motion, of no `question`, is void.
    """

    question: int
    title: Words
    present: int
    needed: int
    is_met: bool
    effect: str = ""
    counts: str = ""


def decide(rules: Rulebook, assembly: Assembly, act: EstablishQuorum) -> list[Entry]:
    """Record the count.

    Out of order: no sitting is open; the actor does not preside; no question stands; not enough
    have asked for it.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    number, title = matter(body)
    is_due = body.checking.is_granted if is_by_vote(rules) else body.is_quorum_due
    if not is_due:
        raise OutOfOrder("quorum.on_request_only", "quorum_not_asked")
    present, needed = present_and_needed(rules, assembly, body)
    return [
        QuorumCounted(
            body=act.body,
            at=act.at,
            question=number,
            title=title,
            present=present,
            needed=needed,
            is_met=present >= needed,
            effect="" if present >= needed else effect_without(rules, body),
            counts=MEMBERS if counts_members(rules) else "",
        )
    ]


def matter(body: Body) -> tuple[int, Words]:
    """What is to be decided: a motion first, or the question, by its number and title."""
    if body.motion is not None:
        return 0, {}
    question = require_question(body)
    return question.number, question.title


def apply(assembly: Assembly, entry: QuorumCounted) -> Assembly:
    body = assembly.bodies[entry.body]
    if entry.is_met or entry.effect != WAITS:
        body = replace(body, quorum_asked=(), is_quorum_due=False, checking=Checking())
    if entry.effect == TO_NEXT_SITTING:
        body = put_off(body)
    if entry.effect in (POSTPONED, TO_NEXT_SITTING):
        body = replace(body, question=None)
    if entry.effect == VOID:
        body = replace(body, motions=body.motions[:-1])
    return assembly.with_body(body)


def minute(entry: QuorumCounted) -> Phrase:
    how = "met" if entry.is_met else entry.effect
    if entry.counts:
        how = f"{how}_members"
    return Phrase(f"minute.quorum_{how}", n=entry.present, needed=entry.needed, title=entry.title)


KIND = Kind(
    EstablishQuorum,
    decide,
    {QuorumCounted: apply},
    {QuorumCounted: minute},
    "has the quorum established",
)
