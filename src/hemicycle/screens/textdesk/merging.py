"""The merge: each place where carried amendments meet, its readings, and what is still to do."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.acts.texts.publish_version import PublishVersion
from hemicycle.procedure.acts.texts.settle_clause import SettleClause
from hemicycle.procedure.assembly import Amendment, Clause, ClauseId, Text, Words
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.amendments import (
    OPEN_STAGES,
    as_it_stands,
    carried_since,
    in_order_of_decision,
    stage_of,
    subs_by_amendment,
)
from hemicycle.procedure.rules.clauses import numbers, place_of
from hemicycle.procedure.rules.consolidation import INSERT, Meeting
from hemicycle.screens.textdesk.seen import (
    AmendmentSeen,
    amendment_seen,
    called,
    in_body_of,
    may,
    presides,
    text_at,
    why_not,
)
from hemicycle.screens.view import View
from hemicycle.wording import Piece, marked

SOME_WORDS: Words = {"en": "-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSeen:
    """One place to settle: the words as they were, as they stand, as the amendment has them."""

    meeting: Meeting
    seen: AmendmentSeen
    clause_kind: str
    paragraph: str
    others: Sequence[int]
    current: Sequence[Piece]
    amended: Sequence[Piece]
    may_settle: bool
    may_put: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a person decided a paragraph to read; without `words` it is deleted."""

    amendment: Amendment
    clause_kind: str
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One clause of the text as it stands, with what changed since the latest version."""

    clause: Clause
    number: str
    pieces: Sequence[Piece]
    by: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """The merge of one text; `blocked` says why no version can be published yet.

    `together` are the amendments that insert after the same paragraph, in their order there.
    """

    text: Text
    body: str
    meetings: Sequence[MeetingSeen]
    settled: Sequence[Settled]
    carried: Sequence[int]
    open: Sequence[int]
    lines: Sequence[Line]
    together: Sequence[Sequence[int]]
    blocked: Phrase | None
    may_publish: bool
    is_presiding: bool


def merge_page(view: View, wanted: str) -> Merge | None:
    """The merge of the text that is asked for."""
    text = text_at(view, wanted)
    if text is None:
        return None
    view = in_body_of(view, text)
    standing = as_it_stands(view.assembly, text)
    amendments = text.amendments.values()
    publish = view.act(PublishVersion, text=text.id)
    return Merge(
        text=text,
        body=text.body,
        meetings=[meeting_seen(view, text, meeting=one) for one in standing.meetings],
        settled=[settled(text, one) for one in newly_settled(view, text)],
        carried=[one.number for one in carried_since(view.assembly, text)],
        open=[
            one.number for one in amendments if stage_of(view.assembly, text, one) in OPEN_STAGES
        ],
        lines=lines(view, text),
        together=together(view, text),
        blocked=blocked(view, text),
        may_publish=may(view, publish),
        is_presiding=presides(view),
    )


def together(view: View, text: Text) -> Sequence[Sequence[int]]:
    """The carried amendments that insert at the same place, several at each, by their numbers."""
    places = defaultdict[ClauseId, list[int]](list)
    for one in carried_since(view.assembly, text):
        if one.does == INSERT:
            places[one.after].append(one.number)
    return [sorted(found) for found in places.values() if len(found) > 1]


def blocked(view: View, text: Text) -> Phrase | None:
    """Why there can be no new version; that only the secretariat publishes is said elsewhere."""
    meetings = as_it_stands(view.assembly, text).meetings
    if meetings:
        found = ", ".join(str(one.amendment) for one in meetings)
        return Phrase("reason.clauses_unsettled", numbers=found)
    if not carried_since(view.assembly, text):
        return Phrase("reason.nothing_carried", symbol=text.symbol)
    refusal = why_not(view, view.act(PublishVersion, text=text.id))
    return None if refusal and refusal.key == "reason.not_secretariat" else refusal


def meeting_seen(view: View, text: Text, *, meeting: Meeting) -> MeetingSeen:
    """One place as the viewer may treat it."""
    amendment = text.amendments[meeting.amendment]
    kind, paragraph = place_of(text.latest.clauses, meeting.clause)
    if not kind:
        kind, paragraph = called(text, amendment)
    standing = as_it_stands(view.assembly, text)
    settle = view.act(SettleClause, text=text.id, amendment=amendment.number, because=SOME_WORDS)
    put = view.act(PutQuestion, title=SOME_WORDS, yes_means=SOME_WORDS, method="show_of_hands")
    return MeetingSeen(
        meeting=meeting,
        seen=amendment_seen(view, text, number=amendment.number),
        clause_kind=kind,
        paragraph=paragraph,
        others=standing.changed_by.get(meeting.clause, ()),
        current=marked(meeting.base, meeting.current),
        amended=marked(meeting.base, meeting.amended),
        may_settle=may(view, settle),
        may_put=may(view, put),
    )


def newly_settled(view: View, text: Text) -> Sequence[Amendment]:
    """The carried amendments that a person settled and that are in no version yet."""
    carried = carried_since(view.assembly, text)
    under = subs_by_amendment(text)
    asked = [sub for one in carried for sub in under.get(one.number, ())]
    subs = in_order_of_decision(view.assembly, asked)
    return [one for one in (*carried, *subs) if one.settled is not None]


def settled(text: Text, amendment: Amendment) -> Settled:
    """What was settled, and where."""
    kind, paragraph = called(text, amendment)
    return Settled(amendment=amendment, clause_kind=kind, paragraph=paragraph)


def lines(view: View, text: Text) -> Sequence[Line]:
    """The text as it stands, each clause with its changes since the latest version."""
    standing = as_it_stands(view.assembly, text)
    found, before = [], text.latest
    for clause, number in zip(standing.seen, numbers(standing.seen), strict=True):
        was = before.clause(clause.id)
        old = was.words[text.language] if was else ""
        found.append(
            Line(
                clause=clause,
                number=number,
                pieces=marked(old, clause.words[text.language]),
                by=standing.changed_by.get(clause.id, ()),
            )
        )
    return found
