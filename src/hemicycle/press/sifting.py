"""What is left of all proposals, each once; near names; and what nothing understood."""

from collections.abc import Iterator, Sequence

from hemicycle.press.people import People, Person
from hemicycle.press.reading import Proposal
from hemicycle.press.sentences import Sentence


def near_names(text: str, people: People) -> Iterator[Proposal]:
    """Names that are nearly the same: a warning, and the question whether they are one person's."""
    for first, second in people.near():
        yield near_name(text, second, other=first.full_name)
    for person, label in people.near_registered():
        yield near_name(text, person, other=label)


def near_name(text: str, person: Person, *, other: str) -> Proposal:
    """One name with the other that it nearly is."""
    start = min(person.places)
    end = start + len(person.full_name)
    return Proposal(
        start=start,
        end=end,
        text=text[start:end],
        kind="name",
        person=person.full_name,
        pattern="name.nearly_the_same",
        status="unresolved",
        facts={"near": other},
    )


def unread_of(sentences: Sequence[Sentence], proposals: Sequence[Proposal]) -> Iterator[Sentence]:
    """The sentences in which nothing was understood; both are in the order of the report."""
    reach, number = 0, 0  # how far the proposals reach that begin before a sentence ends
    for sentence in sentences:
        while number < len(proposals) and proposals[number].start < sentence.end:
            reach = max(reach, proposals[number].end)
            number += 1
        if reach <= sentence.start:
            yield sentence


def unlike(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals, each once."""
    return list({(p.start, p.end, p.kind, p.person, p.pattern): p for p in proposals}.values())


def without_headlines(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals without decisions that a headline tells, where the text tells them fully."""
    full = {p.facts.get("title") for p in proposals if p.kind == "decision" and "method" in p.facts}
    return [
        p
        for p in proposals
        if p.kind != "decision" or "method" in p.facts or p.facts.get("title") not in full
    ]
