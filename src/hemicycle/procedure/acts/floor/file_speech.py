"""File a speech that was handed in and could not be made: it stands in the record as never spoken.

Article: speaking.undelivered, speaking.undelivered_needs, speaking.undelivered_length,
speaking.written_pace, speaking.written
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.floor.take_back_speech import require_own
from hemicycle.procedure.assembly import Assembly, Body, WrittenSpeech
from hemicycle.procedure.assembly.written_speeches import FILED
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.rulebook import Rulebook

NEEDS = ("on_list", "present")
ANY_LENGTH, OWN_TIME = "any", "own_speaking_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSpeech(Act):
    """Whoever was not heard, or the secretariat for that person, has the text put on record."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechFiled(Entry):
    """The text of that number is open, and was never spoken. Units: words."""

    number: int
    member: MemberId
    language: str
    word_count: int


def decide(rules: Rulebook, assembly: Assembly, act: FileSpeech) -> list[Entry]:
    """Record it.

    Out of order: there is no such text, or it is somebody else's or open already; the rules file
    none; the debate goes on; the person was heard, or was not on the list or present where the
    rules ask it; the text is longer than the own speaking time where they bind it to that.
    """
    written = require_own(assembly, act, number=act.number)
    if written.is_open:
        raise OutOfOrder("speaking.written", "written_open", number=act.number)
    if not rules.is_on("speaking.undelivered"):
        raise OutOfOrder("speaking.undelivered", "undelivered_not_filed")
    body = assembly.bodies[act.body]
    require_unheard(rules, body, written)
    require_in_time(rules, assembly, written)
    return [
        SpeechFiled(
            body=act.body,
            at=act.at,
            number=act.number,
            member=written.member,
            language=written.language,
            word_count=written.word_count,
        )
    ]


def require_unheard(rules: Rulebook, body: Body, written: WrittenSpeech) -> None:
    """The debate is over, and the person was not heard in it, though as the rules ask for.

    Out of order: as `decide` says.
    """
    speakers = body.lists.get(written.item)
    item = body.items.get(written.item)
    is_over = (item is not None and item.is_over) or bool(speakers and speakers.unheard)
    if not is_over or speakers is None:
        raise OutOfOrder("speaking.undelivered", "debate_goes_on")
    has_waited = written.member in (*speakers.unheard, *speakers.waiting)
    if written.member in speakers.heard and not has_waited:
        raise OutOfOrder("speaking.undelivered", "was_heard", member=written.member)
    needs = rules.choices("speaking.undelivered_needs")
    if "on_list" in needs and not has_waited:
        raise OutOfOrder("speaking.undelivered_needs", "was_not_on_list", member=written.member)
    if "present" in needs and written.member not in body.present:
        raise OutOfOrder("speaking.undelivered_needs", "was_not_present", member=written.member)


def require_in_time(rules: Rulebook, assembly: Assembly, written: WrittenSpeech) -> None:
    """The text would have fitted the person's speaking time, where the rules bind it to that.

    Out of order: it is longer, read at the pace of the booths.
    """
    if rules.choice("speaking.undelivered_length") != OWN_TIME:
        return
    limit_s = rules.speaking_time_s(assembly, written.member, "speech")
    most = limit_s * rules.number("speaking.written_pace") // 60
    if limit_s and written.word_count > most:
        raise OutOfOrder("speaking.undelivered_length", "longer_than_own_time", n=most)


def apply(assembly: Assembly, entry: SpeechFiled) -> Assembly:
    body = assembly.bodies[entry.body]
    filed = replace(body.written[entry.number], stage=FILED, opened_at=entry.at)
    return assembly.with_body(replace(body, written={**body.written, entry.number: filed}))


def minute(entry: SpeechFiled) -> Phrase:
    return Phrase(
        "minute.speech_filed", member=entry.member, language=entry.language, n=entry.word_count
    )


KIND = Kind(
    FileSpeech,
    decide,
    {SpeechFiled: apply},
    {SpeechFiled: minute},
    "files written speech {number}",
)
