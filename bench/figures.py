"""Figures with their limits: one row each, printed as one table."""

import os
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measurement: what was found, the aim, and what the machine could do in the same run.

    `larger_is_better` tells on which side of the aim the figure should lie.
    """

    what: str
    value: float
    unit: str
    aim: float | None = None
    limit: float | None = None
    limit_is: str = ""
    larger_is_better: bool = False

    @property
    def met(self) -> str:
        """Whether the aim is met, met within a factor of 1.5, or missed."""
        if self.aim is None:
            return ""
        if self.value == self.aim:
            return "met"
        if not self.aim:
            return "missed"
        ratio = self.aim / self.value if self.larger_is_better else self.value / self.aim
        if ratio <= 1:
            return "met"
        return "within 1.5" if ratio <= 1.5 else "missed"

    @property
    def ratio(self) -> str:
        """How far from the limit the figure is, as a factor of one or more if the limit holds."""
        if not self.limit:
            return ""
        ratio = self.limit / self.value if self.larger_is_better else self.value / self.limit
        return f"{ratio:.1f}x"


def shown(value: float | None) -> str:
    """A number as people read it."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def print_table(figures: Sequence[Figure], *, busy: float) -> None:
    """All figures in one table; `busy` is how many programs wanted a processor meanwhile."""
    title = f"Hemicycle and its limits, {os.cpu_count()} processors, {busy:.1f} wanted before"
    table = Table(title=title)
    for heading in ("what", "found", "aim", "", "limit here", "ratio"):
        table.add_column(heading, justify="left" if heading in ("what", "") else "right")
    for one in figures:
        limit = f"{shown(one.limit)} {one.limit_is}" if one.limit else ""
        found = f"{shown(one.value)} {one.unit}"
        table.add_row(one.what, found, shown(one.aim), one.met, limit, one.ratio)
    Console(width=150).print(table)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of all values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)
