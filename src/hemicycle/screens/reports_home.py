"""Reports home as a chamber has them: the words to be read, their record, what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.journal.words import root_words
from hemicycle.procedure.assembly import Decision, Item, ReportHome, Words
from hemicycle.screens.asked import whole_number
from hemicycle.screens.view import View

DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSeen:
    """One report: `paragraphs` are its words in order, `decisions` what its item led to since."""

    report: ReportHome
    item: Item | None
    paragraphs: Sequence[Words]
    in_words: str
    decisions: Sequence[Decision]


def reports_home(view: View) -> Sequence[ReportSeen]:
    """Every report that was laid, the latest first."""
    return [seen(view, one) for one in reversed(view.assembly.reports_home)]


def report_home(view: View, number: str) -> ReportSeen | None:
    """The report of a number, if there is one."""
    wanted = whole_number(number, most_digits=DIGITS)
    found = (one for one in view.assembly.reports_home if one.number == wanted)
    report = next(found, None)
    return seen(view, report) if report else None


def seen(view: View, report: ReportHome) -> ReportSeen:
    """One report with what follows from it."""
    since = [
        one
        for one in view.assembly.decisions.values()
        if (one.question.body, one.question.item) == (report.body, report.item)
        and one.position > report.position
    ]
    return ReportSeen(
        report=report,
        item=view.assembly.bodies[report.body].items.get(report.item),
        paragraphs=paragraphs(report.words),
        in_words=root_words(bytes.fromhex(report.root)),
        decisions=sorted(since, key=lambda one: one.position),
    )


def paragraphs(words: Words) -> Sequence[Mapping[str, str]]:
    """The words of a report paragraph by paragraph, each in the languages that have it."""
    lines = {language: text.splitlines() for language, text in words.items()}
    most = max(map(len, lines.values()), default=0)
    return [
        {language: own[n] for language, own in lines.items() if n < len(own)} for n in range(most)
    ]
