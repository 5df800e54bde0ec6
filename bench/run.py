"""Measures the whole thing: one table, each figure beside the limit found in the same run.

    python bench/run.py [--only ballots,acts,streams,...,papers,pages,painting,archive,verifying]

Everything runs on this computer's loopback: the real server in one process, the load in another.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

import uvloop
from rich.console import Console

from acts import acts
from archive import archive
from ballots import ballots
from figures import Figure, print_table
from fronts import fronts
from hall import hall
from importing import importing
from lodging import lodging
from pages import pages
from painting import painting
from papers import papers
from postgres import postgres
from processes import allow_many_connections
from reading import reading
from rebuilding import rebuilding
from record import clerk_alone, starts
from recounting import recounting
from signing_in import signing_in
from streams import CROWD, one_change, opening_a_vote
from texts import texts
from two_hosts import two_hosts
from verifying import verifying

PARTS = {
    "ballots": ballots,
    "acts": acts,
    "hall": hall,
    "streams": one_change,
    "opening": opening_a_vote,
    "fronts": fronts,
    "crowd": partial(one_change, streams=CROWD, aim_ms=250),
    "front_crowd": partial(fronts, streams=CROWD, aim_ms=250),
    "clerk": clerk_alone,
    "record": starts,
    "reading": reading,
    "signing": signing_in,
    "importing": importing,
    "papers": papers,
    "pages": pages,
    "painting": painting,
    "rebuilding": rebuilding,
    "archive": archive,
    "recounting": recounting,
    "verifying": verifying,
    "texts": texts,
    "lodging": lodging,
    "postgres": postgres,
    "two_hosts": two_hosts,
}


def main() -> None:
    """Run the parts asked for and print the table."""
    parser = argparse.ArgumentParser(description="Measure, with limits.")
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--strict", action="store_true", help="fail where an aim is missed")
    asked = parser.parse_args()
    wanted = asked.only.split(",")
    allow_many_connections()
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    figures: list[Figure] = []
    busy = os.getloadavg()[0]
    if busy > 0.5:
        print(f"This machine is busy (load {busy:.1f}); the figures will be worse than its best.")
    console = Console(stderr=True)
    for name in wanted:
        with (
            console.status(f"measuring {name}"),
            tempfile.TemporaryDirectory(prefix="hemicycle-bench-") as folder,
        ):
            figures += PARTS[name](Path(folder))
    print_table(figures, busy=busy)
    if asked.strict and any(one.met == "missed" for one in figures):
        sys.exit(f"An aim was missed: {figures[0].what}: {figures[0].value:.0f} {figures[0].unit}")
    print("; ".join(f"{one.what}: {one.value:,.0f} {one.unit}".strip() for one in figures))


if __name__ == "__main__":
    main()
