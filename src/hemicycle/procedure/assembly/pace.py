"""How speeches have gone so far: how much of the time allowed they took, and what lay between."""

from dataclasses import dataclass

from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.replacing import replace

LONGEST_GAP_S = 120  # what is longer was business of another kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Sums over the speeches of a body that had a limit. Units: thousandths of it; seconds."""

    speeches: int = 0
    shares: int = 0
    squares: int = 0
    gaps: int = 0
    gaps_s: int = 0
    ended_at: Instant = Instant(0)

    def begun(self, at: Instant) -> "Pace":
        """A speech begins: what passed since the last one counts as a gap, unless it was long."""
        gap_s = (at - self.ended_at) // 1000
        if not self.ended_at or not 0 <= gap_s <= LONGEST_GAP_S:
            return self
        return replace(self, gaps=self.gaps + 1, gaps_s=self.gaps_s + gap_s)

    def ended(self, at: Instant, *, spoke_s: int, allowed_s: int) -> "Pace":
        """A speech has ended."""
        share = 1000 * spoke_s // allowed_s if allowed_s else 0
        return replace(
            self,
            speeches=self.speeches + bool(allowed_s),
            shares=self.shares + share,
            squares=self.squares + share * share,
            ended_at=at,
        )
