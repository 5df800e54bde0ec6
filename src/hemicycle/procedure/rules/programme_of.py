"""Whose programme: the slots of a body, of a delegation, of a person, cancelled ones too.

Article: programme.releases
"""

from collections.abc import Sequence

from hemicycle.procedure.assembly import Assembly, DelegationId
from hemicycle.procedure.assembly.programme import Slot
from hemicycle.procedure.kernel import BodyId, MemberId
from hemicycle.procedure.rules.programme_changes import Standing, standing
from hemicycle.procedure.rules.programme_clashes import SITS, bodies_of, chair_of
from hemicycle.procedure.rules.rights import own_rights
from hemicycle.procedure.rules.rulebook import Rulebook


def all_slots(assembly: Assembly) -> Sequence[Standing]:
    """Everything that any release had, in the order of the hours."""
    found = standing(assembly.programme).values()
    return sorted(found, key=lambda one: (one.slot.begins_at, one.slot.id))


def of_body(assembly: Assembly, body: BodyId) -> Sequence[Standing]:
    """The sittings of one body."""
    return [one for one in all_slots(assembly) if one.slot.body == body]


def of_delegation(
    rules: Rulebook, assembly: Assembly, delegation: DelegationId
) -> Sequence[Standing]:
    """The sittings of the bodies a delegation belongs to, and what is open to everybody."""
    own = bodies_of(rules, assembly, delegation)
    return [one for one in all_slots(assembly) if is_for_all(one.slot) or one.slot.body in own]


def of_person(rules: Rulebook, assembly: Assembly, member: MemberId) -> Sequence[Standing]:
    """The sittings in which a person sits or presides, and what is open to everybody."""
    return [
        one
        for one in all_slots(assembly)
        if is_for_all(one.slot)
        or chair_of(assembly, one.slot) == member
        or has_seat(rules, assembly, member, slot=one.slot)
    ]


def is_for_all(slot: Slot) -> bool:
    """Whether everybody may come: an event or a break of no body, unless it is closed."""
    return not slot.body and not slot.is_closed


def has_seat(rules: Rulebook, assembly: Assembly, member: MemberId, *, slot: Slot) -> bool:
    """Whether a person sits in the body of a slot: by name, or because nobody was named."""
    body, person = assembly.bodies.get(slot.body), assembly.people.get(member)
    if body is None or person is None:
        return False
    named = body.seats.get(person.delegation)
    return member in named if named else bool(SITS & own_rights(rules, assembly, body, member))
