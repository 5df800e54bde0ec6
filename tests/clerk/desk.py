"""A clerk at the desk: a session in a data folder or in memory, with the queue before it."""

import asyncio
import contextlib
from contextlib import asynccontextmanager

from hemicycle.clerk import ClerkQueue
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.store.memory import MemoryStore
from properties.sittings import Room, open_session, open_sittings, seat_everybody

LONGEST_WAIT_S = 10


def sitting_room(store=None, rulebook="ipu_assembly"):
    """A session with open sittings over a store."""
    room = Room(store=store or MemoryStore())
    open_session(room, rulebook)
    seat_everybody(room)
    open_sittings(room)
    return room


def voting_room(store=None, rulebook="ipu_assembly", **period):
    """The same, with a division open in plenary."""
    room = sitting_room(store, rulebook)
    words = {"en": "Q"}
    room.done(PutQuestion, "o-president", title=words, yes_means=words, method="roll_call")
    room.done(OpenDivision, "o-president", **period)
    return room


@asynccontextmanager
async def queue_of(room, queue_type=ClerkQueue):
    """The queue of a room while it is served."""
    queue = queue_type(room.clerk)
    served = asyncio.create_task(queue.run())
    try:
        yield queue
    finally:
        served.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await served


async def answers(queue, asked):
    """The outcomes of acts handed in all at once, in their order."""
    async with asyncio.timeout(LONGEST_WAIT_S):
        return await asyncio.gather(*(queue.ask(one) for one in asked))


def at_once(room, asked, queue_type=ClerkQueue):
    """Hand acts in all at once, and wait for every answer."""

    async def ask_all():
        async with queue_of(room, queue_type) as queue:
            return await answers(queue, asked)

    return asyncio.run(ask_all())
