"""One entry posted to one address, signed, with the headers of the Standard Webhooks specification.

It is posted by itself, as it stands at `/api/v1/…/events`. Any answer of 200 to 299 means that it
was taken. Redirections are not followed, and what is answered is not kept.
"""

import asyncio
import hashlib
import hmac
import ipaddress
from base64 import b64decode, b64encode
from urllib.parse import urlsplit

import httpx

from hemicycle.clerk import system_now
from hemicycle.secretariat.hook import SECRET_PREFIX, Hook

ANSWER_WITHIN_S = 10
LONGEST_ADDRESS = 500
HEADERS = {"content-type": "application/json", "user-agent": "Hemicycle"}


class NotDelivered(Exception):
    """An address did not take an entry; the text says why in a word or two."""


async def posted(client: httpx.AsyncClient, hook: Hook, *, body: bytes, position: int) -> str:
    """Post one entry: the status with which it was taken.

    Errors: NotDelivered
    """
    await require_reachable(hook.address)
    identity, at = f"{hook.session}-{position}", str(system_now() // 1000)
    headers = {
        "webhook-id": identity,
        "webhook-timestamp": at,
        "webhook-signature": signature(hook.secret, f"{identity}.{at}.".encode() + body),
    }
    try:
        answer = await client.post(hook.address, content=body, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        raise NotDelivered(type(fault).__name__) from None
    if not answer.is_success:
        raise NotDelivered(f"{answer.status_code}")
    return str(answer.status_code)


def signature(secret: str, signed: bytes) -> str:
    """What shows an address that it is we who tell it: HMAC-SHA256, version 1."""
    key = b64decode(secret.removeprefix(SECRET_PREFIX))
    return f"v1,{b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()}"


def is_address(text: str) -> bool:
    """Whether a text is an address that can be posted to: http or https, without a password."""
    try:
        parts = urlsplit(text)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    is_plain = text.isascii() and text.isprintable() and " " not in text
    is_web = parts.scheme in ("http", "https") and "@" not in parts.netloc
    return is_plain and is_web and has_host and len(text) <= LONGEST_ADDRESS


async def require_reachable(address: str) -> None:
    """The address lies where a hall or a broadcaster can be, not at the services of a data centre.

    Errors: NotDelivered
    """
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(parts.hostname, port)
    except OSError:
        raise NotDelivered("unknown host") from None
    for _, _, _, _, place in found:
        known = ipaddress.ip_address(str(place[0]).partition("%")[0])
        if known.is_link_local or known.is_multicast or known.is_unspecified:
            raise NotDelivered("forbidden address")
