"""Who speaks in a body, who interrupted, and who waits: the same for every screen that acts."""

from dataclasses import dataclass

from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.assembly import Body, DelegationId, Listed
from hemicycle.procedure.assembly.motions import FOR
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.screens.act_subjects import body_of
from hemicycle.screens.acts_offered import Offer, judge, roles
from hemicycle.screens.candidate import Candidate
from hemicycle.screens.view import View

KEYS = 9
CALL = Candidate(act=GiveFloor, rule_key="speaking.order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One place on the list; `call` gives this person the floor, where that is in order."""

    place: int
    member: MemberId
    limit_s: int
    call: Offer | None
    section: str = ""
    number: int = 0
    on_behalf_of: tuple[DelegationId, ...] = ()
    is_offered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PointSeen:
    """A pending point of order; `is_heard` while its mover has the floor."""

    member: MemberId
    rule: str
    raised_at: Instant
    is_heard: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OnMotion:
    """Somebody who speaks on a motion; `has_spoken` once heard."""

    member: MemberId
    side: str
    has_spoken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionSeen:
    """The motion before the body; `below` are those that wait behind it."""

    kind: str
    member: MemberId
    text: str
    moved_at: Instant
    speakers: tuple[OnMotion, ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorSeen:
    """The floor of a body. Units: seconds; 0 where no limit applies."""

    holder: MemberId
    purpose: str
    since: Instant
    limit_s: int
    ends_at: Instant
    left_s: int
    interrupted: MemberId
    interrupted_left_s: int
    point: PointSeen | None
    motion: MotionSeen | None
    replies: tuple[MemberId, ...]
    explanations: tuple[MemberId, ...]
    is_list_open: bool
    is_list_frozen: bool
    waiting: tuple[Waiting, ...]


def floor_seen(view: View) -> FloorSeen:
    """The floor as it stands, and the list."""
    body = body_of(view)
    floor, speakers = body.floor, body.speakers_list
    # While a point of order or a motion is pending, another act calls who speaks on it.
    calls = "presiding" in roles(view) and floor.point is None and body.motion is None
    return FloorSeen(
        holder=floor.holder,
        purpose=floor.purpose,
        since=floor.since,
        limit_s=floor.limit_s,
        ends_at=floor.ends_at,
        left_s=floor.left_s(view.at),
        interrupted=floor.interrupted,
        interrupted_left_s=floor.interrupted_left_s,
        point=point_seen(view),
        motion=motion_seen(body),
        replies=body.replies.waiting,
        explanations=body.explanations.waiting,
        is_list_open=speakers.is_open,
        is_list_frozen=speakers.is_frozen,
        waiting=tuple(
            waiting(view, listed, place=place, may_call=calls)
            for place, listed in enumerate(speakers.places, 1)
        ),
    )


def motion_seen(body: Body) -> MotionSeen | None:
    """The motion that is decided first."""
    if body.motion is None:
        return None
    *below, motion = body.motions
    sides = {motion.member: FOR, **motion.speakers}
    return MotionSeen(
        kind=motion.kind,
        member=motion.member,
        text=motion.text,
        moved_at=motion.moved_at,
        speakers=tuple(
            OnMotion(member=one, side=side, has_spoken=one in motion.heard)
            for one, side in sides.items()
        ),
        below=tuple(one.kind for one in reversed(below)),
    )


def point_seen(view: View) -> PointSeen | None:
    """The pending point of order."""
    floor = body_of(view).floor
    if floor.point is None:
        return None
    return PointSeen(
        member=floor.point.member,
        rule=floor.point.rule,
        raised_at=floor.point.raised_at,
        is_heard=floor.holder == floor.point.member,
    )


def waiting(view: View, listed: Listed, *, place: int, may_call: bool) -> Waiting:
    """One person who waits, with the act that calls them for who presides."""
    key, member = str(place) if place <= KEYS else "", listed.member
    call = judge(view, CALL.on({"speaker": member}, key=key)) if may_call else None
    return Waiting(
        place=place,
        member=member,
        limit_s=view.rules.speaking_time_s(view.assembly, member, "speech") * (1 + listed.further),
        call=call if isinstance(call, Offer) else None,
        section=listed.section,
        number=listed.number,
        on_behalf_of=listed.on_behalf_of,
        is_offered=body_of(view).speakers_list.offer_of(member) is not None,
    )
