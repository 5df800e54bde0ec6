"""The minutes as one page that needs nothing else: to read, to print, to keep.

A session that is kept from reports has no minutes; its page lists the reports with their sources.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hemicycle.journal import instants
from hemicycle.journal.forms import Written
from hemicycle.phrases.formats import format_time, is_right_to_left, moment
from hemicycle.procedure.acts import KINDS
from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.credentials.accept_credentials import CredentialsAccepted
from hemicycle.procedure.acts.credentials.accredit_person import PersonAccredited
from hemicycle.procedure.acts.credentials.call_roll import RollCalled
from hemicycle.procedure.acts.credentials.note_arrival import ArrivalNoted
from hemicycle.procedure.acts.credentials.note_departure import DepartureNoted
from hemicycle.procedure.acts.divisions.declare_result import ResultDeclared
from hemicycle.procedure.acts.divisions.put_question import QuestionPut
from hemicycle.procedure.acts.floor.ask_for_floor import FloorAsked
from hemicycle.procedure.acts.floor.give_ruling import RulingGiven
from hemicycle.procedure.acts.floor.raise_point_of_order import PointOfOrderRaised
from hemicycle.procedure.acts.floor.withdraw_request import RequestWithdrawn
from hemicycle.procedure.acts.record.report_fact import FactReported
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.acts.sitting.open_sitting import SittingOpened
from hemicycle.procedure.assembly import Correction, Decision, Report, Words
from hemicycle.procedure.kernel import Entry, Instant, Phrase
from hemicycle.publish.output import Output, Published, policy_of, root_of
from hemicycle.wording import comma

HERE = Path(__file__).parent
STYLE = (HERE / "minutes.css").read_text(encoding="utf-8")
POLICY = policy_of(STYLE)
MINUTES: Mapping[type[Entry], Callable[..., Phrase]] = {
    entry: minute for kind in KINDS for entry, minute in kind.minutes.items()
}
# Who waits and who is at the door is no decision; who is accredited stands in a table.
LEFT_OUT = (
    ArrivalNoted,
    CredentialsAccepted,
    DepartureNoted,
    FloorAsked,
    PersonAccredited,
    RequestWithdrawn,
)
QUORUM = "quorum.to_decide"
ROLL_RULES = ("weights.table", "weights.max_per_person", "division.denominator")

_pages = Environment(
    loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry as the minutes say it, with what stands beside it."""

    position: int
    at: str
    time: str
    sentence: Markup
    rule_key: str
    article: str
    is_verified: bool
    corrections: tuple[Correction, ...]
    decision: Decision | None


@dataclass(slots=True, kw_only=True)
class Part:
    """What was done under one item; before the first item it has no title."""

    title: Words = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Chapter:
    """One sitting of one body, or what a body did outside its sittings."""

    anchor: str
    title: Words
    number: int
    day: str
    presiding: str
    parts: list[Part] = field(default_factory=lambda: [Part()])


