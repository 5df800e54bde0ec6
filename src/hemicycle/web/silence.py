"""How long a browser has taken nothing of what was sent to it, as the system knows it.

Every stream is sent a clock every ten seconds, and the other computer confirms each by itself. A
screen whose cable was pulled confirms nothing, long before its connection is given up.
"""

import asyncio
import socket
import struct
from typing import Any

INFO_BYTES = 104
# Where Linux tells in TCP_INFO how much is unconfirmed, and when something last was confirmed.
UNCONFIRMED, CONFIRMED_MS = 24, 56


def silent_for_s(transport: asyncio.BaseTransport) -> float:
    """For how many seconds something that was sent has not been confirmed; 0 where all was."""
    reached: Any = transport.get_extra_info("socket")
    option = getattr(socket, "TCP_INFO", None)  # other systems tell nothing of the kind
    if reached is None or option is None:
        return 0.0
    try:
        return read_silence(reached.getsockopt(socket.IPPROTO_TCP, option, INFO_BYTES))
    except (OSError, ValueError):  # closed meanwhile; uvloop then knows no descriptor any more
        return 0.0


def read_silence(info: bytes) -> float:
    """The same of what the system says."""
    if len(info) < CONFIRMED_MS + 4:
        return 0.0
    (unconfirmed,) = struct.unpack_from("I", info, UNCONFIRMED)
    (since_ms,) = struct.unpack_from("I", info, CONFIRMED_MS)
    return since_ms / 1000 if unconfirmed else 0.0


def no_silence() -> float:
    """Of a connection about which nothing is known."""
    return 0.0
