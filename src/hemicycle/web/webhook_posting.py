"""One entry posted to one address, signed, with the headers of the Standard Webhooks specification.

It is posted by itself, as it stands at `/api/v1/…/events`. Any answer of 200 to 299 means that it
was taken. Redirections are not followed, and of what is answered only the status is read.

Whoever may add an address could otherwise make this server ask its own data centre for secrets. So
a name is looked up once, all that it stands for is checked, and the connection goes to what was
checked, whatever the name stands for a moment later; the certificate must still be the name's.
"""

import asyncio
import hashlib
import hmac
import socket
from base64 import b64decode, b64encode
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

import httpx

from hemicycle.clerk import system_now
from hemicycle.secretariat.hook import SECRET_PREFIX, Hook

ANSWER_WITHIN_S = 10  # from looking the name up to the status
CONNECTED_WITHIN_S = 3
LONGEST_ADDRESS = 500
HEADERS = {"content-type": "application/json", "user-agent": "Hemicycle"}


Place = IPv4Address | IPv6Address
# Where data centres answer only their own machines, and ways around to these.
FORBIDDEN = tuple(
    ip_network(one)
    for one in (
        *("0.0.0.0/8", "169.254.0.0/16", "fe80::/10"),
        *("100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", "fd00:ec2::/32"),
        *("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96"),
    )
)
LOOPBACK = IPv6Address("::1")  # a system of the hall may run on this very computer


class NotDelivered(Exception):
    """An address did not take an entry; the text says why in a word or two."""


async def posted(client: httpx.AsyncClient, hook: Hook, *, body: bytes, position: int) -> str:
    """Post one entry: the status with which it was taken.

    Errors: NotDelivered
    """
    identity, at = f"{hook.session}-{position}", str(system_now() // 1000)
    headers = {
        "webhook-id": identity,
        "webhook-timestamp": at,
        "webhook-signature": signature(hook.secret, f"{identity}.{at}.".encode() + body),
    }
    try:
        async with asyncio.timeout(ANSWER_WITHIN_S):
            status = await status_of(client, hook.address, body=body, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as fault:
        raise NotDelivered(type(fault).__name__) from None
    if not httpx.codes.is_success(status):
        raise NotDelivered(f"{status}")
    return str(status)


def client_for_posts() -> httpx.AsyncClient:
    """What posts.

    Note: it keeps no connection open, because one to an address was proved for one name only; and
    no proxy of the environment decides where it goes.
    """
    return httpx.AsyncClient(
        timeout=httpx.Timeout(ANSWER_WITHIN_S, connect=CONNECTED_WITHIN_S),
        headers=HEADERS,
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
        follow_redirects=False,
        trust_env=False,
        verify=httpx.create_ssl_context(),
    )


async def status_of(
    client: httpx.AsyncClient, address: str, *, body: bytes, headers: dict[str, str]
) -> int:
    """The status with which the first place that can be reached answers.

    Errors: NotDelivered, httpx.HTTPError, httpx.InvalidURL
    """
    url = httpx.URL(address)
    headers = {**headers, "host": url.netloc.decode("ascii")}
    named = {"sni_hostname": url.raw_host.decode("ascii")}
    places = await places_of(url)
    for place in places:
        there = url.copy_with(host=str(place))
        try:
            async with client.stream(
                "POST", there, content=body, headers=headers, extensions=named
            ) as answer:
                return answer.status_code
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if place == places[-1]:
                raise
    raise NotDelivered("unknown host")


def signature(secret: str, signed: bytes) -> str:
    """What shows an address that it is we who tell it: HMAC-SHA256, version 1."""
    key = b64decode(secret.removeprefix(SECRET_PREFIX))
    return f"v1,{b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()}"


def is_address(text: str) -> bool:
    """Whether a text is an address that can be posted to: http or https, without a password."""
    try:
        parts = urlsplit(text)
        has_host = bool(httpx.URL(text).raw_host) and parts.port != 0
        (parts.hostname or "").encode("idna")
    except (ValueError, httpx.InvalidURL):  # a host name that cannot be one is a ValueError too
        return False
    is_plain = text.isascii() and text.isprintable() and " " not in text
    is_web = parts.scheme in ("http", "https") and "@" not in parts.netloc
    return is_plain and is_web and has_host and len(text) <= LONGEST_ADDRESS


async def places_of(url: httpx.URL) -> Sequence[Place]:
    """Where an address lies: where a hall or a broadcaster can be, every one of them.

    Errors: NotDelivered
    """
    host, port = url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)
    try:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotDelivered("unknown host") from None
    known = [ip_address(str(place[0]).partition("%")[0]) for _, _, _, _, place in found]
    if any(map(is_forbidden, known)):
        raise NotDelivered("forbidden address")
    return list(dict.fromkeys(known))


def is_forbidden(place: Place) -> bool:
    """Whether no hall can be there, only services of a data centre or nobody in particular."""
    if isinstance(place, IPv6Address) and place.ipv4_mapped is not None:
        return is_forbidden(place.ipv4_mapped)
    if place == LOOPBACK:
        return False
    is_of_nobody = place.is_multicast or place.is_unspecified or place.is_reserved
    return is_of_nobody or any(place in network for network in FORBIDDEN)
