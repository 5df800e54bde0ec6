"""Note that a person has left the room.

Article: quorum.presence
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_person, require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDeparture(Act):
    """The secretariat notes a departure."""

    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureNoted(Entry):
    """From here on `member` counts as gone."""

    member: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: NoteDeparture) -> list[Entry]:
    """Record it.

    Out of order: the body is unknown; the actor is not of the secretariat; the person is not
    accredited; the person is gone already.
    """
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    require_person(assembly, act.member)
    if act.member not in body.present:
        raise OutOfOrder("quorum.presence", "not_present", member=act.member)
    return [DepartureNoted(body=act.body, at=act.at, member=act.member)]


def apply(assembly: Assembly, entry: DepartureNoted) -> Assembly:
    body = assembly.bodies[entry.body]
    return assembly.with_body(replace(body, present=body.present - {entry.member}))


def minute(entry: DepartureNoted) -> Phrase:
    return Phrase("minute.departure_noted", member=entry.member)


KIND = Kind(
    NoteDeparture,
    decide,
    {DepartureNoted: apply},
    {DepartureNoted: minute},
    "notes the departure of {member}",
)
