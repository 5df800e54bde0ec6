"""Group commit: what arrives while one commit runs goes into the next one."""

import asyncio
from collections.abc import Sequence

from hemicycle.clerk.clerk import Clerk, Outcome
from hemicycle.clerk.state import Asked
from hemicycle.store import Overtaken, WriteFailed

LARGEST_BATCH = 1000


class ClerkQueue:
    """Requests wait here for the clerk; each is answered after the commit that holds it."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk
        self._waiting: list[tuple[Asked, asyncio.Future[Outcome]]] = []
        self._arrived = asyncio.Event()

    async def ask(self, asked: Asked) -> Outcome:
        """Hand in one act and wait until it is durable, refused or failed."""
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, answer))
        self._arrived.set()
        return await answer

    async def run(self) -> None:
        """Serve the queue until cancelled; every waiting request is then told."""
        try:
            while True:
                await self._arrived.wait()
                self._arrived.clear()
                while self._waiting:
                    batch = self._waiting[:LARGEST_BATCH]
                    del self._waiting[:LARGEST_BATCH]
                    await self._serve(batch)
        finally:
            for _, answer in self._waiting:
                answer.cancel()

    async def _serve(self, batch: Sequence[tuple[Asked, asyncio.Future[Outcome]]]) -> None:
        """Decide a batch here, wait for the disk elsewhere, then answer everyone."""
        asked = [one for one, _ in batch]
        outcomes = await self._recorded(asked)
        for (_, answer), outcome in zip(batch, outcomes, strict=True):
            if not answer.done():
                answer.set_result(outcome)

    async def _recorded(self, asked: Sequence[Asked]) -> list[Outcome]:
        prepared = self.clerk.prepare(asked)
        if not prepared.states:
            return prepared.outcomes
        try:
            self.clerk.store.write(prepared.batch)
            await asyncio.to_thread(self.clerk.store.commit)
        except (Overtaken, WriteFailed):
            self.clerk.store.rollback()
            return self.clerk.take(asked)
        self.clerk.publish(prepared)
        return prepared.outcomes
