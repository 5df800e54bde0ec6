"""The real server with one fault planted: a harness that does not find it proves nothing.

    python planted_server.py FAULT serve --data FOLDER --port PORT

FAULT is `hasty` (answers before its commit), `careless` (asks for a weaker `synchronous`),
`forgetful` (takes every press for a new one), `disorderly` (lets an older choice that comes late
replace a newer one), `unaware` (does not ask who is signed in still) or `none`.
"""

import asyncio
import secrets
import sys
from dataclasses import replace
from functools import partial

from hemicycle.clerk import clerk
from hemicycle.clerk.ballots import cast
from hemicycle.clerk.queue import ClerkQueue
from hemicycle.cli import app
from hemicycle.secretariat.postgres import listening
from hemicycle.store import chosen
from hemicycle.store.sqlite import SqliteStore

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


def with_new_key(state, act, salt):
    """A ballot under a key of its own, whatever key it came with."""
    return cast(state, replace(act, act_id=secrets.token_hex(12)), salt)


def with_no_order(state, act, salt):
    """A ballot that comes instead of nothing."""
    return cast(state, replace(act, instead_of=()), salt)


async def nothing_new(_announcements, _number):
    """Nobody has changed anything."""
    return []


def plant(fault: str) -> None:
    """Put the fault into the program."""
    if fault == "hasty":
        ClerkQueue._serve = answer_before_the_commit
    elif fault == "careless":
        chosen.SqliteStore = partial(SqliteStore, synchronous="NORMAL")
    elif fault == "forgetful":
        clerk.cast = with_new_key
        clerk.Clerk._repeated = lambda *_: None
    elif fault == "disorderly":
        clerk.cast = with_no_order
    elif fault == "unaware":
        listening.Announcements.after = nothing_new


if __name__ == "__main__":
    plant(sys.argv.pop(1))
    app()
