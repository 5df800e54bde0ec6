"""Take back a speech that was handed in in writing and is still sealed: nobody reads it any more.

Article: speaking.written
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, WrittenSpeech
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import SECRETARIAT, require_body, require_person
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackSpeech(Act):
    """Whoever is to make a speech, or the secretariat for that person, takes its text back."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechTakenBack(Entry):
    """The text of that number is gone."""

    number: int
    member: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: TakeBackSpeech) -> list[Entry]:
    """Record it.

    Out of order: there is no such text in the body, or it is somebody else's; it is open already.
    """
    written = require_own(assembly, act, number=act.number)
    if written.is_open:
        raise OutOfOrder("speaking.written", "written_open", number=act.number)
    return [SpeechTakenBack(body=act.body, at=act.at, number=act.number, member=written.member)]


def require_own(assembly: Assembly, act: Act, *, number: int) -> WrittenSpeech:
    """A text of the person's own, or for the secretariat one that was handed in at the desk.

    Out of order: there is none of that number.
    """
    body = require_body(assembly, act.body)
    person = require_person(assembly, act.by)
    written = body.written.get(number)
    is_own = written is not None and written.member == act.by
    is_of_desk = written is not None and bool(written.handed_in_by)
    if written is None or not (is_own or (is_of_desk and person.office in SECRETARIAT)):
        raise OutOfOrder("speaking.written", "no_such_written", number=number)
    return written


def apply(assembly: Assembly, entry: SpeechTakenBack) -> Assembly:
    body = assembly.bodies[entry.body]
    kept = {number: one for number, one in body.written.items() if number != entry.number}
    return assembly.with_body(replace(body, written=kept))


def minute(entry: SpeechTakenBack) -> Phrase:
    return Phrase("minute.speech_taken_back", member=entry.member)


KIND = Kind(
    TakeBackSpeech,
    decide,
    {SpeechTakenBack: apply},
    {SpeechTakenBack: minute},
    "takes back written speech {number}",
)
