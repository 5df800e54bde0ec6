"""The real server with one fault planted: a harness that does not find it proves nothing.

    python planted_server.py FAULT serve --data FOLDER --port PORT

FAULT is `hasty` (answers before its commit), `careless` (asks for a weaker `synchronous`),
`forgetful` (takes every press for a new one), `disorderly` (lets an older choice that comes late
replace a newer one), `unaware` (does not ask who is signed in still), `deaf` (does not wait for its
second machine, which is a third of a second behind), `unfenced` (does not ask it), `slow` (needs a
tenth of a second for each commit, and commits each press by itself), `hopeful` (answers before its
commit, and goes on where that fails), `everybody` (each process does what only one must do),
`idle` (decides, seals and keeps nothing: what is left of the work is not the clerk's) or `none`.
"""

import asyncio
import secrets
import sys
from dataclasses import replace
from functools import partial

from hemicycle.clerk import Done, Receipt, clerk
from hemicycle.clerk.ballots import into_box
from hemicycle.clerk.copies import Copies
from hemicycle.clerk.queue import ClerkQueue
from hemicycle.cli import app, serving
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.postgres import listening
from hemicycle.store import WriteFailed, chosen
from hemicycle.store.sqlite import SqliteStore
from hemicycle.web.second import running

COMMITS_LATER_S = 0.02
BEHIND_S = 0.3
SLOW_S = 0.1
told_at_once = Copies.after
in_one_commit = ClerkQueue._serve


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


async def answer_and_go_on(queue, batch) -> None:
    """Tell everyone it is done, and where it cannot be written down, serve the next ones."""
    try:
        await answer_before_the_commit(queue, batch)
    except WriteFailed as failure:
        outcomes = queue.clerk.failed([asked for asked, _ in batch], failure)
        for (_, answer), outcome in zip(batch, outcomes, strict=True):
            if not answer.done():
                answer.set_result(outcome)


async def one_by_one(queue, batch) -> None:
    """Write each press down by itself, on a disk that takes its time."""
    for one in batch:
        await asyncio.sleep(SLOW_S)  # the planted fault itself
        await in_one_commit(queue, [one])


async def done_and_forgotten(_queue, batch) -> None:
    """Answer everyone as if it were done: the limit of a server that has nothing to do."""
    for asked, answer in batch:
        act = asked.act
        receipt = Receipt(act.division, act.by, 1, bytes(32), Instant(0))
        answer.set_result(Done(at=Instant(0), receipt=receipt))


def with_new_key(state, act, **box):
    """A ballot under a key of its own, whatever key it came with."""
    return into_box(state, replace(act, act_id=secrets.token_hex(12)), **box)


def with_no_order(state, act, **box):
    """A ballot that comes instead of nothing."""
    return into_box(state, replace(act, instead_of=()), **box)


async def nothing_new(_announcements, _number):
    """Nobody has changed anything."""
    return []


async def takes_the_errands(_announcements):
    """It is the one, whoever else is."""
    return True


async def after_a_while(copies, number, *, within_s):
    """What came after a number, as over a slow network."""
    await asyncio.sleep(BEHIND_S)  # the planted fault itself
    return await told_at_once(copies, number, within_s=within_s)


async def waits_not(_copies):
    """The second machine has it, or has it not."""


def asks_not(_folder, **_options):
    """Nobody has taken over."""


SERVED = {
    "idle": done_and_forgotten,
    "slow": one_by_one,
    "hasty": answer_before_the_commit,
    "hopeful": answer_and_go_on,
}
OF_OTHERS = {
    "unaware": ("after", nothing_new),
    "everybody": ("may_run_errands", takes_the_errands),
}


def plant(fault: str) -> None:
    """Put the fault into the program."""
    if fault in SERVED:
        ClerkQueue._serve = SERVED[fault]
    elif fault == "careless":
        chosen.SqliteStore = partial(SqliteStore, synchronous="NORMAL")
    elif fault == "forgetful":
        clerk.into_box = with_new_key
        clerk.Clerk._repeated = lambda *_: None
    elif fault == "disorderly":
        clerk.into_box = with_no_order
    elif fault in OF_OTHERS:
        setattr(listening.Announcements, *OF_OTHERS[fault])
    elif fault == "deaf":
        Copies.after, Copies.taken = after_a_while, waits_not
    elif fault == "unfenced":
        serving.require_not_overtaken = running.overtaken_by = asks_not


if __name__ == "__main__":
    plant(sys.argv.pop(1))
    app()
