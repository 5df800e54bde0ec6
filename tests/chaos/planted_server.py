"""The real server with one fault planted: a harness that does not find it proves nothing.

    python planted_server.py FAULT serve --data FOLDER --port PORT

FAULT is `hasty` (answers before its commit), `careless` (asks for a weaker `synchronous`) or
`none`.
"""

import asyncio
import sys
from functools import partial

from hemicycle.clerk.queue import ClerkQueue
from hemicycle.cli import app
from hemicycle.store.sqlite import SqliteStore
from hemicycle.web import installation

COMMITS_LATER_S = 0.02


async def answer_before_the_commit(queue, batch) -> None:
    """Tell everyone it is done, and only then write it down."""
    prepared = queue.clerk.prepare([asked for asked, _ in batch])
    queue.clerk.publish(prepared)
    for (_, answer), outcome in zip(batch, prepared.outcomes, strict=True):
        if not answer.done():
            answer.set_result(outcome)
    await asyncio.sleep(COMMITS_LATER_S)
    queue.clerk.store.write(prepared.batch)
    queue.clerk.store.commit()


def plant(fault: str) -> None:
    """Put the fault into the program."""
    if fault == "hasty":
        ClerkQueue._serve = answer_before_the_commit
    elif fault == "careless":
        installation.SqliteStore = partial(SqliteStore, synchronous="NORMAL")


if __name__ == "__main__":
    plant(sys.argv.pop(1))
    app()
