"""Which addresses are this computer, and under which an installation may be reached."""

import ipaddress
from urllib.parse import urlsplit

from hemicycle.wording.faults import PlainFault


class UnsafeAddress(PlainFault, ValueError):
    """The base URL would send sign-ins in the clear over a network."""


def require_safe(base_url: str, *, listening: str) -> str:
    """The base URL in its one form; outside this computer it must be https.

    Passwords and ballots do not travel in the clear. `listening` is the address of the socket;
    one that others reach needs an https base URL too.
    Errors: UnsafeAddress
    """
    parts = urlsplit(base_url.strip())
    host = parts.hostname or ""
    is_local = is_this_computer(host) and is_this_computer(listening)
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and is_local)):
        raise UnsafeAddress(
            f"The base URL {base_url} is neither https nor on this computer. "
            "Put a server with a certificate in front, and give its https address."
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"


def is_this_computer(host: str) -> bool:
    """Whether a host name means this computer and no other."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
