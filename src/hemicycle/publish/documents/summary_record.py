"""The summary record of a sitting: one document for each sitting of each body."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from hemicycle.procedure.acts.divisions.declare_result import ResultDeclared
from hemicycle.procedure.assembly import Division
from hemicycle.procedure.assembly.record import FINAL, PROVISIONAL
from hemicycle.publish.documents.attendance import attendance
from hemicycle.publish.documents.document import (
    Block,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Text,
)
from hemicycle.publish.documents.formats import outputs
from hemicycle.publish.documents.frame import framed, in_words
from hemicycle.publish.documents.paragraphs import Proceedings
from hemicycle.publish.documents.tables import roll_call, roll_call_rules
from hemicycle.publish.documents.wording import Wording
from hemicycle.publish.output import Published
from hemicycle.publish.sittings import SittingHeld, parts, sittings_of

NAME = "summary-record"


def document(published: Published) -> Document:
    """The summary record of the sitting that is asked for."""
    told = {one.name: one for one in sittings_of(published)}[published.part]
    wording = Wording(published)
    bare = framed(
        wording,
        title=wording.words("summary_record"),
        subtitle=wording.say(
            "sitting_of",
            sitting=told.number,
            title=published.assembly.bodies[told.body].title,
        ),
        symbol=f"{published.session.id}/{told.body}/SR.{told.number}",
        blocks=(
            Heading(level=1, text=wording.say("proceedings"), anchor="proceedings"),
            *Proceedings(wording, told).write(),
            *attendance(wording, told),
            *annexes(wording, told),
            *in_words(wording),
        ),
    )
    return replace(bare, facts=tuple(facts(wording, told)))


def facts(wording: Wording, told: SittingHeld) -> Iterator[tuple[Text, Text]]:
    """Where and when it was held, who was in the Chair, and when it rose."""
    opened = told.opened_at
    held = wording.say("held", place=wording.published.session.place, day_on=wording.day(opened))
    yield wording.say("held_head"), held
    chairs = (wording.person(told.offices, one) for one in told.presided)
    yield wording.say("chair_head"), wording.in_a_row(chairs)
    yield wording.say("opened_head"), wording.clock(opened)
    if pauses := list(pauses_of(wording, told)):
        yield wording.say("suspended_head"), wording.in_a_row(pauses)
    yield (
        wording.say("rose_head"),
        wording.clock(told.ended_at) if told.ended_at else wording.say("has_not_risen"),
    )
    yield wording.say("record_head"), state_of_record(wording, told)


def state_of_record(wording: Wording, told: SittingHeld) -> Text:
    """Live, provisional with the time for corrections, or final with who certified it."""
    record = wording.published.assembly.records[told.body, told.number]
    if record.stage == FINAL:
        facts = {"member": record.certified_by, "on_at": record.certified_at}
        return wording.say("record_is_final", **facts)
    if record.stage == PROVISIONAL:
        return wording.say("record_is_provisional", until_at=record.corrections_until)
    return wording.say("record_is_live")


def pauses_of(wording: Wording, told: SittingHeld) -> Iterator[Text]:
    """From when to when it was suspended."""
    for begun, ended in told.pauses:
        since = wording.clock(begun).plain
        if ended:
            yield wording.say("from_until", since=since, until=wording.clock(ended).plain)
        else:
            yield wording.say("from_on", since=since)


def annexes(wording: Wording, told: SittingHeld) -> list[Block]:
    """The roll calls whose results were declared in the sitting."""
    declared = {one.entry.division for one in told.entries if isinstance(one.entry, ResultDeclared)}
    divisions = [one for one in wording.published.declared.values() if one.number in declared]
    return annex_of(wording, divisions)


def annex_of(wording: Wording, divisions: Iterable[Division]) -> list[Block]:
    """Roll calls as an annex, or nothing where there was none."""
    called = [one for one in divisions if one.count.rows]
    if not called:
        return []
    blocks: list[Block] = [
        PageBreak(),
        Heading(level=1, text=wording.say("annex_roll_calls"), anchor="roll-calls"),
        Paragraph(text=wording.say("annex_note")),
        *roll_call_rules(wording),
    ]
    for place, division in enumerate(called):
        title = division.question.title
        heading = wording.say("roll_call", division=division.number, title=title)
        blocks += [PageBreak()] if place else []
        blocks.append(Heading(level=2, text=heading, anchor=f"roll-call-{division.number}"))
        blocks += roll_call(wording, division)
    return blocks


OUTPUTS = outputs(NAME, document, parts=parts)
