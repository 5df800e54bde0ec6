"""The texts of speeches as their speakers handed them in: fingerprints, never the words."""

from dataclasses import dataclass
from typing import Final

from hemicycle.procedure.kernel import Instant, MemberId

from .agenda import ItemId

SEALED: Final = "sealed"  # read in the booths only
DELIVERED: Final = "delivered"  # open to everyone; to be checked against what was said
FILED: Final = "filed"  # open to everyone; never spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSpeech:
    """What `member` is to say, or said, on an item, in one language.

    `number` is its own for the whole session; `sha256` fingerprints the text with a secret that
    is told once it is open, so that nobody guesses at the words before and nobody changes them
    after. `capacity` is that of the speaker then; `handed_in_by` is who of the secretariat did it
    for the speaker. `is_late`: handed in when the speech had been made. Units: words.
    """

    number: int
    member: MemberId
    item: ItemId
    language: str
    sha256: str
    word_count: int
    handed_in_at: Instant
    capacity: str = ""
    handed_in_by: MemberId = MemberId("")
    stage: str = SEALED
    opened_at: Instant = Instant(0)
    is_late: bool = False

    @property
    def is_open(self) -> bool:
        """Whether everyone may read it."""
        return self.stage != SEALED
