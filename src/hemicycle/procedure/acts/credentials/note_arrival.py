"""Note that a person has come into the room.

Article: quorum.presence
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_person, require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteArrival(Act):
    """The secretariat notes an arrival."""

    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalNoted(Entry):
    """From here on `member` counts as present."""

    member: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: NoteArrival) -> list[Entry]:
    """Record it.

    Out of order: the body is unknown; the actor is not of the secretariat; the person is not
    accredited; the person is there already.
    """
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    require_person(assembly, act.member)
    if act.member in body.present:
        raise OutOfOrder("quorum.presence", "present_already", member=act.member)
    return [ArrivalNoted(body=act.body, at=act.at, member=act.member)]


def apply(assembly: Assembly, entry: ArrivalNoted) -> Assembly:
    body = assembly.bodies[entry.body]
    return assembly.with_body(replace(body, present=body.present | {entry.member}))


def minute(entry: ArrivalNoted) -> Phrase:
    return Phrase("minute.arrival_noted", member=entry.member)


KIND = Kind(
    NoteArrival,
    decide,
    {ArrivalNoted: apply},
    {ArrivalNoted: minute},
    "notes the arrival of {member}",
)
