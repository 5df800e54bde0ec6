"""Who was present, as a summary record tells it: at the calls of the roll, and item by item."""

from collections.abc import Iterable, Iterator

from hemicycle.journal.presence import Door, ItemPresence, Roll, delegations_in, presence
from hemicycle.procedure.acts.credentials.call_roll import RollCalled
from hemicycle.procedure.acts.credentials.note_arrival import ArrivalNoted
from hemicycle.procedure.kernel import MemberId, Phrase
from hemicycle.publish.documents.document import Block, Heading, Paragraph, Text, joined
from hemicycle.publish.documents.wording import Wording
from hemicycle.publish.sittings import SittingHeld, own_entries


def attendance(wording: Wording, told: SittingHeld) -> list[Block]:
    """Which delegations were present when the roll was called, which came after, and per item."""
    blocks: list[Block] = [Heading(level=1, text=wording.say("attendance"), anchor="attendance")]
    for written in told.rolls:
        assert isinstance(written.entry, RollCalled)
        here = delegations_of(wording, written.entry.present)
        blocks.append(
            Paragraph(
                text=wording.say(
                    "present_at_roll",
                    clock=wording.clock(written.entry.at).plain,
                    n=len(here),
                    delegations=here,
                    absent=written.entry.absent,
                )
            )
        )
    if not told.rolls:
        blocks.append(Paragraph(text=wording.say("no_roll")))
    if late := arrived(wording, told):
        blocks.append(Paragraph(text=wording.say("arrived_later", delegations=late, n=len(late))))
    return [*blocks, *by_item(wording, told)]


def arrived(wording: Wording, told: SittingHeld) -> tuple[str, ...]:
    """The delegations of whom somebody was noted at the doors, and nobody at a roll."""
    at_rolls: list[MemberId] = []
    for written in told.rolls:
        if isinstance(written.entry, RollCalled):
            at_rolls += written.entry.present
    known = set(delegations_of(wording, at_rolls))
    noted = [one.entry.member for one in told.arrivals if isinstance(one.entry, ArrivalNoted)]
    return tuple(one for one in delegations_of(wording, noted) if one not in known)


def delegations_of(wording: Wording, members: Iterable[MemberId]) -> tuple[str, ...]:
    """The delegations of several persons, each once, in the order of their names."""
    known = delegations_in(wording.published.assembly, members)
    return tuple(sorted(known, key=lambda one: wording.sorted_as(wording.name(one), one)))


def by_item(wording: Wording, told: SittingHeld) -> list[Block]:
    """Each item that was before the body in the sitting, with what the record tells of presence."""
    found = [
        one
        for one in presence(own_entries(wording.published))
        if (one.body, one.sitting) == (told.body, told.number)
    ]
    if not found:
        return []
    heading = Heading(level=2, text=wording.say("by_item"), anchor="attendance-by-item")
    lead = Paragraph(text=wording.say("by_item_note"))
    return [heading, lead, *(Paragraph(text=item_line(wording, one)) for one in found)]


def item_line(wording: Wording, one: ItemPresence) -> Text:
    """One item: from when to when, the nearest roll before, the rolls and the doors meanwhile."""
    began, ended = wording.clock(one.began_at).plain, one.ended_at
    facts = {"item": one.item, "title": one.title, "since": began}
    until = wording.clock(ended).plain if ended else ""
    sentences = [wording.say("item_before_body", until=until, **facts), before(wording, one)]
    if come := delegations_of(wording, one.come_in):
        sentences.append(wording.say("come_in_without_roll", n=len(come), delegations=come))
    sentences += [within(wording, roll) for roll in one.rolls]
    if not one.rolls:
        sentences.append(wording.say("no_roll_meanwhile"))
    sentences += doors(wording, one.doors)
    return joined(sentences, " ")


def before(wording: Wording, one: ItemPresence) -> Text:
    """The nearest call of the roll before the item, and what it tells of its beginning."""
    roll = one.before
    if roll is None:
        return wording.say("no_roll_before_item")
    clock = wording.clock(roll.at).plain
    if not one.is_known:
        day_on = wording.day(roll.at)
        return wording.say("roll_of_earlier", clock=clock, day_on=day_on, sitting=roll.sitting)
    here = delegations_of(wording, one.at_the_start)
    if not one.doors_before:
        return wording.say("here_as_at_roll", clock=clock, n=len(here), delegations=here)
    key, told = as_noted_since(here, at_roll=delegations_of(wording, roll.present))
    return wording.say(key, clock=clock, n=len(here), delegations=told)


def as_noted_since(
    here: tuple[str, ...], *, at_roll: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """How they are named best who were there after a roll: by what the doors changed, or in full.

    A hundred names that stand a page before need not be read again.
    """
    come = tuple(one for one in here if one not in at_roll)
    gone = tuple(one for one in at_roll if one not in here)
    if len(here) > 1 and come and not gone and len(come) < len(at_roll):
        return "here_besides", come
    if len(here) > 1 and gone and not come and len(gone) < len(here):
        return "here_without", gone
    return "here_as_noted_since", here


def within(wording: Wording, roll: Roll) -> Text:
    """A call of the roll while the item was before the body."""
    here = delegations_of(wording, roll.present)
    clock = wording.clock(roll.at).plain
    return wording.say("roll_meanwhile", clock=clock, n=len(here), delegations=here)


def doors(wording: Wording, noted: Iterable[Door]) -> Iterator[Text]:
    """Who was noted to come and to go meanwhile, each with the time."""
    for is_arrival, key in ((True, "came_meanwhile"), (False, "left_meanwhile")):
        own = tuple(
            Phrase(
                "documents.at_the_door",
                member=one.member,
                clock=wording.clock(one.at).plain,
            )
            for one in noted
            if one.is_arrival == is_arrival
        )
        if own:
            yield wording.say(key, doors=own)
