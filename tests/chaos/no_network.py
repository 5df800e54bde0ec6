"""A place of its own without any network: as a box stands in a hall that has no line."""

import fcntl
import shutil
import socket
import struct
import subprocess
import sys
from collections.abc import Sequence

from .real_server import Lost

# Of Linux: read and set the flags of a network card, and the flag that it is on.
READ_FLAGS, SET_FLAGS, IS_UP = 0x8913, 0x8914, 1
CARD = "16sh14x"  # the name of a card and its flags, as the system reads them
NOWHERE = ("192.0.2.1", 9)  # an address that is kept for examples (RFC 5737)


def apart_from_network(program: Sequence[str]) -> list[str]:
    """The command that runs a program where no network is; empty where that is refused."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    apart = [unshare, "--map-root-user", "--net"]
    if subprocess.run([*apart, "true"], check=False, capture_output=True).returncode:
        return []
    return [*apart, sys.executable, *program]


def switch_loopback_on() -> None:
    """A new network has a loopback that is off: the house listens there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as card:
        asked = struct.pack(CARD, b"lo", 0)
        _, flags = struct.unpack(CARD, fcntl.ioctl(card, READ_FLAGS, asked))
        fcntl.ioctl(card, SET_FLAGS, struct.pack(CARD, b"lo", flags | IS_UP))


def require_no_way_out() -> None:
    """Nothing that is sent from here goes anywhere.

    Errors: Lost
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(NOWHERE)
        except OSError:
            return
    raise Lost("a route leads out of the box")