class Minutes:
    """The minutes while they are being written."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.chapters: list[Chapter] = []
        self.running: dict[str, Chapter] = {}
        self.beside = published.corrigenda
        self.decisions = {one.position: one for one in published.assembly.decisions.values()}

    def write_all(self, entries: Iterable[Written]) -> list[Chapter]:
        """Every chapter in which something was done, in the order in which they began."""
        for written in entries:
            if not isinstance(written.entry, LEFT_OUT):
                self.write(written)
        for chapter in self.chapters:
            chapter.parts = [part for part in chapter.parts if part.lines]
        return self.chapters

    def write(self, written: Written) -> None:
        """Add one entry where it belongs."""
        entry = written.entry
        if isinstance(entry, SittingOpened):
            self.begin(written, entry.number)
        elif entry.body not in self.running:
            self.begin(written, 0)
        chapter = self.running[entry.body]
        if isinstance(entry, ItemTakenUp):
            chapter.parts.append(Part(title=entry.title))
        chapter.parts[-1].lines.append(self.line(written))
        if isinstance(entry, SittingAdjourned):
            del self.running[entry.body]

    def begin(self, written: Written, number: int) -> None:
        """Begin a chapter for the body of an entry."""
        entry = written.entry
        body = self.published.assembly.bodies.get(entry.body)
        place = f"sitting-{number}" if number else f"from-{written.position}"
        chapter = Chapter(
            anchor=f"{entry.body}-{place}",
            title=body.title if body else {},
            number=number,
            day=day_of(entry.at, self.published),
            presiding=written.header.by if number else "",
        )
        self.running[entry.body] = chapter
        self.chapters.append(chapter)

    def line(self, written: Written) -> Line:
        """One entry with its sentence, its rule and the corrigenda beside it."""
        published, entry, position = self.published, written.entry, written.position
        phrase = MINUTES[type(entry)](entry)
        facts = {"zone": published.session.zone, **phrase.facts}
        rule_key, is_verified = rule_of(published, entry)
        return Line(
            position=position,
            at=instants.written(entry.at),
            time=format_time(entry.at, published.session.zone, published.language)[:-3],
            sentence=published.phrases.html(
                phrase.key, published.language, published.names, **facts
            ),
            rule_key=rule_key,
            article=published.rules.article(rule_key) if rule_key else "",
            is_verified=is_verified,
            corrections=tuple(self.beside.get(position, ())),
            decision=self.decisions.get(position),
        )


def rule_of(published: Published, entry: Entry) -> tuple[str, bool]:
    """The rule on which an entry rests, and whether its present text was read."""
    if isinstance(entry, RollCalled) and entry.quorum:
        return QUORUM, published.rules.is_verified(QUORUM)
    if isinstance(entry, QuestionPut) and entry.question.method == "roll_call":
        return entry.question.rule_key, entry.question.is_verified
    if isinstance(entry, ResultDeclared):
        return entry.rule_key, entry.is_verified
    if isinstance(entry, PointOfOrderRaised | RulingGiven) and published.rules.has(entry.rule):
        return entry.rule, published.rules.is_verified(entry.rule)
    return "", True


def day_of(at: Instant, published: Published) -> str:
    """The day of an instant where the session meets."""
    return moment(at, published.session.zone).date().isoformat()


def reported_when(published: Published, report: Report) -> Mapping[str, str]:
    """The day of a report, as far as its source gives one."""
    known = report.precision != "unknown"
    return {"day_on": day_of(report.at, published) if known else ""}


def write(published: Published) -> bytes:
    """The whole page."""
    phrases, language, names = published.phrases, published.language, published.names
    assembly, session, rules = published.assembly, published.session, published.rules
    is_reported = session.is_reported
    entries = [one for one in published.public_entries if not isinstance(one.entry, FactReported)]

    def t(key: str, **facts: object) -> Markup:
        return phrases.html(key, language, names, **{"zone": session.zone, **facts})

    page = _pages.get_template("minutes.html").render(
        t=t,
        ts=lambda key, **facts: phrases.say(key, language, names, **facts),
        language=language,
        comma=comma(language),
        direction="rtl" if is_right_to_left(language) else "ltr",
        style=Markup(STYLE),  # noqa: S704 (it is ours)
        policy=POLICY,
        band=published.band,
        session=session,
        assembly=assembly,
        is_reported=is_reported,
        chapters=[] if is_reported else Minutes(published).write_all(entries),
        decisions=published.decisions,
        declared=published.declared,
        delegations=[one for _, one in sorted(assembly.delegations.items())],
        reports=[(one, reported_when(published, one)) for one in assembly.reports],
        knows=names.has,
        is_address=lambda text: text.startswith(("https://", "http://")),
        roll_rules=[(key, rules.article(key), rules.is_verified(key)) for key in ROLL_RULES],
        root=root_of(published),
    )
    return page.encode()


OUTPUT = Output(
    name="minutes",
    extension="html",
    media_type="text/html; charset=utf-8",
    write=write,
    sort="document",
    policy=f"{POLICY}; frame-ancestors 'none'",
)
