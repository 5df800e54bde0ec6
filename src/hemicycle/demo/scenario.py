"""What a scenario file holds: a header, and lines that say who does what when."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hemicycle.demo.cast import Cast
from hemicycle.demo.verbs import Spoken
from hemicycle.journal.names import Names
from hemicycle.procedure.assembly.session import SessionId, Words
from hemicycle.procedure.kernel import BodyId, Instant, MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderBody:
    """A body that the header sets up; `chaired_by` is empty where nobody is reported to preside."""

    id: BodyId
    title: Words
    organ: str
    chaired_by: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderItem:
    """An item that the header places on the agenda of a body."""

    body: BodyId
    id: str
    title: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands before the first blank line. `date` and `end` are ISO dates in `zone`."""

    session: SessionId
    rulebook: str
    title: Words
    theme: Words
    place: Words
    date: str
    end: str
    zone: str
    basis: str
    names: tuple[Path, ...]
    bodies: tuple[HeaderBody, ...]
    agenda: tuple[HeaderItem, ...]
    source: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A refusal that must occur; an empty sentence leaves the wording open."""

    sentence: str
    rule_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Somebody does something in a body at a time; number 0 marks what the header asks for."""

    number: int
    column: int
    text: str
    at: Instant
    body: BodyId
    actor: MemberId
    spoken: Spoken
    precision: str = "instant"
    expected: Expected | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """What must be true after the line before it."""

    number: int
    column: int
    text: str
    at: Instant
    body: BodyId
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One file, understood: nothing in it is left to be guessed while it runs."""

    path: Path
    header: Header
    cast: Cast
    names: Names
    lines: tuple[Line | FactLine, ...]

    @property
    def starts_at(self) -> Instant:
        """When the first line happens that happens at a known time."""
        return min((line.at for line in self.lines if line.at), default=Instant(0))

    @property
    def ends_at(self) -> Instant:
        """When the last line happens that happens at a known time."""
        return max(line.at for line in self.lines)
