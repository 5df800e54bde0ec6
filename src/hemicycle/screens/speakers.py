"""The lists of speakers of a body as anybody may read them, and how their order came about."""

import inspect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hemicycle.journal.speeches import Speech, speeches_in
from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.floor.accept_swap import PlacesSwapped
from hemicycle.procedure.acts.floor.draw_lots import LotsDrawn
from hemicycle.procedure.acts.floor.freeze_list import ListFrozen
from hemicycle.procedure.acts.floor.note_no_show import SpeakerMissed
from hemicycle.procedure.acts.floor.offer_swap import SwapOffered
from hemicycle.procedure.assembly import Body, Item, ItemId, Listed, SpeakersList, SwapOffer, Words
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import BodyId, Entry, Instant, Phrase
from hemicycle.procedure.rules.entering import desk_closes
from hemicycle.procedure.rules.lots import digest_of, drawn
from hemicycle.procedure.rules.speakers_lists import GROUPS_THEN_DHONDT, order_of
from hemicycle.screens.act_subjects import body_of
from hemicycle.screens.chair import MINUTES
from hemicycle.screens.ledger import Ledger, ledger
from hemicycle.screens.view import View
from hemicycle.screens.visibility import as_public

TOLD = (SwapOffered, PlacesSwapped, SpeakerMissed, ListFrozen, LotsDrawn)
RECIPE = "\n\n".join(inspect.getsource(step).strip() for step in (digest_of, drawn))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place on a list; `offer` is what it would be exchanged for. Units: seconds."""

    place: int
    listed: Listed
    limit_s: int
    offer: SwapOffer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of a list, in its order; without a name where the list has no sections."""

    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that happened to a list, as the minutes say it."""

    at: Instant
    phrase: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The frozen list, its fingerprint, and the seed once it is known; `program` draws again."""

    lines: tuple[str, ...]
    digest: str
    seed: str
    program: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSeen:
    """The list of one item, or of the sitting where there is no item.

    `closes_at` is when the desk closes it, 0 where that follows from no programme; `is_by_place`
    where people know their place and no number.
    """

    item: Item | None
    is_current: bool
    is_open: bool
    is_frozen: bool
    order: str
    is_verified: bool
    waiting: int
    sections: tuple[Section, ...]
    heard: Sequence[Speech]
    told: tuple[Told, ...]
    drawing: Drawing | None
    closes_at: Instant = Instant(0)
    is_by_place: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """Every list of a body, the one that is being heard first."""

    body: BodyId
    title: Words
    bodies: tuple[Body, ...]
    lists: tuple[ListSeen, ...]
    ledger: Ledger


def speakers(view: View) -> Speakers:
    """The lists of the body in view, the same for everybody."""
    view = as_public(view)
    body = body_of(view)
    happened = by_item(view)
    heard = [one for one in speeches_in(view.history) if one.is_speech and one.body == body.id]
    known = [one for one in (body.item, *body.items, *body.lists) if one or body.lists.get(NO_ITEM)]
    items = [one for one in dict.fromkeys(known) if one in body.lists or body.items[one].kind]
    return Speakers(
        body=body.id,
        title=body.title,
        bodies=tuple(view.assembly.bodies.values()),
        lists=tuple(
            list_seen(
                view,
                body,
                item=one,
                happened=happened[one],
                heard=[speech for speech in heard if speech.item == one],
            )
            for one in items
        ),
        ledger=ledger(view),
    )


def by_item(view: View) -> Mapping[ItemId, Sequence[Entry]]:
    """What happened to each list of the body, in its order."""
    found: dict[ItemId, list[Entry]] = defaultdict(list)
    before = NO_ITEM
    for written in view.history:
        entry = written.entry
        if entry.body != view.body:
            continue
        if isinstance(entry, ItemTakenUp):
            before = entry.item
        elif isinstance(entry, TOLD):
            found[getattr(entry, "item", NO_ITEM) or before].append(entry)
    return found


def list_seen(
    view: View,
    body: Body,
    *,
    item: ItemId,
    happened: Sequence[Entry],
    heard: Sequence[Speech],
) -> ListSeen:
    """One list with its history."""
    kept = body.lists.get(item, SpeakersList())
    closes = desk_closes(view.rules, view.assembly, body, item)
    order = order_of(view.rules, body, item)
    is_over = item in body.items and body.items[item].is_over
    return ListSeen(
        item=body.items.get(item),
        is_current=item == body.item,
        is_open=kept.is_open,
        is_frozen=kept.is_frozen,
        order=order,
        is_verified=view.rules.is_verified("speaking.order"),
        waiting=len(kept.places),
        sections=tuple(sections(view, kept)),
        heard=heard,
        told=tuple(
            Told(at=one.at, phrase=MINUTES[type(one)](one))
            for one in reversed(happened)
            if isinstance(one, TOLD)
        ),
        drawing=drawing(happened) if kept.digest else None,
        closes_at=closes.at if closes and kept.is_open and not is_over else Instant(0),
        is_by_place=order == GROUPS_THEN_DHONDT,
    )


def sections(view: View, kept: SpeakersList) -> Iterator[Section]:
    """The sections of a list in their order, each with its places."""
    places = [
        Place(
            place=place,
            listed=one,
            limit_s=view.rules.speaking_time_s(view.assembly, one.member, "speech")
            * (1 + one.further),
            offer=kept.offer_of(one.member),
        )
        for place, one in enumerate(kept.places, 1)
    ]
    for name in dict.fromkeys(one.listed.section for one in places):
        own = tuple(one for one in places if one.listed.section == name)
        yield Section(name=name, places=own)


def drawing(happened: Sequence[Entry]) -> Drawing | None:
    """The last drawing of a list, or what was frozen for one."""
    frozen = [one for one in happened if isinstance(one, ListFrozen)]
    if not frozen:
        return None
    last = frozen[-1]
    seeds = [one.seed for one in happened if isinstance(one, LotsDrawn)]
    seed = seeds[-1] if seeds else ""
    return Drawing(
        lines=last.lines, digest=last.digest, seed=seed, program=program(last.lines, seed)
    )


def program(lines: Sequence[str], seed: str) -> str:
    """A few lines of Python that draw again: the fingerprint first, then the order."""
    listed = "\n".join(lines)
    return (
        f"from collections.abc import Iterable\nfrom hashlib import sha256\n\n\n{RECIPE}\n\n\n"
        f'lines = """\\\n{listed}\n""".splitlines()\n'
        f'print(digest_of(lines))\nprint(*drawn(lines, "{seed}"), sep="\\n")\n'
    )
