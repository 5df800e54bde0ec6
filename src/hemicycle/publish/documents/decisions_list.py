"""The list of decisions: body by body, adopted or not, with how, by what figures and what rule."""

from collections.abc import Iterator
from dataclasses import replace

from hemicycle.procedure.assembly import Decision, Election
from hemicycle.procedure.kernel import BodyId
from hemicycle.publish.documents.document import Block, Document, Heading, Note, Paragraph
from hemicycle.publish.documents.formats import outputs
from hemicycle.publish.documents.frame import framed, in_words, reports
from hemicycle.publish.documents.tables import decisions_table, results_table
from hemicycle.publish.documents.wording import Wording
from hemicycle.publish.output import Published

NAME = "decisions-list"


def document(published: Published) -> Document:
    """The whole list."""
    wording = Wording(published)
    is_reported = published.session.is_reported
    bare = framed(
        wording,
        title=wording.words("decisions_reported" if is_reported else "decisions_list"),
        subtitle=wording.given(published.session.title),
        symbol=f"{published.session.id}/DEC",
        blocks=[
            *(reports(wording, facts=("decision",)) if is_reported else decisions(wording)),
            *in_words(wording),
        ],
    )
    return replace(
        bare,
        facts=(
            (wording.say("as_of_head"), wording.say("as_of", entry=published.assembly.position)),
        ),
    )


def decisions(wording: Wording) -> list[Block]:
    """The decisions of every body that has taken any."""
    blocks = [
        block for body in wording.published.assembly.bodies for block in of_body(wording, body)
    ]
    return [Note(text=wording.say("verified_note")), *blocks] if blocks else [nothing(wording)]


def nothing(wording: Wording) -> Block:
    """What is said while nothing has been decided."""
    return Paragraph(text=wording.say("no_decisions"))


def taken_by(wording: Wording, body: BodyId) -> list[Decision]:
    """The decisions of a body, in the order in which they were taken."""
    taken = wording.published.decisions
    return [one for one in taken if one.question.body == body]


def decided_in(wording: Wording, body: BodyId) -> list[Election]:
    """The elections of a body that have elected anybody."""
    elections = wording.published.assembly.elections.values()
    return [one for one in elections if one.body == body and one.elected]


def of_body(wording: Wording, body: BodyId) -> Iterator[Block]:
    """One body with its decisions and those it elected."""
    taken, elections = taken_by(wording, body), decided_in(wording, body)
    if not (taken or elections):
        return
    yield Heading(level=1, text=wording.body(body), anchor=f"decisions-{body}")
    if taken:
        yield decisions_table(wording, taken, caption=wording.say("in_their_order"))
    if elections:
        yield results_table(wording, elections)


OUTPUTS = outputs(NAME, document)
