"""Public pages and outputs, made once for a position and kept as the bytes that are sent.

What a page depends on is told by `Standing`: where the record stands, which names and files hold,
which press items are out now, and what the demonstration shows. An answer kept at another standing
is made anew.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import MutableMapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.web.house import House
from hemicycle.web.http import Answer, Request, Send
from hemicycle.web.languages import negotiated, split_prefix

MOST_BYTES = 64 * 1024 * 1024
LARGEST_KEPT = 4 * 1024 * 1024
GZIP_LEVEL = 6
# Shared caches may hand on a page for a second before they ask again; browsers always ask.
FOR_EVERYBODY = b"public, max-age=0, s-maxage=1"
FOR_ONE_BROWSER = b"no-cache"

PROGRAMS = "/api/"

Standing = tuple[object, ...]
Key = tuple[str, str, str, tuple[tuple[str, str], ...]]
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
    return (
        state.tail.position,
        state.ballots,
        house.names_of(session).revision,
        house.files_of(session).revision,
        house.press_room_of(session).standing(house.clock_of(session).now()),
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
    """The answers that are kept, the one that was asked for longest ago first.

    `shaping` are the names in a query on which a page may depend; others change nothing.
    """

    house: House
    shaping: frozenset[str]
    most_bytes: int = MOST_BYTES
    _kept: OrderedDict[Key, Kept] = field(default_factory=OrderedDict)
    _bytes: int = 0

    def find(self, request: Request) -> Ready | None:
        """The answer to a request of nobody in particular, if it is kept and still holds."""
        if request.method != "GET" or self.house.http_sessions.key_of(request):
            return None
        key = self.key_of(request)
        kept = self._kept.get(key)
        if kept is None:
            return None
        if kept.standing != standing_of(self.house, kept.session):
            self._drop(key)
            return None
        self._kept.move_to_end(key)
        if request.header(b"if-none-match") == kept.etag:
            return kept.unchanged
        return kept.packed if "gzip" in request.header(b"accept-encoding") else kept.plain

    def keep(
        self, request: Request, session: SessionId, *, standing: Standing, answer: Answer
    ) -> None:
        """Keep a public answer that was made for nobody in particular."""
        etag = dict(answer.headers).get(b"etag", b"").decode()
        is_shared = request.method == "GET" and not self.house.http_sessions.key_of(request)
        is_whole = answer.status == HTTPStatus.OK and len(answer.body) <= LARGEST_KEPT
        if not (etag and is_shared and is_whole):
            return
        kept = Kept(
            session,
            standing,
            etag,
            plain=ready(answer),
            packed=ready(packed(answer)),
            unchanged=ready(replace(answer, status=304, body=b"", media_type="")),
        )
        key = self.key_of(request)
        self._drop(key)
        self._kept[key] = kept
        self._bytes += kept.size
        while self._bytes > self.most_bytes:
            self._drop(next(iter(self._kept)))

    def key_of(self, request: Request) -> Key:
        """What tells one public answer from another."""
        asked: tuple[tuple[str, str], ...] = ()
        wished = ""
        if request.scope["query_string"]:
            given = parse_qsl(request.scope["query_string"].decode("latin-1"))
            is_told_all = request.path.startswith(PROGRAMS)  # where an unknown name is refused
            asked = tuple(sorted(one for one in given if is_told_all or one[0] in self.shaping))
            wished = dict(given).get("lang", "")
        path = request.path
        language = split_prefix(path)[0] or negotiated(request, wished)
        return path, language, request.header(b"host"), asked

    def _drop(self, key: Key) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self._bytes -= gone.size


def unchanged(request: Request, answer: Answer) -> Answer:
    """The same answer, or the word that the browser has it already."""
    etag = dict(answer.headers).get(b"etag", b"")
    if not etag or request.header(b"if-none-match").encode() != etag:
        return answer
    return replace(answer, status=304, body=b"", media_type="")


def packed(answer: Answer) -> Answer:
    """The same answer in fewer bytes."""
    own = [(b"content-encoding", b"gzip"), (b"vary", b"Accept-Encoding")]
    body = gzip.compress(answer.body, GZIP_LEVEL, mtime=0)
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
