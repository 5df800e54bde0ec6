"""End a deputisation before its time: from here on one acts oneself again.

Article: credentials.deputisation
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Deputisation
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import SECRETARIAT, require_body, require_person
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDeputisation(Act):
    """Who let somebody act takes it back; the secretariat may do so for `member`."""

    member: MemberId = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputisationEnded(Entry):
    """From here on `member` acts in the body; nothing that was to come begins."""

    member: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: EndDeputisation) -> list[Entry]:
    """Record the end.

    Out of order: the body is unknown; the actor is not accredited, or ends another's without
    being of the secretariat; nothing is or will be in force.
    """
    body = require_body(assembly, act.body)
    actor, member = require_person(assembly, act.by), act.member or act.by
    if member != act.by and actor.office not in SECRETARIAT:
        raise OutOfOrder("credentials.deputisation", "not_own_deputisation", member=member)
    if not any(one.member == member and one.ends_at > act.at for one in body.deputisations):
        raise OutOfOrder("credentials.deputisation", "not_deputised", member=member)
    return [DeputisationEnded(body=act.body, at=act.at, member=member)]


def apply(assembly: Assembly, entry: DeputisationEnded) -> Assembly:
    body = assembly.bodies[entry.body]
    kept = tuple(
        shortened(one, entry.at) if one.member == entry.member else one
        for one in body.deputisations
        if one.member != entry.member or one.starts_at < entry.at
    )
    return assembly.with_body(replace(body, deputisations=kept))


def shortened(one: Deputisation, at: Instant) -> Deputisation:
    """The same, over at the latest at this moment."""
    return replace(one, ends_at=Instant(min(one.ends_at, at)))


def minute(entry: DeputisationEnded) -> Phrase:
    return Phrase("minute.deputisation_ended", member=entry.member)


KIND = Kind(
    EndDeputisation,
    decide,
    {DeputisationEnded: apply},
    {DeputisationEnded: minute},
    "ends the deputisation[ of {member}]",
)
