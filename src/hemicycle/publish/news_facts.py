"""What a news item tells of a record, fact by fact.

Who rose on a point of order only is not told; nor is anything of a division that is not declared.
A reported session has no acts to tell.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from hemicycle.phrases import text_of
from hemicycle.procedure.assembly import Decision, Words
from hemicycle.procedure.kernel import BodyId, MemberId
from hemicycle.publish.output import Published
from hemicycle.publish.sittings import sittings_of

Kind = Literal[
    "gathered",  # figures: delegations whose credentials were accepted
    "theme",  # title
    "met",  # a body sat
    "chaired",  # a person presided over a body that sat, in the order of presiding
    "spoke",  # a person was given a body's floor to speak; without a person: figures more did
    "decided",  # figures of a roll call: for, against, abstaining, not cast
    "required",  # figures: the votes in favour that adoption asked for, where a plurality lost
    "reserved",  # a delegation, as `person`, recorded a reservation on a decision
    "unverified",  # the present text of the rule that decided a division was not read
    "corrected",  # figures: corrigenda in the minutes
]
MOST_NAMED = 12
# Line breaks and other control characters, and those that turn the direction of a whole line.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]+")
# Quotation marks inside others, as each language sets them.
INNER_MARKS = {
    "en": (("“", "‘"), ("”", "’")),
    "fr": (("«[ \u00a0\u202f]?", "“"), ("[ \u00a0\u202f]?»", "”")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that the item tells; bodies, persons and delegations by their ids.

    `title` is in the language of the item, as it stands between its quotation marks.
    """

    kind: Kind
    body: str = ""
    person: str = ""
    title: str = ""
    method: str = ""
    outcome: str = ""
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a body did in its sittings, as far as the item tells it; persons in their order."""

    presided: dict[MemberId, None] = field(default_factory=dict)
    spoke: dict[MemberId, None] = field(default_factory=dict)


def meetings(published: Published) -> dict[BodyId, Meeting]:
    """The bodies that sat, in the order of their first sittings."""
    sat: dict[BodyId, Meeting] = {}
    for held in sittings_of(published):
        meeting = sat.setdefault(held.body, Meeting())
        meeting.presided.update(held.presided)
        meeting.spoke.update((one.speaker, None) for one in held.speeches if one.is_speech)
    return sat


def facts_of(published: Published) -> tuple[Fact, ...]:
    """All that the item tells, in its order."""
    session, assembly = published.session, published.assembly
    theme = quotable(session.theme, language_of(published))
    themes = (Fact(kind="theme", title=theme),) if theme else ()
    if session.is_reported:
        return themes
    sat = meetings(published)
    decisions = published.decisions
    reported = {report.position for report in assembly.reports}
    corrected = sum(one.corrects not in reported for one in assembly.corrections)
    return (
        Fact(kind="gathered", figures=(len(assembly.delegations),)),
        *themes,
        *(fact for body, meeting in sat.items() for fact in met(body, meeting)),
        *(fact for body, meeting in sat.items() for fact in spoke(body, meeting)),
        *(fact for decision in decisions for fact in decided(published, decision)),
        *unverified(published, decisions),
        *((Fact(kind="corrected", figures=(corrected,)),) if corrected else ()),
    )


def met(body: BodyId, meeting: Meeting) -> Iterator[Fact]:
    """That a body sat, and who presided."""
    yield Fact(kind="met", body=body)
    for person in meeting.presided:
        yield Fact(kind="chaired", body=body, person=person)


def spoke(body: BodyId, meeting: Meeting) -> Iterator[Fact]:
    """Who spoke first, by name, and how many others did."""
    speakers = list(meeting.spoke)
    for person in speakers[:MOST_NAMED]:
        yield Fact(kind="spoke", body=body, person=person)
    if others := len(speakers[MOST_NAMED:]):
        yield Fact(kind="spoke", body=body, figures=(others,))


def decided(published: Published, decision: Decision) -> Iterator[Fact]:
    """One decision with its figures and the reservations on it."""
    body, title = decision.question.body, title_of(published, decision)
    division = published.declared.get(decision.division)
    figures: tuple[int, ...] = ()
    if division is not None:
        tally, figures = division.tally, division.sums
    yield Fact(
        kind="decided",
        body=body,
        title=title,
        method=decision.method,
        outcome=decision.outcome,
        figures=figures,
    )
    if (
        division
        and decision.outcome == "rejected"
        and 0 < tally.for_votes >= tally.against_votes
        and not division.casting_vote
    ):
        required = (division.required_votes,)
        yield Fact(kind="required", body=body, title=title, figures=required)
    for delegation in decision.reservations:
        yield Fact(kind="reserved", body=body, person=delegation, title=title)


def unverified(published: Published, decisions: Iterable[Decision]) -> list[Fact]:
    """The divisions whose rule was not read in the text in force."""
    titles = [
        title_of(published, one)
        for one in decisions
        if one.division and not one.question.is_verified
    ]
    return [Fact(kind="unverified", title=title) for title in dict.fromkeys(titles)]


def language_of(published: Published) -> str:
    """The language of the item: the one asked for, or else English."""
    return published.phrases.language_found("news.theme", published.language)


def title_of(published: Published, decision: Decision) -> str:
    """The title of what was decided, as it stands between quotation marks."""
    return quotable(decision.question.title, language_of(published))


def quotable(title: Words, language: str) -> str:
    """A title on one line, whose own quotation marks cannot end those around it."""
    text = one_line(text_of(title, language)[1])
    for pattern, inner in INNER_MARKS.get(language, ()):
        text = re.sub(pattern, inner, text)
    return text


def one_line(text: str) -> str:
    """A text that cannot break the line it stands in, or turn it round."""
    return UNPRINTABLE.sub(" ", text).strip()
