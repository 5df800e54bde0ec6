"""What a report says was decided, how, and by which figures; and how far a text has come."""

import re
from collections.abc import Iterator

from hemicycle.press.figures import NUMERAL, number_of
from hemicycle.press.gazetteer import any_of, decided, expressions
from hemicycle.press.reading import Fact, Proposal
from hemicycle.press.sentences import Sentence

TEXT = re.compile(rf"\b(?:{any_of(decided('texts'))})s?\b", re.IGNORECASE)
OUTCOME = re.compile(
    rf"\b(?:(?P<adopted>{any_of(decided('adopted'))})"
    rf"|(?P<rejected>{any_of(decided('rejected'))}))\b",
    re.IGNORECASE,
)
NOT_DONE = re.compile(rf"\b(?:{any_of(decided('not_done'))})\s+(?:\w+ly\s+)?$", re.IGNORECASE)
LONGEST_LEAD = 30  # characters before a verb in which "not" or "will be" may stand
NUM = rf"(?<![\d,.\u00a0\u202f]){NUMERAL}"
FIGURES = (
    re.compile(
        rf"(?P<yes>{NUM})(?: votes?)?(?: in favou?r)? (?:to|against) (?P<no>{NUM})"
        rf"(?:(?: votes?)?,? ?(?:with|and|,) (?P<abstain>{NUM}|no) (?:abstentions?|abstaining))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<yes>{NUM}) (?:votes? )?(?:in favou?r|for|yes)[,;]? "
        rf"(?:and )?(?P<no>{NUM}) (?:votes? )?(?:against|no)"
        rf"(?:,? (?:and|with) (?P<abstain>{NUM}|no) (?:abstentions?|abstaining|abstained))?",
        re.IGNORECASE,
    ),
)
NOT_CAST = re.compile(rf"\b(?P<not_cast>{NUM}) votes? (?:was|were) not cast\b", re.IGNORECASE)
ELSEWHERE = re.compile(r"\b(?:UN|U\.N\.|United Nations|General Assembly|Security Council)\b")
UNANIMOUS = re.compile(
    r"\bunanimous(?:ly)?\s+(?:[\w’'-]+\s+){0,6}?"
    r"(?:resolution|motion|text|decision|declaration|support|vote)\b",
    re.IGNORECASE,
)


def decisions_in(sentence: Sentence, *, title: str) -> Iterator[Proposal]:
    """The decision that a sentence tells, outside of quotations; `title` is the first it names.

    Note: "unanimously" is the reporter's word for adoption without a vote, never a tally.
    """
    plain = sentence.unquoted()
    facts = decided_facts(plain)
    for found in OUTCOME.finditer(plain):
        if NOT_DONE.search(plain[max(0, found.start() - LONGEST_LEAD) : found.start()]):
            continue
        noun = TEXT.search(plain)
        if not title and not (noun and facts):
            continue
        told: dict[str, Fact] = {"outcome": "adopted" if found["adopted"] else "rejected"}
        if title:
            told["title"] = title
        elif noun:
            told["about"] = noun[0].casefold()
        yield proposal(sentence, "decision.told", facts={**told, **facts})
        return
    yield from unanimous_words(sentence, plain)


def decided_facts(plain: str) -> dict[str, Fact]:
    """How it was decided, and the figures, from a text without its quotations."""
    facts: dict[str, Fact] = {}
    for method, pattern, _ in expressions("method"):
        if pattern.search(plain):
            facts["method"] = method
            break
    for pattern in FIGURES:
        found = pattern.search(plain)
        if found:
            facts["yes"], facts["no"] = number_of(found["yes"]), number_of(found["no"])
            facts["method"] = "division"
            if found["abstain"]:
                facts["abstain"] = number_of(found["abstain"])
            break
    unused = NOT_CAST.search(plain)
    if unused and "yes" in facts:
        facts["not_cast"] = number_of(unused["not_cast"])
    if ELSEWHERE.search(plain):
        facts["elsewhere"] = True
    return facts


def reservations_in(sentence: Sentence) -> Iterator[Proposal]:
    """Who kept a distance from a decision: "Ambrusk recorded a reservation"."""
    for name, pattern, _ in expressions("reserved"):
        found = pattern.match(sentence.unquoted())
        if found:
            yield Proposal(
                start=sentence.start,
                end=sentence.start + found.end(),
                text=found[0],
                kind="decision",
                pattern=f"reserved.{name}",
                status="stated",
                facts={"reserved": found["reserved"].strip()},
            )


def unanimous_words(sentence: Sentence, plain: str) -> Iterator[Proposal]:
    """The word "unanimously" beside a text, without figures: it counts nothing."""
    for found in UNANIMOUS.finditer(plain):
        facts: dict[str, Fact] = {"method": "unanimously"}
        if ELSEWHERE.search(plain):
            facts["elsewhere"] = True
        yield Proposal(
            start=sentence.start + found.start(),
            end=sentence.start + found.end(),
            text=found[0],
            kind="decision",
            pattern="decision.word_without_figures",
            status="unresolved",
            facts=facts,
        )


def proposal(sentence: Sentence, pattern: str, *, facts: dict[str, Fact]) -> Proposal:
    """A decision told by a whole sentence."""
    return Proposal(
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        kind="decision",
        pattern=pattern,
        status="unresolved" if facts.get("method") == "unanimously" else "stated",
        facts=facts,
    )


def stages_in(sentence: Sentence, *, title: str) -> Iterator[Proposal]:
    """How far a text has come; `title` is the first that the sentence names."""
    plain = sentence.unquoted()
    if not sentence.quotes and not TEXT.search(plain):
        return
    for name, pattern, _ in expressions("stage"):
        found = pattern.search(plain)
        if found:
            facts: dict[str, Fact] = {"stage": "under_discussion"}
            yield Proposal(
                start=sentence.start + found.start(),
                end=sentence.start + found.end(),
                text=found[0].strip(),
                kind="stage",
                pattern=f"stage.{name}",
                status="stated",
                facts={**facts, "title": title} if title else facts,
            )
            return
