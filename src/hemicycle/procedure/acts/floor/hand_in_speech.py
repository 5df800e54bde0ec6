"""Hand in a speech in writing: sealed until it has been made, and read in the booths before.

Article: speaking.written, speaking.list
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, ItemId, WrittenSpeech
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.assembly.written_speeches import DELIVERED, SEALED
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.codes import FINGERPRINT, LANGUAGE
from hemicycle.procedure.rules.guards import require_body, require_person, require_secretariat
from hemicycle.procedure.rules.rights import require_speaker
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import list_of

MOST_WORDS = 50_000  # a day's reading aloud
MOST_TEXTS = 20  # of one person in one body


@dataclass(frozen=True, slots=True, kw_only=True)
class HandInSpeech(Act):
    """A person hands in the text of a speech; the record keeps its fingerprint.

    `member` is for whom the secretariat hands it in, nobody where a person does so alone. In the
    same language it takes the place of one that is still sealed. Units: words.
    """

    sha256: str
    word_count: int
    language: str
    item: ItemId = NO_ITEM
    member: MemberId = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechHandedIn(Entry):
    """`number` is the text's own; `replaces` is that of an earlier one, 0 where there is none.

    `is_late` where the speech had been made before: such a text is open at once. `capacity` is
    the office of whoever is to speak, or the place in a delegation; `handed_in_by` is who of the
    secretariat handed it in, nobody where the speaker did.
    """

    number: int
    member: MemberId
    item: ItemId
    language: str
    sha256: str
    word_count: int
    capacity: str = ""
    handed_in_by: MemberId = NOBODY
    replaces: int = 0
    is_late: bool = False


def decide(rules: Rulebook, assembly: Assembly, act: HandInSpeech) -> list[Entry]:
    """Record it.

    Out of order: the body or the item is unknown, the item is concluded; the person is not
    accredited, has no right to speak there or handed in too many; the text has no words, too
    many, no language, no fingerprint or a known one; the actor hands in for somebody else and is
    not of the secretariat, or would replace what the speaker handed in.
    """
    body = require_body(assembly, act.body)
    if act.member:
        require_secretariat(assembly, act)
    member = act.member or act.by
    person = require_person(assembly, member)
    require_speaker(rules, assembly, act, member=member)
    speakers = list_of(body, act.item)
    if not 0 < act.word_count <= MOST_WORDS:
        raise OutOfOrder("speaking.written", "written_words", n=MOST_WORDS)
    if sum(one.member == member for one in body.written.values()) >= MOST_TEXTS:
        raise OutOfOrder("speaking.written", "written_too_many", member=member, n=MOST_TEXTS)
    if not FINGERPRINT.fullmatch(act.sha256) or not LANGUAGE.fullmatch(act.language):
        raise OutOfOrder("speaking.written", "written_unsound")
    require_new(assembly, act.sha256)
    item = act.item or body.item
    replaced = sealed_before(body, member, item=item, language=act.language)
    if replaced and act.member and not body.written[replaced].handed_in_by:
        raise OutOfOrder("speaking.written", "written_by_speaker", member=member)
    is_waiting = member in (*speakers.waiting, body.floor.holder, body.floor.interrupted)
    return [
        SpeechHandedIn(
            body=act.body,
            at=act.at,
            number=assembly.written_numbers + 1,
            member=member,
            item=item,
            language=act.language,
            sha256=act.sha256,
            word_count=act.word_count,
            capacity=person.office or (person.accredited_as if person.delegation else ""),
            handed_in_by=act.by if act.member else NOBODY,
            replaces=replaced,
            is_late=member in speakers.heard and not is_waiting,
        )
    ]


def require_new(assembly: Assembly, sha256: str) -> None:
    """A fingerprint stands for one text: under it nobody opens or doubles another.

    Out of order: it is known in some body.
    """
    written = (one for body in assembly.bodies.values() for one in body.written.values())
    if any(one.sha256 == sha256 for one in written):
        raise OutOfOrder("speaking.written", "written_known")


def sealed_before(body: Body, member: MemberId, *, item: ItemId, language: str) -> int:
    """The number of the text that somebody has handed in already for the same; 0 for none."""
    wanted = (member, item, language, SEALED)
    return next(
        (
            number
            for number, one in body.written.items()
            if (one.member, one.item, one.language, one.stage) == wanted
        ),
        0,
    )


def apply(assembly: Assembly, entry: SpeechHandedIn) -> Assembly:
    body = assembly.bodies[entry.body]
    written = WrittenSpeech(
        number=entry.number,
        member=entry.member,
        item=entry.item,
        language=entry.language,
        sha256=entry.sha256,
        word_count=entry.word_count,
        capacity=entry.capacity,
        handed_in_by=entry.handed_in_by,
        handed_in_at=entry.at,
        stage=DELIVERED if entry.is_late else SEALED,
        opened_at=entry.at if entry.is_late else Instant(0),
        is_late=entry.is_late,
    )
    kept = {number: one for number, one in body.written.items() if number != entry.replaces}
    body = replace(
        body, written={**kept, entry.number: written}, written_given=body.written_given + 1
    )
    return assembly.with_body(body)


def minute(entry: SpeechHandedIn) -> Phrase:
    key = "minute.speech_handed_in_late" if entry.is_late else "minute.speech_handed_in"
    return Phrase(key, member=entry.member, language=entry.language, n=entry.word_count)


KIND = Kind(
    HandInSpeech,
    decide,
    {SpeechHandedIn: apply},
    {SpeechHandedIn: minute},
    "hands in a speech of {word_count} words in {language} with fingerprint {sha256}"
    "[ on item {item}][ for {member}]",
)
