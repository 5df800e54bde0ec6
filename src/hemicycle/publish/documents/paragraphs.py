"""The proceedings of a sitting: items as headings, and numbered paragraphs below them.

A number depends on nothing but the entries before it, so that it never changes: what is only
counted once a result is declared, or only says that somebody waits, has no paragraph.
"""

from dataclasses import dataclass, field

from hemicycle.journal.forms import Written
from hemicycle.journal.speeches import Speech
from hemicycle.journal.withholding import COUNTED
from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.credentials.accept_credentials import CredentialsAccepted
from hemicycle.procedure.acts.credentials.accredit_person import PersonAccredited
from hemicycle.procedure.acts.credentials.note_arrival import ArrivalNoted
from hemicycle.procedure.acts.credentials.note_departure import DepartureNoted
from hemicycle.procedure.acts.divisions.declare_result import ResultDeclared
from hemicycle.procedure.acts.elections.issue_papers import PapersIssued
from hemicycle.procedure.acts.floor.ask_for_floor import FloorAsked
from hemicycle.procedure.acts.floor.ask_for_reply import ReplyAsked
from hemicycle.procedure.acts.floor.ask_to_explain import ExplanationAsked
from hemicycle.procedure.acts.floor.ask_to_intervene import InterventionAsked
from hemicycle.procedure.acts.floor.give_floor import FloorGiven
from hemicycle.procedure.acts.floor.hand_in_speech import SpeechHandedIn
from hemicycle.procedure.acts.floor.offer_swap import SwapOffered
from hemicycle.procedure.acts.floor.speak_on_motion import MotionSpeakerAsked
from hemicycle.procedure.acts.floor.take_back_speech import SpeechTakenBack
from hemicycle.procedure.acts.floor.withdraw_offer import OfferWithdrawn
from hemicycle.procedure.acts.floor.withdraw_request import RequestWithdrawn
from hemicycle.procedure.acts.floor.yield_floor import FloorYielded
from hemicycle.procedure.acts.record.correct_record import RecordCorrected
from hemicycle.procedure.acts.record.take_down_speech import SpeechTakenDown
from hemicycle.procedure.assembly import TakenDown, WrittenSpeech
from hemicycle.publish.documents.document import Block, Heading, Note, Paragraph, Text, linked
from hemicycle.publish.documents.wording import Wording, anchor_of
from hemicycle.publish.sittings import SittingHeld
from hemicycle.publish.taken_down import anchor_of_paragraph, merged_texts, paragraphs

# Who waits and who is at the door is no proceeding; the rest is told in another paragraph.
WITHOUT_PARAGRAPH = (
    ArrivalNoted,
    CredentialsAccepted,
    DepartureNoted,
    ExplanationAsked,
    FloorAsked,
    FloorYielded,
    InterventionAsked,
    ItemTakenUp,
    MotionSpeakerAsked,
    OfferWithdrawn,
    PapersIssued,
    PersonAccredited,
    RecordCorrected,
    ReplyAsked,
    RequestWithdrawn,
    SpeechHandedIn,
    SpeechTakenBack,
    SpeechTakenDown,
    SwapOffered,
)


