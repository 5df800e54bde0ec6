"""What a report tells besides who spoke: titles, figures, dates, sittings, decisions, credits."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hemicycle.press.days import days_in
from hemicycle.press.decisions import decisions_in, reservations_in, stages_in
from hemicycle.press.figures import figures_in
from hemicycle.press.gazetteer import expressions, listed
from hemicycle.press.reading import Proposal
from hemicycle.press.register import Register
from hemicycle.press.sentences import Sentence
from hemicycle.press.sittings import bodies_of, sittings_in
from hemicycle.press.titles import inner, titles_in

VOTES = frozenset({"vote", "votes", "abstention", "abstentions", "ballots"})
CREDIT = re.compile(
    r"\(?(?P<all>(?:photo|picture|image|photograph)s?(?: credit)?s?(?: by| courtesy of)?\s*[:©]?\s*"
    r"|©\s*)(?P<credit>[^)\n]{2,80}?)\)?\.?$",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(r"(?<![\w’'-])[A-Z]{2,6}(?![\w’'-])")
WELL_KNOWN = listed("well_known")
LONGEST_DATELINE = 30  # characters
MOST_SHORT_FORMS = 40  # more than any report explains


def matters_in(
    text: str,
    sentences: Sequence[Sentence],
    *,
    titles: Sequence[Mapping[int, str]],
    register: Register,
) -> Iterator[Proposal]:
    """Everything a report tells that needs no speaker; `titles` are those of each sentence."""
    for sentence, own in zip(sentences, titles, strict=True):
        if sentence.is_credit:
            yield from credit_in(sentence)
        elif not sentence.is_too_long:
            yield from matters_of(text, sentence, own, register=register)
    yield from days_in(text, sentences)
    yield from abbreviations_in(text, sentences)


def matters_of(
    text: str, sentence: Sentence, titles: Mapping[int, str], *, register: Register
) -> Iterator[Proposal]:
    """What one sentence tells without a speaker."""
    yield from titles_in(text, sentence, titles=titles)
    yield from earlier_in(sentence)
    first = next((inner(text, sentence.quotes[n]) for n in titles), "")
    decided = list(decisions_in(sentence, title=first))
    if len(titles) > 1:
        decided = [replace(one, facts={**one.facts, "more": True}) for one in decided]
    yield from (by_its_body(one, sentence, register) for one in decided)
    yield from reservations_in(sentence)
    yield from stages_in(sentence, title=first)
    has_votes = any("yes" in one.facts for one in decided)
    yield from (f for f in figures_in(sentence) if not (has_votes and f.facts["counts"] in VOTES))
    yield from sittings_in(sentence, register)


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


def by_its_body(decided: Proposal, sentence: Sentence, register: Register) -> Proposal:
    """A decision with the one body that the sentence names, unless it was taken elsewhere."""
    bodies = bodies_of(sentence, register)
    if len(bodies) != 1 or decided.facts.get("elsewhere"):
        return decided
    return replace(decided, facts={**decided.facts, "body": bodies.pop()})


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


def abbreviations_in(text: str, sentences: Sequence[Sentence]) -> Iterator[Proposal]:
    """Short forms, with what they stand for where the report tells it."""
    seen: set[str] = set()
    for sentence in sentences:
        if sentence.is_credit or is_shouted(sentence.text):
            continue
        for found in ABBREVIATION.finditer(sentence.text):
            short = found[0]
            if (
                len(seen) >= MOST_SHORT_FORMS
                or short in seen
                or short in WELL_KNOWN
                or begins_report(sentence, found.end())
            ):
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
        and end < LONGEST_DATELINE
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
