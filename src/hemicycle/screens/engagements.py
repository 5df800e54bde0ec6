"""What a delegation has to do in the hall, as far as it is known now; and who acts for it.

Of hours to come the list of speakers, the votes before a body and the published programme are
known; a sitting that goes on is taken to do so for another hour.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hemicycle.procedure.assembly import Body, Delegation, DelegationId
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.assembly.programme import SITTING
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.procedure.rules.programme_clashes import accredited
from hemicycle.procedure.rules.programme_of import of_delegation
from hemicycle.procedure.rules.rights import deputy_of
from hemicycle.screens.time_to_floor import allowed_s, wait_for
from hemicycle.screens.view import PLENARY, View

SITS_ON_MS = 60 * 60_000
VOTE_SOON_MS = 20 * 60_000  # a question that is put, but whose voting has no end yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """From when to when a delegation is needed: to speak, to vote, or to sit there alone."""

    why: str
    begins: Instant
    ends: Instant


def engagements(view: View, delegation: DelegationId) -> tuple[Engagement, ...]:
    """All that a delegation is needed for in any body."""
    known = view.assembly.delegations.get(delegation)
    if known is None:
        return ()
    sitting = [body for body in view.assembly.bodies.values() if body.is_sitting]
    now = [one for body in sitting for one in of_body(view, body, known)]
    return (*now, *planned(view, delegation))


def planned(view: View, delegation: DelegationId) -> Iterator[Engagement]:
    """The hours of the programme at which as many of its bodies sit as it has members."""
    members = accredited(view.assembly, delegation)
    slots = [
        one.slot
        for one in of_delegation(view.rules, view.assembly, delegation)
        if one.slot.kind == SITTING and not one.is_cancelled and one.slot.ends_at > view.at
    ]
    edges = sorted({at for one in slots for at in (one.begins_at, one.ends_at)})
    for begins, ends in pairwise(edges):
        sitting = {one.body for one in slots if one.begins_at <= begins < one.ends_at}
        if sitting and len(sitting) >= members:
            yield Engagement(why="programme", begins=begins, ends=ends)


def of_body(view: View, body: Body, delegation: Delegation) -> Iterator[Engagement]:
    """What a delegation is needed for in a body that sits."""
    yield from speeches(view, body, delegation)
    present = body.present & set(delegation.members)
    division = view.assembly.divisions.get(body.division)
    is_closing = division is not None and division.stage == "open" and division.closes_at
    if delegation.has_vote and body.question is not None and (present or body.organ == "assembly"):
        ends = division.closes_at if division and is_closing else view.at + VOTE_SOON_MS
        yield Engagement(why="vote", begins=view.at, ends=Instant(ends))
    if len(present) == 1:
        yield Engagement(why="alone", begins=view.at, ends=Instant(view.at + SITS_ON_MS))


def speeches(view: View, body: Body, delegation: Delegation) -> Iterator[Engagement]:
    """When somebody of a delegation will have the floor, at the soonest and at the latest."""
    floor = body.floor
    if floor.holder in delegation.members:
        ends = view.at + 1000 * max(0, floor.left_s(view.at))
        yield Engagement(why="floor", begins=view.at, ends=Instant(ends))
    places = body.speakers_list.places
    for n, one in enumerate(places):
        if one.member in delegation.members:
            wait = wait_for(view, body, places[:n])
            latest_s = wait.latest_s + allowed_s(view, one)
            yield Engagement(
                why="floor",
                begins=Instant(view.at + 1000 * wait.soonest_s),
                ends=Instant(view.at + 1000 * latest_s),
            )


# -- who acts for a delegation --------------------------------------------------------------------


def head_now(view: View, delegation: Delegation) -> MemberId:
    """Who acts for the whole delegation now: the first who is accredited, or the own deputy."""
    people = view.assembly.people
    standing = (one for one in delegation.members if not people[one].is_withdrawn)
    head = next(standing, NOBODY)
    plenary = view.assembly.bodies.get(PLENARY)
    deputy = deputy_of(plenary, head, at=view.at) if plenary and head else NOBODY
    return deputy or head


def led_by_viewer(view: View) -> Delegation | None:
    """The delegation for which the viewer acts now, if there is one."""
    member = view.viewer.member
    delegation = view.assembly.delegation_of(member) if member else None
    is_head = delegation is not None and head_now(view, delegation) == member
    return delegation if is_head else None
