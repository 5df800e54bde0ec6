"""The programme: what was published for each day, which body sat, and on what, and what is next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hemicycle.procedure.assembly import Body, Item
from hemicycle.screens.asked import NOTHING_ASKED, Asked, whole_number
from hemicycle.screens.programme_plan import Plan, plan
from hemicycle.screens.reported import ReportLine, day_of, line_of, report_day
from hemicycle.screens.sittings_seen import SittingSeen, sittings
from hemicycle.screens.view import View
from hemicycle.screens.visibility import as_public

LONGEST_SESSION = 60  # days that are listed one by one


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
    """All days, and the agenda of each body; `plan` is the latest release, if there is one."""

    days: Sequence[Day]
    agendas: Sequence[Agenda]
    is_reported: bool
    plan: Plan | None = None
    zone: str = ""


def programme(view: View, asked: Asked = NOTHING_ASKED) -> Programme:
    """The programme, the same for everybody."""
    view = as_public(view)
    sat = () if view.is_reported else sittings(view)
    bodies = view.assembly.bodies.values()
    return Programme(
        days=[one_day(view, day, sat=sat) for day in days(view, sat)],
        agendas=[agenda(body) for body in bodies if body.items],
        is_reported=view.is_reported,
        plan=plan(view, zone=asked.text("zone"), sat=sat),
        zone=asked.text("zone"),
    )


def release(view: View, argument: str) -> Plan | None:
    """One release of the programme by its number, with what it changed; None for any other."""
    view = as_public(view)
    number = whole_number(argument, most_digits=5)
    return plan(view, number=number) if number else None


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
