"""Speeches in writing: what somebody has handed in and may, and what everyone may read."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.acts.floor.file_speech import FileSpeech
from hemicycle.procedure.acts.floor.hand_in_speech import HandInSpeech
from hemicycle.procedure.acts.floor.take_back_speech import TakeBackSpeech
from hemicycle.procedure.assembly import Assembly, Body, Item, ItemId, Words, WrittenSpeech
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import BodyId, MemberId, OutOfOrder
from hemicycle.screens.act_subjects import body_of
from hemicycle.screens.acts_offered import roles
from hemicycle.screens.booth_languages import BOOTHS
from hemicycle.screens.seat import Seat, seat
from hemicycle.screens.view import View

# In which a speech may be handed in: those of the booths first, then what parliaments speak.
LANGUAGES = (
    *BOOTHS,
    *("az", "be", "bg", "bn", "bs", "cs", "da", "de", "dz", "el", "et", "fa", "fi", "he", "hi"),
    *("hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "ko", "ky", "lo", "lt", "lv"),
    *("mk", "mn", "ms", "mt", "my", "ne", "nl", "no", "pl", "ps", "ro", "rw", "si", "sk", "sl"),
    *("so", "sq", "sr", "sv", "sw", "ta", "tet", "tg", "th", "tk", "tr", "uk", "ur", "uz", "vi"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSpeech:
    """A speech that the viewer handed in. Units: seconds, at the pace of the booths; words.

    `limit_s` is what the speaker has, 0 without limit; `too_many` how many words are too many.
    `unfiled` says why it cannot be put on record as one that was not made; None where it can.
    """

    written: WrittenSpeech
    item: Item | None
    takes_s: int
    limit_s: int
    too_many: int
    may_take_back: bool
    unfiled: OutOfOrder | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """The page on which a speech is handed in; `refused` says why none can be here.

    `for_whom` are the members for whom the secretariat may hand in, none for anybody else.
    """

    seat: Seat
    body: BodyId
    title: Words
    items: Sequence[Item]
    item: ItemId
    own: Sequence[OwnSpeech]
    for_whom: Sequence[MemberId]
    refused: OutOfOrder | None
    pace: int
    limit_s: int
    bodies: Sequence[Body]


def hand_in(view: View) -> HandIn:
    """What the viewer may hand in to the body in view, and has."""
    body = body_of(view)
    items = [one for one in body.items.values() if not one.is_over]
    for_whom = handed_in_at_the_desk(view, body)
    return HandIn(
        seat=seat(view),
        body=body.id,
        title=body.title,
        items=items,
        item=likely_item(view, body),
        own=[own(view, body, one) for one in own_texts(view, body)],
        for_whom=for_whom,
        refused=None if for_whom else view.may(dry_hand_in(view, body, items)),
        pace=view.rules.number("speaking.written_pace"),
        limit_s=limit_s(view, body, view.viewer.member, item=likely_item(view, body)),
        bodies=tuple(view.assembly.bodies.values()),
    )


def dry_hand_in(view: View, body: Body, items: Sequence[Item]) -> HandInSpeech:
    """A text as the viewer might hand it in now."""
    item = body.item or (items[0].id if items else NO_ITEM)
    sha256 = unknown_fingerprint(view.assembly)
    return view.act(HandInSpeech, sha256=sha256, word_count=1, language="en", item=item)


def unknown_fingerprint(assembly: Assembly) -> str:
    """A fingerprint that no text of the session has, for dry runs.

    Note: it follows from those that are known, so that whoever hands it in changes it for all.
    """
    bodies = assembly.bodies.values()
    known = sorted(one.sha256 for body in bodies for one in body.written.values())
    return hashlib.sha256("".join(known).encode()).hexdigest()


def handed_in_at_the_desk(view: View, body: Body) -> Sequence[MemberId]:
    """Those who wait on a list, for the secretariat; others hand in for themselves alone."""
    if "secretariat" not in roles(view):
        return ()
    waiting = [one for speakers in body.lists.values() for one in speakers.waiting]
    return tuple(dict.fromkeys((*filter(None, (body.floor.holder,)), *waiting)))


def own_texts(view: View, body: Body) -> Sequence[WrittenSpeech]:
    """What the viewer has handed in, the latest first."""
    member = view.viewer.member
    return [one for one in reversed(list(body.written.values())) if member and one.member == member]


def likely_item(view: View, body: Body) -> ItemId:
    """The item on whose list the viewer waits, else the one before the body."""
    waits = (
        item
        for item, speakers in body.lists.items()
        if item and speakers.of(view.viewer.member) is not None
    )
    return next(waits, body.item)


def own(view: View, body: Body, written: WrittenSpeech) -> OwnSpeech:
    """One text, with how long it takes to say and what may become of it."""
    pace = view.rules.number("speaking.written_pace")
    allowed_s = limit_s(view, body, written.member, item=written.item)
    return OwnSpeech(
        written=written,
        item=body.items.get(written.item),
        takes_s=60 * written.word_count // pace,
        limit_s=allowed_s,
        too_many=max(0, written.word_count - allowed_s * pace // 60) if allowed_s else 0,
        may_take_back=view.may(view.act(TakeBackSpeech, number=written.number)) is None,
        unfiled=view.may(view.act(FileSpeech, number=written.number)),
    )


def limit_s(view: View, body: Body, member: MemberId, *, item: ItemId) -> int:
    """Seconds that somebody has on an item, places taken together added up."""
    if member not in view.assembly.people:
        return 0
    listed = body.lists[item].of(member) if item in body.lists else None
    places = 1 + listed.further if listed else 1
    return places * view.rules.speaking_time_s(view.assembly, member, "speech")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The speeches of a body in writing that everyone may read, by item, and how many are sealed.

    For a booth `sealed` lists those too, in the order in which they will be made.
    """

    body: BodyId
    title: Words
    bodies: Sequence[Body]
    by_item: Sequence[tuple[Item | None, Sequence[WrittenSpeech]]]
    sealed: Sequence[WrittenSpeech]


