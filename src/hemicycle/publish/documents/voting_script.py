"""The voting script of a text: what the Chair puts, in which order, and what falls with what."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hemicycle.procedure.assembly import Amendment
from hemicycle.procedure.rules.amendments import CARRIED, REJECTED, why_falls
from hemicycle.procedure.rules.consent import ADOPTED
from hemicycle.procedure.rules.consolidation import DELETE, MOVE
from hemicycle.procedure.rules.lodged_texts import is_from_gender_perspective, text_outcome
from hemicycle.publish.documents.amendments_paper import advice
from hemicycle.publish.documents.changes_told import marked, wordings
from hemicycle.publish.documents.document import (
    NOTHING,
    Block,
    Clause,
    Document,
    Heading,
    Note,
    Paragraph,
    Table,
)
from hemicycle.publish.documents.document import Text as Said
from hemicycle.publish.documents.formats import outputs
from hemicycle.publish.documents.frame import framed
from hemicycle.publish.documents.texts_told import Telling, parts, telling
from hemicycle.publish.output import Published

NAME = "voting-script"
OUTCOMES = (("adopted", CARRIED), (REJECTED, REJECTED))


def document(published: Published) -> Document:
    """The script for what is still open of the text of a part."""
    told = telling(published)
    bare = framed(
        told.wording,
        title=told.words("voting_script"),
        subtitle=told.title,
        symbol=told.text.symbol,
        blocks=blocks(told),
    )
    return replace(bare, facts=told.facts())


def blocks(told: Telling) -> Iterator[Block]:
    """Amendment by amendment, then the text as a whole, then a table for the results."""
    wording, text = told.wording, told.text
    if text_outcome(wording.published.assembly, text) or text.withdrawn_at:
        yield Paragraph(text=told.say("nothing_to_put"))
        return
    found = told.still_open()
    rule_key = "amendments.order"
    rules = wording.published.rules
    yield Note(text=told.say("order_note"))
    yield from wording.rule_named(rule_key, is_verified=rules.is_verified(rule_key))
    listed = told.on_list()
    yield from without_a_vote(told, listed)
    for number, one in enumerate(found, 1):
        yield from put(told, one, number=number)
        if one.number in listed:
            yield Note(text=told.proposed(listed[one.number]))
    yield Paragraph(text=told.say("put_whole", symbol=text.symbol), number=len(found) + 1)
    if found:
        yield Heading(level=1, text=told.say("results"), anchor="results")
        yield results(told, found)


def without_a_vote(told: Telling, listed: Mapping[int, str]) -> Iterator[Block]:
    """What the Chair says first where a list is to be decided without a vote."""
    if listed:
        adopted, rejected = (
            ", ".join(str(number) for number, one in listed.items() if one == outcome)
            for outcome in (ADOPTED, REJECTED)
        )
        facts = {"adopted": adopted, "rejected": rejected}
        yield Paragraph(text=told.wording.said("consent.say", facts), anchor="list")


def put(told: Telling, one: Amendment, *, number: int) -> Iterator[Block]:
    """One amendment: the sentence to read, its words, the advice, and what follows."""
    sentence = told.say(
        f"put_{one.does}",
        number=one.number,
        mover=told.mover(one).plain,
        where=told.place_of(one).plain,
        to=one.to or "",
        after=told.after(one).plain,
    )
    yield Paragraph(text=sentence, number=number, anchor=f"amendment-{one.number}")
    if is_from_gender_perspective(told.wording.published.rules, one):
        yield Paragraph(text=told.wording.said("groups.say_gender_perspective", {}))
    if one.does not in (DELETE, MOVE):
        yield Clause(text=marked(told, wordings(told, one)), sort="operative")
    advised = advice(told, one)
    if advised:
        yield Note(text=advised)
    for outcome, key in OUTCOMES:
        falling = falls(told, one, outcome=outcome)
        if falling:
            yield Note(text=told.say(f"if_{key}", numbers=falling))


def falls(told: Telling, one: Amendment, *, outcome: str) -> str:
    """The numbers of the open amendments that would have nothing left to change."""
    others = [other for other in told.still_open() if other.number != one.number]
    return ", ".join(
        str(other.number)
        for other in others
        if why_falls(told.text, other, after=one, outcome=outcome)
    )


def results(told: Telling, found: list[Amendment]) -> Table:
    """A row for each amendment, with room for what was decided."""
    return Table(
        caption=told.say("results_caption"),
        head=tuple(told.say(f"{one}_head") for one in ("amendment", "mover", "where", "result")),
        rows=tuple(row(told, one) for one in found),
        numeric=frozenset({0}),
        wide={1: 3, 2: 4, 3: 4},
    )


def row(told: Telling, one: Amendment) -> tuple[Said, ...]:
    """One amendment, not decided yet."""
    return (told.wording.number(one.number), told.moved_by(one), told.place_of(one), NOTHING)


OUTPUTS = outputs(NAME, document, parts=parts)
