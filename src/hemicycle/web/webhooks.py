"""Tells addresses of what is recorded: signed, in order, again and again until it is taken.

An address that fails is tried again after one second, two, four, up to five minutes, and goes on
where it stopped, also after the program was started again.
"""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

import httpx
import msgspec
from django.db import DatabaseError, connections

from hemicycle.clerk import system_now
from hemicycle.clerk.outcomes import Change
from hemicycle.journal.forms import Written
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.hook import Hook
from hemicycle.secretariat.webhooks import hooks, note_delivered, note_failed
from hemicycle.web.api.events import event
from hemicycle.web.house import House
from hemicycle.web.webhook_posting import ANSWER_WITHIN_S, HEADERS, NotDelivered, posted

LOOK_EVERY_S = 1.0
LONGEST_WAIT_MS = 5 * 60 * 1000

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
        async with httpx.AsyncClient(timeout=ANSWER_WITHIN_S, headers=HEADERS) as client:
            while True:
                self.woken.clear()
                with contextlib.suppress(DatabaseError):  # it is busy; a second later it is not
                    for hook in await in_tables(hooks):
                        self.begin(hook, client)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.woken.wait(), LOOK_EVERY_S)

    def begin(self, hook: Hook, client: httpx.AsyncClient) -> None:
        """Start telling an address what it was not told, unless that runs or has to wait."""
        task = self.running.get(hook.id)
        is_idle = task is None or task.done()
        if is_idle and not hook.is_paused and hook.next_at <= system_now():
            self.running[hook.id] = asyncio.ensure_future(self.tell(hook, client))

    async def tell(self, hook: Hook, client: httpx.AsyncClient) -> None:
        """Tell an address everything in order, up to the first entry that it does not take."""
        for written in self.pending(hook):
            body = msgspec.json.encode(event(self.house, written, language=hook.language))
            try:
                answer = await posted(client, hook, body=body, position=written.position)
            except NotDelivered as fault:
                now = system_now()
                wait = min(1000 * 2 ** min(hook.failures, 20), LONGEST_WAIT_MS)
                await in_tables(
                    note_failed,
                    hook,
                    now=now,
                    next_at=Instant(now + wait),
                    answer=str(fault)[:60],
                )
                return
            await in_tables(
                note_delivered,
                hook,
                position=written.position,
                now=system_now(),
                answer=answer,
            )

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
