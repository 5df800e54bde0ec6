"""Sign the register of a sitting: from then on the substitute votes for the seat.

Article: substitutes.register_signature_required, substitutes.designated_hours, credentials.seats
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_person, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.seats import require_early, seat_stood_in


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRegister(Act):
    """A substitute signs for the seat that the delegation has named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSigned(Entry):
    """The signature holds for this sitting."""

    substitute: MemberId
    member: MemberId
    sitting: int


def decide(rules: Rulebook, assembly: Assembly, act: SignRegister) -> list[Entry]:
    """Record the signature.

    Out of order: no sitting is open; the actor is not accredited, or named for no seat, or was
    named too late before the debate, or has signed already.
    """
    body = require_sitting(assembly, act.body)
    require_person(assembly, act.by)
    named = seat_stood_in(body, act.by)
    if named is None:
        raise OutOfOrder("credentials.seats", "named_for_no_seat", member=act.by)
    require_early(rules, body, named, at=act.at)
    sitting = sitting_number(body)
    if named.signed_in == sitting:
        raise OutOfOrder("substitutes.register_signature_required", "register_signed_already")
    return [
        RegisterSigned(
            body=act.body, at=act.at, substitute=act.by, member=named.member, sitting=sitting
        )
    ]


def sitting_number(body: Body) -> int:
    """The number of the sitting that is open."""
    return body.sitting.number if body.sitting else 0


def apply(assembly: Assembly, entry: RegisterSigned) -> Assembly:
    body = assembly.bodies[entry.body]
    stand_ins = tuple(
        replace(one, signed_in=entry.sitting) if one.substitute == entry.substitute else one
        for one in body.stand_ins
    )
    return assembly.with_body(replace(body, stand_ins=stand_ins))


def minute(entry: RegisterSigned) -> Phrase:
    return Phrase("minute.register_signed", deputy=entry.substitute, member=entry.member)


KIND = Kind(
    SignRegister,
    decide,
    {RegisterSigned: apply},
    {RegisterSigned: minute},
    "signs the register",
)
