"""The drawing of lots: anybody who has the frozen list and the seed gets the same order.

The two functions are printed beside each drawing as the recipe, so they stand alone.
Article: speaking.order
"""

from collections.abc import Iterable
from hashlib import sha256

from hemicycle.procedure.assembly import SpeakersList
from hemicycle.procedure.rules.speakers_lists import GUESTS


def digest_of(lines: Iterable[str]) -> str:
    """The fingerprint of a frozen list, whatever the order of its lines."""
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()


def drawn(lines: Iterable[str], seed: str) -> list[str]:
    """The lines in the order that the seed draws."""
    frozen = sorted(lines)
    digest = digest_of(frozen)
    return sorted(frozen, key=lambda line: sha256(f"{digest} {seed} {line}".encode()).hexdigest())


def lines_of(speakers: SpeakersList) -> tuple[str, ...]:
    """The list as it is frozen: who waits in which section; guests are not drawn."""
    places = (one for one in speakers.places if one.section != GUESTS)
    return tuple(f"{one.section} {one.member}".strip() for one in places)
