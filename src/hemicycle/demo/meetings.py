"""Meetings of the rehearsal: the host meets the heads of parliament of its region.

The host has invited several heads, and those whom nobody plays have said yes; with one of them it
has an hour and a room. Whoever sits down for one of the others finds the invitation.
"""

import asyncio
from dataclasses import dataclass, field, replace

from asgiref.sync import sync_to_async
from django.db import connections

from hemicycle.clerk.outcomes import Change
from hemicycle.procedure.acts.floor.give_floor import FloorGiven
from hemicycle.procedure.assembly import Assembly, DelegationId
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.meeting import MINUTE_MS, Meeting, Wish

HOST, GUEST = DelegationId("p-0020"), DelegationId("p-0136")  # Calvessa, the host country; Xuelai
REGION = tuple(map(DelegationId, ("p-0060", "p-0121", "p-0009", "p-0016", "p-0023")))
HAVE_SAID_YES = REGION[:3]
LATER_MS = 5 * 60 * MINUTE_MS  # after the morning's debate
QUARTER_MS = 15 * MINUTE_MS
LANGUAGES = {HOST: ("fr", "en"), GUEST: ("zh", "en")}
SUBJECTS = {
    "pair": {HOST: "Exchange of lift engineers", GUEST: "Lifts for old parliament buildings"},
    "group": {HOST: "A regional fund for ramps, lifts and hearing loops"},
}


@dataclass(slots=True)
class DemoMeetings:
    """Fills the table once the rehearsal has its first speaker."""

    _filling: set[asyncio.Task[None]] = field(default_factory=set)
    _filled: set[SessionId] = field(default_factory=set)

    def follow(self, change: Change) -> None:
        """A commit: somebody has the floor for the first time."""
        known = change.after.assembly.delegations.keys() >= {HOST, GUEST, *REGION}
        is_first = known and change.session not in self._filled
        if is_first and any(isinstance(one.entry, FloorGiven) for one in change.written):
            self._filled.add(change.session)
            filling = sync_to_async(fill)(change.session, change.after.assembly)
            task = asyncio.ensure_future(filling)
            self._filling.add(task)
            task.add_done_callback(self._filling.discard)


def fill(session: SessionId, assembly: Assembly) -> None:
    """Keep both meetings, unless the session has some already.

    Note: it runs beside the requests, and leaves no connection behind.
    """
    from hemicycle.secretariat.meetings import keep, meetings_of, new_id

    try:
        if not meetings_of(session):
            for one in (pair(assembly), group(assembly)):
                keep(session, replace(one, id=new_id()))
    finally:
        connections.close_all()


def pair(assembly: Assembly) -> Meeting:
    """The host and one head have an hour and a room."""
    start = Instant(-(-(assembly.at + LATER_MS) // QUARTER_MS) * QUARTER_MS)
    return Meeting(
        id="",
        host=HOST,
        invited=(GUEST,),
        is_told=False,
        minutes=30,
        wishes={one: wish(assembly, one, about="pair") for one in (HOST, GUEST)},
        start=start,
        confirmed=(HOST, GUEST),
        room="Almond room",
    )


def group(assembly: Assembly) -> Meeting:
    """The host has invited the heads of its region, and most have said yes."""
    return Meeting(
        id="",
        host=HOST,
        invited=REGION,
        is_told=True,
        minutes=45,
        wishes={one: wish(assembly, one, about="group") for one in (HOST, *HAVE_SAID_YES)},
    )


def wish(assembly: Assembly, delegation: DelegationId, *, about: str) -> Wish:
    """What a delegation says of a meeting."""
    subject = SUBJECTS[about].get(delegation, SUBJECTS[about][HOST])
    languages = LANGUAGES.get(delegation, ("en",))
    head = assembly.delegations[delegation].head
    return Wish(by=head, at=assembly.at, subject=subject, languages=languages)
