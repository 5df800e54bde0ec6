"""Requests and answers on the hot path: as little as an act, a page or a stream needs."""

import asyncio
import gzip
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any
from urllib.parse import parse_qsl, quote

from hemicycle.web.lanes import Crowded, Lane

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

LARGEST_FORM = 64 * 1024
BODY_WITHIN_S = 20
WORTH_PACKING = 600
QUICKLY_PACKED = 64 * 1024
ADDRESS_SIGNS = "/?&=#%:;,+~!*'()@$-._[]"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; "
    "base-uri 'none'; manifest-src 'self'; worker-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types hemi; report-to csp"
)
SAFE_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"reporting-endpoints", b'csp="/csp-reports"'),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"same-origin"),
)
STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")


# Files that are packed in themselves: packing them again costs time and saves nothing.
PACKED_ALREADY = frozenset(
    {
        *("application/pdf", "application/zip"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        *("image/png", "image/jpeg", "image/webp", "image/avif", "image/gif"),
    }
)

PACKING = Lane(ThreadPoolExecutor(max_workers=1, thread_name_prefix="packing"), most_waiting=8)

WHOLE = re.compile(r"[0-9]{1,9}")


def whole(text: str | None) -> int:
    """A number as our own forms and addresses tell it; 0 for anything else."""
    return int(text) if text and WHOLE.fullmatch(text) else 0


async def packed_body(body: bytes, *, level: int) -> bytes | None:
    """A body in fewer bytes; a large one beside the requests, None where too many are packed."""
    if len(body) <= QUICKLY_PACKED:
        return gzip.compress(body, level, mtime=0)
    try:
        return await PACKING.made(lambda: partial(gzip.compress, body, level, mtime=0))
    except Crowded:
        return None


def is_packed_already(media_type: str) -> bool:
    """Whether a file of this kind is as small as it gets."""
    return media_type.partition(";")[0].strip() in PACKED_ALREADY


class NotUnderstood(Exception):
    """The request is not well formed: at which field, and why, as a phrase key with its facts."""

    def __init__(self, field: str, reason_key: str, **facts: object) -> None:
        super().__init__(field, reason_key)
        self.field, self.reason_key, self.facts = field, reason_key, facts


@dataclass
class Request:
    """One request on the hot path."""

    scope: Scope
    receive: Receive

    @property
    def method(self) -> str:
        """GET, HEAD or POST."""
        return str(self.scope["method"])

    @property
    def path(self) -> str:
        """The decoded path."""
        return str(self.scope["path"])

    @cached_property
    def headers(self) -> Mapping[bytes, bytes]:
        """The headers by lower-case name; of several alike the last counts."""
        return dict(self.scope["headers"])

    def header(self, name: bytes) -> str:
        """One header as text, empty when it is missing."""
        return self.headers.get(name, b"").decode("latin-1")

    @cached_property
    def query(self) -> Mapping[str, str]:
        """The query by name; of several alike the last counts; an empty one is none."""
        return {name: value for name, value in self.whole_query.items() if value}

    @cached_property
    def whole_query(self) -> Mapping[str, str]:
        """The query with what is named without a value: a program means something by it."""
        query = self.scope["query_string"].decode("latin-1")
        return dict(parse_qsl(query, keep_blank_values=True))

    def cookie(self, name: str) -> str:
        """One cookie, empty when it is missing."""
        for part in self.header(b"cookie").split(";"):
            known, _, value = part.strip().partition("=")
            if known == name:
                return value
        return ""

    async def form(self) -> Mapping[str, str]:
        """The fields of a posted form; several choices of one list are one field.

        Errors: NotUnderstood when it is too large or not UTF-8
        """
        body = await self.body()
        try:
            fields = parse_qsl(
                body.decode("utf-8"),
                keep_blank_values=True,
                encoding="utf-8",
                errors="strict",
                max_num_fields=200,
            )
        except ValueError:
            raise NotUnderstood("", "form_unreadable") from None
        together: dict[str, list[str]] = {}
        for name, text in fields:
            together.setdefault(name, []).append(text)
        return {name: " ".join(texts) for name, texts in together.items()}

    async def body(self, largest: int = LARGEST_FORM) -> bytes:
        """The whole body, up to a limit of bytes, and not for ever.

        Errors: NotUnderstood
        """
        try:
            async with asyncio.timeout(BODY_WITHIN_S):
                return await self._read(largest)
        except TimeoutError:
            raise NotUnderstood("", "form_cut_short") from None

    async def _read(self, largest: int) -> bytes:
        parts, size = [], 0
        while True:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise NotUnderstood("", "form_cut_short")
            part = message.get("body", b"")
            size += len(part)
            if size > largest:
                has_more = bool(message.get("more_body"))
                raise NotUnderstood("", "form_too_large", has_more=has_more)
            parts.append(part)
            if not message.get("more_body"):
                return b"".join(parts)


@lru_cache(maxsize=64)
def usual_headers(media_type: str) -> Sequence[tuple[bytes, bytes]]:
    """The headers that an answer of this kind has where it says nothing else."""
    of_its_kind = ((b"content-type", media_type.encode()),) if media_type else ()
    return (*SAFE_HEADERS, *of_its_kind, (b"cache-control", b"no-store"))


@dataclass(frozen=True, slots=True)
class Answer:
    """One whole answer."""

    status: int
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    headers: Sequence[tuple[bytes, bytes]] = ()

    def all_headers(self) -> list[tuple[bytes, bytes]]:
        """Its own headers and those that every answer has, but for the length."""
        own = {name for name, _ in self.headers}
        usual = usual_headers(self.media_type)
        return [*self.headers, *(one for one in usual if one[0] not in own)] if own else [*usual]

    async def send(self, request: Request, send: Send) -> None:
        """Send it, packed where the browser takes that, with the headers every answer has."""
        body, headers = self.body, self.all_headers()
        is_packed = any(name == b"content-encoding" for name, _ in self.headers)
        if (
            not is_packed
            and not is_packed_already(self.media_type)
            and len(body) > WORTH_PACKING
            and "gzip" in request.header(b"accept-encoding")
        ):
            smaller = await packed_body(body, level=5)
            if smaller is not None:
                body = smaller
                headers += [(b"content-encoding", b"gzip"), (b"vary", b"Accept-Encoding")]
        headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        if request.method == "HEAD":
            body = b""
        await send({"type": "http.response.body", "body": body})


def busy(sentence: str) -> Answer:
    """There is too much to do at this moment; in a few seconds there is less."""
    return Answer(503, sentence.encode(), "text/plain", [(b"retry-after", b"5")])


def redirect(to: str, *, status: int = 303) -> Answer:
    """Go there next."""
    return Answer(
        status, media_type="", headers=[(b"location", quote(to, safe=ADDRESS_SIGNS).encode())]
    )
