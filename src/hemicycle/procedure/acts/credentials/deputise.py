"""Deputise: for a time another delegate acts in a body with one's rights, and oneself does not.

Article: credentials.deputisation
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Deputisation
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_person
from hemicycle.procedure.rules.rights import own_rights
from hemicycle.procedure.rules.rulebook import Rulebook

NOW = Instant(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputise(Act):
    """A delegate lets a colleague act; from now on where no beginning is given."""

    to: MemberId
    ends_at: Instant
    starts_at: Instant = NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputised(Entry):
    """From `starts_at` until `ends_at` the rights of `member` in the body are with `to`."""

    member: MemberId
    to: MemberId
    starts_at: Instant
    ends_at: Instant


def decide(rules: Rulebook, assembly: Assembly, act: Deputise) -> list[Entry]:
    """Record the deputisation.

    Out of order: the body is unknown; one of the two is not accredited; the other is no
    delegate of the same delegation, or is oneself; the time is over; there is no right to
    pass; one of the two has deputised already, or acts for somebody, at that time.
    """
    body = require_body(assembly, act.body)
    person, other = require_person(assembly, act.by), require_person(assembly, act.to)
    is_colleague = bool(person.delegation) and other.delegation == person.delegation
    if not is_colleague or other.id == person.id or other.accredited_as != "delegate":
        raise OutOfOrder("credentials.deputisation", "no_colleague", member=act.to)
    wanted = Deputisation(
        member=act.by,
        to=act.to,
        starts_at=Instant(max(act.at, act.starts_at)),
        ends_at=act.ends_at,
    )
    if wanted.ends_at <= wanted.starts_at:
        raise OutOfOrder("credentials.deputisation", "period_over", ends_at=act.ends_at)
    if not own_rights(rules, assembly, body, act.by) - {"see"}:
        raise OutOfOrder("credentials.deputisation", "no_right_to_pass", member=act.by)
    require_one_hand(body, wanted)
    return [
        Deputised(
            body=act.body,
            at=act.at,
            member=wanted.member,
            to=wanted.to,
            starts_at=wanted.starts_at,
            ends_at=wanted.ends_at,
        )
    ]


def require_one_hand(body: Body, wanted: Deputisation) -> None:
    """Neither of the two has passed or taken rights in the body at that time.

    Note: else a right would be in two hands, or in none, or one person would vote for two.
    """
    for one in body.deputisations:
        if one.overlaps(wanted) and {one.member, one.to} & {wanted.member, wanted.to}:
            raise OutOfOrder(
                "credentials.deputisation",
                "deputised_already",
                member=one.member,
                deputy=one.to,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
            )


def apply(assembly: Assembly, entry: Deputised) -> Assembly:
    body = assembly.bodies[entry.body]
    passed = Deputisation(
        member=entry.member, to=entry.to, starts_at=entry.starts_at, ends_at=entry.ends_at
    )
    return assembly.with_body(replace(body, deputisations=(*body.deputisations, passed)))


def minute(entry: Deputised) -> Phrase:
    return Phrase(
        "minute.deputised",
        member=entry.member,
        deputy=entry.to,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
    )


KIND = Kind(
    Deputise,
    decide,
    {Deputised: apply},
    {Deputised: minute},
    "lets {to} act[ from {starts_at}] until {ends_at}",
)
