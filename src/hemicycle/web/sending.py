"""What stands between an answer and the browser: a body read twice, headers, files as they are."""

from collections.abc import MutableMapping
from typing import Any

from hemicycle.web import static_files
from hemicycle.web.http import SAFE_HEADERS, Answer, Receive, Request, Send


def replayed(body: bytes, then: Receive) -> Receive:
    """A body that was read already, for an application that wants to read it itself.

    Note: afterwards it listens for the browser going away; told so too early, it gives up.
    """
    told = False

    async def receive() -> MutableMapping[str, Any]:
        nonlocal told
        if told:
            return await then()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def with_headers(send: Send, headers: tuple[tuple[bytes, bytes], ...]) -> Send:
    """The same channel, with more headers on each answer."""

    async def adding(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *headers]}
        await send(message)

    return adding


def with_safe_headers(send: Send) -> Send:
    """What Django answers carries the same headers as everything else."""
    return with_headers(send, SAFE_HEADERS)


def static_answer(file: static_files.StaticFile, request: Request) -> Answer:
    """A style, script, font or picture, as the browser takes it."""
    if request.header(b"if-none-match") == file.etag:
        return Answer(304, media_type="", headers=[(b"etag", file.etag.encode())])
    encoding, body = file.encoded(request.header(b"accept-encoding"))
    headers = [
        (b"etag", file.etag.encode()),
        (b"cache-control", file.cache_control.encode()),
        (b"vary", b"Accept-Encoding"),
        (b"content-encoding", (encoding or "identity").encode()),
    ]
    return Answer(200, body, file.media_type, headers)
