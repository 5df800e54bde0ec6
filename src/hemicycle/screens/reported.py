"""What others reported of a session: the facts with their sources, and what no source says."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.journal.instants import on_clocks
from hemicycle.procedure.acts.record.report_fact import FACTS
from hemicycle.procedure.assembly import Assembly, Correction, Report, Words
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.screens.corrected import corrections_of
from hemicycle.screens.view import View

# What was decided and said comes first, then who held which office, then what was about it.
SHOWN_FIRST = ("decision", "text", "stage", "office", "chaired", "address", "statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One report as it is shown; `day` is empty where no source gives one."""

    position: int
    about: str
    is_person: bool
    is_symbol: bool
    body: BodyId
    body_title: Words
    words: Words
    source: str
    is_link: bool
    mark: str
    day: str
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is reported about one person, text or figure; versions that differ stand together."""

    about: str
    is_person: bool
    is_symbol: bool
    office: str
    differ: bool
    lines: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The reports of one kind: decisions, texts, offices and so on."""

    fact: str
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A reported session: its facts by kind, and what is not reported."""

    groups: tuple[Group, ...]
    reports: int
    sources: int
    unreported: tuple[str, ...]


def day_of(at: Instant, zone: str) -> str:
    """The date of an instant in a time zone, as in 2026-03-02."""
    return on_clocks(at, zone).date().isoformat()


def report_day(report: Report) -> str:
    """The day a source gives; days are kept at the start of the day in UTC."""
    return day_of(report.at, "UTC") if report.precision != "unknown" and report.at else ""


def is_symbol(about: str) -> bool:
    """Whether a report is about a document by its symbol, as in A/150/1."""
    return "/" in about


def line_of(view: View, report: Report) -> ReportLine:
    """One report with its source."""
    body = view.assembly.bodies.get(report.body)
    return ReportLine(
        position=report.position,
        about=report.about,
        is_person=view.names.has(report.about),
        is_symbol=is_symbol(report.about),
        body=report.body,
        body_title=body.title if body else {},
        words=report.words,
        source=report.source,
        is_link=report.source.startswith(("https://", "http://")),
        mark=report.mark,
        day=report_day(report),
        corrections=corrections_of(view, report.position),
    )


def report_at(view: View, position: int) -> ReportLine | None:
    """The report that an entry notes; None where it is of another kind."""
    found = (one for one in view.assembly.reports if one.position == position)
    return next((line_of(view, one) for one in found), None)


def subject_of(view: View, fact: str, reports: Sequence[Report]) -> Subject:
    """The reports about one thing, side by side."""
    about = reports[0].about
    person = view.assembly.people.get(MemberId(about))
    texts = {tuple(sorted(report.words.items())) for report in reports}
    return Subject(
        about=about,
        is_person=view.names.has(about),
        is_symbol=is_symbol(about),
        office=person.office if person else "",
        differ=fact in ("figure", "office", "decision") and len(texts) > 1,
        lines=tuple(line_of(view, report) for report in reports),
    )


def group_of(view: View, fact: str) -> Group:
    """All reports of one kind, by what they are about, in the order of the record."""
    by_about: dict[str, list[Report]] = {}
    for report in view.assembly.reports:
        if report.fact == fact:
            by_about.setdefault(report.about, []).append(report)
    subjects = tuple(subject_of(view, fact, reports) for reports in by_about.values())
    return Group(fact=fact, subjects=subjects)


def unreported(assembly: Assembly) -> tuple[str, ...]:
    """What a record of this house would hold and no source reports."""
    bodies = assembly.bodies.values()
    missing = {
        "times": not any(body.sittings for body in bodies),
        "speakers_order": not any(body.lists for body in bodies),
        "presence": not any(body.has_roll for body in bodies),
        "votes_table": not any(d.votes for d in assembly.delegations.values()),
        "roll_calls": not assembly.divisions,
        "texts": True,  # reports speak about texts; the words of a text are never among them
    }
    return tuple(what for what, is_missing in missing.items() if is_missing)


def reports_noted(view: View) -> tuple[Group, ...]:
    """What was noted from reports in a session of any basis, by kind."""
    order = (*SHOWN_FIRST, *(fact for fact in FACTS if fact not in SHOWN_FIRST))
    groups = (group_of(view, fact) for fact in order)
    return tuple(group for group in groups if group.subjects)


def told_of(view: View, *facts: str) -> tuple[Group, ...]:
    """What is reported of these kinds in a reported session; nothing in any other."""
    if not view.is_reported:
        return ()
    return tuple(group for group in reports_noted(view) if group.fact in facts)


def reported(view: View) -> Reported | None:
    """The facts of a reported session; None for a session that this house records itself."""
    if not view.is_reported:
        return None
    return Reported(
        groups=reports_noted(view),
        reports=len(view.assembly.reports),
        sources=len({report.source for report in view.assembly.reports}),
        unreported=unreported(view.assembly),
    )
