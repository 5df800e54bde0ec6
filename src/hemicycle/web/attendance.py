"""Who the record shows present, and on which days: by arrivals, departures, rolls, adjournments."""

from collections import defaultdict
from collections.abc import Iterable

from hemicycle.journal.forms import Written
from hemicycle.phrases.formats import moment
from hemicycle.procedure.acts.credentials.call_roll import RollCalled
from hemicycle.procedure.acts.credentials.note_arrival import ArrivalNoted
from hemicycle.procedure.acts.credentials.note_departure import DepartureNoted
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.kernel import BodyId, Entry, MemberId

Days = tuple[str, str]  # the first and the last, as 2026-03-02


def attendance(written: Iterable[Written], zone: str) -> dict[MemberId, Days]:
    """The first and the last day on which each person was present in any body.

    Note: who is in the room when a sitting is adjourned was there that day, though nobody noted it
    again; what the record does not show is not guessed.
    """
    present: dict[BodyId, set[MemberId]] = defaultdict(set)
    days: dict[MemberId, Days] = {}
    for one in written:
        entry = one.entry
        seen = seen_present(entry, present[entry.body])
        day = moment(entry.at, zone).date().isoformat() if seen else ""
        for member in seen:
            days[member] = (days.get(member, (day, day))[0], day)
    return days


def seen_present(entry: Entry, room: set[MemberId]) -> set[MemberId]:
    """Who is seen present by an entry; the room is kept up to date."""
    if isinstance(entry, ArrivalNoted):
        room.add(entry.member)
        return {entry.member}
    if isinstance(entry, DepartureNoted):
        room.discard(entry.member)
        return {entry.member}
    if isinstance(entry, RollCalled):
        room.clear()
        room.update(entry.present)
        return set(room)
    return set(room) if isinstance(entry, SittingAdjourned) else set()
