"""How well attributions are read: precision and recall over annotated reports.

`python tests/press/scoring.py [FOLDER]` prints the figures, a line a report.
"""

import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from hemicycle.press import Proposal, read

REPORTS = Path(__file__).parent / "reports"
SCORED = ("quotation", "statement", "address", "chaired", "meeting")


@dataclass(frozen=True)
class Expected:
    """One attribution that an annotator found; `start` and `end` are characters."""

    kind: str
    start: int
    end: int
    person: str
    capacity: str
    via: str


@dataclass
class Annotated:
    """A report with what stands in it."""

    name: str
    report: str
    expected: list[Expected]
    titles: list[str]


@dataclass
class Score:
    """What was proposed, what of it is right, and what was there to find."""

    name: str = ""
    proposed: int = 0
    right: int = 0
    there: int = 0
    found: int = 0
    wrong: list[tuple[Proposal, Expected | None]] = field(default_factory=list)
    missed: list[Expected] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of proposed attributions that are right."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """The share of the attributions in the report that were proposed."""
        return self.found / self.there if self.there else 1.0


def annotated(folder: Path = REPORTS) -> list[Annotated]:
    """Every annotated report of a folder."""
    return [read_annotated(path) for path in sorted(folder.glob("*.toml"))]


def read_annotated(path: Path) -> Annotated:
    """One report; every annotated text must occur in it."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    report = table["report"]
    expected = []
    for item in table.get("attributed", ()):
        start = report.index(item["text"])
        expected.append(
            Expected(
                item["kind"],
                start,
                start + len(item["text"]),
                item["person"],
                item.get("capacity", ""),
                item.get("via", ""),
            )
        )
    titles = [item["text"] for item in table.get("title", ())]
    return Annotated(path.stem, report, expected, titles)


def alike(proposal: Proposal, expected: Expected) -> bool:
    """Whether both speak of the same words; a quotation within a statement is not the statement."""
    overlap = proposal.start < expected.end and expected.start < proposal.end
    same = proposal.kind == expected.kind or {proposal.kind, expected.kind} == {
        "address",
        "statement",
    }
    return overlap and same


def scored(one: Annotated, proposals: Iterable[Proposal] | None = None) -> Score:
    """The score of one report."""
    score = Score(one.name)
    told = read(one.report).proposals if proposals is None else proposals
    attributed = [p for p in told if p.kind in SCORED and p.person]
    named = [e for e in one.expected if e.person]
    for proposal in attributed:
        score.proposed += 1
        about = [e for e in one.expected if alike(proposal, e)]
        if any(is_right(proposal, e) for e in about):
            score.right += 1
        else:
            score.wrong.append((proposal, about[0] if about else None))
    for expected in named:
        score.there += 1
        if any(alike(p, expected) and is_right(p, expected) for p in attributed):
            score.found += 1
        else:
            score.missed.append(expected)
    return score


def is_right(proposal: Proposal, expected: Expected) -> bool:
    """Whether the words are given to the right person, through the right mouth."""
    return (proposal.person, proposal.via) == (expected.person, expected.via)


def total(scores: Iterable[Score]) -> Score:
    """All scores as one."""
    whole = Score("all")
    for one in scores:
        whole.proposed += one.proposed
        whole.right += one.right
        whole.there += one.there
        whole.found += one.found
    return whole


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    scores = [scored(one) for one in annotated(folder)]
    for one in [*scores, total(scores)]:
        print(
            f"{one.name:34} precision {one.precision:.3f} ({one.right}/{one.proposed})"
            f"  recall {one.recall:.3f} ({one.found}/{one.there})"
        )


if __name__ == "__main__":
    main()
