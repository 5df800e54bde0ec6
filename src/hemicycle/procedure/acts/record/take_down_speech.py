"""Put what record clerks wrote of one speech into the record, beside the speech.

Article: record.forms, record.take_minutes
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, TakenDown, Words
from hemicycle.procedure.assembly.record import NO_TEXT
from hemicycle.procedure.assembly.written_speeches import DELIVERED
from hemicycle.procedure.kernel import Act, BodyId, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.records import require_record, require_takes, without_text
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDownSpeech(Act):
    """The secretariat puts down what was said in the speech that began with entry `speech`.

    0 means the next one of the latest sitting that is over of which nothing was taken down.
    `form` is one of those that the rules know, or `no_text` where the words say why there is none.
    `statement` is the text handed in from which it was written, checked against delivery.
    """

    form: str
    words: Words
    speech: int = 0
    statement: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechTakenDown(Entry):
    """These words tell the speech in the record; they are those of the record clerks."""

    sitting: int
    speech: int
    speaker: MemberId
    form: str
    words: Words
    statement: int = 0


def decide(rules: Rulebook, assembly: Assembly, act: TakeDownSpeech) -> list[Entry]:
    """Record it.

    Out of order: the body is unknown; the actor is not of the secretariat; the entry began no
    speech of the body, or no speech is left; the sitting goes on; its record is final, is not
    written in takes, or its takes are merged; the speech was taken down already; the rules know
    no such form; nothing is said; the statement is not one that this speaker has made there.
    """
    require_body(assembly, act.body)
    require_secretariat(assembly, act)
    speech = act.speech or next_speech(assembly, act)
    record = require_takes(assembly, act.body, sitting_of(assembly, act.body, speech=speech))
    if speech in assembly.taken_down:
        raise OutOfOrder("record.take_minutes", "taken_down_already", n=speech)
    forms = (*rules.choices("record.forms"), NO_TEXT)
    if act.form not in forms:
        raise OutOfOrder("record.forms", "form_not_written", form=forms)
    if not any(text.strip() for text in act.words.values()):
        raise OutOfOrder("record.take_minutes", "nothing_taken_down", n=speech)
    require_statement(assembly, act, speaker=record.speeches[speech])
    return [
        SpeechTakenDown(
            body=act.body,
            at=act.at,
            sitting=record.sitting,
            speech=speech,
            speaker=record.speeches[speech],
            form=act.form,
            words=act.words,
            statement=act.statement,
        )
    ]


def next_speech(assembly: Assembly, act: TakeDownSpeech) -> int:
    """The first speech of the latest sitting that is over of which nothing was taken down.

    Out of order: there is no such sitting; of every speech something was taken down.
    """
    record = require_record(assembly, act.body, 0)
    left = without_text(assembly, record)
    if not left:
        raise OutOfOrder("record.take_minutes", "all_taken_down", n=record.sitting)
    return left[0]


def sitting_of(assembly: Assembly, body: BodyId, *, speech: int) -> int:
    """The sitting of the body in which a speech was made.

    Out of order: the entry gave nobody the floor there.
    """
    records = (one for one in assembly.records.values() if one.body == body)
    found = next((one for one in records if speech in one.speeches), None)
    if found is None:
        raise OutOfOrder("record.take_minutes", "not_a_speech", n=speech)
    return found.sitting


def require_statement(assembly: Assembly, act: TakeDownSpeech, *, speaker: MemberId) -> None:
    """The text handed in from which it was written is one that the speaker has made."""
    if not act.statement:
        return
    written = assembly.bodies[act.body].written.get(act.statement)
    made = written is not None and written.stage == DELIVERED
    if not made or written is None or written.member != speaker:
        raise OutOfOrder("record.take_minutes", "not_of_this_speaker", n=act.statement)


def apply(assembly: Assembly, entry: SpeechTakenDown) -> Assembly:
    taken = TakenDown(
        speech=entry.speech,
        position=assembly.position + 1,
        body=entry.body,
        sitting=entry.sitting,
        speaker=entry.speaker,
        form=entry.form,
        words=entry.words,
        statement=entry.statement,
    )
    return assembly.with_taken_down(taken)


def minute(entry: SpeechTakenDown) -> Phrase:
    key = f"minute.speech_taken_down_{entry.form}"
    return Phrase(key, member=entry.speaker, entry=entry.speech, words=entry.words)


KIND = Kind(
    TakeDownSpeech,
    decide,
    {SpeechTakenDown: apply},
    {SpeechTakenDown: minute},
    "takes down the speech of entry {speech} as {form} {words}[ after written speech {statement}]",
)
