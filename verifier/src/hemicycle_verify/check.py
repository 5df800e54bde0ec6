"""Checks a whole record: the chain and what is signed first, then every tally."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hemicycle_verify.chain import Chain
from hemicycle_verify.findings import BadError, Exit
from hemicycle_verify.kinds import KNOWN
from hemicycle_verify.lines import Entry
from hemicycle_verify.signed import Kept, require_signed
from hemicycle_verify.tallies.recount import COUNTED_AGAIN, recounted
from hemicycle_verify.words import root_words

# Of these we say how many there are, because nothing in them was counted again.
REPORTED = "fact_reported"


@dataclass(slots=True)
class Verdict:
    """What was found; the figures are those of the part that could be followed.

    `figures` says how many tallies of each sort were counted again or could not be; `line` and
    `position` are 0 where nothing stands for them.
    """

    code: Exit = Exit.WHOLE
    sentence: str = "The record is whole, and every tally in it is right."
    line: int = 0
    position: int = 0
    session: str = ""
    basis: str = ""
    entries: int = 0
    root: str = ""
    words: str = ""
    key: str = ""
    checkpoints: list[int] = field(default_factory=list)
    earlier: list[int] = field(default_factory=list)
    withheld_bodies: int = 0
    withheld_votes: int = 0
    unknown_kinds: dict[str, int] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def blame(self, bad: BadError) -> None:
        """Keep what is wrong; what was wrong before stays."""
        if self.code == Exit.WHOLE:
            self.code, self.sentence = bad.code, bad.sentence
            self.line, self.position = bad.line, bad.position


def nothing(_entries: int) -> None:
    """Tell nobody how far the reading has come."""


def check(
    lines: Iterable[bytes],
    verdict: Verdict,
    *,
    kept: Sequence[Kept] = (),
    key: str = "",
    progress: Callable[[int], None] = nothing,
) -> list[Entry]:
    """Check a record and write into the verdict what was found; the entries with figures.

    Errors: none; what is wrong stands in the verdict.
    """
    chain, found = Chain(lines), list[Entry]()
    try:
        for entry in followed(chain, verdict, progress=progress):
            if entry.kind in COUNTED_AGAIN:
                found.append(entry)
        verdict.earlier = [one.size for one in require_signed(chain, kept, key=key)]
        root = chain.tree.root()
        verdict.root, verdict.words = root.hex(), root_words(root)
        verdict.figures.update(recounted(found).outcomes)
    except BadError as bad:
        verdict.blame(bad)
    verdict.withheld_bodies, verdict.withheld_votes = chain.votes.withheld
    verdict.checkpoints = [one.size for one in chain.checkpoints]
    verdict.key = chain.checkpoints[-1].key if chain.checkpoints else ""
    return found


def followed(chain: Chain, verdict: Verdict, *, progress: Callable[[int], None]) -> Iterator[Entry]:
    """Each entry of the chain, told in the verdict."""
    for entry in chain.entries():
        verdict.session, verdict.basis = chain.session, chain.basis
        verdict.entries = entry.position
        progress(verdict.entries)
        if entry.kind == REPORTED:
            verdict.figures[REPORTED] = verdict.figures.get(REPORTED, 0) + 1
        elif entry.kind not in KNOWN:
            verdict.unknown_kinds[entry.kind] = verdict.unknown_kinds.get(entry.kind, 0) + 1
        yield entry
