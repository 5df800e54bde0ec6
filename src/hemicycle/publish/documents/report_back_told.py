"""What a delegation did, as its report-back pack tells it: who went, who spoke, how it voted."""

from collections.abc import Iterator

from hemicycle.journal.speeches import Speech
from hemicycle.procedure.assembly import Division, Row
from hemicycle.procedure.kernel import MemberId
from hemicycle.publish.documents.document import (
    Block,
    Note,
    Paragraph,
    Table,
    Text,
    begun,
    joined,
    strongly,
)
from hemicycle.publish.documents.report_back_asked import Pack
from hemicycle.publish.documents.tables import DASH, reports_table
from hemicycle.publish.output import Published
from hemicycle.publish.sittings import offices_of, own_entries, sittings_of
from hemicycle.publish.taken_down import merged_texts, paragraphs
from hemicycle.wording import comma

VOTES = frozenset({1, 2, 3, 4})
REASONS = ("left_unused", "above_ceiling", "no_ballot", "absent")


def participants(pack: Pack) -> Iterator[Block]:
    """Those of the delegation whose credentials stand, the head first, and as what they came."""
    wording, own = pack.wording, pack.own
    offices = offices_of(own_entries(wording.published))
    people = wording.published.assembly.people
    came = [one for one in people.values() if one.delegation == own.id and not one.is_withdrawn]
    if not came:
        return
    came.sort(key=lambda one: (one.id not in own.members[:1], one.accredited_as != "delegate"))
    yield Table(
        caption=wording.say("rb_participants_caption", n=len(came)),
        head=(wording.say("name_head"), wording.say("rb_came_as")),
        rows=tuple(
            (
                wording.name(one.id),
                came_as(pack, one.id, capacity=one.capacity, office=offices.get(one.id, "")),
            )
            for one in came
        ),
        wide={0: 3, 1: 4},
    )


def came_as(pack: Pack, member: MemberId, *, capacity: str, office: str) -> Text:
    """As what somebody came, with title and office."""
    wording = pack.wording
    is_head = pack.own.members[:1] == (member,)
    told = [begun(wording.word("capacity", capacity))]
    told += [wording.say("rb_head_of_delegation")] if is_head else []
    told += [wording.given(wording.office({member: office}, member))]
    return joined(told, f"{comma(wording.language)} ")


def said(pack: Pack) -> Iterator[Block]:
    """Each time that one of them had the floor, with what the record has of the words."""
    published = pack.wording.published
    texts = merged_texts(published.assembly)
    speeches = [one for one in speeches_of(published) if is_own(pack, one.speaker)]
    for number, one in enumerate(speeches, 1):
        yield Paragraph(text=spoke(pack, one), number=number, anchor=f"e{one.position}")
        taken = texts.get(one.position)
        for words in paragraphs(taken.words) if taken else ():
            yield Note(text=pack.wording.given(words), sort="said")
        for written in written_for(pack, one):
            yield Note(text=pack.wording.say("rb_text_at", text=pack.address(f"speech/{written}")))
    if speeches:
        yield Note(text=pack.wording.say("rb_said_note", text=pack.address("minutes")))


def speeches_of(published: Published) -> Iterator[Speech]:
    """Every speech of the session, sitting by sitting."""
    for held in sittings_of(published):
        yield from held.speeches


def is_own(pack: Pack, member: MemberId) -> bool:
    """Whether somebody is of the delegation."""
    delegation = pack.wording.published.assembly.delegation_of(member)
    return delegation is not None and delegation.id == pack.own.id


def spoke(pack: Pack, one: Speech) -> Text:
    """Who spoke when, on what, for how long."""
    wording = pack.wording
    body = wording.published.assembly.bodies[one.body]
    item = body.items.get(one.item)
    return wording.say(
        "rb_spoke",
        member=one.speaker,
        began_at=one.began_at,
        title=body.title,
        item_title=item.title if item else {},
        spoke_s=one.spoke_s if one.is_measured else "",
        entry=one.position,
    )


def written_for(pack: Pack, one: Speech) -> Iterator[int]:
    """The numbers of the texts that were handed in for a speech and that everybody may read."""
    written = pack.wording.published.assembly.bodies[one.body].written.values()
    for text in written:
        is_for_it = (text.member, text.item) == (one.speaker, one.item) and text.stage != "filed"
        if one.is_speech and is_for_it and text.is_open:
            yield text.number


def voted(pack: Pack) -> Iterator[Block]:
    """How the delegation voted in each declared division, with the votes that it did not cast."""
    wording = pack.wording
    declared = wording.published.declared.values()
    found = [(one, row) for one in declared for row in one.count.rows if is_of(pack, row)]
    if not found:
        return
    yield Table(
        caption=wording.say("rb_voted_caption"),
        head=tuple(
            wording.say(one) for one in ("text", "yes", "no", "abst", "not_cast", "outcome")
        ),
        rows=tuple(vote_row(pack, one, row=row) for one, row in found),
        numeric=VOTES,
        wide={0: 6, 5: 3},
        anchors=tuple(f"division-{one.number}" for one, _ in found),
    )
    yield Note(text=wording.say("rb_voted_note", text=pack.address("decisions")))


def is_of(pack: Pack, row: Row) -> bool:
    """Whether a line of the roll is the delegation's."""
    return row.delegation == pack.own.id


def vote_row(pack: Pack, division: Division, *, row: Row) -> tuple[Text, ...]:
    """One division: its question, the votes of the delegation, and the result."""
    wording, question = pack.wording, division.question
    why = [
        wording.say(f"rb_{reason}", n=int(getattr(row, reason)))
        for reason in REASONS
        if getattr(row, reason)
    ]
    votes = (row.for_votes, row.against_votes, row.abstention_votes, row.not_cast_votes)
    outcome = [begun(wording.word("outcome", division.outcome))]
    outcome += [wording.say("annulled")] if is_annulled(pack, division) else []
    return (
        joined([strongly(wording.given(question.title)), *why], DASH),
        *(wording.number(one) for one in votes),
        joined(outcome, DASH),
    )


def is_annulled(pack: Pack, division: Division) -> bool:
    """Whether the decision that came of a division was annulled."""
    decision = pack.wording.published.assembly.decisions.get(division.question.number)
    return decision is not None and bool(decision.annulled_by)


def reported(pack: Pack) -> Iterator[Block]:
    """Of a session that others reported: what they told of this delegation, with the sources."""
    published = pack.wording.published
    people = published.assembly.people
    own = [
        one
        for one in published.assembly.reports
        if pack.own.id in (one.about, published.names.delegation(one.about))
        or (one.about in people and people[MemberId(one.about)].delegation == pack.own.id)
    ]
    yield Note(text=pack.wording.say("reports_note"))
    if own:
        yield reports_table(pack.wording, own, caption=pack.wording.say("reports_caption"))
    else:
        yield Paragraph(text=pack.wording.say("rb_reported_none"))
