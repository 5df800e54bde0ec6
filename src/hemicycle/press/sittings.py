"""Which bodies sat, as a report tells it; those of other houses are kept apart."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hemicycle.press.gazetteer import any_of, gazetteer, toml
from hemicycle.press.reading import Fact, Proposal, Span
from hemicycle.press.register import Register
from hemicycle.press.sentences import Sentence

# What ends the name of a body: "the Committee on Water met".
AFTER_BODY = (
    "saw|met|meets|sat|was|were|is|has|had|held|opened|convened|assembled|gathered|and then|then"
    "|also|later|in the|with|chaired|adopted|rejected|heard|said|will|would|to|on|at"
)

NOT_SAT = re.compile(r"\b(?:neither|nor|not|never)\b", re.IGNORECASE)


@lru_cache(maxsize=64)
def body_name(titles: tuple[str, ...]) -> str:
    """A pattern for the name of a body, as reports write it; `titles` are those of the register."""
    body = any_of(gazetteer().bodies)
    named = (
        rf"(?:[Ss]tanding |[Jj]oint |[Ss]elect |[Dd]rafting )?(?:{body}|{body.title()})s?"
        rf"(?: (?:on|for|of)(?: (?!(?:{AFTER_BODY})\b)[^,.;:()“”‘\"\s]{{1,40}}+){{1,8}}+)?"
    )
    name = rf"(?:lower |upper |first |second )?(?:(?!The |A |An )[A-Z][\w’'-]+ ){{0,4}}{named}"
    return f"(?:{'|'.join(map(re.escape, titles))}|{name})" if titles else f"(?:{name})"


def body_near(
    sentence: Sentence, place: Span, register: Register, *, without: Sequence[Span] = ()
) -> str:
    """The body that a clause names nearest to a stretch of it, outside of some stretches."""
    start, end = place.start - sentence.start, place.end - sentence.start
    begin = sentence.text.rfind(";", 0, max(start, 0)) + 1
    stop = sentence.text.find(";", end)
    found = [
        (min(abs(one.end() - start), abs(one.start() - end)), one[0].strip())
        for one in bodies_in(sentence, register)
        if begin <= one.start()
        and (stop < 0 or one.end() <= stop)
        and not any(s.start <= sentence.start + one.start() < s.end for s in without)
    ]
    return min(found)[1] if found else ""


def bodies_in(sentence: Sentence, register: Register) -> Iterator[re.Match[str]]:
    """The bodies that a sentence names, outside of quotations."""
    for one in re.finditer(rf"\b{body_name(register.body_titles)}", sentence.text):
        if not any(q.start <= sentence.start + one.start() < q.end for q in sentence.quotes):
            yield one


def bodies_of(sentence: Sentence, register: Register) -> set[str]:
    """The different bodies that a sentence names, by their names."""
    return {one[0].strip() for one in bodies_in(sentence, register)}


@lru_cache(maxsize=64)
def sitting_patterns(titles: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How a report tells that a body sat."""
    name = body_name(titles)
    macros = {"BODY": f"(?P<body>{name})", "LIST": f"(?P<list>{name}(?:,[^.;]{{3,200}}))"}
    return tuple(
        (told, re.compile(re.sub("BODY|LIST", lambda found: macros[found[0]], pattern)))
        for told, (pattern, _) in toml("patterns.toml")["sitting"].items()
    )


def sittings_in(sentence: Sentence, register: Register) -> Iterator[Proposal]:
    """The sittings that a sentence tells."""
    for name, pattern in sitting_patterns(register.body_titles):
        found = pattern.search(sentence.text)
        if found is None or NOT_SAT.search(sentence.text[: found.end()]):
            continue
        if name == "listed":
            yield from listed(sentence, found)
            return
        if not any(q.start <= sentence.start + found.start() < q.end for q in sentence.quotes):
            yield sitting(sentence, found.start("body"), found["body"].strip(), pattern=name)
        return


def listed(sentence: Sentence, found: re.Match[str]) -> Iterator[Proposal]:
    """Several bodies in a row: "Committees on peace and security, sustainable development"."""
    start = found.start("list")
    place = 0
    for part in re.split(r"(,\s*(?:and\s+)?)", found["list"]):
        if part and not part.startswith(",") and part.strip():
            told = part.strip()
            yield sitting(sentence, start + place, told, pattern="listed")
        place += len(part)


def sitting(sentence: Sentence, at: int, body: str, *, pattern: str) -> Proposal:
    """One body that sat."""
    start = sentence.start + at
    facts: dict[str, Fact] = {"body": body}
    if is_elsewhere(body):
        facts["elsewhere"] = True
    return Proposal(
        start=start,
        end=start + len(body),
        text=body,
        kind="meeting",
        pattern=f"sitting.{pattern}",
        status="stated",
        facts=facts,
    )


def is_elsewhere(body: str) -> bool:
    """Whether a body is a parliament's own and not the assembly's."""
    return bool(re.search(rf"\b(?:{any_of(gazetteer().elsewhere)})\b", body, re.IGNORECASE))
