"""What somebody who counts again asks for, as the options of the command line say it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Tally
from hemicycle.procedure.rules.majorities import NAMED_SHARES, share_named
from hemicycle.recount.counting import AGAINST, BASES, FOR, Measure
from hemicycle.recount.votes import CHOICES, Columns, Found, Official, RecountFault, Source

KINDS = (
    *("division", "voter", "choice", "weight"),
    *("for_votes", "against_votes", "abstention_votes"),
)
EVERY = 5000  # findings between two looks at how far the file is read
FIGURES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RecountWish:
    """The options as they were typed."""

    majority: str = "simple_majority"
    base: str = "votes_cast"
    members: int = 0
    casting_vote: str = ""
    columns: Sequence[str] = ()
    words: Sequence[str] = ()
    official: str = ""

    def measure(self) -> Measure:
        """By what the divisions are decided.

        Errors: RecountFault
        """
        share = share_named(self.majority)
        if share is None:
            known = list(NAMED_SHARES)
            raise RecountFault("recount_no_majority", said=self.majority, known=known)
        require_one_of(BASES, self.base)
        require_one_of((FOR, AGAINST, ""), self.casting_vote)
        return Measure(
            share=share, base=self.base, members=self.members, casting_vote=self.casting_vote
        )

    def named_columns(self) -> Columns:
        """The columns and words of a table.

        Errors: RecountFault
        """
        columns: dict[str, str] = {}
        for text in self.columns:
            kind, _, name = text.partition("=")
            require_one_of(KINDS, kind)
            columns[kind] = name
        words = {}
        for text in self.words:
            word, _, kind = text.rpartition("=")
            require_one_of(CHOICES, kind)
            words[word] = kind
        return Columns(**columns, words=words)

    def totals(self) -> Tally | None:
        """What was published elsewhere; None where nothing is said.

        Errors: RecountFault
        """
        if not self.official:
            return None
        parts = [part.strip() for part in self.official.split(",")]
        if len(parts) != FIGURES or not all(one.isascii() and one.isdigit() for one in parts):
            raise RecountFault("recount_no_totals", said=self.official)
        first, second, third = map(int, parts)
        return Tally(for_votes=first, against_votes=second, abstention_votes=third)


def require_one_of(known: Collection[str], said: str) -> None:
    """A word that an option takes.

    Errors: RecountFault
    """
    if said not in known:
        raise RecountFault("recount_no_choice", said=said, known=[one for one in known if one])


def with_totals(findings: Iterable[Found], totals: Tally | None) -> Iterator[Found]:
    """The findings, each division held against totals that were published elsewhere."""
    known: set[str] = set()
    for one in findings:
        if totals is not None and one.division not in known:
            known.add(one.division)
            yield Official(line=0, division=one.division, tally=totals)
        yield one


def followed(source: Source, tell: Callable[[int], None]) -> Iterator[Found]:
    """The findings of a file, telling from time to time how many bytes of it were read."""
    for number, one in enumerate(source):
        if not number % EVERY:
            tell(source.done)
        yield one
