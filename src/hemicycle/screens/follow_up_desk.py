"""The desk of follow-up: what can be lifted, what was, and what is due of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Clause, Commitment, Text, TextId, Words
from hemicycle.procedure.assembly.record import NO_TEXT
from hemicycle.procedure.kernel import MemberId
from hemicycle.procedure.rules.amendments import as_it_stands
from hemicycle.procedure.rules.clauses import OPERATIVE, places
from hemicycle.procedure.rules.follow_up import GONE, lifted_from, says_the_same
from hemicycle.procedure.rules.lodged_texts import text_stage
from hemicycle.procedure.rules.reminders import Reminder, reminders
from hemicycle.screens.follow_up import CommitmentSeen, seen_of
from hemicycle.screens.reported import day_of
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class ToLift:
    """One operative paragraph; `lifted` is the commitment whose words still stand there, or 0.

    `outdated` is one whose words were amended since, and that waits to be lifted again.
    """

    clause: Clause
    paragraph: str
    lifted: int
    outdated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextToLift:
    """A text with its operative paragraphs."""

    text: Text
    stage: str
    rows: Sequence[ToLift]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechToLift:
    """A speech of which the record has words."""

    speech: int
    speaker: MemberId
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Texts, adopted ones first; speeches; commitments; reminders, by day."""

    texts: Sequence[TextToLift]
    speeches: Sequence[SpeechToLift]
    lines: Sequence[CommitmentSeen]
    reminders: Sequence[Reminder]
    today: str


def desk(view: View) -> Desk:
    """All of it as it is now."""
    texts = [text_to_lift(view, one) for one in view.assembly.texts.values()]
    due = sorted(reminders(view.assembly), key=lambda one: (one.due_on, one.until, one.number))
    return Desk(
        texts=sorted(
            (one for one in texts if one.stage not in GONE),
            key=lambda one: one.stage != "adopted",
        ),
        speeches=list(speeches(view)),
        lines=[seen_of(view, one) for one in view.assembly.commitments.values()],
        reminders=due,
        today=day_of(view.at, view.zone),
    )


def text_to_lift(view: View, text: Text) -> TextToLift:
    """A text with what was lifted from each of its operative paragraphs."""
    clauses = as_it_stands(view.assembly, text).seen
    named, lifted = places(clauses), lifted_from(view.assembly, text)
    rows = [
        row_of(view, text, clause=one, paragraph=named[one.id][1], known=lifted.get(one.id))
        for one in clauses
        if one.kind == OPERATIVE
    ]
    return TextToLift(text=text, stage=text_stage(view.assembly, text), rows=rows)


def row_of(
    view: View, text: Text, *, clause: Clause, paragraph: str, known: Commitment | None
) -> ToLift:
    """One paragraph, and the commitment known of it."""
    stands = known is not None and says_the_same(view.assembly, text, known)
    number = known.number if known is not None else 0
    return ToLift(
        clause=clause,
        paragraph=paragraph,
        lifted=number if stands else 0,
        outdated=0 if stands else number,
    )


def paragraph(view: View, text: str, clause: str) -> tuple[TextToLift, ToLift] | None:
    """One paragraph with its text; None where there is none."""
    found = view.assembly.texts.get(TextId(text))
    if found is None:
        return None
    whole = text_to_lift(view, found)
    row = next((one for one in whole.rows if one.clause.id == clause), None)
    return (whole, row) if row else None


def speeches(view: View) -> Iterator[SpeechToLift]:
    """The speeches of which the record has words."""
    for one in view.assembly.taken_down.values():
        if one.form != NO_TEXT:
            yield SpeechToLift(speech=one.speech, speaker=one.speaker, words=one.words)


def speech(view: View, number: str) -> SpeechToLift | None:
    """One speech of which the record has words; None where there is none."""
    return next((one for one in speeches(view) if str(one.speech) == number), None)


def verbs_of(words: Words) -> dict[str, str]:
    """The word by which each language most likely asks: the first one of the paragraph."""
    return {language: text.split()[0].strip(",;:") for language, text in words.items() if text}
