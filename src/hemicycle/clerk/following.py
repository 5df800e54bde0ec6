"""Keeping up with other workers of the same record."""

import asyncio
from contextlib import closing

from hemicycle.clerk.queue import ClerkQueue
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.store import News, StoreRefused, WriteFailed

LISTENS_S = 1.0  # at a time, so that a stop of the house waits no longer
RETRY_S = 1.0


async def follow_others(queue: ClerkQueue) -> None:
    """Take in what other workers record, as soon as the store tells of it; until cancelled.

    Note: while the store is gone it is tried again; afterwards nothing has been missed. Where
    nobody else can write there is nothing to follow.
    """
    store = queue.clerk.store
    was_gone = False
    while store.is_shared:
        try:
            if news := await asyncio.to_thread(store.news):
                with closing(news):
                    if was_gone:
                        await queue.mend()
                    await _take_in(queue, news)
        except (StoreRefused, WriteFailed):
            was_gone = True
            await asyncio.sleep(RETRY_S)  # a server that is gone cannot say when it is back


async def _take_in(queue: ClerkQueue, news: News) -> None:
    """What was recorded before we listened, then what is."""
    moved = set(queue.clerk.store.sessions())
    while True:
        await queue.catch_up(SessionId(session) for session in sorted(moved))
        moved = await asyncio.to_thread(news.wait, LISTENS_S)
