"""Which bodies may be withheld: the figures of a vote that is still to be declared.

Every entry about a division, or about a ballot of an election, names as its cause the position at
which that vote was opened.
"""

from hemicycle_verify.findings import withheld
from hemicycle_verify.lines import Entry

OPENING = {"division_opened", "ballot_opened"}
COUNTING = {
    "division_closed",  # the rows of a roll-call
    "tally_reported",  # what a teller confirmed of them
    "hands_counted",  # what one teller counted in the hall
    "counts_agreed",  # what both counted
    "count_reported",  # what one teller found in a box of papers
}
ENDING = {"result_declared", "ballot_declared", "vote_set_aside"}


class Votes:
    """Follows which votes were opened, counted and declared."""

    def __init__(self) -> None:
        self.opened: set[str] = set()
        self.ended: set[str] = set()
        self.counting: list[Entry] = []

    def take(self, entry: Entry) -> None:
        """Take the next entry.

        Errors: BadError, where it is withheld and tells no figures.
        """
        if entry.kind in OPENING:
            self.opened.add(str(entry.position))
        elif entry.kind in ENDING:
            self.ended.add(entry.cause)
        elif entry.kind in COUNTING:
            self.counting.append(entry)
        if entry.body is None and entry.kind not in COUNTING:
            raise withheld(
                f"Entry {entry.position} is withheld, but only what was counted in a vote that is "
                "not declared may be withheld.",
                position=entry.position,
            )

    def close(self) -> None:
        """Judge what only the whole record can show.

        Errors: BadError
        """
        for entry in self.counting:
            position = entry.position
            if entry.cause not in self.opened:
                raise withheld(
                    f"Entry {position} counts a vote that was never opened.", position=position
                )
            if entry.body is None and entry.cause in self.ended:
                raise withheld(
                    f"Entry {position} is withheld, but the vote that it counts (opened by entry "
                    f"{entry.cause}) is declared.",
                    position=position,
                )

    @property
    def withheld(self) -> tuple[int, int]:
        """How many bodies are withheld, and of how many votes."""
        hidden = [entry.cause for entry in self.counting if entry.body is None]
        return len(hidden), len(set(hidden))
