"""Where on a list somebody is put: the section, the number, and the places of a delegation.

Article: speaking.sections, speaking.order, speaking.per_delegation, speaking.ranks, agenda.items,
agenda.order, speaking.list, speaking.order_for
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hemicycle.procedure.assembly import Assembly, Body, ItemId, Listed, Person, SpeakersList
from hemicycle.procedure.assembly.agenda import GENERAL_DEBATE
from hemicycle.procedure.kernel import MemberId, OutOfOrder
from hemicycle.procedure.rules.rulebook import Rulebook

GUESTS = "guests"
GROUPS_THEN_DHONDT = "groups_then_dhondt"
ORDERS = ("by_arrival", "lots", "rank", "preference", GROUPS_THEN_DHONDT)
GENERAL_DEBATES, EVERY_DEBATE = "general_debate", "every_debate"
ORDERED_DEBATES = (GENERAL_DEBATES, EVERY_DEBATE)
# What a chair may have in mind who chooses whom to call, where the rules say so.
WEIGHED = ("group", "size", "new_delegation", "first_time", "sex", "young")


class Asking(NamedTuple):
    """Somebody who asks to be put on a list."""

    assembly: Assembly
    speakers: SpeakersList
    person: Person


def is_guest(asking: Asking) -> bool:
    """Whoever is a guest, or belongs to no delegation, or to one that is a guest or the host."""
    delegation = asking.assembly.delegations.get(asking.person.delegation)
    is_of_none = delegation is None or delegation.status in ("guest", "host")
    return is_of_none or asking.person.office == "guest"


def is_speaker_of_parliament(asking: Asking) -> bool:
    """Whoever heads a chamber."""
    return asking.person.office == "speaker_of_parliament"


def is_first(asking: Asking) -> bool:
    """Whoever is the first of a delegation that has taken no place yet."""
    return not asking.speakers.used.get(asking.person.delegation)


def is_anybody(_asking: Asking) -> bool:
    """Everybody else."""
    return True


SECTIONS: Mapping[str, Callable[[Asking], bool]] = {
    GUESTS: is_guest,
    "speakers_of_parliament": is_speaker_of_parliament,
    "first_speakers": is_first,
    "second_speakers": is_anybody,
}


def list_of(body: Body, item: ItemId) -> SpeakersList:
    """The list of an item that is not finished, or of what is before the body where none is named.

    Out of order: the item is not on the agenda, or is concluded.
    """
    if not item:
        return body.speakers_list
    found = body.items.get(item)
    if found is None:
        raise OutOfOrder("agenda.items", "no_such_item", item=item)
    if found.is_over:
        raise OutOfOrder("agenda.order", f"item_{found.stage}", item=item)
    return body.lists.get(item, SpeakersList())


def place_of(speakers: SpeakersList, member: MemberId) -> Listed:
    """The place of somebody on a list.

    Out of order: the person is not on it.
    """
    listed = speakers.of(member)
    if listed is None:
        raise OutOfOrder("speaking.list", "not_on_list", member=member)
    return listed


def is_general_debate(body: Body, item: ItemId) -> bool:
    """Whether the list is that of a general debate, which has sections and an order of its own."""
    found = body.items.get(item or body.item)
    return found is not None and found.kind == GENERAL_DEBATE


def order_of(rules: Rulebook, body: Body, item: ItemId) -> str:
    """How the places of a list are given: by arrival, lot, rank, preference, or between groups."""
    is_every = rules.choice("speaking.order_for") == EVERY_DEBATE
    is_ordered = is_general_debate(body, item) or (is_every and bool(item or body.item))
    return rules.choice("speaking.order") if is_ordered else "by_arrival"


def sections_of(rules: Rulebook, body: Body, item: ItemId) -> tuple[str, ...]:
    """The sections of a list, in which they speak; none where it has no sections."""
    return rules.choices("speaking.sections") if is_general_debate(body, item) else ()


def section_for(sections: tuple[str, ...], asking: Asking) -> str:
    """The first section that somebody belongs to."""
    found = (one for one in sections if SECTIONS[one](asking))
    return next(found, sections[-1] if sections else "")


def require_places(
    rules: Rulebook, body: Body, item: ItemId, *, person: Person, places: int
) -> None:
    """A delegation has places left on the list.

    Out of order: it has taken as many as the rules give it.
    """
    if not is_general_debate(body, item) or not person.delegation:
        return
    most = rules.number("speaking.per_delegation")
    used = list_of(body, item).used.get(person.delegation, 0)
    if used + places > most:
        key = "no_places_left" if used >= most else "too_few_places_left"
        facts = {"delegation": person.delegation, "n": most}
        raise OutOfOrder("speaking.per_delegation", key, **facts)


def number_for(order: str, speakers: SpeakersList, *, section: str, wished: int) -> int:
    """The number that somebody gets now in a section; 0 where the lot will give it."""
    last = speakers.highest.get(section, 0)
    if order == "lots" and section != GUESTS and not speakers.is_drawn:
        return 0
    if order != "preference" or not wished:
        return last + 1
    taken = {one.number for one in speakers.places if one.section == section}
    number = wished
    while number in taken:
        number += 1
    return number


def rank_of(rules: Rulebook, person: Person) -> int:
    """How early somebody speaks by the office held; those without come last, as they arrive."""
    ranks = rules.choices("speaking.ranks")
    return ranks.index(person.office) if person.office in ranks else len(ranks)


def place_for(
    rules: Rulebook, assembly: Assembly, body: Body, *, item: ItemId, listed: Listed
) -> int:
    """Before which place from the top a new one is put, 1 being the first."""
    sections, order = sections_of(rules, body, item), order_of(rules, body, item)

    def key(one: Listed) -> tuple[int, int, int]:
        section = sections.index(one.section) if one.section in sections else len(sections)
        rank = rank_of(rules, assembly.people[one.member]) if order == "rank" else 0
        return section, rank, one.number

    places = list_of(body, item).places
    return 1 + sum(key(one) <= key(listed) for one in places)
