"""A meeting of delegations: wished for in secret, and come about once both sides want it.

A wish is its author's alone until the other side has a wish of its own to meet the author. A side
may choose that the other is told; then the other answers, or does not, and nobody learns which.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.kernel import Instant, MemberId

MINUTE_MS = 60_000
LENGTHS = (15, 30, 45, 60)  # minutes that a meeting may last
LONGEST_SUBJECT, LONGEST_READOUT, LONGEST_ROOM = 200, 4000, 60
LARGEST_GROUP = 12  # delegations besides the host
LATER = Instant(0)

Span = tuple[int, int]  # from, to; milliseconds since 1970


class NotPossible(Exception):
    """Why something is not done with a meeting: the key of a reason, and its facts."""

    def __init__(self, reason_key: str, **facts: object) -> None:
        super().__init__(reason_key)
        self.reason_key, self.facts = reason_key, facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What one side wants: about what, in which languages, and when it could; no hours: any."""

    by: MemberId
    at: Instant
    subject: str = ""
    languages: Sequence[str] = ()
    hours: Sequence[Span] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting, from the first wish to what both say of it afterwards.

    `wishes` are of those who want it, the host's first; `put_aside` are of those who were told and
    would rather not, which nobody else learns. `is_off` once a side no longer wants it. Of
    `start` 0 is: no hour yet.
    """

    id: str
    host: DelegationId
    invited: Sequence[DelegationId]
    is_told: bool
    minutes: int
    wishes: Mapping[DelegationId, Wish]
    put_aside: Sequence[DelegationId] = ()
    is_off: bool = False
    start: Instant = LATER
    confirmed: Sequence[DelegationId] = ()
    room: str = ""
    interpreters: Sequence[MemberId] = ()
    readout: str = ""
    readout_by: DelegationId = NO_DELEGATION
    agreed: Sequence[DelegationId] = ()
    published: Sequence[DelegationId] = ()
    published_at: Instant = LATER

    @property
    def is_mutual(self) -> bool:
        """Whether two sides at least want it."""
        return len(self.wishes) > 1

    @property
    def is_group(self) -> bool:
        """Whether several delegations are invited."""
        return len(self.invited) > 1

    @property
    def is_fixed(self) -> bool:
        """Whether the host and another side have confirmed the same hour."""
        return not self.is_off and self.host in self.confirmed and len(self.confirmed) > 1

    @property
    def span(self) -> Span:
        """From when to when it lasts."""
        return self.start, self.start + self.minutes * MINUTE_MS

    def is_over(self, now: Instant) -> bool:
        """Whether it was held, or does not take place."""
        return self.is_off or (self.is_fixed and self.span[1] <= now)

    @property
    def languages(self) -> Sequence[str]:
        """The languages that its sides asked for, each once."""
        asked = [code for wish in self.wishes.values() for code in wish.languages]
        return tuple(dict.fromkeys(asked))

    @property
    def is_agreed(self) -> bool:
        """Whether every side that was to meet agrees to the readout word by word."""
        return bool(self.readout) and set(self.agreed) >= set(self.confirmed)

    @property
    def is_public(self) -> bool:
        """Whether every side has published the readout."""
        return self.is_agreed and set(self.published) >= set(self.confirmed)

    def is_of(self, delegation: DelegationId) -> bool:
        """Whether a delegation is a side of it: it asked, or both want it."""
        return delegation in self.wishes

    def is_asked_of(self, delegation: DelegationId) -> bool:
        """Whether a delegation was told that it is asked for, and is no side of it yet."""
        is_open = self.is_told and not self.is_off and delegation in self.invited
        return is_open and not self.is_of(delegation)

    def others(self, delegation: DelegationId) -> Sequence[DelegationId]:
        """The sides besides one; while nobody else wants it, those whom it is wished with."""
        sides = [one for one in self.wishes if one != delegation]
        return tuple(sides) if self.is_mutual else self.invited


# -- wishing --------------------------------------------------------------------------------------


def require_new(meetings: Sequence[Meeting], meeting: Meeting) -> None:
    """A delegation wishes a meeting once, and not with itself.

    Errors: NotPossible
    """
    if not meeting.invited:
        raise NotPossible("meeting_with_nobody")
    if meeting.host in meeting.invited:
        raise NotPossible("meeting_with_oneself")
    if len(meeting.invited) > LARGEST_GROUP:
        raise NotPossible("meeting_too_many", n=LARGEST_GROUP)
    for one in meetings:
        if one.is_group or meeting.is_group or one.is_over(meeting.wishes[meeting.host].at):
            continue
        if one.is_of(meeting.host) and {one.host, *one.invited} == {meeting.host, *meeting.invited}:
            raise NotPossible("meeting_wished_already", delegation=meeting.invited[0])


def wished(meetings: Sequence[Meeting], meeting: Meeting) -> Meeting:
    """What becomes of a new wish: it meets the other side's of the same pair, or waits for one.

    Errors: NotPossible
    """
    require_new(meetings, meeting)
    own = meeting.wishes[meeting.host]
    waiting = (one for one in meetings if not one.is_off and tuple(one.invited) == (meeting.host,))
    for one in waiting:
        if not one.is_mutual and tuple(meeting.invited) == (one.host,):
            return joined(one, meeting.host, wish=own)
    return meeting


def joined(meeting: Meeting, delegation: DelegationId, *, wish: Wish) -> Meeting:
    """A meeting that one side more wants.

    Errors: NotPossible
    """
    require_on(meeting)
    if meeting.is_of(delegation) or delegation not in meeting.invited:
        raise NotPossible("meeting_wished_already", delegation=meeting.host)
    aside = tuple(one for one in meeting.put_aside if one != delegation)
    return replace(meeting, wishes={**meeting.wishes, delegation: wish}, put_aside=aside)


def put_aside(meeting: Meeting, delegation: DelegationId, *, is_aside: bool) -> Meeting:
    """What a delegation was asked for, out of its sight or in it again; nobody else learns.

    Errors: NotPossible
    """
    if not meeting.is_asked_of(delegation):
        raise NotPossible("meeting_changed")
    rest = tuple(one for one in meeting.put_aside if one != delegation)
    return replace(meeting, put_aside=(*rest, delegation) if is_aside else rest)


def withdrawn(meeting: Meeting, delegation: DelegationId) -> Meeting:
    """A meeting that a side no longer wants: the others learn that it does not take place.

    Note: a group goes on without a guest, as long as another is left.
    """
    rest = {one: wish for one, wish in meeting.wishes.items() if one != delegation}
    if delegation == meeting.host or tuple(rest) == (meeting.host,):
        return replace(meeting, is_off=True, **NO_HOUR)
    left = replace(meeting, wishes=rest, invited=without(meeting.invited, delegation))
    return unconfirmed(left, delegation)


def require_on(meeting: Meeting) -> None:
    """A meeting that is to take place.

    Errors: NotPossible
    """
    if meeting.is_off:
        raise NotPossible("meeting_off")


# -- the hour -------------------------------------------------------------------------------------

NO_HOUR: dict[str, Any] = {"start": LATER, "confirmed": (), "room": "", "interpreters": ()}


def without(several: Sequence[DelegationId], one: DelegationId) -> tuple[DelegationId, ...]:
    """Several delegations but one."""
    return tuple(other for other in several if other != one)


def require_both(meeting: Meeting) -> None:
    """A meeting that two sides want.

    Errors: NotPossible
    """
    require_on(meeting)
    if not meeting.is_mutual:
        raise NotPossible("meeting_not_mutual")


def proposed(meeting: Meeting, delegation: DelegationId, *, start: Instant) -> Meeting:
    """An hour that one side has chosen, for the others to confirm.

    Errors: NotPossible
    """
    require_both(meeting)
    if meeting.is_fixed:
        raise NotPossible("meeting_hour_fixed")
    return replace(meeting, **{**NO_HOUR, "start": start, "confirmed": (delegation,)})


def confirmed(meeting: Meeting, delegation: DelegationId, *, start: Instant) -> Meeting:
    """The hour as one side more confirms it, if it still is the one that was looked at.

    Errors: NotPossible
    """
    require_both(meeting)
    if not start or meeting.start != start:
        raise NotPossible("meeting_changed")
    return replace(meeting, confirmed=(*without(meeting.confirmed, delegation), delegation))


def unconfirmed(meeting: Meeting, delegation: DelegationId) -> Meeting:
    """A meeting whose hour one side gives back: the room is free, and others may still want it."""
    left = replace(meeting, confirmed=without(meeting.confirmed, delegation))
    if left.is_fixed:
        return left
    return replace(left, **{**NO_HOUR, **(kept_hour(left) if left.confirmed else {})})


def kept_hour(meeting: Meeting) -> dict[str, Any]:
    """The hour of a meeting as far as somebody still confirms it."""
    return {"start": meeting.start, "confirmed": meeting.confirmed}


def require_not_begun(meeting: Meeting, *, now: Instant) -> None:
    """An hour is given back, and a meeting called off, before it has begun.

    Errors: NotPossible
    """
    if meeting.is_fixed and meeting.start <= now:
        raise NotPossible("meeting_has_begun")


# -- the room -------------------------------------------------------------------------------------


def overlap(one: Span, other: Span) -> bool:
    """Whether there is a moment that lies in both."""
    return one[0] < other[1] and other[0] < one[1]


def arranged(
    meetings: Sequence[Meeting], meeting: Meeting, *, room: str, interpreters: Sequence[MemberId]
) -> Meeting:
    """A meeting with its room and its interpreters, where no other has them then.

    Errors: NotPossible
    """
    if not meeting.is_fixed:
        raise NotPossible("meeting_changed")
    at_once = [
        one
        for one in meetings
        if one.id != meeting.id and one.is_fixed and overlap(one.span, meeting.span)
    ]
    for one in at_once:
        if room and one.room.casefold() == room.casefold():
            raise NotPossible("meeting_room_taken", room=room)
        for busy in set(interpreters) & set(one.interpreters):
            raise NotPossible("meeting_interpreter_taken", member=busy)
    return replace(meeting, room=room, interpreters=tuple(interpreters))


# -- the readout ----------------------------------------------------------------------------------


def require_held(meeting: Meeting, *, now: Instant) -> None:
    """What both say of a meeting is written once it has begun.

    Errors: NotPossible
    """
    if not meeting.is_fixed:
        raise NotPossible("meeting_changed")
    if meeting.start > now:
        raise NotPossible("meeting_not_begun")


def worded(meeting: Meeting, delegation: DelegationId, *, text: str) -> Meeting:
    """A text that one side proposes: what was agreed to before is not agreed to any more.

    Errors: NotPossible
    """
    if meeting.is_public:
        raise NotPossible("meeting_readout_public")
    return replace(
        meeting,
        readout=text,
        readout_by=delegation if text else NO_DELEGATION,
        agreed=(delegation,) if text else (),
        published=(),
    )


def agreed(meeting: Meeting, delegation: DelegationId, *, text: str) -> Meeting:
    """The text with one side more that agrees, if it is the one that this side has read.

    Errors: NotPossible
    """
    if not text or text != meeting.readout:
        raise NotPossible("meeting_readout_changed")
    return replace(meeting, agreed=(*without(meeting.agreed, delegation), delegation))


def published(
    meeting: Meeting, delegation: DelegationId, *, is_wanted: bool, now: Instant
) -> Meeting:
    """A readout that one side would publish, or would not after all; it takes every side.

    Errors: NotPossible
    """
    if meeting.is_public:
        raise NotPossible("meeting_readout_public")
    if not meeting.is_agreed:
        raise NotPossible("meeting_not_agreed")
    rest = without(meeting.published, delegation)
    ready = replace(meeting, published=(*rest, delegation) if is_wanted else rest)
    return replace(ready, published_at=now) if ready.is_public else ready


# -- as it is kept --------------------------------------------------------------------------------


def to_plain(meeting: Meeting) -> dict[str, Any]:
    """A meeting as plain values."""
    return asdict(meeting)


def from_plain(plain: Mapping[str, Any]) -> Meeting:
    """The meeting again."""
    wishes = {
        DelegationId(one): Wish(**{**tuples(wish), "hours": tuple(map(tuple, wish["hours"]))})
        for one, wish in plain["wishes"].items()
    }
    return Meeting(**{**tuples(plain), "wishes": wishes})


def tuples(plain: Mapping[str, Any]) -> dict[str, Any]:
    """The same values, with what was a list as it was before."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()
    }
