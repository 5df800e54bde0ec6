"""The programme: which body sat on which day, from when to when and on what, and what is next.

Nothing here is planned by us: a day to come says only what the agenda says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.acts.sitting.open_sitting import SittingOpened
from hemicycle.procedure.acts.sitting.resume_sitting import SittingResumed
from hemicycle.procedure.acts.sitting.suspend_sitting import SittingSuspended
from hemicycle.procedure.assembly import Body, Item, Words
from hemicycle.procedure.kernel import BodyId, Entry, Instant
from hemicycle.screens.reported import ReportLine, day_of, line_of, report_day
from hemicycle.screens.view import View
from hemicycle.screens.visibility import as_public

TURNS = {
    SittingOpened: "opened",
    SittingSuspended: "suspended",
    SittingResumed: "resumed",
    SittingAdjourned: "rose",
}
LONGEST_SESSION = 60  # days that are listed one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A sitting was opened, suspended, resumed, or rose, at this entry of the record."""

    what: str
    at: Instant
    position: int


@dataclass(slots=True, kw_only=True)
class SittingSeen:
    """One sitting of one body with its turns, and the items it took up."""

    body: BodyId
    title: Words
    number: int
    day: str
    turns: list[Turn] = field(default_factory=list)
    items: list[Words] = field(default_factory=list)

    @property
    def state(self) -> str:
        """Its last turn: a sitting that was resumed goes on like one that was opened."""
        last = self.turns[-1].what
        return "opened" if last == "resumed" else last


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the session; `when` is past, today or ahead."""

    day: str
    when: str
    sittings: Sequence[SittingSeen]
    told: Sequence[ReportLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The items of one body; `now` is before it, `next_item` the first not taken up yet."""

    body: Body
    items: Sequence[Item]
    now: Item | None
    next_item: Item | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """All days, and the agenda of each body."""

    days: Sequence[Day]
    agendas: Sequence[Agenda]
    is_reported: bool


def programme(view: View) -> Programme:
    """The programme, the same for everybody."""
    view = as_public(view)
    sat = () if view.is_reported else sittings(view)
    bodies = view.assembly.bodies.values()
    return Programme(
        days=[one_day(view, day, sat=sat) for day in days(view, sat)],
        agendas=[agenda(body) for body in bodies if body.items],
        is_reported=view.is_reported,
    )


def sittings(view: View) -> Sequence[SittingSeen]:
    """The sittings of the session in the order in which they were opened."""
    found: list[SittingSeen] = []
    running: dict[BodyId, SittingSeen] = {}
    for written in view.history:
        entry = written.entry
        if isinstance(entry, SittingOpened):
            running[entry.body] = opened(view, entry)
            found.append(running[entry.body])
        sitting = running.get(entry.body)
        if sitting is None:
            continue
        if type(entry) in TURNS:
            turn = Turn(what=TURNS[type(entry)], at=entry.at, position=written.position)
            sitting.turns.append(turn)
        elif isinstance(entry, ItemTakenUp):
            sitting.items.append(entry.title)
        if isinstance(entry, SittingAdjourned):
            del running[entry.body]
    return found


def opened(view: View, entry: SittingOpened) -> SittingSeen:
    """A sitting as it begins."""
    return SittingSeen(
        body=entry.body,
        title=view.assembly.bodies[entry.body].title,
        number=entry.number,
        day=here(view, entry),
    )


def here(view: View, entry: Entry) -> str:
    """The day of an entry where the session meets."""
    return day_of(entry.at, view.zone)


def days(view: View, sat: Sequence[SittingSeen]) -> Sequence[str]:
    """The days that the session lasts, and any other on which a body sat."""
    return sorted({one.day for one in sat} | set(session_days(view)))


def session_days(view: View) -> Iterator[str]:
    """Each day from the first to the last."""
    session = view.assembly.session
    if session is None:
        return
    day, last = date.fromisoformat(session.starts_on), date.fromisoformat(session.ends_on)
    for _ in range(LONGEST_SESSION):
        if day > last:
            return
        yield day.isoformat()
        day += timedelta(days=1)


def one_day(view: View, day: str, *, sat: Sequence[SittingSeen]) -> Day:
    """What is known of one day."""
    today = day_of(view.at, view.zone)
    reports = view.assembly.reports if view.is_reported else ()
    told = [one for one in reports if report_day(one) == day]
    return Day(
        day=day,
        when="today" if day == today else "past" if day < today else "ahead",
        sittings=[one for one in sat if one.day == day],
        told=[line_of(view, one) for one in told],
    )


def agenda(body: Body) -> Agenda:
    """The items of a body and where it is."""
    items = tuple(body.items.values())
    now = body.items.get(body.item) if body.is_sitting else None
    waiting = (one for one in items if one.stage == "placed")
    return Agenda(
        body=body,
        items=items,
        now=now if now and not now.is_over else None,
        next_item=next(waiting, None),
    )
