"""Every time that somebody had the floor, with its item, its place in the record and its text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.floor.give_floor import FloorGiven
from hemicycle.procedure.acts.floor.share_time import TimeShared
from hemicycle.procedure.assembly import DelegationId, ItemId, Words, WrittenSpeech
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import BodyId, Entry, Instant, MemberId
from hemicycle.screens.speeches import Log, Speech
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """One of them. `spoke_s` is 0 while it goes on; `texts` are those that everyone may read."""

    member: MemberId
    delegation: DelegationId
    body: BodyId
    body_title: Words
    item: ItemId
    item_title: Words
    purpose: str
    at: Instant
    position: int
    spoke_s: int
    is_over: bool
    texts: Sequence[WrittenSpeech]


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a speech begins in the record, and on what."""

    position: int
    item: ItemId


class _Hall:
    """One body on its way through its entries: the speeches, and where each began."""

    def __init__(self) -> None:
        self.log = Log()
        self.item = NO_ITEM
        self.begun: dict[tuple[MemberId, Instant], Begun] = {}

    def take(self, position: int, entry: Entry) -> None:
        """Read one more entry."""
        if isinstance(entry, ItemTakenUp):
            self.item = entry.item
        elif isinstance(entry, FloorGiven):
            self.begun[entry.speaker, entry.at] = Begun(position, self.item)
        elif isinstance(entry, TimeShared):
            self.begun[entry.to, entry.at] = Begun(position, self.item)
        self.log.take(entry)

    @property
    def speeches(self) -> Iterator[tuple[Speech, bool]]:
        """Those that have ended, and the one that goes on."""
        yield from ((one, True) for one in self.log.ended)
        if self.log.open is not None:
            yield self.log.open, False


def interventions(view: View) -> Sequence[Intervention]:
    """All of the session, in the order of the record."""
    halls: dict[BodyId, _Hall] = {}
    for written in view.history:
        hall = halls.setdefault(written.entry.body, _Hall())
        hall.take(written.position, written.entry)
    found = [
        intervention(
            view, body, speech, begun=hall.begun[speech.member, speech.begun_at], is_over=x
        )
        for body, hall in halls.items()
        for speech, x in hall.speeches
        if (speech.member, speech.begun_at) in hall.begun
    ]
    return sorted(found, key=lambda one: one.position)


def intervention(
    view: View, body: BodyId, speech: Speech, *, begun: Begun, is_over: bool
) -> Intervention:
    """One speech with what belongs to it."""
    organ = view.assembly.bodies[body]
    item = organ.items.get(begun.item)
    delegation = view.assembly.delegation_of(speech.member)
    is_speech = speech.purpose == "speech"
    return Intervention(
        member=speech.member,
        delegation=delegation.id if delegation else DelegationId(""),
        body=body,
        body_title=organ.title,
        item=begun.item,
        item_title=item.title if item else {},
        purpose=speech.purpose,
        at=speech.begun_at,
        position=begun.position,
        spoke_s=speech.spoke_s,
        is_over=is_over,
        texts=open_texts(organ.written, speech.member, item=begun.item) if is_speech else (),
    )


def open_texts(
    written: Mapping[int, WrittenSpeech], member: MemberId, *, item: ItemId
) -> Sequence[WrittenSpeech]:
    """What somebody handed in for a speech on an item, once everyone may read it."""
    own = (one for one in written.values() if one.is_open and one.stage != "filed")
    return [one for one in own if (one.member, one.item) == (member, item)]
