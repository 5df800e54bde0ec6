"""What the clerk adds to an act or entry: of which body, on what basis, in which capacity, why."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from hemicycle.journal.forms import Written
from hemicycle.journal.header import Basis
from hemicycle.journal.instants import day_begins, on_clocks
from hemicycle.procedure.acts import PROCEDURE
from hemicycle.procedure.acts.record.ask_for_correction import AskForCorrection
from hemicycle.procedure.acts.record.report_fact import FactReported
from hemicycle.procedure.acts.session.open_session import SessionOpened
from hemicycle.procedure.acts.texts.lodge_text import LodgeText
from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Instant
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.ballot_box import ToBox
from hemicycle.procedure.rules.rulebook import Rulebook

DAYS = frozenset({"today_on", "first_day"})


def replayed(assembly: Assembly, entry: Entry, precision: str) -> Assembly:
    """What is true after an entry; only what happened at a known instant moves the time on."""
    after: Assembly = PROCEDURE.apply(assembly, entry)
    at = entry.at if precision == "instant" else assembly.at
    return replace(after, position=assembly.position + 1, at=at)


def once(act: Act) -> str:
    """What an act may be done once under: its id; for a ballot, its key in the voter's division."""
    if isinstance(act, ToBox):
        return f"{act.division} {act.by} {act.act_id}"
    return act.act_id


def basis_of(assembly: Assembly, entry: Entry) -> Basis:
    """Acted, reported or rehearsal: the session's basis, which its opening states.

    Note: what a source reports is reported in every session, whoever records it.
    """
    if isinstance(entry, FactReported):
        return "reported"
    opened = entry if isinstance(entry, SessionOpened) else assembly.session
    assert opened is not None
    return cast(Basis, opened.basis)


def cause_of(assembly: Assembly, entry: Entry) -> str:
    """An entry about a division, or a ballot, names the position at which it was opened."""
    division = assembly.divisions.get(getattr(entry, "division", 0))
    if division is not None:
        return str(division.opened_position)
    election = assembly.elections.get(getattr(entry, "election", 0))
    last = election.round if election else None
    is_about_it = last is not None and getattr(entry, "round", 0) == last.number
    return str(last.opened_position) if last and is_about_it else ""


def addressed(act: Act, history: Sequence[Written], *, fresh: Sequence[Written]) -> Act:
    """The act in the body that it is for: a correction is asked of the body that made the entry.

    `fresh` are entries that are recorded together with it.
    Note: whoever asks names the body whose page is open; another one may have sat at that time.
    """
    if not isinstance(act, AskForCorrection):
        return act
    known = (*history[act.corrects - 1 : act.corrects], *fresh)
    bodies = (one.entry.body for one in known if one.position == act.corrects)
    return replace(act, body=next(bodies, act.body))


def capacity_of(assembly: Assembly, act: Act) -> str:
    """In which capacity a person acts in a body: presiding, in an office, or as a delegate."""
    body = assembly.bodies.get(act.body)
    if body is not None and body.presiding == act.by:
        return "presiding_officer"
    person = assembly.people.get(act.by)
    return person.capacity if person else ""


def with_closing_time(rules: Rulebook, assembly: Assembly, act: Act) -> Act:
    """A draft that names no time for amendments has that of the rules, unless it is over already.

    So many days before the session's first day, at the end of that day where it meets.
    """
    if not isinstance(act, LodgeText) or act.closes_at or assembly.session is None:
        return act
    if not rules.has("amendments.deadline_days"):
        return act
    days = rules.number("amendments.deadline_days")
    last = date.fromisoformat(assembly.session.starts_on) - timedelta(days=days)
    zone = ZoneInfo(assembly.session.zone)
    midnight = datetime.combine(last + timedelta(days=1), time(), tzinfo=zone)
    closes_at = Instant(int(midnight.timestamp() * 1000))
    return replace(act, closes_at=closes_at) if days and closes_at > act.at else act


def with_day(assembly: Assembly, act: Act) -> Act:
    """An act that tells days, with the day it is where the session meets, or when its first began.

    Note: zones are no matter of the procedure, which compares days as they are written.
    """
    opened, asked = assembly.session, DAYS & act.__dataclass_fields__.keys()
    if opened is None or not asked:
        return act
    days: dict[str, Any] = {
        "today_on": on_clocks(act.at, opened.zone).date().isoformat(),
        "first_day": day_begins(opened.starts_on, opened.zone),
    }
    return replace(act, **{name: days[name] for name in asked})
