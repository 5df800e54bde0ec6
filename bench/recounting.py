"""Counting again: a million rows of a published roll-call, beside the bare reading of its cells."""

import csv
import random
import time
from collections import Counter
from pathlib import Path

from figures import Figure
from hemicycle.procedure.rules.majorities import NAMED_SHARES
from hemicycle.recount.counting import Measure, recount
from hemicycle.recount.sources import source
from hemicycle.recount.votes import Columns

ROWS = 1_000_000


def recounting(folder: Path) -> list[Figure]:
    """A million voters by name, each with a word."""
    file = folder / "votes.csv"
    drawn = random.Random(1)  # noqa: S311 - a seed makes it repeatable
    with file.open("w", encoding="utf-8") as table:
        table.write("voter,choice\n")
        table.writelines(f"v{n},{drawn.choice(('yes', 'no', 'abstain'))}\n" for n in range(ROWS))
    began = time.perf_counter()
    [counted] = recount(source(file, Columns()), Measure(share=NAMED_SHARES["two_thirds"]))
    found_s = time.perf_counter() - began
    began = time.perf_counter()
    with file.open(encoding="utf-8", newline="") as table:
        bare = Counter(choice for _, choice in csv.reader(table))
    bare_s = time.perf_counter() - began
    assert counted.voters == ROWS
    assert counted.tally.for_votes == bare["yes"]
    return [
        Figure(
            what="a roll-call of a million rows counted again, every voter once",
            value=found_s,
            unit="s",
            aim=10,
            limit=bare_s,
            limit_is="s, cells read and words counted alone",
        )
    ]
