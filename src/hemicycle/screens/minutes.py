"""The minutes: what each body did, sitting by sitting, in the words of the record."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from hemicycle.journal.forms import Written
from hemicycle.procedure.acts import KINDS
from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptedWithoutVote
from hemicycle.procedure.acts.divisions.declare_result import ResultDeclared
from hemicycle.procedure.acts.divisions.put_question import QuestionPut
from hemicycle.procedure.acts.record.report_fact import FactReported
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.acts.sitting.open_sitting import SittingOpened
from hemicycle.procedure.assembly import Correction, DelegationId, SittingRecord, Words
from hemicycle.procedure.kernel import BodyId, Entry, Instant, MemberId, Phrase
from hemicycle.procedure.rules.plain_results import PlainResultDeclared
from hemicycle.screens.reported import Reported, day_of, reported
from hemicycle.screens.view import View

MINUTE: Mapping[type[Entry], Callable[..., Phrase]] = {
    entry: minute for kind in KINDS for entry, minute in kind.minutes.items()
}
BY_VOTE = (ResultDeclared, PlainResultDeclared)
DECIDED = (*BY_VOTE, AdoptedWithoutVote)
# More entries than these are too much for a slow line at once: 15 KiB hold some 330 of them.
MOST_ON_A_PAGE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteLine:
    """One entry as the minutes say it, with the corrigenda and reservations beside it."""

    position: int
    at: Instant
    phrase: Phrase
    is_decision: bool
    is_verified: bool
    rule_key: str
    division: int
    reservations: tuple[DelegationId, ...]
    corrections: tuple[Correction, ...]


@dataclass(slots=True, kw_only=True)
class Part:
    """The entries under one agenda item; `item` is empty before the first."""

    item: Words = field(default_factory=dict)
    lines: list[MinuteLine] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Section:
    """One sitting of one body; sitting 0 holds what was recorded outside its sittings."""

    body: BodyId
    title: Words
    sitting: int
    day: str
    presiding: MemberId = MemberId("")
    record: SittingRecord | None = None
    parts: list[Part] = field(default_factory=lambda: [Part()])

    @property
    def address(self) -> str:
        """The end of its address: `plenary-1`; all that is outside sittings shares one."""
        return f"{self.body}-{self.sitting}"

    @property
    def entries(self) -> int:
        """How many entries the section holds."""
        return sum(len(part.lines) for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """All sections in the order in which they began; `reported` instead, for a reported session.

    `is_list` when they are too long for one page: then each is read at its own address. `address`
    is that of the page, where it shows one of them.
    """

    sections: tuple[Section, ...]
    entries: int
    reported: Reported | None
    is_list: bool = False
    address: str = ""


def is_verified(entry: Entry) -> bool:
    """Whether the rule that an entry rests on was read in the institution's present text."""
    if isinstance(entry, QuestionPut):
        return entry.question.is_verified
    return entry.is_verified if isinstance(entry, ResultDeclared) else True


def rule_key_of(entry: Entry) -> str:
    """The rule that a question or result names; empty for other entries."""
    if isinstance(entry, QuestionPut):
        return entry.question.rule_key
    return entry.rule_key if isinstance(entry, ResultDeclared) else ""


def line_of(view: View, written: Written, beside: Mapping[int, list[Correction]]) -> MinuteLine:
    """One entry of the record as a line of the minutes."""
    entry = written.entry
    question = entry.question if isinstance(entry, DECIDED) else 0
    decision = view.assembly.decisions.get(question)
    return MinuteLine(
        position=written.position,
        at=entry.at,
        phrase=MINUTE[type(entry)](entry),
        is_decision=isinstance(entry, DECIDED),
        is_verified=is_verified(entry),
        rule_key=rule_key_of(entry),
        division=entry.division if isinstance(entry, BY_VOTE) else 0,
        reservations=decision.reservations if decision else (),
        corrections=tuple(beside.get(written.position, ())),
    )


class _Book:
    """Sections while they are being filled, one running for each body."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.sections: list[Section] = []
        self.running: dict[BodyId, Section] = {}
        self.beside: dict[int, list[Correction]] = {}
        for correction in view.assembly.corrections:
            self.beside.setdefault(correction.corrects, []).append(correction)

    def begin(self, entry: Entry, sitting: int) -> None:
        """Begin a section for the body of an entry."""
        body = self.view.assembly.bodies.get(entry.body)
        section = Section(
            body=entry.body,
            title=body.title if body else {},
            sitting=sitting,
            day=day_of(entry.at, self.view.zone),
            record=self.view.assembly.records.get((entry.body, sitting)),
        )
        self.running[entry.body] = section
        self.sections.append(section)

    def write(self, written: Written) -> None:
        """Add one entry where it belongs."""
        entry = written.entry
        if isinstance(entry, SittingOpened):
            self.begin(entry, entry.number)
        elif entry.body not in self.running:
            self.begin(entry, 0)
        section = self.running[entry.body]
        if isinstance(entry, ItemTakenUp):
            section.parts.append(Part(item=entry.title))
        section.parts[-1].lines.append(line_of(self.view, written, self.beside))
        if isinstance(entry, SittingAdjourned):
            del self.running[entry.body]


def sections_of(view: View, history: Iterable[Written]) -> tuple[Section, ...]:
    """The record as sections; parts in which nothing happened are left out."""
    book = _Book(view)
    for written in history:
        if not isinstance(written.entry, FactReported):
            book.write(written)
    for section in book.sections:
        section.parts = [part for part in section.parts if part.lines]
    return tuple(book.sections)


def minutes(view: View) -> Minutes:
    """The minutes of a session; of a reported session only the list of its reports.

    Note: every entry is written out as it was recorded; how delegations voted is no part of any
    minute phrase before the declaration, and the figures stand in the declaration itself.
    """
    told = reported(view)
    sections = () if told else sections_of(view, view.history)
    return Minutes(
        sections=sections,
        entries=view.assembly.position,
        reported=told,
        is_list=sum(section.entries for section in sections) > MOST_ON_A_PAGE,
    )


def minutes_of(view: View, address: str) -> Minutes | None:
    """The minutes of one sitting, as in `plenary-1`; None where there is none of that name."""
    own = tuple(one for one in sections_of(view, view.history) if one.address == address)
    if not own or view.is_reported:
        return None
    return Minutes(sections=own, entries=view.assembly.position, reported=None, address=address)
