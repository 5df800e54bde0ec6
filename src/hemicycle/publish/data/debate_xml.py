"""One sitting as an Akoma Ntoso debate: items, speeches, questions, narratives, votings.

A speech says who spoke, when and for how long; what was said only where record clerks wrote it and
their takes were merged, and then as theirs.
"""

from collections.abc import Iterator

from hemicycle.journal import instants
from hemicycle.journal.forms import Written
from hemicycle.journal.speeches import Speech
from hemicycle.phrases.formats import format_time
from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.credentials.call_roll import RollCalled
from hemicycle.procedure.acts.divisions.declare_result import ResultDeclared
from hemicycle.procedure.acts.divisions.put_question import QuestionPut
from hemicycle.procedure.acts.floor.give_floor import FloorGiven
from hemicycle.procedure.acts.floor.share_time import TimeShared
from hemicycle.procedure.acts.record.take_down_speech import SpeechTakenDown
from hemicycle.procedure.assembly import Correction, TakenDown, Words
from hemicycle.publish.data.akoma import (
    Address,
    Element,
    References,
    add,
    element,
    file_of,
    identification,
    in_language,
    lifecycle,
    parliamentary,
    preface,
    proprietary,
    voting,
)
from hemicycle.publish.data.identity import plain_id
from hemicycle.publish.minutes_html import LEFT_OUT, MINUTES, QUORUM, day_of
from hemicycle.publish.output import Output, Published
from hemicycle.publish.sittings import SittingHeld, capacity_of, parts, sittings_of
from hemicycle.publish.taken_down import anchor_of_paragraph, merged_texts, paragraphs


