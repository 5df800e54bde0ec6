"""Who is accredited and who is in the room, body by body: each figure with its own time.

There is never one number for all: registered, accredited and present are different things.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hemicycle.procedure.acts.credentials.accept_credentials import CredentialsAccepted
from hemicycle.procedure.acts.credentials.admit_member import MemberAdmitted
from hemicycle.procedure.acts.credentials.call_roll import RollCalled
from hemicycle.procedure.acts.credentials.note_arrival import ArrivalNoted
from hemicycle.procedure.acts.credentials.note_departure import DepartureNoted
from hemicycle.procedure.acts.credentials.withdraw_credentials import CredentialsWithdrawn
from hemicycle.procedure.assembly import Body, Words
from hemicycle.procedure.kernel import BodyId, Entry, Instant
from hemicycle.screens.in_the_room import DELEGATIONS, InTheRoom, in_the_room
from hemicycle.screens.view import View

NEVER = Instant(0)
ACCREDITING = (CredentialsAccepted, MemberAdmitted, CredentialsWithdrawn)
COMING_AND_GOING = (RollCalled, ArrivalNoted, DepartureNoted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accredited:
    """Delegations and their persons whose credentials stand, and when that last changed."""

    delegations: int
    with_vote: int
    persons: int
    changed_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyAttendance:
    """Who is in the room of one body; `there` counts what the rulebook counts."""

    body: BodyId
    title: Words
    has_roll: bool
    there: InTheRoom
    persons: int
    changed_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """The figures of a session."""

    accredited: Accredited
    bodies: tuple[BodyAttendance, ...]

    @property
    def counts_members(self) -> bool:
        """Whether the rulebook counts members, and not delegations."""
        return any(one.there.unit != DELEGATIONS for one in self.bodies)


def attendance(view: View) -> Attendance:
    """The figures as the record has them now."""
    assembly = view.assembly
    delegates = [p for p in assembly.people.values() if p.delegation and not p.is_withdrawn]
    return Attendance(
        accredited=Accredited(
            delegations=len(assembly.delegations),
            with_vote=sum(one.has_vote for one in assembly.delegations.values()),
            persons=len(delegates),
            changed_at=last_at(view, ACCREDITING),
        ),
        bodies=tuple(of_body(view, body) for body in assembly.bodies.values()),
    )


def of_body(view: View, body: Body) -> BodyAttendance:
    """Who is in the room of a body."""
    return BodyAttendance(
        body=body.id,
        title=body.title,
        has_roll=body.has_roll,
        there=in_the_room(view, body),
        persons=len(body.present),
        changed_at=last_at(view, COMING_AND_GOING, body=body.id),
    )


def last_at(view: View, kinds: Iterable[type[Entry]], *, body: BodyId | None = None) -> Instant:
    """When an entry of one of these kinds was last made, in a body or in any."""
    wanted = tuple(kinds)
    found = (
        written.entry.at
        for written in reversed(view.history)
        if isinstance(written.entry, wanted) and body in (None, written.entry.body)
    )
    return next(found, NEVER)
