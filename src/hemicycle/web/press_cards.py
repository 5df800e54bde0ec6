"""Quotations as cards: the words of the record are looked up in it each time, never kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.handed_in.sealed import SealedSpeech
from hemicycle.procedure.acts.floor.hand_in_speech import SpeechHandedIn
from hemicycle.procedure.acts.record.report_fact import FactReported
from hemicycle.procedure.assembly import WrittenSpeech
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant, MemberId, Phrase
from hemicycle.screens.record import entry
from hemicycle.screens.view import View
from hemicycle.screens.written import one_speech
from hemicycle.secretariat.press_item import LONGEST_QUOTATION, RECORD, Item, Quotation
from hemicycle.web.house import House

# Where a sentence ends: its sign, what closes a quotation behind it, and then a space.
SENTENCE = re.compile(r"(?<=[.!?…؟。])[»”’\"]?\s+")
MOST_PASSAGES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A quotation as it is shown.

    Of the record: `said` is an entry as the minutes say it, or `text` a sentence of a speech in
    `language`; `position` is the entry that proves it, 0 where the record does not hold it (any
    more). `path` leads to the words, below the session.
    """

    quotation: Quotation
    text: str = ""
    language: str = ""
    member: MemberId = MemberId("")
    said: Phrase | None = None
    at: Instant = Instant(0)
    position: int = 0
    path: str = ""
    is_corrected: bool = False

    @property
    def is_held(self) -> bool:
        """Whether its words are there to be shown."""
        return bool(self.text or self.said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of a speech that is short enough to be quoted, with where it stands."""

    paragraph: int
    sentence: int
    text: str


def sentences(paragraph: str) -> Sequence[str]:
    """The sentences of a paragraph."""
    return [one for one in SENTENCE.split(" ".join(paragraph.split())) if one]


def passages(paragraphs: Sequence[str]) -> Sequence[Passage]:
    """What of a speech may be quoted."""
    found = [
        Passage(paragraph=place, sentence=number, text=text)
        for place, paragraph in enumerate(paragraphs, 1)
        for number, text in enumerate(sentences(paragraph), 1)
        if len(text) <= LONGEST_QUOTATION
    ]
    return found[:MOST_PASSAGES]


def cards(house: House, view: View, session: SessionId, *, item: Item) -> Sequence[Card]:
    """All quotations of an item."""
    return [card(house, view, session, quotation=one) for one in item.quotations]


def card(house: House, view: View, session: SessionId, *, quotation: Quotation) -> Card:
    """One quotation with its words."""
    if not quotation.is_record:
        return Card(
            quotation=quotation,
            text=quotation.words,
            language=quotation.language,
            member=quotation.member,
        )
    if quotation.entry:
        return of_entry(view, quotation)
    return of_speech(house, view, session, quotation=quotation)


def of_entry(view: View, quotation: Quotation) -> Card:
    """An entry of the record, in the words of its minutes.

    Note: what others reported is noted in a record too, and is not proved by standing there.
    """
    page = entry(view, quotation.entry)
    if page is None or isinstance(page.written.entry, FactReported) or view.is_reported:
        return Card(quotation=quotation)
    return Card(
        quotation=quotation,
        said=page.line.phrase,
        at=page.line.at,
        position=quotation.entry,
        path=f"entries/{quotation.entry}",
        is_corrected=bool(page.line.corrections),
    )


def of_speech(house: House, view: View, session: SessionId, *, quotation: Quotation) -> Card:
    """A sentence of a speech in writing that everyone may read."""
    found = one_speech(view, quotation.speech)
    written = found.written if found else None
    kept = words_of(house, session, written)
    if written is None or kept is None or written.sha256 != quotation.sha256:
        return Card(quotation=quotation)
    text = next(
        (
            one.text
            for one in passages(kept.paragraphs)
            if (one.paragraph, one.sentence) == (quotation.paragraph, quotation.sentence)
        ),
        "",
    )
    return Card(
        quotation=quotation,
        text=text,
        language=written.language,
        member=written.member,
        at=written.opened_at,
        position=handed_in_at(view, written),
        path=f"speech/{written.number}#p{quotation.paragraph}",
    )


def words_of(
    house: House, session: SessionId, written: WrittenSpeech | None
) -> SealedSpeech | None:
    """The words of a speech, once it is open; the desk has no right to read it before."""
    if written is None or not written.is_open:
        return None
    return house.written_texts.of(session, written)


def handed_in_at(view: View, written: WrittenSpeech) -> int:
    """The entry that holds the fingerprint of a speech."""
    found = (
        one.position
        for one in view.history
        if isinstance(one.entry, SpeechHandedIn) and one.entry.number == written.number
    )
    return next(found, 0)


def open_speeches(house: House, view: View, session: SessionId) -> Sequence[WrittenSpeech]:
    """The speeches in writing that may be quoted, those that were opened last first."""
    bodies = view.assembly.bodies.values()
    known = [one for body in bodies for one in body.written.values()]
    held = [one for one in known if words_of(house, session, one) is not None]
    return sorted(held, key=lambda one: (one.opened_at, one.number), reverse=True)


def record_quotation(written: WrittenSpeech, passage: Passage) -> dict[str, object]:
    """A quotation of a speech as it is kept: where the words stand, not the words."""
    return {
        "kind": RECORD,
        "speech": written.number,
        "sha256": written.sha256,
        "paragraph": passage.paragraph,
        "sentence": passage.sentence,
    }
