"""Which quotation marks name a theme or a text, and say nothing."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from hemicycle.press.gazetteer import any_of, gazetteer
from hemicycle.press.quotes import Quote
from hemicycle.press.reading import Proposal
from hemicycle.press.sentences import Sentence

BEFORE_TITLE = 90  # characters in which the noun before a title is looked for
THEME_IS = re.compile(r"\btheme of the general debate (?:is|was)\s*$")
THEME = re.compile(r"\b(?:theme|general debate)\b", re.IGNORECASE)
OTHER_THEME = re.compile(
    r"\b(?:not|never|next|last|previous|committees?|commission|exhibition|forum|workshop)\b",
    re.IGNORECASE,
)
TITLES_JOINED = re.compile(r",?\s*(?:and|,)\s*")
LITTLE = frozenset({"of", "and", "the", "for", "on", "in", "to", "de"})


def titles_of(text: str, sentence: Sentence) -> Mapping[int, str]:
    """The quotations of a sentence that are titles, each with its pattern.

    Note: what is joined to a title by "and" or a comma is one too.
    """
    found: dict[int, str] = {}
    for number, quote in enumerate(sentence.quotes):
        pattern = title_pattern(text, sentence, quote)
        before = sentence.quotes[number - 1] if number else None
        if not pattern and before is not None and number - 1 in found:
            is_joined = TITLES_JOINED.fullmatch(text, before.end, quote.start)
            starts = inner(text, quote)[:1]
            pattern = found[number - 1] if is_joined and not starts.islower() else ""
        if pattern:
            found[number] = pattern
    return found


def titles_in(text: str, sentence: Sentence, *, titles: Mapping[int, str]) -> Iterator[Proposal]:
    """The titles of a sentence, as proposals."""
    for number, pattern in titles.items():
        quote = sentence.quotes[number]
        noun = text_noun(text, sentence, quote)
        end = quote.inner_start + len(inner(text, quote))
        yield Proposal(
            start=quote.inner_start,
            end=end,
            text=text[quote.inner_start : end],
            kind="title",
            pattern=f"title.{pattern}",
            status="stated",
            facts={"of": theme_of(sentence, quote) if pattern == "theme" else noun},
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
    if nouns["behind"].match(behind) and is_capital(words):
        return "text"
    return ""


def theme_of(sentence: Sentence, quote: Quote) -> str:
    """Whose theme a title is: that of the debate, or of something else that has one."""
    before = sentence.text[: quote.start - sentence.start]
    is_other = OTHER_THEME.search(before[before.casefold().rfind("theme") :])
    return "theme" if THEME.search(before) and not is_other else "other theme"


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
