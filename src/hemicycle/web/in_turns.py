"""Of the requests that open a connection to a database only some are answered at a time.

A server of PostgreSQL has so many connections and no more, a hundred as a rule, for all processes
of the house; who finds none free would be told that something went wrong.
"""

import asyncio
from collections.abc import MutableMapping
from typing import Any

from hemicycle.web.asgi import Application
from hemicycle.web.http import Receive, Scope, Send

AT_ONCE = 10  # of each process; a page takes some hundredths of a second


def in_turns(application: Application, *, at_once: int = AT_ONCE) -> Application:
    """The same application, which answers no more than so many at a time; the others wait.

    Note: whoever reads slowly keeps nobody waiting, for an answer is sent after its turn.
    """
    turns = asyncio.Semaphore(at_once)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        messages: list[MutableMapping[str, Any]] = []

        async def keep(message: MutableMapping[str, Any]) -> None:
            messages.append(message)

        async with turns:
            await application(scope, receive, keep)
        for message in messages:
            await send(message)

    return answer
