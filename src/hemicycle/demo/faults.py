"""What is wrong with a scenario: where, what, and what may have been meant."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path

from hemicycle.wording.faults import PlainFault


class ScenarioFault(PlainFault):
    """A scenario that cannot be read: line, column, a plain sentence, and the nearest verb."""

    def __init__(self, problem: str, *, line: int = 0, column: int = 0, nearest: str = "") -> None:
        super().__init__(problem)
        self.line, self.column, self.problem, self.nearest = line, column, problem, nearest
        self.path: Path | None = None

    def __str__(self) -> str:
        name = [self.path.name] if self.path else []
        line = [f"line {self.line}"] if self.line else []
        column = [f"column {self.column}"] if self.column else []
        place = ", ".join([*name, *line, *column])
        nearest = f"; nearest: {self.nearest}" if self.nearest else ""
        return f"{place}: {self.problem}{nearest}" if place else f"{self.problem}{nearest}"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like this one, or nothing where none does."""
    ranked = [
        (SequenceMatcher(None, word.casefold(), one.casefold()).ratio(), one) for one in known
    ]
    best = max(ranked, default=(0.0, ""))
    return best[1] if best[0] >= 0.5 else ""  # noqa: PLR2004 (below one half it is a guess)
