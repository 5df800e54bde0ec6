"""A teller's desk: whom to call next, the own entries, and never those of the other desk.

What both have entered alike may be read back; where they differ it is said for whom, not how.
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Ballot, Body, DelegationId, Division, Question, RollRow
from hemicycle.procedure.kernel import BodyId, MemberId
from hemicycle.procedure.rules.answers import (
    VOICE,
    desks,
    differing,
    entries_for,
    entries_of,
    is_settled,
    may_keep_desk,
    takes_answers,
    unsettled,
)
from hemicycle.procedure.rules.ballot_box import BallotBox
from hemicycle.screens.act_subjects import body_of, division_of
from hemicycle.screens.acts_offered import Offer, acts_offered, roles
from hemicycle.screens.hands import HandsSeen, hands_seen
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One delegation on the list of a desk, with what this desk entered for it. Units: votes."""

    delegation: DelegationId
    place: int
    castable: int
    own: Ballot | None
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """One line as it is read aloud once both desks agree. Units: votes."""

    delegation: DelegationId
    entry: Ballot


@dataclass(frozen=True, slots=True, kw_only=True)
class TellersDesk:
    """The page of one teller. `desks` are those who have entered anything, in that order.

    `is_awaited` while the Chair waits for the viewer's report of the tally.
    """

    body: BodyId
    bodies: tuple[Body, ...]
    roles: tuple[str, ...]
    question: Question | None
    division: int
    stage: str
    is_called: bool
    is_on_paper: bool
    split_allowed: bool
    may_enter: bool
    desks: tuple[MemberId, ...]
    own_entries: int
    settled: int
    calls: tuple[Call, ...]
    next: Call | None
    last: Call | None
    again: tuple[Call, ...]
    readback: tuple[ReadBack, ...]
    hands: HandsSeen | None
    offers: tuple[Offer, ...]
    is_awaited: bool


def tellers(view: View) -> TellersDesk:
    """The desk of the viewer, or what somebody sees who keeps none."""
    body, division = body_of(view), division_of(view)
    held = roles(view)
    is_counting = "teller" in held or "secretariat" in held
    is_entered = division is not None and is_entered_here(division)
    box = view.box(division.number) if division and is_counting else BallotBox()
    calls = calls_of(view, division, box) if division and is_counting and is_entered else ()
    own = [one for one in calls if one.own]
    offers, _ = acts_offered(view, "teller", "secretariat")
    waiting = [one for one in calls if not one.own]
    is_called = division is not None and division.question.method == VOICE
    return TellersDesk(
        body=body.id,
        bodies=tuple(view.assembly.bodies.values()),
        roles=held,
        question=body.question,
        division=division.number if division else 0,
        stage=division.stage if division else "",
        is_called=is_called,
        is_on_paper=division is not None and division.is_on_paper,
        split_allowed=division is not None and division.split_allowed,
        may_enter=is_counting and is_entered and may_keep_desk(box, view.viewer.member),
        desks=desks(box),
        own_entries=len(own),
        settled=sum(is_settled(box, one.delegation) for one in calls),
        calls=calls,
        next=waiting[0] if waiting and is_called else None,
        last=latest(own),
        again=tuple(one for one in calls if is_to_be_called_again(one)),
        readback=readback(division, box) if division and calls else (),
        hands=hands_seen(view),
        offers=tuple(one for one in offers if one.name == "count_hands"),
        is_awaited=division is not None
        and division.stage == "closed"
        and any(one.name == "report_tally" for one in offers),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DesksSeen:
    """How far two desks have come, for the console: on whom they differ, and never how."""

    keepers: tuple[MemberId, ...]
    called: int
    settled: int
    differ: tuple[DelegationId, ...]


def desks_seen(view: View) -> DesksSeen | None:
    """The desks of the division before the body, for those who act there."""
    division = division_of(view)
    held = set(roles(view)) - {"delegate"}
    if division is None or not held or not is_entered_here(division):
        return None
    box = view.box(division.number)
    rows = [row.delegation for row in division.roll.values() if row.castable]
    return DesksSeen(
        keepers=desks(box),
        called=len(rows),
        settled=sum(is_settled(box, one) for one in rows),
        differ=differing(division, box),
    )


def is_entered_here(division: Division) -> bool:
    """Whether tellers enter anything for delegations in this division now."""
    return takes_answers(division) and division.stage == "open"


def calls_of(view: View, division: Division, box: BallotBox) -> tuple[Call, ...]:
    """The delegations that can vote, in the order of the roll."""
    own = entries_of(box, view.viewer.member)
    differ = set(differing(division, box))
    rows: list[RollRow] = [row for row in division.roll.values() if row.castable]
    return tuple(
        Call(
            delegation=row.delegation,
            place=place,
            castable=row.castable,
            own=own.get(row.delegation),
            differs=row.delegation in differ,
        )
        for place, row in enumerate(rows, 1)
    )


def is_to_be_called_again(call: Call) -> bool:
    """Whether the delegation did not answer, or was heard in two ways."""
    return call.differs or (call.own is not None and call.own.entered == "absent")


def latest(own: list[Call]) -> Call | None:
    """What this desk entered last, which can be taken back."""
    return max(own, key=lambda one: one.own.number if one.own else 0, default=None)


def readback(division: Division, box: BallotBox) -> tuple[ReadBack, ...]:
    """What is read aloud before the close; nothing until both desks agree on everybody."""
    if unsettled(division, box):
        return ()
    return tuple(
        ReadBack(delegation=delegation, entry=entries_for(box, delegation)[0])
        for delegation in division.roll
        if is_settled(box, delegation)
    )
