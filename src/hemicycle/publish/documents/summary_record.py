"""The summary record of a sitting: one document for each sitting of each body."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from hemicycle.procedure.acts.credentials.call_roll import RollCalled
from hemicycle.procedure.acts.credentials.note_arrival import ArrivalNoted
from hemicycle.procedure.acts.divisions.declare_result import ResultDeclared
from hemicycle.procedure.acts.sitting.resume_sitting import SittingResumed
from hemicycle.procedure.acts.sitting.suspend_sitting import SittingSuspended
from hemicycle.procedure.assembly import Division
from hemicycle.procedure.assembly.record import FINAL, PROVISIONAL
from hemicycle.procedure.kernel import MemberId
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
from hemicycle.publish.documents.sittings import SittingTold, sittings_of
from hemicycle.publish.documents.tables import roll_call, roll_call_rules
from hemicycle.publish.documents.wording import Wording
from hemicycle.publish.output import Published

NAME = "summary-record"


def document(published: Published) -> Document:
    """The summary record of the sitting that is asked for."""
    told = {one.part: one for one in sittings_of(published)}[published.part]
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


def parts(published: Published) -> list[str]:
    """The sittings that have been opened."""
    return [one.part for one in sittings_of(published)]


def facts(wording: Wording, told: SittingTold) -> Iterator[tuple[Text, Text]]:
    """Where and when it was held, who was in the Chair, and when it rose."""
    opened = told.opened.entry.at
    held = wording.say("held", place=wording.published.session.place, day_on=wording.day(opened))
    yield wording.say("held_head"), held
    chairs = (wording.person(told.offices, one) for one in told.presided)
    yield wording.say("chair_head"), wording.in_a_row(chairs)
    yield wording.say("opened_head"), wording.clock(opened)
    if pauses := list(pauses_of(wording, told)):
        yield wording.say("suspended_head"), wording.in_a_row(pauses)
    rose = told.closed
    yield (
        wording.say("rose_head"),
        wording.clock(rose.entry.at) if rose else wording.say("has_not_risen"),
    )
    yield wording.say("record_head"), state_of_record(wording, told)


def state_of_record(wording: Wording, told: SittingTold) -> Text:
    """Live, provisional with the time for corrections, or final with who certified it."""
    record = wording.published.assembly.records[told.body, told.number]
    if record.stage == FINAL:
        facts = {"member": record.certified_by, "on_at": record.certified_at}
        return wording.say("record_is_final", **facts)
    if record.stage == PROVISIONAL:
        return wording.say("record_is_provisional", until_at=record.corrections_until)
    return wording.say("record_is_live")


def pauses_of(wording: Wording, told: SittingTold) -> Iterator[Text]:
    """From when to when it was suspended."""
    since: Text | None = None
    for written in told.entries:
        if isinstance(written.entry, SittingSuspended):
            since = wording.clock(written.entry.at)
        elif isinstance(written.entry, SittingResumed) and since is not None:
            until = wording.clock(written.entry.at).plain
            yield wording.say("from_until", since=since.plain, until=until)
            since = None
    if since is not None:
        yield wording.say("from_on", since=since.plain)


def attendance(wording: Wording, told: SittingTold) -> list[Block]:
    """Which delegations were present when the roll was called, and which came after."""
    blocks: list[Block] = [Heading(level=1, text=wording.say("attendance"), anchor="attendance")]
    for written in told.rolls:
        assert isinstance(written.entry, RollCalled)
        here = delegations_of(wording, written.entry.present)
        blocks.append(
            Paragraph(
                text=wording.say(
                    "present_at_roll",
                    clock=wording.clock(written.entry.at).plain,
                    n=len(here),
                    delegations=here,
                    absent=written.entry.absent,
                )
            )
        )
    if not told.rolls:
        blocks.append(Paragraph(text=wording.say("no_roll")))
    if late := arrived(wording, told):
        blocks.append(Paragraph(text=wording.say("arrived_later", delegations=late, n=len(late))))
    return blocks


def arrived(wording: Wording, told: SittingTold) -> tuple[str, ...]:
    """The delegations of whom somebody was noted at the doors, and nobody at a roll."""
    at_rolls: list[MemberId] = []
    for written in told.rolls:
        if isinstance(written.entry, RollCalled):
            at_rolls += written.entry.present
    known = set(delegations_of(wording, at_rolls))
    noted = [one.entry.member for one in told.arrivals if isinstance(one.entry, ArrivalNoted)]
    return tuple(one for one in delegations_of(wording, noted) if one not in known)


def delegations_of(wording: Wording, members: Iterable[MemberId]) -> tuple[str, ...]:
    """The delegations of several persons, each once, in the order of their names."""
    people = wording.published.assembly.people
    found = {people[one].delegation for one in members if one in people}
    known = filter(None, found)
    return tuple(sorted(known, key=lambda one: wording.sorted_as(wording.name(one), one)))


def annexes(wording: Wording, told: SittingTold) -> list[Block]:
    """The roll calls whose results were declared in the sitting."""
    declared = {one.entry.division for one in told.entries if isinstance(one.entry, ResultDeclared)}
    divisions = [one for one in wording.published.declared_divisions if one.number in declared]
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
