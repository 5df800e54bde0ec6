"""The daily Journal: what a day of the session held, as far as the record tells it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from hemicycle.journal.forms import Written
from hemicycle.journal.speeches import speeches_in
from hemicycle.procedure.acts.agenda.carry_over_item import ItemCarriedOver
from hemicycle.procedure.acts.agenda.conclude_item import ItemConcluded
from hemicycle.procedure.acts.agenda.place_item import ItemPlaced
from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.credentials.accept_credentials import CredentialsAccepted
from hemicycle.procedure.acts.credentials.call_roll import RollCalled
from hemicycle.procedure.acts.elections.declare_ballot import BallotDeclared
from hemicycle.procedure.acts.elections.declare_elected import ElectedWithoutBallot
from hemicycle.procedure.acts.emergency.choose_emergency_item import EmergencyItemChosen
from hemicycle.procedure.acts.emergency.file_emergency_request import EmergencyRequestFiled
from hemicycle.procedure.acts.emergency.report_draft import DraftReported
from hemicycle.procedure.acts.floor.file_speech import SpeechFiled
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.acts.sitting.open_sitting import SittingOpened
from hemicycle.procedure.assembly import Words
from hemicycle.procedure.kernel import BodyId, Entry
from hemicycle.publish.documents.coming_sittings import programme_after
from hemicycle.publish.documents.decisions_list import taken_by
from hemicycle.publish.documents.document import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Table,
    Text,
)
from hemicycle.publish.documents.formats import outputs
from hemicycle.publish.documents.frame import framed, heading, in_words
from hemicycle.publish.documents.tables import decisions_table
from hemicycle.publish.documents.wording import Wording
from hemicycle.publish.output import Published
from hemicycle.publish.sittings import SittingHeld, offices_of, own_entries, sittings_in

NAME = "daily-journal"
ELECTED = (BallotDeclared, ElectedWithoutBallot, EmergencyItemChosen)
PAPERS = (EmergencyRequestFiled, DraftReported, SpeechFiled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day: the record up to its end, and what of it belongs to that day.

    `dates` says of each entry to which day it belongs.
    """

    date: str
    dates: Mapping[int, str]
    number: int
    until: tuple[Written, ...]
    entries: tuple[Written, ...]


def days(published: Published) -> list[str]:
    """The days on which anything was done, where the session meets."""
    return sorted(set(dates_of(Wording(published)).values()))


def dates_of(wording: Wording) -> Mapping[int, str]:
    """To which day each entry belongs: its own, or that on which its sitting was opened.

    Note: what a sitting does after midnight stands in the Journal of the day of its opening.
    """
    sitting: dict[BodyId, str] = {}
    dates: dict[int, str] = {}
    for one in own_entries(wording.published):
        entry = one.entry
        if isinstance(entry, SittingOpened):
            sitting[entry.body] = wording.day(entry.at)
        dates[one.position] = sitting.get(entry.body) or wording.day(entry.at)
        if isinstance(entry, SittingAdjourned):
            sitting.pop(entry.body, None)
    return dates


def day_of(wording: Wording, date: str) -> Day:
    """One day of the session."""
    dates = dates_of(wording)
    entries = own_entries(wording.published)
    return Day(
        date=date,
        dates=dates,
        number=sorted(set(dates.values())).index(date) + 1,
        until=tuple(one for one in entries if dates[one.position] <= date),
        entries=tuple(one for one in entries if dates[one.position] == date),
    )


def document(published: Published) -> Document:
    """The Journal of the day that is asked for."""
    wording = Wording(published)
    day = day_of(wording, published.part)
    chapters: tuple[tuple[str, Callable[[Wording, Day], Iterable[Block]]], ...] = (
        ("sittings_today", sittings),
        ("decisions_today", decisions),
        ("speakers_today", speakers),
        ("papers_today", papers),
        ("credentials_today", credentials),
        ("next_sittings", coming),
    )
    blocks: list[Block] = []
    for key, chapter in chapters:
        told = list(chapter(wording, day)) or [Paragraph(text=wording.say(f"no_{key}"))]
        blocks += [heading(wording, key), *told]
    return framed(
        wording,
        title=wording.words("journal_number", number=day.number),
        subtitle=wording.say("day", day_on=day.date),
        symbol=f"{published.session.id}/J.{day.number}",
        blocks=(*blocks, *in_words(wording)),
    )


def sittings(wording: Wording, day: Day) -> Iterator[Block]:
    """Which bodies sat, from when to when, under whom, and on which items."""
    sat = [one for one in sittings_in(day.until) if of_day(one, day)]
    if not sat:
        return
    heads = ("body", "sitting_head", "opened_head", "rose_head", "chair_head")
    yield Table(
        caption=wording.say("times_caption"),
        head=tuple(wording.say(one) for one in heads),
        rows=tuple(row_of(wording, one) for one in sat),
        numeric=frozenset({1}),
        wide={0: 4, 2: 2, 3: 3, 4: 6},
    )
    for one in sat:
        own = [written for written in one.entries if day.dates[written.position] == day.date]
        if items := list(items_in(wording, own)):
            text = wording.say("items_of", title=wording.published.assembly.bodies[one.body].title)
            yield Paragraph(text=text)
            yield Listing(items=tuple(items))


