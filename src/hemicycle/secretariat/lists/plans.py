"""What writing a list would do: every change, every problem, and what must be asked first."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something to look at, by row and column; a warning does not keep the list from being written.

    `key` is that of a sentence, `rule_key` of the rule it comes from, if it comes from one.
    """

    row: int
    column: str
    key: str
    facts: Mapping[str, object] = field(default_factory=dict)
    is_warning: bool = False
    rule_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Two that may be one: the row, and the other, which the register or an earlier row holds."""

    row: int
    other: str
    name: str
    other_name: str
    is_in_file: bool = False
    answer: str = ""  # "same" or "another", once somebody has said

    @property
    def field(self) -> str:
        """How the question is called in a form."""
        return f"same.{self.row}.{self.other}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that is new or changes something; `cells` tells column, old and new."""

    row: int
    id: str
    title: str
    is_new: bool
    cells: Sequence[tuple[str, str, str]]
    values: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that a list would do to the register as it is now."""

    changes: Sequence[Change] = ()
    unchanged: int = 0
    left_out: int = 0
    problems: Sequence[Problem] = ()
    questions: Sequence[Question] = ()

    @property
    def new(self) -> int:
        """How many rows would be added."""
        return sum(one.is_new for one in self.changes)

    @property
    def errors(self) -> Sequence[Problem]:
        """What keeps the list from being written."""
        return [one for one in self.problems if not one.is_warning]

    @property
    def warnings(self) -> Sequence[Problem]:
        """What somebody should have seen before it is written."""
        return [one for one in self.problems if one.is_warning]

    @property
    def open_questions(self) -> Sequence[Question]:
        """What nobody has answered yet."""
        return [one for one in self.questions if not one.answer]

    @property
    def may_be_written(self) -> bool:
        """Whether nothing stands in the way, and there is something to do."""
        return bool(self.changes) and not self.errors and not self.open_questions

    @property
    def mark(self) -> str:
        """A fingerprint of the changes, to tell whether they are still those that were seen."""
        told = repr([(one.row, one.id, one.is_new, tuple(one.cells)) for one in self.changes])
        return hashlib.sha256(told.encode()).hexdigest()[:24]
