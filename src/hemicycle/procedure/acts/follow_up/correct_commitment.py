"""Correct whom a commitment addresses, its verb, deadline, topic or goals; never its words.

Article: follow_up.lifting
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, Words
from hemicycle.procedure.assembly.session import FROM_CLERK
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.follow_up import (
    require_addressee,
    require_commitment,
    require_goals,
    require_to_come,
    require_verb,
)
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook

NO_DEADLINE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectCommitment(Act):
    """The secretariat says anew what the fields it gives hold; a deadline "none" takes it away."""

    number: int
    addressee: str = ""
    verb: Words = field(default_factory=dict)
    due_on: str = ""
    topic: Words = field(default_factory=dict)
    goals: tuple[int, ...] = ()
    today_on: str = field(default="", metadata=FROM_CLERK)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentCorrected(Entry):
    """From now on the commitment is told like this; what it was told like before stays above."""

    number: int
    addressee: str
    verb: Words
    due_on: str
    topic: Words
    goals: tuple[int, ...]


def decide(rules: Rulebook, assembly: Assembly, act: CorrectCommitment) -> list[Entry]:
    """Record the correction.

    Out of order: the body is unknown; the actor is not of the secretariat; there is no such
    commitment, or it was withdrawn or lifted again; nothing is changed; the addressee, verb, day
    or a goal is none that could be lifted.
    """
    require_body(assembly, act.body)
    require_secretariat(assembly, act)
    known = require_commitment(assembly, act.number)
    told = CommitmentCorrected(
        body=act.body,
        at=act.at,
        number=known.number,
        addressee=act.addressee or known.addressee,
        verb=act.verb or known.verb,
        due_on={"": known.due_on, NO_DEADLINE: ""}.get(act.due_on, act.due_on),
        topic=act.topic or known.topic,
        goals=tuple(sorted(set(act.goals))) or known.goals,
    )
    fields = ("addressee", "verb", "due_on", "topic", "goals")
    if all(getattr(told, name) == getattr(known, name) for name in fields):
        raise OutOfOrder("follow_up.lifting", "nothing_corrected", number=known.number)
    require_addressee(told.addressee, is_of_text=bool(known.text))
    require_verb(told.verb, words=known.words)
    require_goals(told.goals)
    if told.due_on != known.due_on:
        require_to_come(told.due_on, after=act.today_on)
    return [told]


def apply(assembly: Assembly, entry: CommitmentCorrected) -> Assembly:
    corrected = replace(
        assembly.commitments[entry.number],
        addressee=entry.addressee,
        verb=entry.verb,
        due_on=entry.due_on,
        topic=entry.topic,
        goals=entry.goals,
    )
    return assembly.with_commitment(corrected)


def minute(entry: CommitmentCorrected) -> Phrase:
    return Phrase("minute.commitment_corrected", number=entry.number)


KIND = Kind(
    CorrectCommitment,
    decide,
    {CommitmentCorrected: apply},
    {CommitmentCorrected: minute},
    "corrects commitment {number}[ for {addressee}][ to {verb}][ by {due_on}][ on {topic}]"
    "[ goals {goals}]",
)