class Debate:
    """A debate while it is being written: the section that is open, and what it refers to."""

    def __init__(self, published: Published, held: SittingHeld) -> None:
        self.published, self.held = published, held
        self.references = References(published)
        self.speeches: dict[int, Speech] = {one.position: one for one in held.speeches}
        self.section = element("debateSection", name="opening", eId="opening")
        self.body = element("debateBody", self.section)
        self.votings: list[Element] = []
        self.notes: list[Element] = []
        self.beside = published.corrigenda
        self.taken = merged_texts(published.assembly)
        self.declared = published.declared

    def write(self) -> Element:
        """The whole document."""
        published, held = self.published, self.held
        called = [one for one in held.rolls if one.position < held.opened.position]
        for written in (*called[-1:], *held.entries):
            if not isinstance(written.entry, (*LEFT_OUT, SpeechTakenDown)):
                self.note(written)
        address = address_of(published, held)
        author = self.references.body(held.body).removeprefix("#")
        for member in held.presided:
            self.references.person(member)
        opening = preface(published, *self.opening(address.day))
        notes = [element("notes", *self.notes, source="#hemicycle")] if self.notes else []
        meta = element(
            "meta",
            identification(address, author),
            lifecycle(published),
            *parliamentary(self.votings),
            self.references.element(),
            *notes,
            proprietary(published),
        )
        return element("debate", meta, opening, self.body, name="sitting")

    def opening(self, day: str) -> list[Element]:
        """Which body sat when, and who presided."""
        published, held = self.published, self.held
        body = published.assembly.bodies[held.body]
        proponent = in_language(published, body.title, into=element("docProponent"))
        sitting = self.published.say("publish.sitting", number=held.number, day_on=day)
        presided = self.published.say("publish.presided", presiding=tuple(held.presided))
        date = element("docDate", sitting, date=day)
        return [element("p", proponent), element("p", date), element("p", presided)]

    def sentence(self, written: Written) -> str:
        """An entry as the minutes say it."""
        phrase = MINUTES[type(written.entry)](written.entry)
        return self.published.say(phrase.key, **phrase.facts)

    def note(self, written: Written) -> None:
        """Put one entry where it belongs."""
        entry = written.entry
        match entry:
            case ItemTakenUp(title=title):
                self.begin(title, name="item", identity=f"item-{written.position}")
                add(self.section, self.narrative(written))
            case QuestionPut(question=question):
                identity = f"question-{question.number}"
                self.begin(question.title, name="question", identity=identity)
                add(self.section, self.narrative(written))
            case FloorGiven():
                add(self.section, self.speech(written, self.speeches[written.position]))
            case RollCalled():
                roll = element("rollCall", self.narrative(written), eId=f"roll-{written.position}")
                add(self.section, roll)
                self.verify_quorum(written.position, entry)
            case TimeShared():
                add(self.section, self.narrative(written))
                if written.position in self.taken:
                    add(self.section, self.shared(written.position, entry))
            case _:
                add(self.section, self.narrative(written))
        if isinstance(entry, ResultDeclared):
            self.declare(written.position, entry)

    def begin(self, title: Words, *, name: str, identity: str) -> None:
        """Another section begins, under its own heading."""
        heading = in_language(self.published, title, into=element("heading"))
        self.section = element("debateSection", heading, name=name, eId=identity)
        add(self.body, self.section)

    def narrative(self, written: Written) -> Element:
        """What happened and when, in one sentence, with the corrigenda beside it."""
        told = element("narrative", self.time_of(written), " ", self.sentence(written))
        told.set("eId", f"e{written.position}")
        for correction in self.beside.get(written.position, ()):
            add(told, " ")
            add(told, self.note_on(correction))
        return told

    def time_of(self, written: Written) -> Element:
        """The time of an entry, for people and for programs."""
        at, published = written.entry.at, self.published
        clock = format_time(at, published.session.zone, published.language)
        return element("recordedTime", clock, time=instants.written(at))

    def note_on(self, correction: Correction) -> Element:
        """A reference to a corrigendum, which stands among the notes."""
        identity = f"note-{correction.position}"
        words = self.published.say(
            "publish.corrigendum", entry=correction.position, words=correction.words
        )
        self.notes.append(element("note", element("p", words), eId=identity))
        return element("noteRef", href=f"#{identity}")

    def speech(self, written: Written, speech: Speech) -> Element:
        """Who had the floor, in which capacity, from when to when."""
        published = self.published
        names, language = published.names, published.language
        name = {names.language_of(speech.speaker, language): names.label(speech.speaker, language)}
        ended = instants.written(speech.ended_at) if speech.ended_at else ""
        made = element(
            "speech",
            in_language(published, name, into=element("from")),
            element("p", self.time_of(written), " ", self.sentence(written)),
            eId=f"e{written.position}",
            by=self.references.person(speech.speaker),
            as_=self.references.role(capacity_of(published, speech)),
            startTime=instants.written(speech.began_at),
            endTime=ended,
        )
        self.tell(made, written.position)
        if speech.purpose != "point_of_order":
            return made
        return element("pointOfOrder", made, eId=f"point-of-order-{written.position}")

    def shared(self, position: int, entry: TimeShared) -> Element:
        """What a colleague said who went on with the rest of the time."""
        published = self.published
        name = {published.language: published.names.label(entry.to, published.language)}
        made = element(
            "speech",
            in_language(published, name, into=element("from")),
            eId=f"speech-{position}",
            by=self.references.person(entry.to),
            startTime=instants.written(entry.at),
        )
        self.tell(made, position)
        return made

    def tell(self, speech: Element, position: int) -> None:
        """What record clerks wrote of a speech, marked as theirs and by its form."""
        taken = self.taken.get(position)
        if taken is None:
            return
        whose = self.references.concept(f"form-{taken.form}", f"outputs.taken_down_{taken.form}")
        told = list(self.paragraphs_of(taken, whose))
        for correction in self.beside.get(taken.position, ()):
            add(told[-1], " ")
            add(told[-1], self.note_on(correction))
        for paragraph in told:
            add(speech, paragraph)

    def paragraphs_of(self, taken: TakenDown, whose: str) -> Iterator[Element]:
        """A text, each paragraph with the address that it has everywhere."""
        for place, words in enumerate(paragraphs(taken.words), 1):
            identity = anchor_of_paragraph(taken, place)
            into = element("p", eId=identity, refersTo=whose)
            yield in_language(self.published, words, into=into)

    def verify_quorum(self, position: int, entry: RollCalled) -> None:
        """How many delegations answered, and how many are needed where the rules ask for some."""
        if not entry.quorum:
            return
        identity, concept = f"quorum-{position}", self.references.concept
        needed = element(
            "quorum",
            eId=f"{identity}-needed",
            value=str(entry.quorum),
            refersTo=concept("rule-quorum", f"rule.{QUORUM}"),
        )
        present = element(
            "count",
            eId=f"{identity}-present",
            value=str(entry.delegations_present),
            refersTo=concept("delegations-present", "outputs.delegations_present"),
        )
        where = f"#e{position}"
        made = element("quorumVerification", needed, present, eId=identity, href=where)
        self.votings.append(made)

    def declare(self, position: int, entry: ResultDeclared) -> None:
        """The figures of a division, where it was declared in this sitting."""
        division = self.declared.get(entry.division)
        if division is None:
            return
        about = f"#question-{entry.question}"
        made = voting(self.references, division, where=f"#e{position}", about=about)
        self.votings += [made] if made is not None else []


def address_of(published: Published, held: SittingHeld) -> Address:
    """Where the debate of a sitting stands."""
    day = day_of(held.opened_at, published)
    number = f"{plain_id(published.session.id)}-{held.name}"
    return Address(published=published, sort="debate", day=day, number=number)


def write(published: Published) -> bytes:
    """The debate of the sitting that is asked for."""
    held = next(one for one in sittings_of(published) if one.name == published.part)
    return file_of(Debate(published, held).write())


OUTPUT = Output(
    name="debate", extension="xml", media_type="application/akn+xml", write=write, parts=parts
)
