"""A form with a file in it, read by Django's own parser from a body that is whole already."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from hemicycle.web.http import BODY_WITHIN_S, NotUnderstood, Request

MOST_FIELDS = 1000  # no form with a file in it asks as much; Django's own limit is for the votes
MOST_PASSED_OVER = 64 * 1024 * 1024
# Every byte is a character of its own here, so that nothing is lost before it is read strictly.
BYTE_FOR_BYTE = "latin-1"


@dataclass(frozen=True, slots=True)
class Upload:
    """The fields and files of a form by name; of several alike the last counts."""

    fields: Mapping[str, str]
    files: Mapping[str, bytes]


async def posted(request: Request, largest: int) -> Upload:
    """The form of a request, up to a limit of bytes.

    Errors: NotUnderstood
    """
    body = await whole_body(request, largest)
    return understood(request.header(b"content-type"), body)


async def whole_body(request: Request, largest: int) -> bytes:
    """The body of a request, up to a limit of bytes; of a larger one nothing is left unheard.

    Errors: NotUnderstood
    """
    try:
        return await request.body(largest)
    except NotUnderstood as fault:
        if fault.facts.get("has_more"):
            await pass_over(request)
        raise


async def pass_over(request: Request) -> None:
    """Let the rest of too large a body go by, so that the browser comes to hear the answer."""
    size = 0
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            while size < MOST_PASSED_OVER:
                message = await request.receive()
                size += len(message.get("body", b""))
                if not message.get("more_body"):
                    return
    except TimeoutError:
        return


def understood(content_type: str, body: bytes) -> Upload:
    """The fields and files in a body.

    Errors: NotUnderstood where it is no form of several parts, or its words are not UTF-8
    """
    head = {"CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(len(body))}
    try:
        parser = MultiPartParser(head, BytesIO(body), [MemoryFileUploadHandler()], BYTE_FOR_BYTE)
        fields, files = parser.parse()
        if sum(len(texts) for _, texts in fields.lists()) > MOST_FIELDS:
            raise NotUnderstood("", "form_unreadable")
        return Upload(
            {name: in_utf8(str(text)) for name, text in fields.items()},
            {name: one.read() for name, one in files.items() if isinstance(one, UploadedFile)},
        )
    except (MultiPartParserError, SuspiciousOperation, LookupError, ValueError):
        raise NotUnderstood("", "form_unreadable") from None


def in_utf8(text: str) -> str:
    """A field that was read byte for byte, as the text it is; line ends as everywhere else.

    Errors: UnicodeError
    """
    return text.encode(BYTE_FOR_BYTE).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
