"""What is on file of the members of a session: from the secretariat's tables into memory.

It is read when a file or the register changes, never while a page is drawn, and goes into sums.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

from hemicycle.clerk import SessionState
from hemicycle.procedure.assembly.session import Session, SessionId
from hemicycle.procedure.kernel import MemberId
from hemicycle.screens.on_file import OnFile
from hemicycle.secretariat.models import GroupSeat, Place


def load_on_file(
    session: SessionId, states: Mapping[SessionId, SessionState]
) -> Mapping[MemberId, OnFile]:
    """What is on file of each member of a session that has a file."""
    opened = states[session].assembly.session
    groups = groups_on(opened.starts_on if opened else "")
    is_first, is_new = seen_before(earlier_than(opened, states))
    seated = Place.objects.filter(file__session=session).exclude(member="")
    return {
        MemberId(one.member): OnFile(
            groups=groups.get(one.file.parliament_id, ()),
            sex=one.person.sex,
            is_young=one.person.is_young,
            is_first=is_first(one.person_id),
            is_new=is_new(one.file.parliament_id),
        )
        for one in seated.select_related("person", "file")
    }


def groups_on(day: str) -> Mapping[str, tuple[str, ...]]:
    """The groups that each parliament sits in on a day."""
    found: dict[str, list[str]] = defaultdict(list)
    for seat in GroupSeat.objects.order_by("pk"):
        if seat.since <= day and (not seat.until or seat.until >= day[: len(seat.until)]):
            found[seat.parliament_id].append(seat.group)
    return {parliament: tuple(groups) for parliament, groups in found.items()}


def earlier_than(
    opened: Session | None, states: Mapping[SessionId, SessionState]
) -> Collection[SessionId]:
    """The sessions of this installation before one; a rehearsal is none before a real one."""
    known = {session: state.assembly.session for session, state in states.items()}
    return [
        session
        for session, one in known.items()
        if one and opened and one.basis == opened.basis and one.starts_on < opened.starts_on
    ]


def seen_before(
    earlier: Collection[SessionId],
) -> tuple[Callable[[int], bool | None], Callable[[str], bool | None]]:
    """Whether a person, or a parliament, was at none of some sessions; None where nobody was."""
    places = Place.objects.filter(file__session__in=earlier).exclude(member="")
    persons = set(places.values_list("person_id", flat=True))
    parliaments = set(places.values_list("file__parliament_id", flat=True))
    return (
        lambda person: person not in persons if persons else None,
        lambda parliament: parliament not in parliaments if parliaments else None,
    )
