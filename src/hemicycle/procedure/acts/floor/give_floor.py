"""Give the floor to a person on the list of speakers, or to who raised a point of order.

Article: speaking.order, speaking.one_speaker, speaking.time_delegate, motions.point_first,
division.stages
"""

from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import Assembly, Body
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import (
    require_no_voting,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.rights import require_speaker
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveFloor(Act):
    """The presiding officer calls a person to speak."""

    speaker: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorGiven(Entry):
    """From this moment `speaker` holds the body's floor, for at most `limit_s` seconds.

    Units: seconds; 0 means that no limit applies. `purpose` is speech or point_of_order.
    """

    speaker: MemberId
    limit_s: int
    purpose: str


def decide(rules: Rulebook, assembly: Assembly, act: GiveFloor) -> list[Entry]:
    """Record that the floor is given, or say why it cannot be.

    Out of order: no sitting is open; the actor does not preside; someone speaks; another
    person's point of order is pending; the person is not on the list; the person is not
    accredited, or has no right to speak there any more; voting runs, which only a point of
    order may interrupt.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    if body.floor.holder:
        raise OutOfOrder("speaking.one_speaker", "someone_speaks", speaker=body.floor.holder)
    purpose = require_turn(body, act.speaker)
    require_speaker(rules, assembly, body, member=act.speaker)
    if purpose == "speech":
        require_no_voting(assembly, body)
    limit_s = rules.speaking_time_s(assembly, act.speaker, purpose)
    return [
        FloorGiven(body=act.body, at=act.at, speaker=act.speaker, limit_s=limit_s, purpose=purpose)
    ]


def require_turn(body: Body, speaker: MemberId) -> str:
    """For what purpose the person may be called now."""
    point = body.floor.point
    if point is not None:
        if point.member != speaker:
            raise OutOfOrder("motions.point_first", "point_of_order_pending", member=point.member)
        return "point_of_order"
    if speaker not in body.speakers_list.waiting:
        raise OutOfOrder("speaking.order", "not_on_list", member=speaker)
    return "speech"


def apply(assembly: Assembly, entry: FloorGiven) -> Assembly:
    body = assembly.bodies[entry.body]
    floor = replace(
        body.floor,
        holder=entry.speaker,
        purpose=entry.purpose,
        since=entry.at,
        limit_s=entry.limit_s,
    )
    if entry.purpose == "point_of_order":
        return assembly.with_body(replace(body, floor=floor))
    speakers = body.speakers_list
    waiting = tuple(m for m in speakers.waiting if m != entry.speaker)
    lists = body.with_list(replace(speakers, waiting=waiting))
    return assembly.with_body(replace(body, floor=floor, lists=lists))


def minute(entry: FloorGiven) -> Phrase:
    return Phrase(f"minute.floor_given_{entry.purpose}", speaker=entry.speaker)


KIND = Kind(
    GiveFloor,
    decide,
    {FloorGiven: apply},
    {FloorGiven: minute},
    "gives the floor to {speaker}",
)
