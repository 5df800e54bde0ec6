"""Reports home: what a chamber is told of an assembly elsewhere, drawn from the record there."""

from dataclasses import dataclass

from hemicycle.procedure.kernel import BodyId, Instant

from .agenda import ItemId
from .session import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHome:
    """What was laid before the chamber on an item, and from which record it was drawn.

    `title` is the assembly elsewhere, `parliament` the id of the delegation there; `words` are
    those of the report, a paragraph a line. `size` entries of that record have `root` as the root
    of their tree, by which anybody checks it; `link` is where it can be read.
    """

    number: int
    body: BodyId
    item: ItemId
    title: Words
    words: Words
    parliament: str
    size: int
    root: str
    link: str
    at: Instant
    position: int
