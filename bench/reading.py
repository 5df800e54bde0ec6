"""Press reports: how long a clerk waits for an ordinary one, and for the longest that is read."""

import re
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from figures import Figure, median
from hemicycle.press import read
from hemicycle.press.gate import LARGEST_REPORT

ROUNDS = 7
REPORTS = Path(__file__).resolve().parent.parent / "tests" / "press" / "reports"
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[^\w\s]")


def reading(_folder: Path) -> list[Figure]:
    """One report of a thousand characters or two, and as many in a row as may be handed in."""
    files = sorted(REPORTS.rglob("*.toml"))
    reports = [tomllib.loads(file.read_text(encoding="utf-8"))["report"] for file in files]
    read(reports[0])  # patterns are compiled once in a process
    longest = "\n\n".join(reports).encode()[: LARGEST_REPORT - 1024].decode(errors="ignore")
    ordinary = [took(lambda text=text: read(text)) for text in reports]
    size = len(longest) / 1000
    return [
        Figure(
            what="an ordinary press report, read",
            value=median(ordinary) * 1000,
            unit="ms",
            aim=200,
            limit=median([took(lambda text=text: cut(text)) for text in reports]) * 1000,
            limit_is="ms, cut into words alone",
        ),
        Figure(
            what=f"the longest that is taken, {size:.0f} thousand characters",
            value=took(lambda: read(longest)),
            unit="s",
            aim=3,
            limit=took(lambda: cut(longest)),
            limit_is="s, cut into words alone",
        ),
    ]


def cut(text: str) -> list[str]:
    """The words of a text: the least that any reader does."""
    return WORD.findall(text)


def took(work: Callable[[], object]) -> float:
    """The middle of several times, in seconds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return median(times)
