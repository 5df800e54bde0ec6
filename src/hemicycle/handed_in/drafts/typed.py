"""A draft that was typed or pasted: lines that a page had broken are put together again."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hemicycle.handed_in.drafts.form import in_form
from hemicycle.handed_in.drafts.found import DraftRead, Piece, doubt
from hemicycle.handed_in.drafts.marks import UNMARKED, mark_of
from hemicycle.handed_in.paragraphs import ENDS, SHORT_LINE, blocks, is_broken, printable
from hemicycle.wording import on_one_line


def read(text: str) -> DraftRead:
    """The draft in a text."""
    lines = [on_one_line(line) for line in printable(text).split("\n")]
    filled = [line for line in lines if line]
    if len(filled) > 1 and is_broken(filled[1:]):
        width = max(map(len, filled))
        return in_form(joined([*titled(list(blocks(lines)), width=width)]))
    return in_form(Piece(words=line) for line in filled)


def titled(found: Sequence[Sequence[str]], *, width: int) -> Iterator[Sequence[str]]:
    """The blocks of lines, the title one of its own: it ends with a short line."""
    for n, block in enumerate(found):
        ends = (
            at
            for at, (line, below) in enumerate(pairwise(block), 1)
            if len(line) < SHORT_LINE * width and not below[:1].islower()
        )
        at = next(ends, 0) if n == 0 else 0
        if at:
            yield block[:at]
        yield block[at:]


def joined(found: Sequence[Sequence[str]]) -> Iterator[Piece]:
    """Paragraphs of lines that stand together; a mark begins one wherever it stands."""
    for block in found:
        together: list[str] = []
        for line in block:
            if together and begins(line, after=together[-1]):
                yield piece_of(together)
                together = []
            together.append(line)
        yield piece_of(together)


def begins(line: str, *, after: str) -> bool:
    """Whether a line begins a paragraph: by its mark, or where the one before has ended."""
    is_marked = mark_of(line).sort != UNMARKED
    return (is_marked and after.endswith(ENDS)) or (after.endswith(ENDS) and not line[:1].islower())


def piece_of(lines: Sequence[str]) -> Piece:
    """One paragraph."""
    words = " ".join(lines)
    return Piece(words=words, doubts=(doubt("joined", words),) if len(lines) > 1 else ())