def of_day(sitting: SittingHeld, day: Day) -> bool:
    """Whether a sitting did anything on a day."""
    return any(day.dates[one.position] == day.date for one in sitting.entries)


def row_of(wording: Wording, one: SittingHeld) -> tuple[Text, ...]:
    """One sitting in the table of the day."""
    return (
        wording.body(one.body),
        wording.number(one.number),
        wording.clock(one.opened_at),
        wording.clock(one.ended_at) if one.ended_at else wording.say("has_not_risen"),
        wording.in_a_row(wording.name(member) for member in one.presided),
    )


def items_in(wording: Wording, entries: Iterable[Written]) -> Iterator[Text]:
    """The items taken up, each once."""
    found = {one.entry.item: one.entry for one in entries if isinstance(one.entry, ItemTakenUp)}
    for entry in found.values():
        yield wording.say("item", item=entry.item, title=entry.title)


def decisions(wording: Wording, day: Day) -> Iterator[Block]:
    """What each body decided that day, and whom it elected."""
    for body, title in bodies(wording):
        taken = [one for one in taken_by(wording, body) if day.dates.get(one.position) == day.date]
        if taken:
            yield decisions_table(wording, taken, caption=title)
        for written in day.entries:
            if written.entry.body == body and isinstance(written.entry, ELECTED):
                yield Paragraph(text=wording.minute(written.entry))


def speakers(wording: Wording, day: Day) -> Iterator[Block]:
    """Who made a statement in each body, in the order of speaking."""
    offices = offices_of(day.until)
    speeches = [one for one in speeches_in(day.until) if day.dates[one.position] == day.date]
    for body, title in bodies(wording):
        heard = [one.speaker for one in speeches if one.is_speech and one.body == body]
        if heard:
            yield Heading(level=2, text=title, anchor=f"speakers-{body}")
            yield Listing(items=tuple(wording.person(offices, one) for one in dict.fromkeys(heard)))


def papers(wording: Wording, day: Day) -> Iterator[Block]:
    """What was handed in or became open that day: requests, drafts, texts of speeches."""
    own = [wording.minute(one.entry) for one in day.entries if isinstance(one.entry, PAPERS)]
    for body in wording.published.assembly.bodies.values():
        for _, text in sorted(body.written.items()):
            if text.stage == "delivered" and wording.day(text.opened_at) == day.date:
                own.append(
                    wording.say(
                        "speech_open",
                        member=text.member,
                        number=text.number,
                        language=text.language,
                        n=text.word_count,
                    )
                )
    if own:
        yield Listing(items=tuple(own))


def credentials(wording: Wording, day: Day) -> Iterator[Block]:
    """How many credentials were accepted by the end of the day, and who was there at each roll."""
    accepted = {
        one.entry.delegation: one.entry
        for one in day.until
        if isinstance(one.entry, CredentialsAccepted)
    }
    if accepted:
        voting = sum(one.has_vote for one in accepted.values())
        yield Paragraph(text=wording.say("credentials_so_far", n=len(accepted), number=voting))
    for one in day.entries:
        if isinstance(one.entry, RollCalled):
            text = wording.say(
                "roll_of",
                title=title_of(wording, one.entry.body),
                clock=wording.clock(one.entry.at).plain,
                n=one.entry.delegations_present,
                quorum=one.entry.quorum,
            )
            yield Paragraph(text=text)


def coming(wording: Wording, day: Day) -> Iterator[Block]:
    """What the programme has next, and what is left on the agenda."""
    yield from programme_after(wording, day.date, position=day.until[-1].position)
    for body, title in bodies(wording):
        left = [
            wording.say("item", item=entry.item, title=entry.title)
            for entry in left_over(day.until, body)
        ]
        if left:
            yield Heading(level=2, text=title, anchor=f"left-{body}")
            yield Paragraph(text=wording.say("left_over"))
            yield Listing(items=tuple(left))


def left_over(entries: Iterable[Written], body: BodyId) -> list[ItemPlaced]:
    """The items of a body that were neither concluded nor carried over."""
    left: dict[str, ItemPlaced] = {}
    for written in entries:
        entry: Entry = written.entry
        if entry.body != body:
            continue
        if isinstance(entry, ItemPlaced):
            left[entry.item] = entry
        elif isinstance(entry, ItemConcluded | ItemCarriedOver):
            left.pop(entry.item, None)
    return list(left.values())


def bodies(wording: Wording) -> Iterator[tuple[BodyId, Text]]:
    """Every body with its title."""
    for body in wording.published.assembly.bodies:
        yield body, wording.body(body)


def title_of(wording: Wording, body: BodyId) -> Words:
    """The title of a body, in every language it has."""
    return wording.published.assembly.bodies[body].title


OUTPUTS = outputs(NAME, document, parts=days)
