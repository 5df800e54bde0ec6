"""A draft resolution before it is lodged: its clauses as they are understood, and every doubt."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from hemicycle.procedure.assembly import Clause, ClauseId, Words
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.clauses import (
    MARK,
    OPENING,
    OPERATIVE,
    PREAMBULAR,
    Read,
    first_lines,
    numbers,
    read_paragraphs,
)
from hemicycle.wording import on_one_line

COMMAS = (",", "،")
ENDS = (";", ".", ":", "؛")
# How a line begins that names who speaks; of other languages nothing is doubted.
SPEAKERS = {"en": ("The ",), "fr": ("Le ", "La ", "Les ", "L’", "L'"), "ar": ("إن ", "ال")}
AT_TOP = re.compile(r"(?P<number>\d{1,3})[.)]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One paragraph as it is understood, beside the other languages.

    `number` is what will be printed before it, `line` the line on which it begins.
    """

    n: int
    kind: str
    level: int
    number: str
    line: int
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that may not be meant so; `n` is the paragraph, 0 for the text as a whole."""

    language: str
    n: int
    phrase: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a typed text would be lodged as."""

    rows: Sequence[Row]
    doubts: Sequence[Doubt]


def reading(draft: Mapping[str, str], *, language: str) -> Reading:
    """The paragraphs of a draft in all its languages, with every doubt."""
    read = {code: read_paragraphs(words) for code, words in draft.items() if words.strip()}
    own = read.get(language, [])
    doubts = [*of_language(read, language=language), *differences(read, language=language)]
    for code, typed in draft.items():
        doubts += of_paragraphs(typed, language=code)
    return Reading(rows=rows(read, own, language=language), doubts=doubts)


def rows(
    read: Mapping[str, Sequence[Read]], own: Sequence[Read], *, language: str
) -> Sequence[Row]:
    """The paragraphs of the authentic language, each beside the same one of the others."""
    clauses = [
        Clause(id=ClauseId(str(n)), kind=one.kind, level=one.level, words={language: one.words})
        for n, one in enumerate(own)
    ]
    lines = first_lines(clauses, language=language)
    beside = zip_longest(*(read[code] for code in read))
    words = [
        {code: one.words for code, one in zip(read, found, strict=True) if one} for found in beside
    ]
    return [
        Row(n=n, kind=one.kind, level=one.level, number=number, line=line, words=words[n - 1])
        for n, (one, number, line) in enumerate(
            zip(clauses, numbers(clauses), lines, strict=True), 1
        )
    ]


def of_language(read: Mapping[str, Sequence[Read]], *, language: str) -> Iterator[Doubt]:
    """What is missing of the text as a whole; it would be refused so."""
    if language not in read:
        yield Doubt(
            language=language,
            n=0,
            phrase=Phrase("reason.text_without_language", language_code=language),
        )
    elif OPERATIVE not in {one.kind for one in read[language]}:
        yield Doubt(language=language, n=0, phrase=Phrase("reason.text_without_operative"))


def differences(read: Mapping[str, Sequence[Read]], *, language: str) -> Iterator[Doubt]:
    """Where another language has a paragraph of another kind, or one more or less."""
    own = [(one.kind, one.level) for one in read.get(language, ())]
    for code, paragraphs in read.items():
        other = [(one.kind, one.level) for one in paragraphs]
        pairs = enumerate(zip_longest(own, other), 1)
        first = next((n for n, (here, there) in pairs if here != there), 0)
        if own and first:
            phrase = Phrase("reason.languages_differ", language_code=code, n=first)
            yield Doubt(language=code, n=first, phrase=phrase)


def of_paragraphs(typed: str, *, language: str) -> Iterator[Doubt]:
    """What is odd about single paragraphs of one language."""
    lines = [on_one_line(line) for line in typed.splitlines()]
    paragraphs = [line for line in lines if line]
    expected, read = 1, read_paragraphs(typed)
    for n, (one, line) in enumerate(zip(read, paragraphs, strict=True), 1):
        if one.kind == OPENING and not one.words.startswith(SPEAKERS.get(language, ("",))):
            yield Doubt(language=language, n=n, phrase=Phrase("textdesk.doubt_opening"))
        has_mark = MARK.match(line) is not None
        found = AT_TOP.match(line) if one.kind == OPERATIVE else None
        if one.kind == OPERATIVE and not has_mark:
            yield Doubt(language=language, n=n, phrase=Phrase("textdesk.doubt_no_mark"))
        if found is not None:
            number = int(found["number"])
            if number != expected:
                facts = {"found": number, "expected": expected}
                yield Doubt(language=language, n=n, phrase=Phrase("textdesk.doubt_number", **facts))
            expected = number + 1
        if one.kind == PREAMBULAR and not one.words.endswith((*COMMAS, ":", ";")):
            yield Doubt(language=language, n=n, phrase=Phrase("textdesk.doubt_no_comma"))
        if one.kind == OPERATIVE and not one.words.endswith((*ENDS, *COMMAS)):
            yield Doubt(language=language, n=n, phrase=Phrase("textdesk.doubt_no_end"))
