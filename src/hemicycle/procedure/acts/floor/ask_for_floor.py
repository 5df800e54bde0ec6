"""Ask for the floor: join the list of speakers.

Article: speaking.list, speaking.order, rights.member_delegate
"""

from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import require_sitting
from hemicycle.procedure.rules.rights import require_speaker
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForFloor(Act):
    """A person asks to speak on what is before the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorAsked(Entry):
    """`member` waits on the list, in place `place`."""

    member: MemberId
    place: int


def decide(rules: Rulebook, assembly: Assembly, act: AskForFloor) -> list[Entry]:
    """Record the request.

    Out of order: no sitting is open; the person is not accredited, has no right to speak there,
    holds the floor, or is on the list already; the list is closed.
    """
    body = require_sitting(assembly, act.body)
    require_speaker(rules, assembly, body, member=act.by)
    if act.by in (body.floor.holder, body.floor.interrupted):
        raise OutOfOrder("speaking.order", "holds_the_floor", member=act.by)
    speakers = body.speakers_list
    if act.by in speakers.waiting:
        raise OutOfOrder("speaking.order", "already_on_list", member=act.by)
    if not speakers.is_open:
        raise OutOfOrder("speaking.list", "list_closed")
    place = len(speakers.waiting) + 1
    return [FloorAsked(body=act.body, at=act.at, member=act.by, place=place)]


def apply(assembly: Assembly, entry: FloorAsked) -> Assembly:
    body = assembly.bodies[entry.body]
    speakers = body.speakers_list
    speakers = replace(speakers, waiting=(*speakers.waiting, entry.member))
    return assembly.with_body(replace(body, lists=body.with_list(speakers)))


def minute(entry: FloorAsked) -> Phrase:
    return Phrase("minute.floor_asked", member=entry.member, place=entry.place)


KIND = Kind(AskForFloor, decide, {FloorAsked: apply}, {FloorAsked: minute}, "asks for the floor")
