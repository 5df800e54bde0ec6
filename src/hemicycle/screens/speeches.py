"""Every time that somebody had the floor, with its item, its place in the record and its text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.journal.speeches import Speech, speeches_in
from hemicycle.procedure.assembly import DelegationId, ItemId, Words, WrittenSpeech
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechSeen:
    """One of them. `texts` are those that everyone may read.

    Units: seconds; they are not measured while it goes on, or where the sitting ended before it.
    """

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
    is_measured: bool
    has_floor: bool
    texts: Sequence[WrittenSpeech]


def speeches(view: View) -> Sequence[SpeechSeen]:
    """All of the session, in the order of the record."""
    return [speech_seen(view, one) for one in speeches_in(view.history)]


def speech_seen(view: View, speech: Speech) -> SpeechSeen:
    """One speech with what belongs to it."""
    body = view.assembly.bodies[speech.body]
    item = body.items.get(speech.item)
    delegation = view.assembly.delegation_of(speech.speaker)
    own = open_texts(body.written, speech.speaker, item=speech.item) if speech.is_speech else ()
    return SpeechSeen(
        member=speech.speaker,
        delegation=delegation.id if delegation else DelegationId(""),
        body=body.id,
        body_title=body.title,
        item=speech.item,
        item_title=item.title if item else {},
        purpose=speech.purpose,
        at=speech.began_at,
        position=speech.position,
        spoke_s=speech.spoke_s,
        is_measured=speech.is_measured,
        has_floor=speech.has_floor,
        texts=own,
    )


def open_texts(
    written: Mapping[int, WrittenSpeech], member: MemberId, *, item: ItemId
) -> Sequence[WrittenSpeech]:
    """What somebody handed in for a speech on an item, once everyone may read it."""
    own = (one for one in written.values() if one.is_open and one.stage != "filed")
    return [one for one in own if (one.member, one.item) == (member, item)]
