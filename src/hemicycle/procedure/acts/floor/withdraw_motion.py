"""Withdraw a motion before it is decided.

Article: motions.precedence
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawMotion(Act):
    """Who moved the pending motion takes it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionWithdrawn(Entry):
    """The motion is no longer before the body."""

    member: MemberId
    motion: str


def decide(rules: Rulebook, assembly: Assembly, act: WithdrawMotion) -> list[Entry]:
    """Record it.

    Out of order: no sitting is open; no motion is pending; somebody else moved it.
    """
    body = require_sitting(assembly, act.body)
    motion = body.motion
    if motion is None:
        raise OutOfOrder("motions.precedence", "no_motion")
    if motion.member != act.by:
        raise OutOfOrder("motions.precedence", "not_the_mover", member=motion.member)
    return [MotionWithdrawn(body=act.body, at=act.at, member=act.by, motion=motion.kind)]


def apply(assembly: Assembly, entry: MotionWithdrawn) -> Assembly:
    body = assembly.bodies[entry.body]
    return assembly.with_body(replace(body, motions=body.motions[:-1]))


def minute(entry: MotionWithdrawn) -> Phrase:
    return Phrase("minute.motion_withdrawn", member=entry.member, motion=entry.motion)


KIND = Kind(
    WithdrawMotion,
    decide,
    {MotionWithdrawn: apply},
    {MotionWithdrawn: minute},
    "withdraws the motion",
)
