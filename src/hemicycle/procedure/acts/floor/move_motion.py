"""Move a motion: a proposal on how to go on, decided before anything else goes on.

Article: motions.precedence, motions.appeal_allowed, motions.times_per_debate,
rights.member_delegate, speaking.list
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Motion
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import (
    require_no_point_of_order,
    require_no_voting,
    require_sitting,
)
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook

APPEAL, OTHER = "appeal", "other"
ON_THE_ITEM = ("adjourn_debate", "close_debate")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMotion(Act):
    """A delegate moves one of the motions that the rules know; `text` says what another asks."""

    motion: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionMoved(Entry):
    """The motion is before the body; those of lower rank wait."""

    member: MemberId
    motion: str
    text: str = ""


def decide(rules: Rulebook, assembly: Assembly, act: MoveMotion) -> list[Entry]:
    """Record the motion.

    Out of order: no sitting is open; the person has no right to move anything there; a point of
    order is pending; voting runs; the rules know no such motion; one of the same or a higher rank
    is before the body; there is nothing that it could be about; another motion has no words; it
    was moved in this debate as often as the rules let it be.
    """
    body = require_sitting(assembly, act.body)
    require_right(rules, assembly, act, right="move")
    require_no_point_of_order(body)
    require_no_voting(assembly, body)
    require_rank(rules, body, act.motion)
    require_matter(rules, body, act)
    require_times_left(rules, body, act.motion)
    return [MotionMoved(body=act.body, at=act.at, member=act.by, motion=act.motion, text=act.text)]


def ranks(rules: Rulebook) -> tuple[str, ...]:
    """The motions that the rules know, the one that is decided first first."""
    return (APPEAL, *rules.choices("motions.precedence"))


def require_rank(rules: Rulebook, body: Body, motion: str) -> None:
    """The motion goes before those that wait.

    Out of order: no such motion; one of the same or a higher rank waits.
    """
    known = ranks(rules)
    if motion not in known:
        raise OutOfOrder("motions.precedence", "no_such_motion", motion=motion)
    pending = body.motion
    if pending is not None and known.index(pending.kind) <= known.index(motion):
        raise OutOfOrder("motions.precedence", "motion_pending", motion=pending.kind)


def require_matter(rules: Rulebook, body: Body, act: MoveMotion) -> None:
    """There is something that the motion is about.

    Out of order: no ruling, or none that may be appealed; no item; the list is closed; no words.
    """
    if act.motion == APPEAL:
        if not rules.is_on("motions.appeal_allowed"):
            raise OutOfOrder("motions.appeal_allowed", "rulings_are_final")
        if not body.has_ruling:
            raise OutOfOrder("motions.appeal_allowed", "no_ruling")
    if act.motion in ON_THE_ITEM and not body.item:
        raise OutOfOrder("motions.precedence", "nothing_before_body")
    if act.motion == "close_list" and not body.speakers_list.is_open:
        raise OutOfOrder("speaking.list", "list_closed_already")
    if act.motion == OTHER and not act.text:
        raise OutOfOrder("motions.precedence", "no_words")


def require_times_left(rules: Rulebook, body: Body, motion: str) -> None:
    """The motion may still be moved in the debate on what is before the body.

    Out of order: it was moved as often as the rules let it be.
    """
    most = rules.number("motions.times_per_debate")
    if most and body.item and body.moved.get(body.item, ()).count(motion) >= most:
        raise OutOfOrder("motions.times_per_debate", "moved_already", motion=motion, n=most)


def apply(assembly: Assembly, entry: MotionMoved) -> Assembly:
    body = assembly.bodies[entry.body]
    motion = Motion(kind=entry.motion, member=entry.member, moved_at=entry.at, text=entry.text)
    moved = {**body.moved, body.item: (*body.moved.get(body.item, ()), entry.motion)}
    return assembly.with_body(replace(body, motions=(*body.motions, motion), moved=moved))


def minute(entry: MotionMoved) -> Phrase:
    key = "minute.motion_moved_words" if entry.text else "minute.motion_moved"
    return Phrase(key, member=entry.member, motion=entry.motion, motion_words=entry.text)


KIND = Kind(
    MoveMotion,
    decide,
    {MotionMoved: apply},
    {MotionMoved: minute},
    "moves to {motion}[ saying {text}]",
)
