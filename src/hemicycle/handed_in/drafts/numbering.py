"""The numbers that a word processor counts itself: what it shows before a paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docx.document import Document
from docx.oxml.ns import qn

from hemicycle.wording.numbering import in_roman, lettered

VALUE = qn("w:val")
MOST = 9999  # a file may begin to count wherever it likes
DEPTH = 9
BULLET = "–"
Element = Any  # lxml ships no types


class Level(NamedTuple):
    """How one level of a list is counted and shown: `(%1)` in small letters."""

    form: str
    shown: str
    start: int


def in_form(number: int, form: str) -> str:
    """A number in figures, letters or as the Romans wrote it."""
    if form in ("lowerLetter", "upperLetter"):
        said = lettered(number)
    elif form in ("lowerRoman", "upperRoman"):
        said = in_roman(number)
    else:
        return str(number)
    return said.upper() if form.startswith("upper") else said


@dataclass(slots=True)
class Numbering:
    """The lists of a document while it is read from its beginning to its end."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    of_styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counted: dict[str, list[int]] = field(default_factory=dict)

    def mark(self, paragraph: Element) -> str:
        """What stands before a paragraph; nothing where it is in no list."""
        place = self.place_of(paragraph)
        if place is None:
            return ""
        number_id, depth = place
        levels = self.lists.get(number_id, {})
        level = levels.get(depth)
        if level is None or level.form == "none":
            return ""
        counts = self.counted.setdefault(number_id, [0] * DEPTH)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (DEPTH - depth - 1)
        if level.form == "bullet":
            return BULLET
        shown = level.shown
        for n in range(depth + 1):
            form = levels[n].form if n in levels else "decimal"
            shown = shown.replace(f"%{n + 1}", in_form(max(1, counts[n]), form))
        return shown

    def place_of(self, paragraph: Element) -> tuple[str, int] | None:
        """The list of a paragraph and how deep it stands there, by itself or by its style."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        by_style = self.of_styles.get(style.get(VALUE) or "") if style is not None else None
        if own is None:
            return by_style
        number_id, depth = read_place(own)
        if not number_id and by_style:
            number_id = by_style[0]
        return None if number_id in ("", "0") else (number_id, depth)


def read_place(properties: Element) -> tuple[str, int]:
    """Which list, and how deep in it."""
    number_id, depth = (properties.find(qn(one)) for one in ("w:numId", "w:ilvl"))
    return (
        number_id.get(VALUE) or "" if number_id is not None else "",
        min(figure(depth, otherwise=0), DEPTH - 1),
    )


def figure(element: Element | None, *, otherwise: int) -> int:
    """The number that an element holds."""
    said = (element.get(VALUE) or "") if element is not None else ""
    return min(int(said), MOST) if said.isascii() and said.isdigit() else otherwise


def numbering_of(document: Document) -> Numbering:
    """The lists that a document declares, and the styles that stand in them."""
    found = Numbering()
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            found.lists = dict(lists_in(relation.target_part.element))
    for style in document.styles.element.findall(qn("w:style")):
        properties = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is not None:
            found.of_styles[style.get(qn("w:styleId")) or ""] = read_place(properties)
    return found


def lists_in(numbering: Element) -> Iterator[tuple[str, dict[int, Level]]]:
    """Every list with its levels."""
    name = qn("w:abstractNumId")
    kinds = {one.get(name): levels_in(one) for one in numbering.findall(qn("w:abstractNum"))}
    for one in numbering.findall(qn("w:num")):
        of = one.find(name)
        yield one.get(qn("w:numId")) or "", kinds.get(of.get(VALUE) if of is not None else "", {})


def levels_in(kind: Element) -> dict[int, Level]:
    """The levels of a kind of list."""
    levels = {}
    for one in kind.findall(qn("w:lvl")):
        depth = one.get(qn("w:ilvl")) or ""
        form, shown = (one.find(qn(name)) for name in ("w:numFmt", "w:lvlText"))
        if depth.isascii() and depth.isdigit() and int(depth) < DEPTH:
            levels[int(depth)] = Level(
                (form.get(VALUE) or "") if form is not None else "decimal",
                (shown.get(VALUE) or "") if shown is not None else "",
                max(1, figure(one.find(qn("w:start")), otherwise=1)),
            )
    return levels
