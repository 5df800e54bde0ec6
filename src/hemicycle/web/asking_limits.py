"""How much one network may send in on a day, without keeping anywhere which network it was."""

import hashlib
import ipaddress
import secrets
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

MOST_A_DAY = 20  # of one address: a school or a library is one
MOST_NETWORKS = 50_000
DAY_S = 24 * 60 * 60
OF_A_HOUSE = 64  # bits of an address of version 6 that belong to one line


def network_of(address: str) -> str:
    """The address that is counted: of version 6 the part that is one line's."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(ipaddress.ip_network(f"{found}/{OF_A_HOUSE}", strict=False))


@dataclass(slots=True, kw_only=True)
class ByNetwork:
    """Counts by salted hashes that live in memory; each day has a salt of its own.

    Note: after a day, or a start, nobody can tell which address sent what, we least of all.
    """

    most: int = MOST_A_DAY
    clock: Callable[[], float] = time.time
    _day: int = -1
    _salt: bytes = b""
    _sent: Counter[bytes] = field(default_factory=Counter)
    _turn: Lock = field(default_factory=Lock)

    def take(self, address: str) -> bool:
        """Whether this network may send in one more today; if so, it is counted."""
        with self._turn:
            day = int(self.clock() // DAY_S)
            if day != self._day or len(self._sent) > MOST_NETWORKS:
                self._day, self._salt = day, secrets.token_bytes(32)
                self._sent.clear()
            key = hashlib.sha256(self._salt + network_of(address).encode()).digest()
            if self._sent[key] >= self.most:
                return False
            self._sent[key] += 1
            return True
