"""The screen in the hall: its mode follows the meeting, and nobody switches it."""

from collections.abc import Mapping
from dataclasses import dataclass

from hemicycle.procedure.acts.agenda.conclude_item import ItemConcluded
from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptedWithoutVote
from hemicycle.procedure.acts.divisions.call_roll_instead import VoteSetAside
from hemicycle.procedure.acts.divisions.declare_result import ResultDeclared
from hemicycle.procedure.acts.divisions.open_division import DivisionOpened
from hemicycle.procedure.acts.divisions.put_question import QuestionPut
from hemicycle.procedure.acts.divisions.withdraw_question import QuestionWithdrawn
from hemicycle.procedure.acts.floor.give_floor import FloorGiven
from hemicycle.procedure.acts.floor.give_ruling import RulingGiven
from hemicycle.procedure.acts.floor.raise_point_of_order import PointOfOrderRaised
from hemicycle.procedure.acts.floor.yield_floor import FloorYielded
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.acts.sitting.open_sitting import SittingOpened
from hemicycle.procedure.acts.sitting.resume_sitting import SittingResumed
from hemicycle.procedure.acts.sitting.suspend_sitting import SittingSuspended
from hemicycle.procedure.assembly import Body, Item, Question, Words
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import BodyId, Entry, Instant, MemberId
from hemicycle.procedure.rules.plain_results import PlainResultDeclared
from hemicycle.screens.decisions import Arithmetic, Result, arithmetic, result_of, results
from hemicycle.screens.hemicycle import Hemicycle, hemicycle
from hemicycle.screens.in_the_room import in_the_room
from hemicycle.screens.view import View
from hemicycle.screens.visibility import VisibleDivision, as_public, visible_division

NEXT_SHOWN = 6
DECIDED = (ResultDeclared, PlainResultDeclared, AdoptedWithoutVote)
# What changes what is before the house; a result leaves the screen with the first of these.
CHANGES: tuple[type[Entry], ...] = (
    SittingOpened,
    SittingSuspended,
    SittingResumed,
    SittingAdjourned,
    ItemTakenUp,
    ItemConcluded,
    FloorGiven,
    FloorYielded,
    PointOfOrderRaised,
    RulingGiven,
    QuestionPut,
    QuestionWithdrawn,
    DivisionOpened,
    VoteSetAside,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnFloor:
    """Who has the floor. Units: seconds; `limit_s` 0 means that no limit applies."""

    member: MemberId
    office: str
    purpose: str
    since: Instant
    limit_s: int
    left_s: int
    ends_at: Instant
    rule_key: str = ""
    interrupted: MemberId = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """Who is in the room, in the `unit` of the rulebook; `needed` 0 where none is asked for."""

    unit: str
    present: int
    needed: int
    is_known: bool

    @property
    def is_met(self) -> bool:
        """Whether enough delegations are present."""
        return self.present >= self.needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """What the hall screen of one body shows; `mode` says which parts of it.

    welcome, speaker, item (nobody speaks), question, voting, counted, result, suspended, ended
    """

    mode: str
    official: tuple[str, ...]
    body: BodyId
    bodies: Mapping[BodyId, Words]
    title: Words
    sitting: int
    at: Instant
    presiding: MemberId
    item: Item | None
    on_floor: OnFloor | None
    waiting: tuple[MemberId, ...]
    waiting_more: int
    list_is_open: bool
    question: Question | None
    division: VisibleDivision | None
    hemicycle: Hemicycle | None
    arithmetic: Arithmetic | None
    result: Result | None
    quorum: Quorum
    decided: tuple[Result, ...]


def standing_result(view: View, body: Body) -> Result | None:
    """The body's decision, while nothing has changed since what is before the house."""
    for written in reversed(view.history):
        entry = written.entry
        if entry.body != body.id:
            continue
        if isinstance(entry, DECIDED):
            return result_of(view, view.assembly.decisions[entry.question])
        if isinstance(entry, CHANGES):
            return None
    return None


def mode_of(view: View, body: Body) -> str:
    """What the meeting of a body is at."""
    division = view.assembly.divisions.get(body.division)
    if division is not None:
        return "voting" if division.stage == "open" else "counted"
    if body.sitting is None:
        return "ended" if body.sittings else "welcome"
    if body.sitting.is_suspended:
        return "suspended"
    if body.floor.holder or body.floor.point:
        return "speaker"
    if body.question is not None:
        return "question"
    return "result" if standing_result(view, body) else "item"


def on_floor(view: View, body: Body) -> OnFloor | None:
    """Who speaks, or whose point of order is to be heard first."""
    floor = body.floor
    member = floor.holder or (floor.point.member if floor.point else NOBODY)
    if not member:
        return None
    person = view.assembly.people.get(member)
    return OnFloor(
        member=member,
        office=person.office if person else "",
        purpose=floor.purpose if floor.holder else "point_of_order",
        since=floor.since,
        limit_s=floor.limit_s,
        left_s=floor.left_s(view.at) if floor.holder else 0,
        ends_at=floor.ends_at if floor.holder else Instant(0),
        rule_key=floor.point.rule if floor.point else "",
        interrupted=floor.interrupted,
    )


def quorum(view: View, body: Body) -> Quorum:
    """How many are present, and how many must be."""
    found = in_the_room(view, body)
    return Quorum(
        unit=found.unit,
        present=found.present,
        needed=found.needed,
        is_known=body.has_roll,
    )


def hall(view: View) -> Hall | None:
    """The hall screen of the body in view; None before any body is constituted.

    Note: everybody in the room sees it, so it never shows more than anyone may see.
    """
    view = as_public(view)
    body = view.assembly.bodies.get(view.body)
    if body is None:
        return None
    mode = mode_of(view, body)
    result = standing_result(view, body) if mode == "result" else None
    division = visible_division(view, result.division if result else body.division)
    waiting = body.speakers_list.waiting
    return Hall(
        mode=mode,
        official=view.rules.choices("language.official"),
        body=body.id,
        bodies={one.id: one.title for one in view.assembly.bodies.values()},
        title=body.title,
        sitting=body.sitting.number if body.sitting else body.sittings,
        at=view.at,
        presiding=body.presiding,
        item=body.items.get(body.item),
        on_floor=on_floor(view, body),
        waiting=waiting[:NEXT_SHOWN],
        waiting_more=max(0, len(waiting) - NEXT_SHOWN),
        list_is_open=body.speakers_list.is_open,
        question=result.question if result else body.question,
        division=division,
        hemicycle=hemicycle(view, division) if division and not division.counts else None,
        arithmetic=arithmetic(division) if division else None,
        result=result,
        quorum=quorum(view, body),
        decided=results(view, body.id)[:NEXT_SHOWN] if mode == "ended" else (),
    )
