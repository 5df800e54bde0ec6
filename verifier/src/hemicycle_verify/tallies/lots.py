"""Lots: anybody who has the list and the seed draws the same order again.

The seed is dice thrown in the room and a number that was published elsewhere.
"""

from collections.abc import Iterable
from hashlib import sha256


def drawn(lines: Iterable[str], seed: str) -> list[str]:
    """The lines in the order that the seed draws."""
    frozen = sorted(lines)
    digest = sha256("\n".join(frozen).encode()).hexdigest()
    return sorted(frozen, key=lambda line: sha256(f"{digest} {seed} {line}".encode()).hexdigest())
