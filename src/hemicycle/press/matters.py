"""What a report tells besides who spoke: titles, figures, dates, sittings, decisions, credits."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial

from hemicycle.press.days import days_in
from hemicycle.press.decisions import decisions_in, stages_in
from hemicycle.press.figures import figures_in
from hemicycle.press.gazetteer import any_of, expressions, gazetteer
from hemicycle.press.quotes import Quote
from hemicycle.press.reading import Proposal
from hemicycle.press.register import Register
from hemicycle.press.sentences import Sentence
from hemicycle.press.sittings import sittings_in

VOTES = frozenset({"vote", "votes", "abstention", "abstentions", "ballots"})
BEFORE_TITLE = 90  # characters in which the noun before a title is looked for
CREDIT = re.compile(
    r"\(?(?P<all>(?:photo|picture|image|photograph)s?(?: credit)?s?(?: by| courtesy of)?\s*[:©]?\s*"
    r"|©\s*)(?P<credit>[^)\n]{2,80}?)\)?\.?$",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(r"(?<![\w’'-])[A-Z]{2,6}(?![\w’'-])")
WELL_KNOWN = frozenset(
    {
        "UN",
        "EU",
        "MP",
        "MEP",
        "PM",
        "AM",
        "TV",
        "US",
        "UK",
        "USA",
        "UAE",
        "OK",
        "UTC",
        "GMT",
        "AI",
        "NGO",
        "DR",
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "HE",
    }
)
THEME_IS = re.compile(r"\btheme of the general debate (?:is|was)\s*$")
TITLES_JOINED = re.compile(r",?\s*(?:and|,)\s*")
LITTLE = frozenset({"of", "and", "the", "for", "on", "in", "to", "de"})


def matters_in(
    text: str, sentences: Sequence[Sentence], *, register: Register
) -> Iterator[Proposal]:
    """Everything a report tells that needs no speaker."""
    for sentence in sentences:
        if sentence.is_credit:
            yield from credit_in(sentence)
            continue
        yield from titles_in(text, sentence)
        yield from earlier_in(sentence)
        title_of = partial(title_pattern, text, sentence)
        decided = list(decisions_in(text, sentence, title_of=title_of))
        yield from decided
        yield from stages_in(text, sentence, title_of=title_of)
        has_votes = any("yes" in one.facts for one in decided)
        yield from (
            f for f in figures_in(sentence) if not (has_votes and f.facts["counts"] in VOTES)
        )
        yield from sittings_in(sentence, register)
    yield from days_in(text, sentences)
    yield from abbreviations_in(text, sentences)


def credit_in(sentence: Sentence) -> Iterator[Proposal]:
    """Whose picture it is."""
    found = CREDIT.match(sentence.text)
    if found:
        yield Proposal(
            start=sentence.start,
            end=sentence.end,
            text=sentence.text,
            kind="picture_credit",
            pattern="credit.line",
            status="stated",
            facts={"credit": found["credit"].strip(" .:")},
        )


def earlier_in(sentence: Sentence) -> Iterator[Proposal]:
    """That the report repeats what was told before."""
    for name, pattern, _ in expressions("earlier"):
        for found in pattern.finditer(sentence.text):
            yield Proposal(
                start=sentence.start + found.start(),
                end=sentence.start + found.end(),
                text=found[0],
                kind="earlier",
                pattern=f"earlier.{name}",
                status="stated",
            )
            return


def titles_in(text: str, sentence: Sentence) -> Iterator[Proposal]:
    """Quotation marks that name a theme or a text."""
    for quote in sentence.quotes:
        pattern = title_pattern(text, sentence, quote)
        if pattern:
            end = quote.inner_start + len(inner(text, quote))
            yield Proposal(
                start=quote.inner_start,
                end=end,
                text=text[quote.inner_start : end],
                kind="title",
                pattern=f"title.{pattern}",
                status="stated",
                facts={"of": "theme" if pattern == "theme" else text_noun(text, sentence, quote)},
            )


def inner(text: str, quote: Quote) -> str:
    """The words of a quotation without the comma that only belongs to the sentence around it."""
    return text[quote.inner_start : quote.inner_end].rstrip(" ,.;")


@cache
def title_nouns() -> dict[str, re.Pattern[str]]:
    """What stands before a title, by the pattern it makes; the last one stands behind it."""
    nouns = gazetteer().titles
    theme, debate, texts = (any_of(nouns[k]) for k in ("of_theme", "of_debate", "of_text"))
    named = any_of(nouns["named_by"])
    link = r"(?:[\s,:–—(-]|\bis\b|\bwas\b|\bon\b|\bthe\b|\bof\b)*"
    return {
        "theme": re.compile(
            rf"\b(?:{theme})s?\b(?:\s+(?:of|for|chosen|set)\s[^.;“”‘]{{0,60}}?)?{link}$"
            rf"|\bgeneral\s+debate\b{link}$",
            re.IGNORECASE,
        ),
        "text": re.compile(
            rf"\b(?P<noun>{texts})s?\b(?:\s+[A-Z]-?[IVX\d]+/\S+)?{link}(?:(?:{named}){link})?$",
            re.IGNORECASE,
        ),
        "named": re.compile(
            rf"(?:\b(?P<noun>{texts}|{debate})\b[^.;]{{0,60}})?\b(?:{named}){link}$", re.IGNORECASE
        ),
        "behind": re.compile(rf"[\s,]*(?P<noun>{texts})\b", re.IGNORECASE),
        "decided": re.compile(
            r"\b(?:adopted|rejected|approved|endorsed|passed|debated|discussed|considered"
            r"|took up|withdrew|put to the vote)\b\s+(?:the\s+)?$",
            re.IGNORECASE,
        ),
        "was_decided": re.compile(
            r"[\s,]*(?:(?:was|were|is|has been|had been)\s+(?:then\s+|also\s+)?)?"
            r"(?:adopted|rejected|approved|endorsed|carried|defeated|lost|withdrawn|debated"
            r"|put to the vote|under discussion)\b",
            re.IGNORECASE,
        ),
    }


def title_pattern(text: str, sentence: Sentence, quote: Quote) -> str:
    """The pattern by which a quotation is a title, or nothing.

    Note: a title begins with a capital letter or a figure, and is no sentence of its own.
    """
    words = inner(text, quote)
    if not words or not quote.is_whole:
        return ""
    before = text[max(sentence.start, quote.start - BEFORE_TITLE) : quote.start]
    behind = text[quote.end : min(sentence.end, quote.end + BEFORE_TITLE)]
    nouns = title_nouns()
    if nouns["decided"].search(before) or nouns["was_decided"].match(behind):
        return "text"
    if not (words[0].isupper() or words[0].isdigit()):
        return "theme" if THEME_IS.search(before) else ""
    for name in ("theme", "text", "named"):
        if nouns[name].search(before):
            return name
    joined = next(
        (q for q in sentence.quotes if TITLES_JOINED.fullmatch(text, q.end, quote.start)), None
    )
    if joined is not None:
        return title_pattern(text, sentence, joined)
    if nouns["behind"].match(behind) and is_capital(words):
        return "text"
    return ""


def is_capital(words: str) -> bool:
    """Whether all words of weight begin with a capital letter."""
    heavy = [w for w in re.findall(r"[^\W\d_]+", words) if w.casefold() not in LITTLE]
    return len(heavy) > 1 and all(w[0].isupper() for w in heavy)


def text_noun(text: str, sentence: Sentence, quote: Quote) -> str:
    """What kind of text a title names, as the report calls it."""
    before = text[max(sentence.start, quote.start - BEFORE_TITLE) : quote.start]
    behind = text[quote.end : min(sentence.end, quote.end + BEFORE_TITLE)]
    nouns = title_nouns()
    found = nouns["text"].search(before) or nouns["named"].search(before)
    found = found or nouns["behind"].match(behind)
    return (found["noun"] or "text").casefold() if found else "text"


def abbreviations_in(text: str, sentences: Sequence[Sentence]) -> Iterator[Proposal]:
    """Short forms, with what they stand for where the report tells it."""
    seen: set[str] = set()
    for sentence in sentences:
        if sentence.is_credit or is_shouted(sentence.text):
            continue
        for found in ABBREVIATION.finditer(sentence.text):
            short = found[0]
            if short in seen or short in WELL_KNOWN or begins_report(sentence, found.end()):
                continue
            seen.add(short)
            meaning, is_stated = meaning_of(short, text)
            yield Proposal(
                start=sentence.start + found.start(),
                end=sentence.start + found.end(),
                text=short,
                kind="abbreviation",
                pattern="abbreviation.defined" if is_stated else "abbreviation.initials",
                status="stated" if is_stated else "inferred" if meaning else "unresolved",
                facts={"stands_for": meaning} if meaning else {},
            )


def begins_report(sentence: Sentence, end: int) -> bool:
    """Whether capitals stand where a dateline does."""
    return (
        sentence.paragraph == 0
        and bool(re.match(r"[A-Z ,'-]*(?:\([^)]*\)\s*)?[,–—-]", sentence.text[: end + 3]))
        and end < BEFORE_TITLE // 3
    )


def is_shouted(text: str) -> bool:
    """Whether a line is written in capitals, as headlines are."""
    letters = [sign for sign in text if sign.isalpha()]
    return bool(letters) and 2 * sum(sign.isupper() for sign in letters) > len(letters)


def meaning_of(short: str, text: str) -> tuple[str, bool]:
    """The words whose first letters make a short form, and whether it is told beside them."""
    letters = r"[\s-]+(?:of\s+|and\s+|the\s+|for\s+|on\s+)*".join(
        rf"{letter}[^\W\d_]+" for letter in short
    )
    found = re.search(rf"\b({letters})\s*\(\s*{short}\s*\)", text)
    if found:
        return " ".join(found[1].split()), True
    found = re.search(rf"\b{letters}\b", text)
    return (" ".join(found[0].split()), False) if found else ("", False)
