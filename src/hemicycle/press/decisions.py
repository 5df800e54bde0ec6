"""What a report says was decided, how, and by which figures; and how far a text has come."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from hemicycle.press.figures import BOUNDS, NUMERAL, number_of
from hemicycle.press.gazetteer import any_of, decided, expressions, gazetteer
from hemicycle.press.reading import Fact, Proposal
from hemicycle.press.sentences import Sentence

TEXT = re.compile(rf"\b(?:{any_of(decided('texts'))})s?\b", re.IGNORECASE)
OUTCOME = re.compile(
    rf"\b(?:(?P<adopted>{any_of(decided('adopted'))})"
    rf"|(?P<rejected>{any_of(decided('rejected'))}))\b",
    re.IGNORECASE,
)
NOT_DONE = re.compile(rf"\b(?:{any_of(decided('not_done'))})\s+(?:\w+ly\s+)?$", re.IGNORECASE)
LONGEST_ON = 6  # characters between "a reservation" and the title: " on “"
LONGEST_LEAD = 30  # characters before a verb in which "not" or "will be" may stand
NUM = rf"(?<![\d,.\u00a0\u202f]){NUMERAL}"
UNCOUNTED = frozenset({"consensus", "acclamation", "without_vote"})
MODIFIERS = [word for kind in BOUNDS for word in gazetteer().figures[kind]]
MODIFIED = re.compile(rf"\b(?:{any_of(MODIFIERS)})\s+$", re.IGNORECASE)
UNREAL = re.compile(rf"\b(?:{any_of(decided('unreal'))})\b|n['’]t\b", re.IGNORECASE)
PART = re.compile(rf"\b(?:{any_of(decided('parts'))})s?\s+(?:to|of|on)\b", re.IGNORECASE)
MORE = re.compile(rf"\b(?:{any_of(decided('voting'))})(?!\w)|\d\s?[-–]\s?\d|%", re.IGNORECASE)
ELSEWHERE = re.compile(r"\b(?:UN|U\.N\.|United Nations|General Assembly|Security Council)\b")
UNANIMOUS = re.compile(
    r"\bunanimous(?:ly)?\s+(?:[\w’'-]+\s+){0,6}?"
    r"(?:resolution|motion|text|decision|declaration|support|vote)\b",
    re.IGNORECASE,
)


@cache  # with numbers in words these are long: a tenth of a second, for whoever reads a report
def figures() -> tuple[re.Pattern[str], ...]:
    """How the votes for and against are told."""
    one_to_other = (
        rf"(?P<yes>{NUM})(?: votes?)?(?: in favou?r)? (?:to|against) (?P<no>{NUM})"
        rf"(?:(?: votes?)?,? ?(?:with|and|,) (?P<abstain>{NUM}|no) (?:abstentions?|abstaining))?"
    )
    for_and_against = (
        rf"(?P<yes>{NUM}) (?:votes? )?(?:in favou?r|for|yes)[,;]? "
        rf"(?:and )?(?P<no>{NUM}) (?:votes? )?(?:against|no)"
        rf"(?:,? (?:and|with) (?P<abstain>{NUM}|no) (?:abstentions?|abstaining|abstained))?"
    )
    return tuple(re.compile(one, re.IGNORECASE) for one in (one_to_other, for_and_against))


@cache
def not_cast() -> re.Pattern[str]:
    """How votes that were not cast are told."""
    return re.compile(rf"\b(?P<not_cast>{NUM}) votes? (?:was|were) not cast\b", re.IGNORECASE)


def decisions_in(sentence: Sentence, *, title: str) -> Iterator[Proposal]:
    """The decision that a sentence tells, outside of quotations; `title` is the first it names.

    Note: "unanimously" is the reporter's word for adoption without a vote, never a tally.
    """
    plain = sentence.unquoted()
    facts = decided_facts(plain)
    outcomes = [one for one in OUTCOME.finditer(plain) if is_done(plain, one)]
    for found in outcomes:
        noun = TEXT.search(plain)
        if not title and not (noun and facts.keys() - {"more"}):
            continue
        told: dict[str, Fact] = {"outcome": "adopted" if found["adopted"] else "rejected"}
        if title:
            told["title"] = title
        elif noun:
            told["about"] = noun[0].casefold()
        if len({bool(one["adopted"]) for one in outcomes}) > 1:
            told["more"] = True
        yield proposal(sentence, "decision.told", facts={**told, **facts})
        return
    yield from unanimous_words(sentence, plain)


def is_done(plain: str, verb: re.Match[str]) -> bool:
    """Whether it was the text itself, and was really decided: "nearly adopted" was not."""
    lead = plain[max(0, verb.start() - LONGEST_LEAD) : verb.start()]
    clause = re.split(r"[;:]", plain[: verb.start()])[-1]
    is_asked = plain.rstrip().endswith("?") or plain.lstrip().startswith("Had ")
    return not (is_asked or NOT_DONE.search(lead) or UNREAL.search(clause) or PART.search(plain))


def decided_facts(plain: str) -> dict[str, Fact]:
    """How it was decided, and the figures, from a text without its quotations.

    Note: `more` tells that the text says something of the vote that was not understood.
    """
    facts: dict[str, Fact] = {}
    rest = plain
    for method, pattern, _ in expressions("method"):
        if pattern.search(plain):
            facts["method"] = method
            rest = pattern.sub(" ", plain)
            break
    found = next((told for pattern in figures() if (told := pattern.search(rest))), None)
    if found and facts.get("method") in UNCOUNTED:
        facts["more"] = True
    elif found and not MODIFIED.search(rest[: found.start()]):
        facts |= figures_of(found)
        rest = rest[: found.start()] + rest[found.end() :]
    unused = not_cast().search(rest)
    if unused and "yes" in facts:
        facts["not_cast"] = number_of(unused["not_cast"])
        rest = rest.replace(unused[0], " ")
    if MORE.search(rest):
        facts["more"] = True
    if ELSEWHERE.search(plain):
        facts["elsewhere"] = True
    return facts


def figures_of(found: re.Match[str]) -> dict[str, Fact]:
    """The votes for and against, and the abstentions where they are told."""
    facts: dict[str, Fact] = {"method": "division"}
    facts |= {key: number_of(told) for key, told in found.groupdict().items() if told}
    return facts


def reservations_in(sentence: Sentence) -> Iterator[Proposal]:
    """Who kept a distance from a decision: "Ambrusk recorded a reservation on “Water”"."""
    for name, pattern, _ in expressions("reserved"):
        found = pattern.match(sentence.unquoted())
        if found:
            end = sentence.start + found.end()
            after = [q for q in sentence.quotes if end <= q.start <= end + LONGEST_ON]
            titles = [
                sentence.text[q.inner_start - sentence.start : q.inner_end - sentence.start]
                for q in after
            ]
            on: dict[str, Fact] = {"title": titles[0].rstrip(" ,.;")} if titles else {}
            yield Proposal(
                start=sentence.start,
                end=end,
                text=found[0],
                kind="decision",
                pattern=f"reserved.{name}",
                status="stated",
                facts={"reserved": found["reserved"].strip(), **on},
            )


def with_titles(proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """Proposals in their order; a reservation without a title is on the decision told before it."""
    title: Fact = ""
    for one in proposals:
        title = one.facts.get("title", title) if one.kind == "decision" else title
        is_bare = "reserved" in one.facts and "title" not in one.facts and title
        yield replace(one, facts={**one.facts, "title": title}) if is_bare else one


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
