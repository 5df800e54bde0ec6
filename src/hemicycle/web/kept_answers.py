"""Public pages and outputs, made once for a position and kept as the bytes that are sent.

What a page depends on is told by `Standing`: where the record stands, which names and files hold,
which press items are out now, the minute on the session's clock, and what the demonstration shows.
An answer kept at another standing is made anew. Only what stands at a usual address is kept: who
makes addresses up, without end, fills nothing, and gets what is kept where that is the same page.
"""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.web.house import House
from hemicycle.web.http import Answer, Request, Send, is_packed_already, packed_body
from hemicycle.web.languages import negotiated, split_prefix
from hemicycle.web.pages import READ_FROM_QUERY
from hemicycle.web.permissions import is_in_session

MOST_BYTES = 64 * 1024 * 1024
LARGEST_KEPT = 4 * 1024 * 1024
GZIP_LEVEL = 6
# Shared caches may hand on a page for a second before they ask again; browsers always ask.
FOR_EVERYBODY = b"public, max-age=0, s-maxage=1"
FOR_ONE_BROWSER = b"no-cache"

PROGRAMS = "/api/"
MINUTE_MS = 60_000
# One page answers at all of these: a slash too many, a number with noughts before it.
OTHERWISE_WRITTEN = re.compile(r"//|./\Z|/0[0-9]")

Standing = tuple[object, ...]
Key = tuple[str, str, str, str]
Message = MutableMapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ready:
    """One answer as it goes out: the message with its headers, and the body."""

    start: Message
    body: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer at one standing of a session: plain, packed, and where the browser has it."""

    session: SessionId
    standing: Standing
    etag: str
    plain: Ready
    packed: Ready
    unchanged: Ready

    @property
    def size(self) -> int:
        """Bytes of its bodies."""
        return len(self.plain.body) + len(self.packed.body)


def standing_of(house: House, session: SessionId) -> Standing:
    """What everything that is public of a session depends on."""
    state = house.clerk.state(session)
    now = house.clock_of(session).now()
    return (
        state.tail.position,
        state.ballots,
        house.names_of(session).revision,
        house.files_of(session).revision,
        house.press_room_of(session).standing(now),
        now // MINUTE_MS,
        house.demo.mark() if house.demo else "",
    )


def tagged(answer: Answer, path: str) -> Answer:
    """A public answer with what caches need to know of it: its mark, for whom, and for how long."""
    has_prefix = bool(split_prefix(path)[0])
    etag = f'"{hashlib.sha256(answer.body).hexdigest()[:20]}"'.encode()
    varies = b"Cookie" if has_prefix else b"Cookie, Accept-Language"
    keeping = FOR_EVERYBODY if has_prefix else FOR_ONE_BROWSER
    own = [(b"etag", etag), (b"cache-control", keeping), (b"vary", varies)]
    return replace(answer, headers=[*answer.headers, *own])


@dataclass(slots=True)
class KeptAnswers:
    """The answers that are kept, the one that was asked for longest ago first."""

    house: House
    most_bytes: int = MOST_BYTES
    _kept: OrderedDict[Key, Kept] = field(default_factory=OrderedDict)
    _bytes: int = 0

    def find(self, request: Request) -> Ready | None:
        """The answer to a request of nobody in particular, if it is kept and still holds."""
        key = self.shared_key(request) if request.method == "GET" else None
        kept = self._kept.get(key) if key else None
        if key is None or kept is None:
            return None
        if kept.standing != standing_of(self.house, kept.session):
            self._drop(key)
            return None
        self._kept.move_to_end(key)
        if request.header(b"if-none-match") == kept.etag:
            return kept.unchanged
        return kept.packed if "gzip" in request.header(b"accept-encoding") else kept.plain

    async def keep(
        self, request: Request, session: SessionId, *, standing: Standing, answer: Answer
    ) -> None:
        """Keep a public answer that was made for nobody in particular."""
        etag = dict(answer.headers).get(b"etag", b"").decode()
        is_whole = answer.status == HTTPStatus.OK and len(answer.body) <= LARGEST_KEPT
        key = self.shared_key(request)
        if key is None or not (etag and is_whole):
            return
        kept = Kept(
            session,
            standing,
            etag,
            plain=ready(answer),
            packed=ready(await packed(answer)),
            unchanged=ready(replace(answer, status=304, body=b"", media_type="")),
        )
        self._drop(key)
        self._kept[key] = kept
        self._bytes += kept.size
        while self._bytes > self.most_bytes:
            self._drop(next(iter(self._kept)))

    def shared_key(self, request: Request) -> Key | None:
        """The same; None also for a browser that may be somebody's."""
        return None if self.house.http_sessions.key_of(request) else self.key_of(request)

    def key_of(self, request: Request) -> Key | None:
        """What tells one public answer from another; None for an address that is not usual.

        Note: what no page reads in a query is as if it were not there; programs are told of it.
        """
        path, asked = request.path, request.query
        is_of_programs = path.startswith(PROGRAMS)
        is_special = bool(request.scope["query_string"]) if is_of_programs else asks(asked)
        if is_special or OTHERWISE_WRITTEN.search(path):
            return None
        language = split_prefix(path)[0] or negotiated(request, asked.get("lang", ""))
        body = asked.get("body", "") if self.is_body(path, asked.get("body", "")) else ""
        # Where seats are told apart by their ports, a page shows whose it is.
        host = request.header(b"host") if self.house.http_sessions.is_by_port else ""
        return path, language, host, body

    def is_body(self, path: str, body: str) -> bool:
        """Whether there is a body of that name in the session that an address speaks of."""
        parts = split_prefix(path)[1].strip("/").split("/")
        session = SessionId(parts[1]) if is_in_session(parts) else SessionId("")
        return self.house.has(session) and body in self.house.clerk.state(session).assembly.bodies

    def _drop(self, key: Key) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self._bytes -= gone.size


def asks(query: Mapping[str, str]) -> bool:
    """Whether a query asks for a page that is only for whoever asks so."""
    return not READ_FROM_QUERY.isdisjoint(query)


def unchanged(request: Request, answer: Answer) -> Answer:
    """The same answer, or the word that the browser has it already."""
    etag = dict(answer.headers).get(b"etag", b"")
    if not etag or request.header(b"if-none-match").encode() != etag:
        return answer
    return replace(answer, status=304, body=b"", media_type="")


async def packed(answer: Answer) -> Answer:
    """The same answer in fewer bytes, where it can have fewer."""
    if is_packed_already(answer.media_type):
        return answer
    body = await packed_body(answer.body, level=GZIP_LEVEL)
    if body is None:
        return answer
    own = [(b"content-encoding", b"gzip"), (b"vary", b"Accept-Encoding")]
    return replace(answer, body=body, headers=[*answer.headers, *own])


def ready(answer: Answer) -> Ready:
    """An answer with all its headers."""
    headers = [*answer.all_headers(), (b"content-length", str(len(answer.body)).encode())]
    message = {"type": "http.response.start", "status": answer.status, "headers": headers}
    return Ready(message, answer.body)


async def send_ready(one: Ready, send: Send) -> None:
    """Send it as it is."""
    await send(one.start)
    await send({"type": "http.response.body", "body": one.body})
