"""Somebody who is not signed in and asks the application, in its own process, for one address."""

import asyncio
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from hemicycle.web.asgi import Application
from hemicycle.web.http import Scope

from .addresses import Address


@dataclass(frozen=True, slots=True)
class Found:
    """What was answered."""

    status: int
    media_type: str
    location: str
    body: bytes

    @property
    def is_there(self) -> bool:
        """Whether there is something at the address."""
        return self.status == HTTPStatus.OK


@dataclass(slots=True)
class _Told:
    """An answer as it comes."""

    start: MutableMapping[str, Any] = field(default_factory=dict)
    body: list[bytes] = field(default_factory=list)

    async def take(self, message: MutableMapping[str, Any]) -> None:
        """One message of it."""
        if message["type"] == "http.response.start":
            self.start = message
        else:
            self.body.append(message.get("body", b""))


@dataclass(slots=True)
class Visitor:
    """Asks as a browser does that came for the first time: no cookie, no wish of a language."""

    application: Application
    base_url: str

    async def ask(self, address: Address) -> Found:
        """What stands at an address for everybody."""
        told, waits = _Told(), iter((True,))

        async def receive() -> MutableMapping[str, Any]:
            if next(waits, False):
                return {"type": "http.request", "body": b"", "more_body": False}
            await asyncio.Event().wait()  # the browser stays until the answer is whole
            raise AssertionError

        await self.application(self._scope(address), receive, told.take)
        headers = {name.lower(): value.decode("latin-1") for name, value in told.start["headers"]}
        return Found(
            status=told.start["status"],
            media_type=headers.get(b"content-type", ""),
            location=headers.get(b"location", ""),
            body=b"".join(told.body),
        )

    def _scope(self, address: Address) -> Scope:
        parts = urlsplit(self.base_url)
        host = parts.netloc.encode("ascii")
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": parts.scheme,
            "path": address.path,
            "raw_path": quote(address.path).encode(),
            "root_path": "",
            "query_string": urlencode(address.query).encode(),
            "headers": [(b"host", host)],
            "server": (parts.hostname or "", parts.port or 0),
            "client": ("127.0.0.1", 0),
        }
