"""Group commit: what arrives while one commit runs goes into the next one."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from hemicycle.clerk.clerk import Clerk
from hemicycle.clerk.copies import Copies
from hemicycle.clerk.outcomes import Failed, Outcome
from hemicycle.clerk.state import Asked
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.store import Overtaken, WriteFailed

LARGEST_BATCH = 1000

Found = TypeVar("Found")
Waiting = tuple[Asked, asyncio.Future[Outcome]]


class ClerkQueue:
    """Requests wait here for the clerk; each is answered after the commit that holds it."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk
        self.copies = Copies()
        self.closed: Failed | None = None  # what all are told where another machine is the writer
        clerk.recorded, clerk.reloaded = self.copies.add, self.copies.forget
        self._waiting: list[Waiting] = []
        self._served: Sequence[Waiting] = ()
        self._arrived = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()

    async def ask(self, asked: Asked) -> Outcome:
        """Hand in one act and wait until it is durable, refused or failed."""
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, answer))
        self._arrived.set()
        return await answer

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(not answer.done() for _, answer in (*self._served, *self._waiting))

    async def catch_up(self, sessions: Iterable[SessionId]) -> None:
        """Take in what other workers recorded, between two batches.

        Errors: JournalDamaged, UnknownForm, RulebookFault, WriteFailed
        """
        async with self._one_at_a_time:
            self.clerk.catch_up(sessions)

    async def between(self, look: Callable[[], Found]) -> Found:
        """Look at the store between two batches, so that nothing is recorded meanwhile."""
        async with self._one_at_a_time:
            return look()

    async def mend(self) -> None:
        """Return to what the store holds, between two batches, after it was gone."""
        async with self._one_at_a_time:
            self.clerk.mend()

    async def run(self) -> None:
        """Serve the queue until cancelled; every waiting request is then told."""
        try:
            while True:
                await self._arrived.wait()
                self._arrived.clear()
                while self._waiting:
                    batch = self._waiting[:LARGEST_BATCH]
                    del self._waiting[:LARGEST_BATCH]
                    async with self._one_at_a_time:
                        await self._serve(batch)
        finally:
            for _, answer in (*self._served, *self._waiting):
                answer.cancel()

    async def _serve(self, batch: Sequence[Waiting]) -> None:
        """Decide a batch here, wait for the disk elsewhere, then answer everyone.

        Note: a mistake of ours ends its own request, never the house; the others are served.
        """
        self._served = batch
        try:
            outcomes = await self._recorded([asked for asked, _ in batch])
        except Exception as mistake:  # noqa: BLE001 (told to the one who asked, one by one)
            self.clerk.start_over()
            await self._serve_one_by_one(batch, mistake)
            return
        for (_, answer), outcome in zip(batch, outcomes, strict=True):
            if not answer.done():
                answer.set_result(outcome)

    async def _serve_one_by_one(self, batch: Sequence[Waiting], mistake: Exception) -> None:
        """Find the request that a mistake of ours belongs to, and serve the others."""
        if len(batch) > 1:
            for one in batch:
                await self._serve([one])
            return
        [(_, answer)] = batch
        if not answer.done():
            answer.set_exception(mistake)

    async def _recorded(self, asked: Sequence[Asked]) -> list[Outcome]:
        store = self.clerk.store
        if self.closed is not None:
            return [self.closed for _ in asked]
        try:
            if store.is_shared:  # others may be at it; the wait is not for those who only read
                await asyncio.to_thread(store.hold, {one.session for one in asked})
            prepared = self.clerk.prepare(asked)
            if not prepared.states:
                store.rollback()
                return prepared.outcomes
            store.write(prepared.batch)
            await asyncio.to_thread(store.commit)
        except Overtaken:
            store.rollback()
            return self.clerk.take(asked)
        except WriteFailed as failure:
            return self.clerk.failed(asked, failure)
        self.copies.add(prepared.batch)
        await self.copies.taken()
        self.clerk.publish(prepared)
        return prepared.outcomes