@dataclass(slots=True)
class Proceedings:
    """The proceedings while they are being written."""

    wording: Wording
    sitting: SittingHeld
    speeches: dict[int, Speech] = field(default_factory=dict)
    placed: dict[int, int] = field(default_factory=dict)
    taken: dict[int, list[TakenDown]] = field(default_factory=dict)
    corrected: dict[int, set[int]] = field(default_factory=dict)
    numbers: int = 0

    def write(self) -> list[Block]:
        """Headings, paragraphs and what stands beside them."""
        self.speeches = {one.position: one for one in self.sitting.speeches}
        self.placed = places(self.sitting)
        for speech, taken in merged_texts(self.wording.published.assembly).items():
            if speech in self.placed:
                self.placed[taken.position] = self.placed[speech]
                self.taken.setdefault(self.placed[speech], []).append(taken)
        for one in self.wording.published.assembly.corrections:
            place = self.placed.get(one.corrects)
            if place is not None:
                self.corrected.setdefault(place, set()).add(one.corrects)
        blocks: list[Block] = []
        for written in self.sitting.entries:
            blocks += self.blocks_of(written)
        return blocks

    def blocks_of(self, written: Written) -> list[Block]:
        """What one entry gives: a heading, a paragraph with its notes, or nothing."""
        entry = written.entry
        if isinstance(entry, RecordCorrected) and entry.corrects not in self.placed:
            text = self.wording.minute(entry)
            return [Note(text=text, sort="corrigendum", anchor=anchor_of(written))]
        if isinstance(entry, ItemTakenUp):
            text = self.wording.say("item", item=entry.item, title=entry.title)
            heading = Heading(level=2, text=text, anchor=anchor_of(written))
            return [heading, *self.beside(written)]
        if not has_paragraph(written):
            return []
        self.numbers += 1
        text = self.text_of(written)
        paragraph = Paragraph(text=text, number=self.numbers, anchor=anchor_of(written))
        return [paragraph, *self.beside(written)]

    def text_of(self, written: Written) -> Text:
        """The sentence of a paragraph."""
        speech = self.speeches.get(written.position)
        if speech is None or not isinstance(written.entry, FloorGiven):
            return self.wording.minute(written.entry)
        return self.wording.say(
            speech.purpose,
            speaker=speech.speaker,
            office=self.wording.office({speech.speaker: speech.office}, speech.speaker),
            spoke_s=speech.spoke_s,
        )

    def beside(self, written: Written) -> list[Block]:
        """Rule, text handed in, and corrigenda to anything that this paragraph tells."""
        notes: list[Block] = list(self.wording.rule(written.entry))
        speech = self.speeches.get(written.position)
        if speech is not None and speech.is_speech:
            notes += self.texts_of(speech)
        for taken in self.taken.get(written.position, ()):
            notes += text_taken_down(self.wording, taken)
        entry = written.entry
        if isinstance(entry, ResultDeclared) and has_annex(self.wording, entry.division):
            text = self.wording.say("see_annex", division=entry.division)
            notes.append(Note(text=linked(text, f"roll-call-{entry.division}")))
        for at in sorted(self.corrected.get(written.position, ())):
            notes += self.wording.corrigenda(at)
        return notes

    def texts_of(self, speech: Speech) -> list[Note]:
        """Where the text of a speech was handed in and is open: in which language, how long."""
        body = self.wording.published.assembly.bodies[speech.body]
        texts = [one for _, one in sorted(body.written.items()) if one.member == speech.speaker]
        return [
            Note(text=handed_in(self.wording, one))
            for one in texts
            if (one.item, one.stage) == (speech.item, "delivered")
        ]


def has_paragraph(written: Written) -> bool:
    """Whether an entry is told in a paragraph of its own."""
    entry = written.entry
    if written.header.kind in COUNTED or isinstance(entry, WITHOUT_PARAGRAPH):
        return False
    return not (isinstance(entry, FloorGiven) and entry.purpose == "point_of_order")


def handed_in(wording: Wording, one: WrittenSpeech) -> Text:
    """Where the text of a speech is found: under its number, in which language, how long."""
    number, language, words = one.number, one.language, one.word_count
    return wording.say("text_handed_in", number=number, language=language, n=words)


def has_annex(wording: Wording, number: int) -> bool:
    """Whether the roll call of a division is annexed: where votes were counted by delegation."""
    division = wording.published.assembly.divisions[number]
    return bool(division.count.rows)


def text_taken_down(wording: Wording, taken: TakenDown) -> list[Block]:
    """What record clerks wrote of a speech: said to be theirs, then paragraph by paragraph."""
    facts = {"entry": taken.position, "speech": taken.statement}
    blocks: list[Block] = [Note(text=wording.say(f"taken_down_{taken.form}", **facts))]
    for place, words in enumerate(paragraphs(taken.words), 1):
        anchor = anchor_of_paragraph(taken, place)
        blocks.append(Note(text=wording.given(words), sort="said", anchor=anchor))
    return blocks


def places(sitting: SittingHeld) -> dict[int, int]:
    """For each entry of a sitting, the position of the paragraph or heading that tells it."""
    placed: dict[int, int] = {}
    last = sitting.opened.position
    for written in sitting.entries:
        if isinstance(written.entry, RecordCorrected | SpeechTakenDown):
            continue
        if isinstance(written.entry, ItemTakenUp) or has_paragraph(written):
            last = written.position
        placed[written.position] = last
    return placed
