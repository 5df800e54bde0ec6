"""A text as clauses: read from its paragraphs, numbered as it is printed, counted in lines.

Article: texts.form, texts.line_length
"""

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from hemicycle.procedure.assembly import Clause, ClauseId, Words
from hemicycle.procedure.kernel import OutOfOrder
from hemicycle.wording import on_one_line
from hemicycle.wording.numbering import in_roman, lettered

TITLE, OPENING, PREAMBULAR, OPERATIVE = "title", "opening", "preambular", "operative"
KINDS = (TITLE, OPENING, PREAMBULAR, OPERATIVE)
NUMBERED = (PREAMBULAR, OPERATIVE)
LETTERS = {PREAMBULAR: "p", OPERATIVE: "o", OPENING: "opening", TITLE: "title"}
SECOND, DEEPEST = 2, 3
LINE_LENGTH = 88  # characters; the number is stored with each version, so it may change
MARK = re.compile(
    r"(?:(?P<operative>\d{1,3})[.)]|\((?P<preambular>\d{1,3})\)|\((?P<letter>[a-z]{1,4})\))\s+"
)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")


class Read(NamedTuple):
    """One paragraph as it is understood, in one language."""

    kind: str
    level: int
    words: str


def clauses_of(draft: Words, *, language: str) -> tuple[Clause, ...]:
    """The clauses of a text that is given as paragraphs, the title first, in each language.

    Paragraphs under `1.` are operative, those before them preambular, `(a)` and `(i)` nested. An
    opening line that ends with a comma before the first of them names who speaks.
    Out of order: the authentic language is missing; there is no operative paragraph; another
    language has other paragraphs.
    """
    if not draft.get(language, "").strip():
        raise OutOfOrder("texts.form", "text_without_language", language_code=language)
    read = {code: read_paragraphs(words) for code, words in draft.items() if words.strip()}
    shape = [(one.kind, one.level) for one in read[language]]
    if OPERATIVE not in {kind for kind, _ in shape}:
        raise OutOfOrder("texts.form", "text_without_operative")
    for code, paragraphs in read.items():
        other = [(one.kind, one.level) for one in paragraphs]
        if other != shape:
            n = next(
                (
                    n
                    for n, pair in enumerate(zip(shape, other, strict=False), 1)
                    if pair[0] != pair[1]
                ),
                min(len(shape), len(other)) + 1,
            )
            raise OutOfOrder("texts.form", "languages_differ", language_code=code, n=n)
    return tuple(
        Clause(id=name, kind=kind, level=level, words={c: read[c][n].words for c in read})
        for n, (name, (kind, level)) in enumerate(zip(names(shape), shape, strict=True))
    )


def names(shape: Sequence[tuple[str, int]]) -> Iterator[ClauseId]:
    """The ids of the clauses of a first version: p1, p2, o1; they say nothing of a place later."""
    given = dict.fromkeys(KINDS, 0)
    for kind, _ in shape:
        given[kind] += 1
        yield ClauseId(f"{LETTERS[kind]}{given[kind]}" if kind in NUMBERED else LETTERS[kind])


def read_paragraphs(text: str) -> list[Read]:
    """The paragraphs of a text in one language, without the space that nobody reads."""
    lines = [on_one_line(line) for line in text.splitlines()]
    paragraphs = [line for line in lines if line]
    first = next(
        (n for n, one in enumerate(paragraphs) if (m := MARK.match(one)) and m["operative"]),
        len(paragraphs),
    )
    read, letter = list[Read](), ""
    for n, one in enumerate(paragraphs):
        found = read_one(n, one, is_before=n < first, letter=letter)
        mark = MARK.match(one)
        letter = (mark["letter"] or "") if mark and found.level <= SECOND else letter
        read.append(found)
    return read


def read_one(n: int, paragraph: str, *, is_before: bool, letter: str) -> Read:
    """One paragraph: the first is the title, a second one without a mark may be the opening."""
    if n == 0:
        return Read(TITLE, 1, paragraph)
    mark = MARK.match(paragraph)
    if n == 1 and mark is None and paragraph.endswith(",") and is_before:
        return Read(OPENING, 1, paragraph)
    kind = PREAMBULAR if is_before else OPERATIVE
    if mark is None:
        return Read(kind, 1, paragraph)
    return Read(kind, level_of(mark, letter), paragraph[mark.end() :])


def level_of(mark: re.Match[str], before: str) -> int:
    """How deep a mark stands: 1. and (1) at the top, (a) below, (ii) below that.

    (i), (v) and (x) are letters only where they follow the letter `before` them.
    """
    letter = mark["letter"]
    if letter is None:
        return 1
    is_next = len(letter) == 1 and before == chr(ord(letter) - 1)
    return SECOND if is_next or letter not in ROMAN else DEEPEST


def numbers(clauses: Sequence[Clause]) -> Iterator[str]:
    """What is printed before each clause: (1) in the preamble, 1. and (a) and (i) after it."""
    counted = [0] * (DEEPEST + 1)
    kind = ""
    for one in clauses:
        if one.kind != kind:
            counted, kind = [0] * (DEEPEST + 1), one.kind
        counted[one.level] += 1
        counted[one.level + 1 :] = [0] * (DEEPEST - one.level)
        yield printed(one, counted[one.level])


def place_of(clauses: Sequence[Clause], wanted: ClauseId) -> tuple[str, str]:
    """What a clause is, and the number people call it by: operative 3, operative 3(a).

    Note: it counts no further than to that clause, and for none not at all: each amendment asks.
    """
    found = (place for name, place in in_their_places(clauses) if name == wanted)
    return next(found, ("", "")) if wanted else ("", "")


def places(clauses: Sequence[Clause]) -> dict[ClauseId, tuple[str, str]]:
    """The same of every clause."""
    return dict(in_their_places(clauses))


def in_their_places(clauses: Sequence[Clause]) -> Iterator[tuple[ClauseId, tuple[str, str]]]:
    """Each clause in its order, with what it is and the number people call it by."""
    above = ""
    for clause, mark in zip(clauses, numbers(clauses), strict=True):
        above = mark.strip(".()") if clause.level == 1 else above
        yield clause.id, (clause.kind, above if clause.level == 1 else f"{above}{mark}")


def printed(clause: Clause, number: int) -> str:
    """The mark of one clause that is the so-maniest of its kind and level."""
    if clause.kind not in NUMBERED:
        return ""
    if clause.level > 1:
        return f"({lettered(number) if clause.level == SECOND else in_roman(number)})"
    return f"({number})" if clause.kind == PREAMBULAR else f"{number}."


def first_lines(clauses: Sequence[Clause], *, language: str) -> tuple[int, ...]:
    """On which line each clause begins. Units: lines of 88 characters, from 1."""
    at, found = 1, []
    for one in clauses:
        found.append(at)
        at += max(1, len(wrap(one.words.get(language, ""), LINE_LENGTH)))
    return tuple(found)
