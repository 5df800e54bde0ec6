"""Raise a point of order: it comes before the speaker and before the vote.

Article: motions.point_first, rights.member_delegate
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Floor, PointOfOrder
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_no_point_of_order, require_sitting
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisePointOfOrder(Act):
    """A delegate claims that a rule is not observed, and names it."""

    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointOfOrderRaised(Entry):
    """The point is pending; a speaker in mid-speech is interrupted. Units: seconds."""

    member: MemberId
    rule: str
    interrupted: MemberId
    left_s: int


def decide(rules: Rulebook, assembly: Assembly, act: RaisePointOfOrder) -> list[Entry]:
    """Record the point of order.

    Out of order: no sitting is open; the person is not accredited, or has no right to move
    anything there; another point is pending; the person speaks now; no rule of that name is in
    force.
    """
    body = require_sitting(assembly, act.body)
    require_right(rules, assembly, act, right="move")
    require_no_point_of_order(body)
    if body.floor.holder == act.by:
        raise OutOfOrder("motions.point_first", "holds_the_floor", member=act.by)
    if not rules.has(act.rule):
        raise OutOfOrder("motions.point_first", "no_such_rule", rule=act.rule)
    floor = body.floor
    return [
        PointOfOrderRaised(
            body=act.body,
            at=act.at,
            member=act.by,
            rule=act.rule,
            interrupted=floor.holder,
            left_s=max(1, floor.left_s(act.at)) if floor.holder and floor.limit_s else 0,
        )
    ]


def apply(assembly: Assembly, entry: PointOfOrderRaised) -> Assembly:
    body = assembly.bodies[entry.body]
    point = PointOfOrder(member=entry.member, rule=entry.rule, raised_at=entry.at)
    spoken_s = body.floor.spoke_s(entry.at)
    paused = replace(body.floor, limit_s=entry.left_s, spoken_s=spoken_s)
    floor = Floor(point=point, paused=paused if entry.interrupted else None)
    return assembly.with_body(replace(body, floor=floor))


def minute(entry: PointOfOrderRaised) -> Phrase:
    return Phrase("minute.point_of_order_raised", member=entry.member, rule_key=entry.rule)


KIND = Kind(
    RaisePointOfOrder,
    decide,
    {PointOfOrderRaised: apply},
    {PointOfOrderRaised: minute},
    "raises a point of order {rule}",
)
