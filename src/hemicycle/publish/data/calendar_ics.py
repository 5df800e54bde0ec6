"""The session as a calendar (iCalendar, RFC 5545): its days, and each sitting as it was held.

Every event keeps its UID for ever and counts its changes in SEQUENCE. A session that is only
reported has no clock times but those that a source gives, and every event is tentative.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from hemicycle.journal import instants
from hemicycle.procedure.assembly import Report
from hemicycle.procedure.kernel import Instant
from hemicycle.publish.data.identity import urn_of
from hemicycle.publish.data.marking import joined, marked
from hemicycle.publish.data.reports_table import when_reported
from hemicycle.publish.minutes_html import day_of
from hemicycle.publish.output import Output, Published
from hemicycle.publish.sittings import SittingHeld, sittings_of

MEDIA_TYPE = "text/calendar; charset=utf-8"
LONGEST_LINE = 75  # bytes, without the line break
ESCAPED = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event of the calendar: `begins` and `ends` with their parameters, as RFC 5545 asks."""

    uid: str
    begins: str
    ends: str
    summary: str
    description: tuple[str, ...] = ()
    location: str = ""
    status: str = "CONFIRMED"
    sequence: int = 0
    changed_at: Instant = field(default=Instant(0))

    def lines(self, basis: str) -> Iterator[str]:
        """The lines of the event."""
        stamp = in_utc(self.changed_at)
        yield "BEGIN:VEVENT"
        yield f"UID:{self.uid.removeprefix('urn:uuid:')}"
        yield f"DTSTAMP:{stamp}"
        yield f"LAST-MODIFIED:{stamp}"
        yield f"SEQUENCE:{self.sequence}"
        yield f"DTSTART{self.begins}"
        if self.ends:
            yield f"DTEND{self.ends}"
        yield f"SUMMARY:{escaped(self.summary)}"
        if told := [line for line in self.description if line]:
            yield f"DESCRIPTION:{escaped(chr(10).join(told))}"
        if self.location:
            yield f"LOCATION:{escaped(self.location)}"
        yield f"CATEGORIES:{escaped(basis)}"
        yield f"STATUS:{self.status}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"


class Calendar:
    """The calendar while it is being written."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.is_reported = published.session.is_reported

    def write(self) -> bytes:
        """The whole file."""
        return calendar_file(self.published, self.title(), events=self.events())

    def events(self) -> Iterator[Happening]:
        """The days of the session, its sittings, and what is reported with a time."""
        yield self.days()
        for held in sittings_of(self.published):
            yield self.sitting(held)
        if self.is_reported:
            for report in self.published.assembly.reports:
                if report.precision != "unknown":
                    yield self.report(report)

    def title(self) -> str:
        """What the session is called."""
        return self.published.text(self.published.session.title)

    def place(self) -> str:
        """Where the session meets."""
        return self.published.text(self.published.session.place)

    def days(self) -> Happening:
        """The session from its first day to its last."""
        session = self.published.session
        return Happening(
            uid=urn_of(self.published, "session"),
            begins=whole_day(session.starts_on),
            ends=whole_day(day_after(session.ends_on)),
            summary=marked(self.published, self.title()),
            description=(self.published.band,),
            location=self.place(),
            status="TENTATIVE" if self.is_reported else "CONFIRMED",
            changed_at=session.opened_at,
        )

    def sitting(self, held: SittingHeld) -> Happening:
        """One sitting, in the instants of the record; without an end while it goes on."""
        published = self.published
        title = published.text(published.assembly.bodies[held.body].title)
        day = day_of(held.opened_at, published)
        said = published.say("publish.sitting", number=held.number, day_on=day)
        changes = 2 * len(held.pauses) - (held.stage == "suspended") + bool(held.ended_at)
        return Happening(
            uid=urn_of(published, f"sitting/{held.name}"),
            begins=f":{in_utc(held.opened_at)}",
            ends=f":{in_utc(held.ended_at)}" if held.ended_at else "",
            summary=marked(published, joined(published, title, then=said)),
            description=(published.band, self.title(), *self.items(held)),
            location=self.place(),
            sequence=changes,
            changed_at=held.entries[-1].entry.at,
        )

    def items(self, held: SittingHeld) -> Iterator[str]:
        """The items that were taken up."""
        known = self.published.assembly.bodies[held.body].items
        for item in held.items:
            if item in known:
                yield f"{item} {self.published.text(known[item].title)}".strip()

    def report(self, report: Report) -> Happening:
        """What a source says, at the time that it gives and no more exactly."""
        published = self.published
        when = when_reported(published, report)
        return Happening(
            uid=urn_of(published, f"report/{report.position}"),
            begins=whole_day(when) if report.precision == "day" else f":{in_utc(report.at)}",
            ends="",
            summary=marked(published, published.text(report.words)),
            description=(published.band, report.source, report.mark),
            status="TENTATIVE",
            changed_at=published.assembly.at,
        )


def calendar_file(published: Published, name: str, *, events: Iterable[Happening]) -> bytes:
    """A calendar of this name with its events, as it is sent."""
    unfolded = calendar_lines(published, name, events=events)
    return "".join(f"{line}\r\n" for one in unfolded for line in folded(one)).encode()


def calendar_lines(
    published: Published, name: str, *, events: Iterable[Happening]
) -> Iterator[str]:
    """The calendar and its events, unfolded."""
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Hemicycle//Hemicycle//EN"
    yield "CALSCALE:GREGORIAN"
    yield f"X-WR-CALNAME:{escaped(marked(published, name))}"
    yield f"X-WR-TIMEZONE:{escaped(published.session.zone)}"
    if published.band:
        yield f"X-WR-CALDESC:{escaped(published.band)}"
    for event in events:
        yield from event.lines(published.session.basis)
    yield "END:VCALENDAR"


def whole_day(day: str) -> str:
    """A day without a time."""
    return f";VALUE=DATE:{day.replace('-', '')}"


def day_after(day: str) -> str:
    """The day after a day: where a whole day ends."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def in_utc(at: Instant) -> str:
    """An instant in the form of calendars: `20260302T050150Z`."""
    return f"{instants.written(at)[:19].replace('-', '').replace(':', '')}Z"


def escaped(text: str) -> str:
    """A text that ends no line and no value."""
    plain = "".join(sign for sign in text.replace("\r\n", "\n") if sign >= " " or sign == "\n")
    for sign, instead in ESCAPED:
        plain = plain.replace(sign, instead)
    return plain


def folded(line: str) -> Iterator[str]:
    """A line in pieces that are short enough; no letter is broken in two."""
    piece, room = "", LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield piece
            piece, room = " ", LONGEST_LINE - 1
        piece += letter
        room -= size
    yield piece


def write(published: Published) -> bytes:
    """The calendar of the session."""
    return Calendar(published).write()


OUTPUT = Output(name="calendar", extension="ics", media_type=MEDIA_TYPE, write=write)