def shelf(view: View) -> Shelf:
    """The speeches of the body in view."""
    body = body_of(view)
    opened = [one for one in body.written.values() if one.is_open]
    items = dict.fromkeys(one.item for one in opened)
    return Shelf(
        body=body.id,
        title=body.title,
        bodies=tuple(view.assembly.bodies.values()),
        by_item=[
            (
                body.items.get(item),
                sorted((one for one in opened if one.item == item), key=lambda one: one.opened_at),
            )
            for item in items
        ],
        sealed=sorted(
            (one for one in body.written.values() if not one.is_open),
            key=lambda one: place(body, one),
        ),
    )


def place(body: Body, written: WrittenSpeech) -> tuple[int, int]:
    """When a text will be needed: who has the floor first, then by place on the list."""
    if written.member in (body.floor.holder, body.floor.interrupted):
        return 0, written.number
    waiting = body.lists[written.item].waiting if written.item in body.lists else ()
    at = waiting.index(written.member) if written.member in waiting else len(waiting)
    return 1 + at, written.number


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSpeech:
    """A speech in writing with where it belongs, and the same in other languages."""

    written: WrittenSpeech
    body: BodyId
    title: Words
    item: Item | None
    others: Sequence[WrittenSpeech]


def one_speech(view: View, number: int) -> OneSpeech | None:
    """The speech of that number, in whatever body; None where there is none, or not any more."""
    for body in view.assembly.bodies.values():
        written = body.written.get(number)
        if written is not None:
            return OneSpeech(
                written=written,
                body=body.id,
                title=body.title,
                item=body.items.get(written.item),
                others=[
                    one
                    for one in body.written.values()
                    if is_same_speech(one, written) and one.number != number
                ],
            )
    return None


def is_same_speech(one: WrittenSpeech, other: WrittenSpeech) -> bool:
    """Whether two texts are of one speech in two languages."""
    return (one.member, one.item, one.opened_at) == (other.member, other.item, other.opened_at)


def texts_for(body: Body, member: MemberId) -> Sequence[WrittenSpeech]:
    """What somebody who has the floor, or waits for it, has handed in for the item."""
    if member == NOBODY:
        return ()
    return [
        one
        for one in body.written.values()
        if (one.member, one.item) == (member, body.item) and not one.is_open
    ]
