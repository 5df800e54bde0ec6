"""A document as PDF/UA-1: the model goes to the typesetter as data, never as markup."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

import msgspec

from hemicycle.journal.names import Name
from hemicycle.publish.documents.document import (
    Block,
    Clause,
    Contents,
    Document,
    Heading,
    Listing,
    Note,
    Paragraph,
    Run,
    Table,
    Text,
)
from hemicycle.publish.output import Published
from hemicycle.publish.papers.glyphs import displayable
from hemicycle.publish.papers.occasion import is_right_to_left
from hemicycle.publish.papers.typesetting import Paper, typeset

MEDIA_TYPE = "application/pdf"
KNOWN_LANGUAGE = re.compile("[a-z]{2,3}")
# So much of a word as fits into a narrow column, where nothing else divides it.
LONG_WORD = re.compile(r"[^\s/\u200b-]{24}(?=[^\s/-])")
LETTER = re.compile(r"[^\W\d_]")
BREAK = "\u200b"
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
Json = dict[str, Any]


def as_pdf(document: Document) -> bytes:
    """The bytes of the PDF."""
    return typeset(paper_of(document))


def paper_of(document: Document) -> Paper:
    """The document as the typesetter takes it."""
    setting = _Setting(document)
    blocks = [*document.blocks, *([Note(text=document.lacking)] if lacks(document) else [])]
    return Paper(
        template="document",
        title=displayable(f"{document.title} – {document.subtitle.plain}"),
        language=language_of(document.language),
        band=document.band,
        made_s=document.made_s,
        values={
            "rtl": document.is_right_to_left,
            "heading": document.title,
            "subtitle": setting.text(document.subtitle),
            "above": setting.text(document.above),
            "symbol": displayable(document.symbol),
            "cover": document.has_cover,
            "facts": [[setting.text(one) for one in fact] for fact in document.facts],
            "blocks": [setting.block(one) for one in blocks],
        },
    )


def lacks(document: Document) -> bool:
    """Whether it says anything for which our fonts have no letters."""
    return any(
        displayable(run.text) != run.text or run.text == document.unwritten
        for run in runs_of(document)
    )


def legible(published: Published) -> Published:
    """The same session with no name in it that our fonts cannot show.

    Note: it bears what it is in another language; where there is none, it is said that there is a
    name in another script, so that no row of question marks stands for a person.
    """
    language = published.language
    unwritten = published.phrases.say("documents.unwritten", language, published.names)
    entries = {
        identity: in_our_letters(name, language, unwritten=unwritten)
        for identity, name in published.names.entries.items()
    }
    return replace(published, names=msgspec.structs.replace(published.names, entries=entries))


def in_our_letters(name: Name, language: str, *, unwritten: str) -> Name:
    """A name without the forms that cannot be shown."""
    label = {one: text for one, text in name.label.items() if displayable(text) == text}
    if len(label) == len(name.label):
        return name
    return msgspec.structs.replace(name, label=label or {language: unwritten})


def runs_of(document: Document) -> Iterator[Run]:
    """Every run of words in its blocks."""
    for block in document.blocks:
        for text in texts_of(block):
            yield from text.runs


def texts_of(block: Block) -> Iterator[Text]:
    """Every text in a block."""
    match block:
        case Heading(text=text) | Paragraph(text=text) | Note(text=text) | Clause(text=text):
            yield text
        case Listing(items=items):
            yield from items
        case Table(rows=rows):
            yield from (text for row in rows for text in row)
        case _:
            pass


def language_of(tag: str) -> str:
    """The language of a tag as typesetters know it; empty where it is none that they know."""
    language = tag.partition("-")[0]
    return language if KNOWN_LANGUAGE.fullmatch(language) else ""


def breakable(text: Text) -> Text:
    """A text for a narrow column, where a long word may go on in the next line."""
    runs = tuple(replace(one, text=LONG_WORD.sub(f"\\g<0>{BREAK}", one.text)) for one in text.runs)
    return Text(runs, text.language)


class _Setting:
    """Turns blocks and texts into data; a link to nowhere is left out."""

    def __init__(self, document: Document) -> None:
        self.anchors = document.anchors
        self.is_right_to_left = document.is_right_to_left

    def kept_apart(self, run: Run) -> str:
        """The words of a run, isolated where their direction could mix with that around them."""
        text = displayable(run.text)
        is_odd = is_right_to_left(text) != self.is_right_to_left
        return f"{ISOLATE}{text}{END_OF_ISOLATE}" if run.is_apart and is_odd else text

    def runs_the_other_way(self, text: Text) -> bool:
        """Whether all words of a text run against the document: it is then set that way whole."""
        ways = {is_right_to_left(one.text) for one in text.runs if LETTER.search(one.text)}
        return ways == {not self.is_right_to_left}

    def block(self, block: Block) -> Json:
        """One block, with what sort it is."""
        sort = type(block).__name__.lower()
        match block:
            case Heading():
                said: Json = {"level": block.level, "text": self.text(block.text)}
            case Paragraph():
                said = {"text": self.text(block.text), "number": block.number}
            case Note():
                said = {"text": self.text(block.text), "note": block.sort}
            case Clause():
                said = self.clause(block)
            case Listing():
                said = {"items": [self.text(one) for one in block.items]}
            case Table():
                said = self.table(block)
            case Contents():
                said = {"text": self.text(block.title), "depth": block.depth}
            case _:
                said = {}
        return {"sort": sort, "anchor": getattr(block, "anchor", ""), **said}

    def clause(self, clause: Clause) -> Json:
        """A paragraph of a text, line by line where its lines are numbered."""
        return {
            "text": self.text(clause.text),
            "lines": [self.text(one) for one in clause.lines],
            "every": clause.every,
            "numbered": clause.first_line > 0,
            "mark": clause.mark,
            "level": clause.level,
            "kind": clause.sort,
        }

    def table(self, table: Table) -> Json:
        """A table with its columns: shares of the width, or as narrow as their figures."""
        columns = len(table.head)
        return {
            "caption": self.text(table.caption),
            "head": [self.text(one) for one in table.head],
            "rows": [[self.text(breakable(one)) for one in row] for row in table.rows],
            "foot": [self.text(one) for one in table.foot],
            "numeric": [place in table.numeric for place in range(columns)],
            "wide": [
                0 if place in table.numeric else table.wide.get(place, 1)
                for place in range(columns)
            ],
            "abreast": table.abreast,
            "anchors": list(table.anchors),
        }

    def told_together(self, text: Text) -> Iterator[tuple[Run, str]]:
        """The runs with their words; those of another direction that follow each other are one."""
        filled = (run for run in text.runs if run.text)
        for language, runs in groupby(filled, key=lambda run: run.language):
            said = [(run, self.kept_apart(run)) for run in runs]
            words = "".join(run.text for run, _ in said)
            is_odd = bool(language) and is_right_to_left(words) != self.is_right_to_left
            if is_odd and not (len(said) == 1 and said[0][1].startswith(ISOLATE)):
                said[0] = (said[0][0], ISOLATE + said[0][1])
                said[-1] = (said[-1][0], said[-1][1] + END_OF_ISOLATE)
            yield from said

    def text(self, text: Text) -> Json:
        """A text with its runs, each with the way it runs."""
        return {
            "lang": language_of(text.language),
            "rtl": is_right_to_left(text.plain),
            "foreign": self.runs_the_other_way(text),
            "runs": [
                {
                    "text": words,
                    "mark": run.mark,
                    "lang": language_of(run.language),
                    "link": run.link if run.link in self.anchors else "",
                }
                for run, words in self.told_together(text)
            ],
        }
