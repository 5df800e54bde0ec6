"""Decide a motion: what the body says on it, and what follows at once.

Article: motions.precedence, motions.speakers_against, agenda.order, speaking.one_speaker
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from hemicycle.procedure.acts.floor import close_list
from hemicycle.procedure.acts.sitting import adjourn_sitting, suspend_sitting
from hemicycle.procedure.assembly import Assembly, ItemId
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import (
    require_no_point_of_order,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.quorum_checks import is_by_vote
from hemicycle.procedure.rules.quorums import require_no_quorum_due
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import list_of

OUTCOMES = ("carried", "not_carried")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideMotion(Act):
    """The presiding officer puts the pending motion and says whether it is carried."""

    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionDecided(Entry):
    """The body has decided on the motion."""

    member: MemberId
    motion: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DebateClosed(Entry):
    """Nobody speaks on the item any more; `waiting` persons were not heard."""

    item: ItemId
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DebateAdjourned(Entry):
    """The item is no longer before the body; it can be taken up again, with its list."""

    item: ItemId


Effect = Callable[[Rulebook, Assembly, Act], list[Entry]]


def decide(rules: Rulebook, assembly: Assembly, act: DecideMotion) -> list[Entry]:
    """Record the decision, and what it brings about.

    Out of order: no sitting is open; the actor does not preside; a point of order is pending; no
    motion is pending; a check of the quorum is due; somebody speaks, or is still to be heard on
    it; no such outcome; what the motion asks for is out of order itself.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_no_point_of_order(body)
    if is_by_vote(rules):
        require_no_quorum_due(body)
    motion = body.motion
    if motion is None:
        raise OutOfOrder("motions.precedence", "no_motion")
    if body.floor.holder:
        raise OutOfOrder("speaking.one_speaker", "someone_speaks", speaker=body.floor.holder)
    if motion.unheard:
        raise OutOfOrder("motions.speakers_against", "motion_unheard", member=motion.unheard[0])
    if act.outcome not in OUTCOMES:
        raise OutOfOrder("motions.precedence", "no_such_outcome", outcome=act.outcome)
    decided = MotionDecided(
        body=act.body,
        at=act.at,
        member=motion.member,
        motion=motion.kind,
        outcome=act.outcome,
    )
    if act.outcome != "carried" or motion.kind not in EFFECTS:
        return [decided]
    alone = assembly.with_body(replace(body, motions=()))  # those of lower rank do not stand in it
    return [decided, *EFFECTS[motion.kind](rules, alone, act)]


def as_act(kind: type[Act], act: Act) -> Act:
    """Another act of the presiding officer at the same moment."""
    return kind(**{one.name: getattr(act, one.name) for one in fields(Act)})


def close_debate(_rules: Rulebook, assembly: Assembly, act: Act) -> list[Entry]:
    """Nobody who waits is heard any more."""
    body = assembly.bodies[act.body]
    waiting = len(body.speakers_list.waiting)
    return [DebateClosed(body=act.body, at=act.at, item=body.item, waiting=waiting)]


def adjourn_debate(_rules: Rulebook, assembly: Assembly, act: Act) -> list[Entry]:
    """The item is put off.

    Out of order: a question on it stands.
    """
    body = assembly.bodies[act.body]
    if body.question is not None:
        raise OutOfOrder("agenda.order", "question_pending", title=body.question.title)
    return [DebateAdjourned(body=act.body, at=act.at, item=body.item)]


def as_the_chair(kind: type[Act], judged: Callable[..., list[Entry]]) -> Effect:
    """What follows is what the presiding officer could have done alone."""
    return lambda rules, assembly, act: judged(rules, assembly, as_act(kind, act))


EFFECTS: Mapping[str, Effect] = {
    "suspend_sitting": as_the_chair(suspend_sitting.SuspendSitting, suspend_sitting.decide),
    "adjourn_sitting": as_the_chair(adjourn_sitting.AdjournSitting, adjourn_sitting.decide),
    "adjourn_debate": adjourn_debate,
    "close_list": as_the_chair(close_list.CloseList, close_list.decide),
    "close_debate": close_debate,
}


def apply_decided(assembly: Assembly, entry: MotionDecided) -> Assembly:
    """It is no longer before the body."""
    body = assembly.bodies[entry.body]
    return assembly.with_body(replace(body, motions=body.motions[:-1], has_ruling=False))


def apply_closed(assembly: Assembly, entry: DebateClosed) -> Assembly:
    """Nobody waits any more, and nobody can ask."""
    body = assembly.bodies[entry.body]
    speakers = list_of(body, entry.item)
    unheard = speakers.waiting
    speakers = replace(speakers.without(*unheard), is_open=False, unheard=unheard)
    return assembly.with_list(body, speakers, item=entry.item)


def apply_adjourned(assembly: Assembly, entry: DebateAdjourned) -> Assembly:
    """It can be taken up again, with the list it has."""
    body = assembly.bodies[entry.body]
    item = replace(body.items[entry.item], stage="adjourned")
    return assembly.with_body(replace(body, item=NO_ITEM, items={**body.items, entry.item: item}))


def minute_decided(entry: MotionDecided) -> Phrase:
    """What was decided on the motion."""
    return Phrase(f"minute.motion_{entry.outcome}", motion=entry.motion)


def minute_closed(entry: DebateClosed) -> Phrase:
    """That the debate is closed."""
    return Phrase("minute.debate_closed", item=entry.item, n=entry.waiting)


def minute_adjourned(entry: DebateAdjourned) -> Phrase:
    """That the debate is put off."""
    return Phrase("minute.debate_adjourned", item=entry.item)


KIND = Kind(
    DecideMotion,
    decide,
    {
        MotionDecided: apply_decided,
        DebateClosed: apply_closed,
        DebateAdjourned: apply_adjourned,
    },
    {
        MotionDecided: minute_decided,
        DebateClosed: minute_closed,
        DebateAdjourned: minute_adjourned,
    },
    "declares the motion {outcome}",
)
