"""Yield the floor: the speech has ended.

Article: speaking.one_speaker
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import require_presiding, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class YieldFloor(Act):
    """The speaker has finished, or the presiding officer thanks the speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorYielded(Entry):
    """`speaker` no longer holds the floor. Units: seconds, without interruptions."""

    speaker: MemberId
    spoke_s: int


def decide(rules: Rulebook, assembly: Assembly, act: YieldFloor) -> list[Entry]:
    """Record the end of the speech.

    Out of order: no sitting is open; nobody holds the floor; the actor neither holds it nor
    presides.
    """
    body = require_sitting(assembly, act.body)
    holder = body.floor.holder
    if not holder:
        raise OutOfOrder("speaking.one_speaker", "nobody_speaks", body=body.id)
    if act.by != holder:
        require_presiding(assembly, body, act.by)
    spoke_s = body.floor.spoke_s(act.at)
    return [FloorYielded(body=act.body, at=act.at, speaker=holder, spoke_s=spoke_s)]


def apply(assembly: Assembly, entry: FloorYielded) -> Assembly:
    body = assembly.bodies[entry.body]
    return assembly.with_body(body.after_speech(entry.at, spoke_s=entry.spoke_s))


def minute(entry: FloorYielded) -> Phrase:
    return Phrase("minute.floor_yielded", speaker=entry.speaker, spoke_s=entry.spoke_s)


KIND = Kind(YieldFloor, decide, {FloorYielded: apply}, {FloorYielded: minute}, "yields the floor")
