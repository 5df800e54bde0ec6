"""A draft on a web page: the paragraphs of the part that holds most of them.

What stands around them (menus, names of members, addresses) is left out, and told.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from hemicycle.handed_in.drafts.form import in_form
from hemicycle.handed_in.drafts.found import DraftRead, Piece, doubt
from hemicycle.handed_in.drafts.marks import DASHED, UNMARKED, mark_of
from hemicycle.handed_in.found import HandedInFault
from hemicycle.wording import on_one_line
from hemicycle.wording.numbering import in_roman, lettered

BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "th",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "section",
        "article",
        "main",
        "body",
        "ol",
        "ul",
        "table",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "dl",
        "address",
        "figure",
        "figcaption",
        "header",
        "footer",
        "nav",
        "aside",
        "form",
        "center",
    ]
)
LEFT_OUT = frozenset(
    ["script", "style", "nav", "noscript", "template", "svg", "button", "select", "head", "title"]
)
PICTURES = frozenset(("img", "picture", "video", "canvas", "object", "embed", "iframe"))
TOLD = {
    **dict.fromkeys(("td", "th"), "tables"),
    "ins": "insertions",
    **dict.fromkeys(("del", "s", "strike"), "deletions"),
}
Element = Any  # lxml ships no types


class Found:
    """One paragraph of a page: where it stands, its words, and what is left out of it."""

    def __init__(self, holder: Element) -> None:
        self.holder, self.said, self.kinds = holder, list[str](), list[str]()

    @property
    def words(self) -> str:
        """Its words on one line."""
        return on_one_line("".join(self.said))


def read(content: bytes) -> DraftRead:
    """The draft on a page.

    Errors: HandedInFault, where nothing on it can be read
    """
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding=encoding_of(content)
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError):
        raise HandedInFault("draft_no_page") from None
    if root is None:
        raise HandedInFault("draft_no_page")
    found = [one for one in Walk(root).paragraphs() if one.words or one.kinds]
    if not any(one.words for one in found):
        raise HandedInFault("draft_nothing")
    kept, aside = main_part(found)
    doubts = [doubt("aside", aside)] if aside else []
    return in_form([piece_of(one) for one in kept], of_file=doubts)


def encoding_of(content: bytes) -> str | None:
    """UTF-8 wherever the bytes can be that; else None, for what the page says of itself."""
    try:
        content.decode("utf-8")
    except UnicodeError:
        return None
    return "utf-8"


def piece_of(found: Found) -> Piece:
    """A paragraph with its doubts."""
    kinds = dict.fromkeys(found.kinds)
    return Piece(words=found.words, doubts=tuple(doubt(kind, found.words) for kind in kinds))


def main_part(found: Sequence[Found]) -> tuple[list[Found], str]:
    """The paragraphs where most words stand, or any with a number, and what was around them."""
    weight: Counter[Element] = Counter()
    numbered: set[Element] = set()
    for one in found:
        home = home_of(one.holder)
        weight[home] += len(one.words)
        if mark_of(one.words).sort not in (UNMARKED, DASHED):
            numbered.add(home)
    homes = numbered | {max(weight, key=lambda one: weight[one])}
    aside = [one.words for one in found if home_of(one.holder) not in homes]
    return [one for one in found if home_of(one.holder) in homes], " ".join(aside).strip()


def home_of(holder: Element) -> Element:
    """The part of the page in which a paragraph stands: above lists and tables."""
    within = ("li", "ol", "ul", "td", "th", "tr", "tbody", "thead", "table", "dd", "dt", "dl")
    home = holder
    if holder.tag in BLOCKS and holder.tag != "body":
        home = holder.getparent()
    while home is not None and home.tag in (*within, "blockquote"):
        home = home.getparent()
    return home if home is not None else holder


class Walk:
    """One way through a page, from its beginning to its end."""

    def __init__(self, root: Element) -> None:
        self.root, self.current = root, Found(root)
        self.waiting: list[tuple[Element, bool]] = [(root, False)]
        self.items: Counter[Element] = Counter()

    def paragraphs(self) -> Iterator[Found]:
        """The paragraphs in the order in which they stand."""
        while self.waiting:
            element, is_end = self.waiting.pop()
            if element.tag in BLOCKS:
                yield self.current
                parent = element.getparent()
                self.current = Found(parent if is_end and parent is not None else element)
            if is_end:
                self.current.said.append((element.tail or "") if element is not self.root else "")
            else:
                self.waiting.append((element, True))
                self.begin(element)
        yield self.current

    def begin(self, element: Element) -> None:
        """What stands at the beginning of an element, and what is in it next."""
        tag, current = element.tag, self.current
        if not isinstance(tag, str) or tag in LEFT_OUT or "hidden" in element.attrib:
            return
        if tag in PICTURES:
            current.kinds.append("pictures")
            return
        kind = TOLD.get(tag)
        if kind:
            current.kinds.append(kind)
        if kind == "deletions":
            return
        if tag == "li":
            current.said.append(self.item_mark(element))
        current.said.append(" " if tag == "br" else element.text or "")
        self.waiting.extend((one, False) for one in reversed(element))

    def item_mark(self, element: Element) -> str:
        """The number that a browser would show before an item of a list."""
        parent = element.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        self.items[parent] += 1
        number, sort = self.items[parent], parent.get("type") or "1"
        if sort == "1":
            return f"{number}. "
        said = in_roman(number) if sort in "iI" else lettered(number)
        return f"({said}) " if sort in "ai" else f"{said.upper()}. "
