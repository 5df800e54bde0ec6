"""Lift a commitment from an operative paragraph, or from what was said, in its exact words.

Article: follow_up.lifting
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, ClauseId, Commitment, Text, TextId, Words
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.assembly.record import NO_TEXT as NO_WORDS
from hemicycle.procedure.assembly.session import FROM_CLERK
from hemicycle.procedure.assembly.texts import NO_CLAUSE, NO_TEXT
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.amendments import as_it_stands
from hemicycle.procedure.rules.clauses import OPERATIVE, places
from hemicycle.procedure.rules.follow_up import (
    GONE,
    lifted_from,
    plain,
    require_addressee,
    require_goals,
    require_to_come,
    require_verb,
    says_the_same,
)
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.lodged_texts import require_clause, text_stage
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftCommitment(Act):
    """The secretariat lifts it: from a clause of a text, or from `words` of a speech.

    `speech` is the entry that gave the floor. `verb` is the word by which the paragraph asks, as it
    stands there. `due_on` is a day as 2027-03-01; `goals` are numbers of the SDGs.
    """

    addressee: str
    verb: Words
    text: TextId = NO_TEXT
    clause: ClauseId = NO_CLAUSE
    speech: int = 0
    words: Words = field(default_factory=dict)
    due_on: str = ""
    topic: Words = field(default_factory=dict)
    goals: tuple[int, ...] = ()
    today_on: str = field(default="", metadata=FROM_CLERK)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentLifted(Entry):
    """These words ask `addressee` for something; they stood in that version, or were said.

    `replaces` is the commitment of the same paragraph as it read before it was amended.
    """

    number: int
    words: Words
    addressee: str
    verb: Words
    text: TextId
    symbol: str
    clause: ClauseId
    version: int
    paragraph: str
    speech: int
    speaker: MemberId
    due_on: str
    topic: Words
    goals: tuple[int, ...]
    replaces: int


def decide(rules: Rulebook, assembly: Assembly, act: LiftCommitment) -> list[Entry]:
    """Record the commitment.

    Out of order: the body is unknown; the actor is not of the secretariat; both a text and a
    speech are named, or neither; as `from_text` and `from_speech` say; nobody of that kind can be
    addressed; the verb does not stand in the words; the day is none, or is over; no such goal.
    """
    require_body(assembly, act.body)
    require_secretariat(assembly, act)
    if bool(act.text) == bool(act.speech):
        raise OutOfOrder("follow_up.lifting", "lifts_from_one_place")
    entry = from_text(assembly, act) if act.text else from_speech(assembly, act)
    require_addressee(act.addressee, is_of_text=bool(act.text))
    require_goals(act.goals)
    require_verb(act.verb, words=entry.words)
    require_to_come(act.due_on, after=act.today_on)
    return [entry]


def from_text(assembly: Assembly, act: LiftCommitment) -> CommitmentLifted:
    """The words of an operative clause as it stands now.

    Out of order: there is no such text, or it was withdrawn or rejected; it has no such clause;
    the clause is not operative; what was lifted from it still says the same.
    """
    text = assembly.texts.get(act.text)
    if text is None or text_stage(assembly, text) in GONE:
        raise OutOfOrder("follow_up.lifting", "nothing_to_lift", symbol=act.text)
    clauses = as_it_stands(assembly, text).seen
    clause = require_clause(clauses, act.clause, symbol=text.symbol)
    if clause.kind != OPERATIVE:
        raise OutOfOrder("follow_up.lifting", "not_operative", symbol=text.symbol)
    return replace(
        empty(assembly, act),
        words=clause.words,
        text=text.id,
        symbol=text.symbol,
        clause=clause.id,
        version=text.latest.number,
        paragraph=places(clauses)[clause.id][1],
        replaces=lifted_before(assembly, text, clause=clause.id),
    )


def lifted_before(assembly: Assembly, text: Text, *, clause: ClauseId) -> int:
    """The commitment that takes its words from the clause as it read before; 0 where none does.

    Out of order: one was lifted from it whose words still stand there.
    """
    known = lifted_from(assembly, text).get(clause)
    if known is not None and says_the_same(assembly, text, known):
        raise OutOfOrder("follow_up.lifting", "lifted_already", number=known.number)
    return known.number if known else 0


def from_speech(assembly: Assembly, act: LiftCommitment) -> CommitmentLifted:
    """Words that the record has of a speech.

    Out of order: nothing was taken down of it; the words do not stand there.
    """
    taken = assembly.taken_down.get(act.speech)
    if taken is None or taken.form == NO_WORDS:
        raise OutOfOrder("follow_up.lifting", "nothing_taken_down_of", n=act.speech)
    for language, words in act.words.items():
        if plain(words) not in plain(taken.words.get(language, "")):
            raise OutOfOrder("follow_up.lifting", "not_said_so", language_code=language)
    if not act.words:
        raise OutOfOrder("follow_up.lifting", "no_words_lifted")
    return replace(empty(assembly, act), words=act.words, speech=act.speech, speaker=taken.speaker)


def empty(assembly: Assembly, act: LiftCommitment) -> CommitmentLifted:
    """The entry as the act says it, without the place it is taken from."""
    return CommitmentLifted(
        body=act.body,
        at=act.at,
        number=len(assembly.commitments) + 1,
        words={},
        addressee=act.addressee,
        verb=act.verb,
        text=NO_TEXT,
        symbol="",
        clause=NO_CLAUSE,
        version=0,
        paragraph="",
        speech=0,
        speaker=NOBODY,
        due_on=act.due_on,
        topic=act.topic,
        goals=tuple(sorted(set(act.goals))),
        replaces=0,
    )


def apply(assembly: Assembly, entry: CommitmentLifted) -> Assembly:
    lifted = Commitment(
        number=entry.number,
        body=entry.body,
        at=entry.at,
        position=assembly.position + 1,
        words=entry.words,
        addressee=entry.addressee,
        verb=entry.verb,
        text=entry.text,
        symbol=entry.symbol,
        clause=entry.clause,
        version=entry.version,
        paragraph=entry.paragraph,
        speech=entry.speech,
        speaker=entry.speaker,
        due_on=entry.due_on,
        topic=entry.topic,
        goals=entry.goals,
        replaces=entry.replaces,
    )
    before = assembly.commitments.get(entry.replaces)
    if before is not None:
        assembly = assembly.with_commitment(replace(before, replaced_by=entry.number))
    return assembly.with_commitment(lifted)


def minute(entry: CommitmentLifted) -> Phrase:
    place = "paragraph" if entry.text else "speech"
    return Phrase(
        f"minute.commitment_lifted_from_{place}",
        number=entry.number,
        symbol=entry.symbol,
        paragraph=entry.paragraph,
        member=entry.speaker,
        entry=entry.speech,
        words=entry.words,
    )


KIND = Kind(
    LiftCommitment,
    decide,
    {CommitmentLifted: apply},
    {CommitmentLifted: minute},
    "lifts a commitment from[ clause {clause} of {text}][ the speech of entry {speech} {words}] "
    "for {addressee} to {verb}[ by {due_on}][ on {topic}][ goals {goals}]",
)
