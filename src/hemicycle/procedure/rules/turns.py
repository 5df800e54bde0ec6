"""In which order a list is heard where groups share it: a round of groups, then D'Hondt.

Then, as far as others remain to take turns: no more than so many of one delegation in a row, and
nobody twice among the first of a debate.

Article: speaking.order, speaking.group_round_order, speaking.group_round_opening,
speaking.same_delegation_in_a_row, speaking.top_places
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from hemicycle.procedure.assembly import Assembly, Body, ItemId, Listed, SpeakersList
from hemicycle.procedure.kernel import MemberId
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import GROUPS_THEN_DHONDT, order_of

ROTATES = "rotates_within_part_session"


class Turns(NamedTuple):
    """A list to be put in order, in its house."""

    rules: Rulebook
    assembly: Assembly
    body: Body
    item: ItemId


def in_turn(turns: Turns, speakers: SpeakersList) -> tuple[MemberId, ...]:
    """Those who wait, in the order in which they are heard."""
    if order_of(turns.rules, turns.body, turns.item) != GROUPS_THEN_DHONDT:
        return speakers.waiting
    by_entry = sorted(speakers.places, key=lambda one: one.number)
    of_groups = group_round(turns, [one for one in by_entry if one.for_group])
    others = [one for one in by_entry if not one.for_group]
    return (*of_groups, *shared_out(turns, others, heard=speakers.heard))


def sizes(assembly: Assembly) -> Mapping[str, int]:
    """How many persons sit in each political group; those without one are like a group."""
    return Counter(one.group for one in assembly.people.values() if one.delegation)


def group_round(turns: Turns, places: Sequence[Listed]) -> tuple[MemberId, ...]:
    """Who speaks for a group, the largest first; another group opens each debate."""
    size = sizes(turns.assembly)
    largest = sorted(size, key=lambda group: (-size[group], group))
    order = [group for group in largest if group]
    if order and turns.rules.choice("speaking.group_round_opening") == ROTATES:
        items = list(turns.body.items)
        at = items.index(turns.item) % len(order) if turns.item in items else 0
        order = [*order[at:], *order[:at]]
    rank = {group: n for n, group in enumerate(order)}
    ranked = sorted(places, key=lambda one: (rank.get(one.for_group, len(rank)), one.number))
    return tuple(one.member for one in ranked)


def shared_out(
    turns: Turns, places: Sequence[Listed], *, heard: Sequence[MemberId]
) -> tuple[MemberId, ...]:
    """The others: each time the group with the largest quotient, and of it who entered first.

    Note: who still waits to speak for a group does not count for the delegation.
    """
    people = turns.assembly.people
    size, given = sizes(turns.assembly), Counter(people[one].group for one in heard)
    left, called = list(places), [*heard]
    found = list[MemberId]()
    while left:
        ranked = list(by_quotient(left, size=size, given=given, group=lambda m: people[m].group))
        place = len(found)
        wanted = (o for o in ranked if may_follow(turns, o.member, called=called, place=place))
        chosen = next(wanted, ranked[0])
        left.remove(chosen)
        given[people[chosen.member].group] += 1
        called.append(chosen.member)
        found.append(chosen.member)
    return tuple(found)


def by_quotient(
    places: Sequence[Listed],
    *,
    size: Mapping[str, int],
    given: Mapping[str, int],
    group: Callable[[MemberId], str],
) -> Iterator[Listed]:
    """Places in the order in which they could come next: by their group's quotient, then by entry.

    Note: whole fractions; where quotients are level the larger group comes first, then the name.
    """

    def key(one: Listed) -> tuple[Fraction, int, str, int]:
        own = group(one.member)
        quotient = Fraction(size.get(own, 0), given.get(own, 0) + 1)
        return -quotient, -size.get(own, 0), own, one.number

    yield from sorted(places, key=key)


def may_follow(turns: Turns, member: MemberId, *, called: Sequence[MemberId], place: int) -> bool:
    """Whether somebody may be called next, while there are others to take turns with."""
    rules, people = turns.rules, turns.assembly.people
    most = rules.number("speaking.same_delegation_in_a_row")
    last = [people[one].delegation for one in called[-most:]] if most else []
    if most and len(last) == most and set(last) == {people[member].delegation}:
        return False
    return place >= rules.number("speaking.top_places") or not had_top_place(turns, member)


def had_top_place(turns: Turns, member: MemberId) -> bool:
    """Whether somebody is, or was, among the first of a debate that comes before on the agenda."""
    top, items = turns.rules.number("speaking.top_places"), list(turns.body.items)
    before = items[: items.index(turns.item)] if turns.item in items else ()
    lists = [turns.body.lists[item] for item in before if item in turns.body.lists]
    return any(member in first_of(found, top) for found in lists)


def first_of(speakers: SpeakersList, top: int) -> Sequence[MemberId]:
    """The first of a list who speak for no group, those who were heard included."""
    own = [one.member for one in speakers.places if not one.for_group]
    return [*speakers.heard, *own][:top]
