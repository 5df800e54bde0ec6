"""The draft for word processors, to be amended there: open amendments are tracked changes.

Each paragraph stands in a bookmark with its clause, its line and number in front of it in a style
of their own. What an open amendment would change is a change by "Am. 4", of the moment of its
lodging; what cannot be shown beside the others, and every move, is a remark. It is in the
authentic language whatever is asked for, since amendments are. `handed_in.drafts` reads it when it
comes back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import docx
from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as Line

from hemicycle.handed_in.drafts.places import (
    LEVEL_STYLE,
    MARK_STYLE,
    Place,
    author_of,
    bookmark_of,
)
from hemicycle.journal import instants
from hemicycle.procedure.assembly import Amendment
from hemicycle.procedure.assembly import Clause as Paragraph
from hemicycle.procedure.rules.clauses import DEEPEST, OPENING, TITLE
from hemicycle.procedure.rules.consolidation import DELETE, INSERT, REWORD
from hemicycle.publish.documents.as_docx import (
    MEDIA_TYPE,
    describe,
    dress,
    for_every_script,
    head_and_foot,
    made_at,
    packed,
)
from hemicycle.publish.documents.docx_blocks import Writing
from hemicycle.publish.documents.frame import framed
from hemicycle.publish.documents.texts_told import Telling, parts, telling
from hemicycle.publish.output import Output, Published
from hemicycle.publish.papers.occasion import is_right_to_left
from hemicycle.wording import Change, changes, joined, tokens

NAME = "draft-to-amend"
SOFT = RGBColor(0x4A, 0x56, 0x63)
MARGIN, STEP = Cm(1.9), Cm(0.8)
TEXT_SIZE, MARK_SIZE = Pt(11), Pt(9)
Element = Any  # lxml ships no types


@dataclass(slots=True)
class Draft:
    """The file while it is written."""

    told: Telling
    file: File
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def language(self) -> str:
        """The language of the words."""
        return self.told.text.language

    def about(self, clause: Paragraph) -> list[Amendment]:
        """The open amendments to a clause, and to those, as they are put on the floor."""
        return [
            one
            for one in self.told.still_open()
            if one.clause == clause.id and (one.to or one.does != INSERT)
        ]


def write(published: Published) -> bytes:
    """The file for the text of a part."""
    told = telling(published)
    bare = framed(
        told.wording,
        title=told.words("draft_to_amend"),
        subtitle=told.title,
        symbol=told.text.symbol,
        blocks=(),
    )
    draft = Draft(told, docx.Document())
    made = made_at(bare)
    describe(draft.file, bare, made=made)
    dress(draft.file, bare)
    dress_clauses(draft)
    head_and_foot(Writing(draft.file, bare))
    fill(draft)
    for part in (draft.file.element, draft.file.sections[0].header.part.element):
        for_every_script(part)
    return packed(draft.file, made)


def dress_clauses(draft: Draft) -> None:
    """The styles of paragraphs by their depth, and of what stands in front of them."""
    styles = draft.file.styles
    for level in range(1, DEEPEST + 1):
        style = styles.add_style(LEVEL_STYLE.format(level), WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style, style.font.size = styles["Normal"], TEXT_SIZE
        form = style.paragraph_format
        form.left_indent, form.first_line_indent = MARGIN + STEP * (level - 1), -MARGIN
        form.tab_stops.add_tab_stop(STEP)
        form.tab_stops.add_tab_stop(MARGIN + STEP * (level - 1))
    mark = styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER)
    mark.font.size, mark.font.color.rgb = MARK_SIZE, SOFT


def fill(draft: Draft) -> None:
    """Every clause of the latest version, each with new ones after it."""
    told, latest = draft.told, draft.told.text.latest
    inserted(draft, after="")
    for (clause, mark), line in zip(told.marked(latest.clauses), latest.lines, strict=True):
        written(draft, clause, mark=f"{line}\t{mark}\t")
        inserted(draft, after=clause.id)


def written(draft: Draft, clause: Paragraph, *, mark: str) -> None:
    """One clause in its bookmark, with the changes of open amendments."""
    about = draft.about(clause)
    shown, remarks = apart(draft, clause, about=about)
    line = begun(draft, clause, mark=mark)
    name = bookmark_of(Place(draft.told.text.latest.number, clause.id))
    start, end = bookmark(draft, name)
    line.append(start)
    words = tokens(clause.words[draft.language])
    for one in pieces(draft, words, shown=shown):
        line.append(one)
    line.append(end)
    deletion = next((one for one, _ in shown if one.does == DELETE), None)
    if deletion is not None:
        mark_end(line, tracked(draft, "w:del", amendment=deletion))
    for one in remarks:
        remark(draft, line, amendment=one)


def apart(
    draft: Draft, clause: Paragraph, *, about: Sequence[Amendment]
) -> tuple[list[tuple[Amendment, list[Change]]], list[Amendment]]:
    """The amendments whose changes can stand side by side, and the others."""
    words = tokens(clause.words[draft.language])
    taken: list[Change] = []
    shown: list[tuple[Amendment, list[Change]]] = []
    remarks: list[Amendment] = []
    for one in about:
        made = changes_of(draft, clause, amendment=one, words=words)
        if made is None or any(meets(change, other) for change in made for other in taken):
            remarks.append(one)
        else:
            shown.append((one, made))
            taken += made
    return shown, remarks


def changes_of(
    draft: Draft, clause: Paragraph, *, amendment: Amendment, words: Sequence[str]
) -> list[Change] | None:
    """What an amendment changes in a clause; None where it cannot be shown in the words."""
    before = draft.told.text.versions[amendment.version - 1].clause(clause.id)
    is_same = before is not None and before.words[draft.language] == clause.words[draft.language]
    if amendment.to or not is_same:
        return None
    if amendment.does == DELETE:
        return [Change(0, len(words), ())]
    if amendment.does == REWORD:
        return changes(words, tokens(amendment.words[draft.language]))
    return None


def meets(one: Change, other: Change) -> bool:
    """Whether two changes strike the same words, or one stands within what the other strikes."""
    return (one.start < other.end and other.start < one.end) or (
        one.start == other.start and one.end == other.end
    )


def pieces(
    draft: Draft, words: Sequence[str], *, shown: Sequence[tuple[Amendment, list[Change]]]
) -> Iterator[Element]:
    """The runs of a clause: words that stay, words struck, words that come."""
    found = sorted((change, n) for n, (_, made) in enumerate(shown) for change in made)
    at = 0
    for change, n in found:
        amendment = shown[n][0]
        if change.start > at:
            yield run_of(draft, joined(words[at : change.start]))
        if change.end > change.start:
            struck = tracked(draft, "w:del", amendment=amendment)
            struck.append(run_of(draft, joined(change.old(words)), tag="w:delText"))
            yield struck
        if change.pieces:
            came = tracked(draft, "w:ins", amendment=amendment)
            came.append(run_of(draft, joined(change.pieces)))
            yield came
        at = change.end
    if at < len(words):
        yield run_of(draft, joined(words[at:]))


def inserted(draft: Draft, *, after: str) -> None:
    """The paragraphs that open amendments would put after a clause."""
    for one in draft.told.still_open():
        if one.does != INSERT or one.to:
            continue
        if draft.told.stands_after(one, draft.told.text.latest.clauses) == after:
            clause = Paragraph(id=one.clause, kind=one.kind, words=one.words, level=one.level)
            line = begun(draft, clause, mark="\t\t")
            came = tracked(draft, "w:ins", amendment=one)
            came.append(run_of(draft, one.words[draft.language]))
            line.append(came)
            mark_end(line, tracked(draft, "w:ins", amendment=one))
            for other in draft.about(clause):
                remark(draft, line, amendment=other)


def begun(draft: Draft, clause: Paragraph, *, mark: str) -> Element:
    """A paragraph in the style of its depth, with what stands in front of it."""
    line = draft.file.add_paragraph(style=LEVEL_STYLE.format(clause.level))
    if is_right_to_left(clause.words[draft.language]):
        line._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    line.add_run(mark, style=MARK_STYLE)
    if clause.kind in (TITLE, OPENING):
        line.paragraph_format.keep_with_next = True
    return line._p


def run_of(draft: Draft, words: str, *, tag: str = "w:t") -> Element:
    """Some words in their language."""
    run, properties, text = (OxmlElement(one) for one in ("w:r", "w:rPr", tag))
    if is_right_to_left(words):
        properties.append(OxmlElement("w:rtl"))
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:bidi"):
        language.set(qn(name), draft.language)
    properties.append(language)
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(properties)
    run.append(text)
    return run


def tracked(draft: Draft, tag: str, *, amendment: Amendment) -> Element:
    """A change that is tracked: by which amendment, and since when."""
    change = OxmlElement(tag)
    change.set(qn("w:id"), str(next(draft.numbers)))
    change.set(qn("w:author"), author(draft, amendment))
    change.set(qn("w:date"), moment(amendment))
    return change


def author(draft: Draft, amendment: Amendment) -> str:
    """The amendment and its mover, as the author of a change."""
    return author_of(amendment.number, draft.told.mover(amendment).plain)


def moment(amendment: Amendment) -> str:
    """When an amendment was lodged, to the second, as word processors write it."""
    return f"{instants.written(amendment.lodged_at)[:19]}Z"


def bookmark(draft: Draft, name: str) -> tuple[Element, Element]:
    """The two ends of a bookmark."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    number = str(next(draft.numbers))
    for one in (start, end):
        one.set(qn("w:id"), number)
    start.set(qn("w:name"), name)
    return start, end


def mark_end(line: Element, change: Element) -> None:
    """The end of a paragraph as inserted or deleted too."""
    properties = line.get_or_add_pPr()
    of_end = properties.find(qn("w:rPr"))
    if of_end is None:
        of_end = OxmlElement("w:rPr")
        properties.append(of_end)
    of_end.append(change)


def remark(draft: Draft, line: Element, *, amendment: Amendment) -> None:
    """An amendment that stands beside the words: who moves it, and what it would do."""
    told = draft.told
    first = Line(line, draft.file._body).runs[0]
    said = told.words(
        f"remark_{'sub' if amendment.to else amendment.does}",
        to=amendment.to,
        after=told.after(amendment).plain,
        words={draft.language: amendment.words.get(draft.language, "")},
    )
    made = draft.file.add_comment(first, said, author=author(draft, amendment), initials="Am.")
    made._comment_elm.set(qn("w:date"), moment(amendment))


OUTPUT = Output(
    name=NAME,
    extension="docx",
    media_type=MEDIA_TYPE,
    write=write,
    sort="document",
    parts=parts,
    takes_long=True,
)
