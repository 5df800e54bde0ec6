"""What a session asks of a parliament, as the report-back pack tells it, and drafts to use at home.

Model questions and the model motion are drafts: each parliament fits them to its own rules.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hemicycle.procedure.assembly import Clause as ClauseOfText
from hemicycle.procedure.assembly import Commitment, Delegation
from hemicycle.procedure.assembly import Text as Resolution
from hemicycle.procedure.rules.clauses import OPERATIVE, places
from hemicycle.procedure.rules.follow_up import (
    ANSWERS,
    PARLIAMENTS,
    STANDS,
    is_addressed,
    latest_answer,
    state_of,
)
from hemicycle.publish.documents.adopted_text import decided
from hemicycle.publish.documents.book_chapters import dates
from hemicycle.publish.documents.document import (
    NOTHING,
    Block,
    Clause,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Table,
    Text,
    begun,
    joined,
    plainly,
    strongly,
)
from hemicycle.publish.documents.draft_resolution import words_of
from hemicycle.publish.documents.tables import DASH, figures_of
from hemicycle.publish.documents.texts_told import UNFINISHED, Telling, adopted_in
from hemicycle.publish.documents.wording import Wording
from hemicycle.wording import colon

NAMES_PARLIAMENTS = re.compile(r"\b(?:inter-?)?(?:parliament|parlement)", re.IGNORECASE)
BOX = plainly("[  ]")
KINDS = tuple(f"rb_box_{kind}" for kind in ANSWERS)
FEW = 8  # paragraphs for which two lines each still fit on the second page


@dataclass(frozen=True, slots=True)
class Pack:
    """The pack of one delegation while it is being written."""

    wording: Wording
    own: Delegation

    def address(self, place: str) -> str:
        """Where something of the session is read on the web."""
        published = self.wording.published
        return f"{published.base_url}/a/{published.session.id}/{place}"

    def standing(self) -> list[Commitment]:
        """The commitments that stand and ask this parliament for something."""
        assembly = self.wording.published.assembly
        return [
            one
            for one in assembly.commitments.values()
            if state_of(assembly, one) == STANDS and is_addressed(assembly, one, self.own)
        ]

    def asked_by(self, text: Resolution) -> list[ClauseOfText]:
        """The operative paragraphs of a text that ask parliaments for something, and their parts.

        Note: those that the secretariat has lifted, and those that name parliaments.
        """
        lifted = {
            one.clause
            for one in self.standing()
            if one.text == text.id and one.addressee == PARLIAMENTS
        }
        found, is_below = list[ClauseOfText](), False
        for clause in text.latest.clauses:
            if clause.kind != OPERATIVE:
                continue
            is_asked = clause.id in lifted or any(
                NAMES_PARLIAMENTS.search(words) for words in clause.words.values()
            )
            is_below = is_asked or (is_below and clause.level > 1)
            if is_below:
                found.append(clause)
        return found


def adopted(pack: Pack) -> Iterator[Block]:
    """The texts that were adopted: how, and their paragraphs that ask parliaments for something."""
    wording = pack.wording
    for text in adopted_in(wording.published):
        told = Telling(wording, text)
        title = joined([plainly(text.symbol), told.title], DASH)
        yield Heading(level=2, text=title, anchor=f"text-{text.id}")
        yield Paragraph(text=how(told))
        asked = pack.asked_by(text)
        if not asked:
            yield Note(text=wording.say("rb_asks_nothing"))
        for clause in asked:
            yield quoted(told, clause)
        yield Note(text=wording.say("rb_whole_text", text=pack.address(f"texts/{text.id}")))
    if adopted_in(wording.published):
        yield Note(text=wording.say("rb_which_paragraphs"))


def how(told: Telling) -> Text:
    """When and how a text was adopted, with the figures where there was a vote."""
    wording, decision = told.wording, decided(told)
    division = wording.published.declared.get(decision.division)
    sentence = wording.say(
        "rb_adopted_on",
        title=wording.published.assembly.bodies[told.text.body].title,
        day_on=wording.day(decision.at),
        method=decision.method,
    )
    return joined([sentence, figures_of(wording, division)], " ")


def quoted(told: Telling, clause: ClauseOfText) -> Clause:
    """One paragraph with the number by which people call it."""
    said, _ = words_of(told, clause)
    number = places(told.text.latest.clauses)[clause.id][1]
    mark = f"{number}." if clause.level == 1 else f"({number.rpartition('(')[2]}"
    return Clause(
        text=said,
        sort=OPERATIVE,
        mark=mark,
        level=clause.level,
        anchor=f"{told.text.id}-{clause.id}",
    )


def commitments(pack: Pack) -> Iterator[Block]:
    """What was lifted so far that asks this parliament for something, and its answers."""
    wording, found = pack.wording, pack.standing()
    if not found:
        return
    yield Table(
        caption=wording.say("rb_commitments_caption"),
        head=tuple(
            wording.say(one) for one in ("rb_number", "rb_words", "rb_deadline", "rb_answer")
        ),
        rows=tuple(commitment_row(pack, one) for one in found),
        numeric=frozenset({0}),
        named_by=1,
        wide={1: 8, 2: 3, 3: 4},
    )
    yield Note(text=wording.say("rb_commitments_note", text=pack.address("follow-up")))


def commitment_row(pack: Pack, one: Commitment) -> tuple[Text, ...]:
    """One commitment with the latest answer of this parliament."""
    wording = pack.wording
    answer = latest_answer(one, pack.own.id)
    return (
        wording.number(one.number),
        joined([source(wording, one), wording.given(one.words)], f"{colon(wording.language)} "),
        wording.say("day", day_on=one.due_on) if one.due_on else wording.say("rb_no_deadline"),
        begun(wording.word("answer_kind", answer.kind)) if answer else wording.say("rb_no_answer"),
    )


def source(wording: Wording, one: Commitment) -> Text:
    """Where the words stand."""
    if one.text:
        return wording.say("rb_place", symbol=one.symbol, paragraph=one.paragraph)
    return wording.say("rb_said_by", member=one.speaker)


def asked_whole(pack: Pack, text: Resolution) -> Iterator[tuple[str, Text]]:
    """Each paragraph that asks parliaments for something: its number, and its words with all parts.

    Note: a part stands in its sentence with its mark, (a) or (i).
    """
    told, named = Telling(pack.wording, text), places(text.latest.clauses)
    whole: list[tuple[str, Text]] = []
    for clause in pack.asked_by(text):
        said, _ = words_of(told, clause)
        number = named[clause.id][1]
        if clause.level == 1 or not whole:
            whole.append((number, said))
        else:
            above, words = whole[-1]
            part = plainly(f" ({number.rpartition('(')[2]} ") + said
            whole[-1] = (above, Text((*words.runs, *part.runs), words.language))
    yield from whole


def questions(pack: Pack) -> Iterator[Block]:
    """Questions that members may put at home, one for each paragraph, and two for the whole."""
    wording, number = pack.wording, 0
    for text in adopted_in(wording.published):
        for paragraph, said in asked_whole(pack, text):
            number += 1
            words = {said.language or wording.language: said.plain.rstrip(UNFINISHED)}
            told = wording.say("rb_question", symbol=text.symbol, paragraph=paragraph, words=words)
            yield Paragraph(number=number, text=told)
    if number:
        yield Paragraph(number=number + 1, text=wording.say("rb_question_committee"))
        yield Paragraph(number=number + 2, text=wording.say("rb_question_money"))
        yield Note(text=wording.say("rb_model_note"))


def motion(pack: Pack) -> Iterator[Block]:
    """A motion that the parliament may adopt to take the texts up."""
    wording, texts = pack.wording, adopted_in(pack.wording.published)
    if not texts:
        return
    session = wording.published.session
    yield Paragraph(text=wording.say("rb_motion_opening", delegation=pack.own.id))
    named = wording.in_a_row(
        joined([plainly(one.symbol), Telling(wording, one).title], " ") for one in texts
    )
    notes = wording.say("rb_motion_notes", title=session.title, text=named.plain)
    yield Clause(text=notes, sort=OPERATIVE, mark="1.")
    for mark, key in (("2.", "rb_motion_refers"), ("3.", "rb_motion_asks")):
        yield Clause(text=wording.say(key), sort=OPERATIVE, mark=mark)
    yield Clause(
        text=wording.say("rb_motion_answers", text=pack.address("answers")),
        sort=OPERATIVE,
        mark="4.",
    )
    yield Note(text=wording.say("rb_model_note"))


def questionnaire(pack: Pack) -> Iterator[Block]:
    """Two pages to send back: what is known is filled in, what is asked is a table with boxes."""
    wording = pack.wording
    yield Paragraph(text=wording.say("rb_form_lead", text=pack.address("answers")))
    yield Table(
        caption=wording.say("rb_form_known"),
        head=(wording.say("rb_form_what"), wording.say("rb_form_filled")),
        rows=tuple(known(pack)),
        wide={0: 2, 1: 5},
    )
    asked = list(asked_rows(pack))
    if asked:
        yield Table(
            caption=wording.say("rb_form_asked"),
            head=tuple(
                wording.say(one) for one in ("rb_form_paragraph", "rb_words", *KINDS, "rb_form_day")
            ),
            rows=tuple(asked),
            wide=dict(enumerate((6, 12, 4, 5, 3, 4, 4, 4))),
        )
    yield PageBreak()
    yield Paragraph(text=strongly(wording.say("rb_form_sentence")))
    for row in asked:
        yield Paragraph(text=row[0])
        yield from room(wording, lines=2 if len(asked) <= FEW else 1)
    for key in ("rb_form_links", "rb_form_promise"):
        yield Paragraph(text=strongly(wording.say(key)))
        yield from room(wording, lines=2)
    yield Paragraph(text=wording.say("rb_form_signed"))


def room(wording: Wording, *, lines: int) -> Iterator[Block]:
    """Room to write."""
    yield from [Paragraph(text=wording.say("rb_form_room"))] * lines


def known(pack: Pack) -> Iterator[tuple[Text, Text]]:
    """What the record tells of the parliament already."""
    wording, own = pack.wording, pack.own
    session = wording.published.session
    yield wording.say("rb_form_parliament"), wording.full_name(own.id)
    yield wording.say("rb_session_head"), wording.given(session.title)
    yield wording.say("rb_dates_head"), dates(wording)
    head = wording.name(own.head) if own.members else NOTHING
    yield wording.say("rb_form_head"), head or wording.say("rb_form_nobody")
    yield wording.say("rb_form_members"), wording.number(len(own.members))
    texts = adopted_in(wording.published)
    symbols = wording.in_a_row(plainly(one.symbol) for one in texts)
    yield wording.say("rb_form_texts"), symbols or wording.say("rb_form_nothing")


def asked_rows(pack: Pack) -> Iterator[tuple[Text, ...]]:
    """A line with boxes for each paragraph that asks parliaments for something."""
    wording = pack.wording
    boxes = (BOX,) * len(ANSWERS)
    for text in adopted_in(wording.published):
        for paragraph, said in asked_whole(pack, text):
            place = wording.say("rb_place", symbol=text.symbol, paragraph=paragraph)
            yield (place, said, *boxes, NOTHING)
    for one in pack.standing():
        if not one.text:
            yield (source(wording, one), wording.given(one.words), *boxes, NOTHING)
