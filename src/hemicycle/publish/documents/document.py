"""A document before it has a format: headings, numbered paragraphs, tables and notes.

Every text is words, never markup. Anchors are those of the minutes: `e17` is entry 17.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

# Added and struck are words that a change brings, and those that it takes away.
Mark = Literal["", "strong", "emphasis", "added", "struck"]
LINE_BREAK = "\n"
# What a note beside a paragraph is: a rule, one that was not verified, a corrigendum, a remark.
Sort = Literal["rule", "unverified", "corrigendum", "remark", "said"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Some words in one manner.

    `language` is empty for that of the document; `is_apart` for a value put into a sentence, whose
    direction must not mix with the words around it; `link` is an anchor of the same document.
    """

    text: str
    mark: Mark = ""
    language: str = ""
    is_apart: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a row; `language` is that of a whole sentence which is not in the document's."""

    runs: tuple[Run, ...] = ()
    language: str = ""

    def __add__(self, other: "Text") -> "Text":
        """One text after the other."""
        return Text(self.runs + other.runs)

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return any(run.text for run in self.runs)

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


NOTHING = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The title of what follows; the document's own title stands above level 1."""

    level: int
    text: Text
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; `number` 0 where paragraphs are not numbered."""

    text: Text
    number: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What stands beside the paragraph before it, smaller; what was said as large as the rest."""

    text: Text
    sort: Sort = "remark"
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A paragraph of a text before the body, with the mark that is printed before it.

    `sort` is title, opening, preambular or operative; `level` 1, 2 or 3. Where `first_line` is
    given, a line break ends each line of the text, and every line whose number `every` divides
    bears it in the margin.
    """

    text: Text
    sort: str
    mark: str = ""
    level: int = 1
    anchor: str = ""
    first_line: int = 0
    every: int = 5

    @property
    def lines(self) -> tuple[Text, ...]:
        """The text line by line."""
        lines: list[list[Run]] = [[]]
        for run in self.text.runs:
            for n, words in enumerate(run.text.split(LINE_BREAK)):
                if n:
                    lines.append([])
                if words:
                    lines[-1].append(replace(run, text=words))
        return tuple(Text(tuple(line), self.text.language) for line in lines)

    def number_beside(self, line: int) -> int:
        """The number that stands in the margin of a line, from 0; 0 where none does."""
        number = self.first_line + line
        return number if self.first_line and number % self.every == 0 else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Several things, one below the other."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; the column `named_by` names its rows.

    `numeric` are the columns of figures; `wide` the shares of the width of those that are not;
    `abreast` is in how many columns of the page a long and narrow table may be set.
    """

    caption: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    foot: tuple[Text, ...] = ()
    numeric: frozenset[int] = frozenset()
    wide: Mapping[int, int] = field(default_factory=dict)
    abreast: int = 1
    named_by: int = 0
    anchors: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The list of headings down to a level, where the format has pages with their numbers."""

    title: Text
    depth: int = 2


Block = Heading | Paragraph | Note | Clause | Listing | Table | PageBreak | Contents


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document in one language.

    `band` is the notice that each page bears: that it is of a rehearsal, or made from reports.
    `lacking` is what a format says at the end whose letters do not suffice for every name, and
    `unwritten` what stands there for a whole name.
    Units: `made_s`, seconds since 1970, UTC: the time of the last entry that it was made from.
    """

    title: str
    subtitle: Text
    above: Text
    symbol: str
    language: str
    is_right_to_left: bool
    band: str
    made_s: int
    facts: tuple[tuple[Text, Text], ...]
    blocks: tuple[Block, ...]
    has_cover: bool = False
    lacking: Text = NOTHING
    unwritten: str = ""

    @property
    def anchors(self) -> frozenset[str]:
        """Every place in it that can be pointed at."""
        return frozenset(one for block in self.blocks for one in anchors_of(block))

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in their order."""
        return tuple(one for one in self.blocks if isinstance(one, Heading))


def anchors_of(block: Block) -> Iterator[str]:
    """The places in a block that can be pointed at."""
    if isinstance(block, Heading | Paragraph | Note | Clause | Table) and block.anchor:
        yield block.anchor
    if isinstance(block, Table):
        yield from filter(None, block.anchors)


def plainly(text: str) -> Text:
    """Words of the document's own language."""
    return Text((Run(text=text),)) if text else NOTHING


def strongly(text: Text) -> Text:
    """The same words, set strong."""
    return marked(text, "strong")


def marked(text: Text, mark: Mark) -> Text:
    """The same words in another manner."""
    return Text(tuple(replace(run, mark=mark) for run in text.runs), text.language)


def linked(text: Text, anchor: str) -> Text:
    """The same words, leading to a place in the document."""
    return Text(tuple(replace(run, link=anchor) for run in text.runs), text.language)


def begun(text: Text) -> Text:
    """The same words, beginning with a capital letter."""
    if not text.runs:
        return text
    first, *rest = text.runs
    return Text(
        (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest), text.language
    )


def joined(texts: tuple[Text, ...] | list[Text], between: str) -> Text:
    """Several texts with the same words between them."""
    whole = NOTHING
    for place, text in enumerate(one for one in texts if one):
        whole = whole + plainly(between if place else "") + text
    return whole
