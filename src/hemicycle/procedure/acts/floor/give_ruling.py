"""Rule on a point of order; an interrupted speaker goes on with the time that was left.

Article: motions.ruling, motions.appeal_allowed
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Floor
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_presiding, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook

RULINGS = ("upheld", "not_upheld", "noted")


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveRuling(Act):
    """The presiding officer answers the pending point of order."""

    ruling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingGiven(Entry):
    """The point is settled; `resumes` holds the floor again. Units: seconds."""

    member: MemberId
    rule: str
    ruling: str
    resumes: MemberId
    left_s: int


def decide(rules: Rulebook, assembly: Assembly, act: GiveRuling) -> list[Entry]:
    """Record the ruling.

    Out of order: no sitting is open; the actor does not preside; no point of order is pending;
    the ruling is none of upheld, not_upheld, noted.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    point = body.floor.point
    if point is None:
        raise OutOfOrder("motions.ruling", "no_point_of_order", body=body.id)
    if act.ruling not in RULINGS:
        raise OutOfOrder("motions.ruling", "unknown_ruling", ruling=act.ruling)
    return [
        RulingGiven(
            body=act.body,
            at=act.at,
            member=point.member,
            rule=point.rule,
            ruling=act.ruling,
            resumes=body.floor.interrupted,
            left_s=body.floor.interrupted_left_s,
        )
    ]


def apply(assembly: Assembly, entry: RulingGiven) -> Assembly:
    body = assembly.bodies[entry.body]
    paused = body.floor.paused
    floor = replace(paused, since=entry.at) if paused else Floor()
    return assembly.with_body(replace(body, floor=floor, has_ruling=True))


def minute(entry: RulingGiven) -> Phrase:
    return Phrase(f"minute.ruling_{entry.ruling}", member=entry.member, rule_key=entry.rule)


KIND = Kind(
    GiveRuling,
    decide,
    {RulingGiven: apply},
    {RulingGiven: minute},
    "rules the point of order {ruling}",
)
