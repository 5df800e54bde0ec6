"""Tells addresses of what is recorded: signed, in order, again and again until it is taken.

An address that fails is tried again after one second, two, four, up to five minutes, and goes on
where it stopped, also after the program was started again.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

import httpx
import msgspec
from django.db import DatabaseError, connections

from hemicycle.clerk import system_now
from hemicycle.clerk.outcomes import Change
from hemicycle.journal.forms import Written
from hemicycle.secretariat.hook import Hook
from hemicycle.secretariat.webhooks import hooks, note_delivered, note_failed
from hemicycle.web.api.events import event
from hemicycle.web.house import House
from hemicycle.web.webhook_posting import NotDelivered, client_for_posts, posted

mistakes = logging.getLogger("hemicycle.mistakes")
LOOK_EVERY_S = 1.0

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Deliveries:
    """Everything that is still to be told, and the one delivery to each address that runs."""

    house: House
    running: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def follow(self, _change: Change) -> None:
        """Something was recorded: do not wait."""
        self.woken.set()

    async def run(self) -> None:
        """Deliver what there is, until cancelled."""
        async with client_for_posts() as client:
            try:
                while True:
                    self.woken.clear()
                    await self.look(client)
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self.woken.wait(), LOOK_EVERY_S)
            finally:
                for task in self.running.values():
                    task.cancel()

    async def look(self, client: httpx.AsyncClient) -> None:
        """Begin what is to be told; a mistake of ours in it ends nothing."""
        self.running = {hook: task for hook, task in self.running.items() if not task.done()}
        try:
            for hook in await in_tables(hooks):
                self.begin(hook, client)
        except DatabaseError:
            pass  # it is busy; a second later it is not
        except Exception:  # noqa: BLE001 (whatever it was, others are told)
            mistakes.exception("Webhooks cannot be read.")

    def begin(self, hook: Hook, client: httpx.AsyncClient) -> None:
        """Start telling an address what it was not told, unless that runs or has to wait."""
        if hook.id not in self.running and not hook.is_paused and hook.next_at <= system_now():
            self.running[hook.id] = asyncio.ensure_future(self.tell(hook, client))

    async def tell(self, hook: Hook, client: httpx.AsyncClient) -> None:
        """Tell an address what it was not told; whatever goes wrong, it is tried again later."""
        try:
            await self.tell_in_order(hook, client)
        except NotDelivered as fault:
            await self.failed(hook, str(fault))
        except Exception as fault:  # noqa: BLE001 (whatever it was, it counts as a failure)
            mistakes.exception("Webhook %d", hook.id)
            await self.failed(hook, type(fault).__name__)

    async def tell_in_order(self, hook: Hook, client: httpx.AsyncClient) -> None:
        """Tell an address everything, as long as it takes it, and until it is taken away.

        Errors: NotDelivered
        """
        for written in self.pending(hook):
            body = msgspec.json.encode(event(self.house, written, language=hook.language))
            answer = await posted(client, hook, body=body, position=written.position)
            at, now = written.position, system_now()
            if not await in_tables(note_delivered, hook.id, position=at, now=now, answer=answer):
                return

    async def failed(self, hook: Hook, answer: str) -> None:
        """Note that an address did not take an entry; where that cannot be, it is tried at once."""
        with contextlib.suppress(DatabaseError):
            await in_tables(note_failed, hook.id, now=system_now(), answer=answer[:60])

    def pending(self, hook: Hook) -> Iterator[Written]:
        """The entries that an address wants and has not taken."""
        for written in self.house.clerk.history.get(hook.session, [])[hook.position :]:
            if not hook.kinds or written.header.kind in hook.kinds:
                yield written


async def in_tables(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Read or write the tables in a thread of its own, which leaves no connection behind."""

    def alone() -> T:
        try:
            return work(*arguments, **named)
        finally:
            connections.close_all()

    return await asyncio.to_thread(alone)
