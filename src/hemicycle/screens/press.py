"""The press desk: a report marked and held against the record, and what of it may be confirmed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import pairwise
from types import MappingProxyType

from hemicycle.journal.withholding import undeclared
from hemicycle.press import Compared, Line, Proposal, Reading, Register
from hemicycle.press.gate import LARGEST_REPORT
from hemicycle.procedure.acts.record.report_fact import ReportFact
from hemicycle.procedure.assembly.divisions import Count, Tally
from hemicycle.procedure.kernel import BodyId, Instant, Phrase
from hemicycle.screens.reported import Group, reports_noted
from hemicycle.screens.view import View

# As which kind of fact a clerk confirms what a report says; other kinds are only shown.
FACT_OF: Mapping[str, str] = MappingProxyType(
    {
        "address": "address",
        "chaired": "chaired",
        "decision": "decision",
        "figure": "figure",
        "meeting": "meeting",
        "office": "office",
        "quotation": "statement",
        "stage": "stage",
        "statement": "statement",
        "title": "text",
    }
)
OF_A_BODY = frozenset({"decision", "figure", "meeting", "stage", "title"})
VERDICTS = ("contradicts", "not_in_record", "agrees")
MOST_ROWS = 150  # a form has room for so many; a longer report is confirmed in parts
LONGEST_QUOTED = 1500
# A line that was broken at a margin and goes on in the next: long, and not the end of a sentence.
BROKEN_AT_A_MARGIN = re.compile(r"""(?<=[^\n]{59}[^\n.!?:"'”’])\n(?=[^\s*•–-])""")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was not confirmed: where on the page, and by which rule if it was one."""

    at: str
    phrase: Phrase
    number: int = 0
    rule_key: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One thing that is in the record now; `is_repeated` where it had been there before."""

    number: int
    position: int
    is_repeated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """A report as it was handed in, what was understood of it, and what came of confirming."""

    reading: Reading
    register: Register
    lines: tuple[Line, ...] = ()
    form: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    recorded: Mapping[str, Recorded] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the marks that lie on a piece of the report; number 0 is a sentence not understood."""

    number: int
    look: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the report under the same marks throughout, the widest first."""

    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a clerk may confirm: as which fact, about whom, in which words to begin with.

    `about` is empty where nobody in the register is meant for certain. Units: `at` 0 means that
    the report gives no day.
    """

    key: str
    fact: str
    body: BodyId
    about: str
    words: Phrase
    at: Instant
    recorded: Recorded | None = None

    @property
    def precision(self) -> str:
        """How exactly the time is known."""
        return "day" if self.at else "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One proposal as the page lists it; `person` is an id, empty where nobody is certain."""

    number: int
    proposal: Proposal
    person: str
    verdict: str = ""
    position: int = 0
    is_report: bool = False
    note: Phrase | None = None
    row: Row | None = None

    @property
    def said(self) -> Phrase:
        """What kind of thing it is, with the facts that go with the kind."""
        facts = dict(self.proposal.facts)
        facts["day_on"] = facts.get("day", "") if day_of(self.proposal) else ""
        return Phrase(f"press.line.{self.proposal.kind}", **facts)

    @property
    def names_somebody(self) -> bool:
        """Whether a proposal of this kind is about a person, named or not."""
        return self.proposal.kind in FACT_OF and self.proposal.kind not in OF_A_BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRead:
    """A report that was understood: its text in pieces, and what it says by verdict."""

    text: str
    sentences: int
    read_sentences: int
    pieces: tuple[Piece, ...]
    verdicts: Mapping[str, tuple[Found, ...]]
    noticed: tuple[Found, ...]
    names_alike: tuple[Found, ...]
    unread: tuple[str, ...]

    @property
    def compared(self) -> int:
        """How many proposals were held against the record."""
        return sum(len(found) for found in self.verdicts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """The page: what was confirmed so far, and the report that was handed in, if any was."""

    confirmed: tuple[Group, ...]
    may_confirm: bool
    report: ReportRead | None = None
    refusal: Phrase | None = None
    form: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    recorded: tuple[Recorded, ...] = ()
    register: Register = field(default_factory=Register)
    largest_kib: int = LARGEST_REPORT // 1024


def press(view: View, handed_in: HandedIn | None = None) -> Press:
    """The press desk as one person sees it."""
    empty = Press(confirmed=reports_noted(view), may_confirm=may_confirm(view))
    if handed_in is None:
        return empty
    reading = handed_in.reading
    shown = replace(
        empty, form=handed_in.form, problems=handed_in.problems, register=handed_in.register
    )
    if reading.refusal:
        facts = dict(reading.refusal_facts)
        return replace(shown, refusal=Phrase(f"press.{reading.refusal}", **facts))
    recorded = sorted(handed_in.recorded.values(), key=lambda one: one.number)
    return replace(shown, report=report_read(view, handed_in), recorded=tuple(recorded))


def may_confirm(view: View) -> bool:
    """Whether the viewer may put reports of others into the record."""
    if not view.viewer.member:
        return False
    act = view.act(
        ReportFact,
        precision="unknown",
        source="-",
        mark="P",
        fact="event",
        about="",
        words={"en": "-"},
    )
    return view.may(act) is None


def public_record(view: View) -> Compared:
    """The record as anyone may see it, to be held against a report.

    Note: a verdict on a made-up report must not tell the count of an undeclared division.
    """
    assembly = view.assembly
    hidden = undeclared(written.header for written in view.history)
    divisions = {
        number: one
        if one.stage == "declared"
        else replace(one, count=Count(), tally=Tally(), reported=None)
        for number, one in assembly.divisions.items()
    }
    return Compared(
        assembly=replace(assembly, divisions=divisions),
        written=tuple(one for one in view.history if one.position not in hidden),
        names=view.names,
    )


def report_read(view: View, handed_in: HandedIn) -> ReportRead:
    """A report with everything that was found in it."""
    reading = handed_in.reading
    everything = tuple(found_in(view, handed_in))
    judged: dict[str, list[Found]] = {verdict: [] for verdict in VERDICTS}
    for found in everything:
        if found.verdict:
            judged[found.verdict].append(found)
    return ReportRead(
        text=reading.text,
        sentences=reading.sentences,
        read_sentences=reading.read_sentences,
        pieces=tuple(pieces(replace(reading, text=unbroken(reading.text)), everything)),
        verdicts={verdict: tuple(found) for verdict, found in judged.items()},
        noticed=tuple(f for f in everything if not f.verdict and f.proposal.kind != "name"),
        names_alike=tuple(f for f in everything if f.proposal.kind == "name"),
        unread=tuple(span.text for span in reading.unread),
    )


def found_in(view: View, handed_in: HandedIn) -> Iterator[Found]:
    """Every proposal with its number, its verdict, and the row by which it is confirmed."""
    register = handed_in.register
    lines = {id(line.proposal): line for line in handed_in.lines}
    reported = {report.position for report in view.assembly.reports}
    own = rows(handed_in.reading, register, body=view.body)
    known = {one: register.person_named(one) for one in persons(handed_in.reading)}
    for number, proposal in enumerate(handed_in.reading.proposals, 1):
        row = own.get(number)
        found = Found(
            number=number,
            proposal=proposal,
            person=known.get(proposal.person, ""),
            row=replace(row, recorded=handed_in.recorded.get(row.key)) if row else None,
        )
        line = lines.get(id(proposal))
        if line is None or proposal.kind == "name":
            yield found
            continue
        note = Phrase(f"press.note.{line.note}", **dict(line.facts)) if line.note else None
        yield replace(
            found,
            verdict=line.verdict,
            position=line.position,
            is_report=line.position in reported,
            note=note,
        )


def persons(reading: Reading) -> frozenset[str]:
    """Everybody whom a report names."""
    return frozenset(one.person for one in reading.proposals if one.person)


def rows(reading: Reading, register: Register, *, body: BodyId) -> Mapping[int, Row]:
    """What of a report can be confirmed, by the number of the proposal."""
    found: dict[int, Row] = {}
    keys: dict[str, int] = {}
    for number, proposal in enumerate(reading.proposals, 1):
        if proposal.kind in FACT_OF and len(found) < MOST_ROWS:
            key = key_of(proposal)
            keys[key] = keys.get(key, 0) + 1
            found[number] = row_of(proposal, register, key=f"{key}-{keys[key]}", body=body)
    return found


def key_of(proposal: Proposal) -> str:
    """A name for a proposal in forms, the same whenever the same report is read."""
    told = f"{proposal.start} {proposal.text} {proposal.person} {proposal.pattern}"
    return f"{proposal.kind}-{sha256(told.encode()).hexdigest()[:10]}"


def row_of(proposal: Proposal, register: Register, *, key: str, body: BodyId) -> Row:
    """A proposal as a clerk may confirm it."""
    person = register.person_named(proposal.person) if proposal.person else ""
    is_of_a_body = proposal.kind in OF_A_BODY and not proposal.person
    about = body_meant(proposal, register, body=body) if is_of_a_body else person
    # Who it is stands in `about` as an id; a name never enters the words of the record.
    kind = f"{proposal.kind}_relayed" if proposal.via else proposal.kind
    words = Phrase(
        f"press.words.{kind}", capacity=proposal.capacity, quote=shortened(proposal.text)
    )
    return Row(
        key=key,
        fact=FACT_OF[proposal.kind],
        body=body,
        about=about,
        words=words,
        at=day_of(proposal),
    )


def body_meant(proposal: Proposal, register: Register, *, body: BodyId) -> str:
    """The body that the report names, or the one in view where it names none; else nothing."""
    if proposal.facts.get("elsewhere"):
        return ""
    asked = str(proposal.facts.get("body", "")).casefold()
    if not asked:
        return str(body)
    named = [
        one.id for one in register.bodies.values() if asked in {n.casefold() for n in one.names}
    ]
    return named[0] if len(named) == 1 else ""


def shortened(text: str) -> str:
    """The words of the report in one line, cut off where they would not fit an entry."""
    seen = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    line = " ".join(seen.split()).strip("“”\"'‘’«» ")
    return line if len(line) <= LONGEST_QUOTED else f"{line[:LONGEST_QUOTED]}…"


def day_of(proposal: Proposal) -> Instant:
    """The day that a report gives, as the instant it begins at in UTC; 0 where it gives none."""
    told = str(proposal.facts.get("day", ""))
    if not DAY.fullmatch(told):
        return Instant(0)
    try:
        day = date.fromisoformat(told)
    except ValueError:
        return Instant(0)
    return Instant(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000)


def unbroken(text: str) -> str:
    """A report whose lines end at a margin, to be shown on any width; nothing moves in it."""
    return BROKEN_AT_A_MARGIN.sub(" ", text) if "\n\n" in text else text


def pieces(reading: Reading, everything: Sequence[Found]) -> Iterator[Piece]:
    """The report cut at every boundary of a mark, so that marks may lie on each other."""
    length = len(reading.text)
    spans = [(s.start, s.end, Mark(0, "unread", is_first=False)) for s in reading.unread]
    spans += [
        (f.proposal.start, f.proposal.end, Mark(f.number, f.verdict or "noticed", is_first=False))
        for f in everything
    ]
    spans = [one for one in spans if 0 <= one[0] < one[1] <= length]
    spans.sort(key=lambda one: (one[0], -one[1]))
    cuts = sorted({0, length, *(s[0] for s in spans), *(s[1] for s in spans)})
    running: list[tuple[int, int, Mark]] = []
    coming = iter([*spans, (length + 1, length + 1, Mark(0, "", is_first=False))])
    following = next(coming)
    for start, end in pairwise(cuts):
        running = [one for one in running if one[1] > start]
        while following[0] <= start:
            running.append(following)
            following = next(coming)
        marks = tuple(
            replace(mark, is_first=begin == start and bool(mark.number))
            for begin, _, mark in running
        )
        yield Piece(reading.text[start:end], marks)
