"""What naming seats and deputising would be done to: somebody for whom it would be in order."""

from hemicycle.procedure.assembly import Body, Delegation, Deputisation
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.procedure.rules.rights import WHO_MAY_SIT, standing_in
from hemicycle.screens.act_subjects import Fields, body_of
from hemicycle.screens.view import View

HOUR_MS = 3_600_000


def seated_delegates(view: View, delegation: Delegation) -> tuple[MemberId, ...]:
    """Those of a delegation who may have a seat in a committee or the Council."""
    people = view.assembly.people
    return tuple(
        member
        for member in delegation.members
        if not people[member].is_withdrawn
        and standing_in(delegation, people[member]) in WHO_MAY_SIT
    )


def seat_to_name(view: View, delegation: Delegation) -> Fields | None:
    """A seat that could be named for a delegation, or else one that could be ended."""
    body = body_of(view)
    able = seated_delegates(view, delegation)
    has_seats = body.organ != "assembly" or view.rules.has("substitutes.votes_when")
    if not has_seats or not able:
        return None
    held = body.seats.get(delegation.id, {})
    sitting = next((m for m, seat in held.items() if seat == "titular" and m in able), NOBODY)
    if sitting:
        return {"member": sitting, "seat": "none"}
    return {"member": able[0], "seat": "titular"}


def any_seat(view: View) -> Fields | None:
    """A seat that the secretariat could name for some delegation."""
    found = (seat_to_name(view, one) for one in view.assembly.delegations.values())
    return next((fields for fields in found if fields), None)


def own_seat(view: View) -> Fields | None:
    """A seat that the viewer could name for the own delegation."""
    delegation = view.assembly.delegation_of(view.viewer.member)
    return seat_to_name(view, delegation) if delegation else None


def colleagues(view: View) -> tuple[MemberId, ...]:
    """The other delegates of the viewer's delegation."""
    member, people = view.viewer.member, view.assembly.people
    delegation = view.assembly.delegation_of(member)
    members = delegation.members if delegation else ()
    return tuple(m for m in members if m != member and not people[m].is_withdrawn)


def colleague(view: View) -> Fields | None:
    """Some colleague who could act for the viewer for the next hour."""
    found = colleagues(view)
    return {"to": found[0], "ends_at": Instant(view.at + HOUR_MS)} if found else None


def deputised(view: View) -> Fields | None:
    """Somebody for whom another acts, or will."""
    found = deputisations(view, body_of(view))
    return {"member": found[0].member} if found else None


def deputisations(view: View, body: Body) -> tuple[Deputisation, ...]:
    """Who acts for whom in a body, now or later, the next to end first."""
    coming = (one for one in body.deputisations if one.ends_at > view.at)
    return tuple(sorted(coming, key=lambda one: one.ends_at))
