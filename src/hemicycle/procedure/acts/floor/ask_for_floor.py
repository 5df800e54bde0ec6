"""Ask for the floor: join the list of speakers, of what is before the body or of another item.

At the desk the secretariat writes down who asks there.

Article: speaking.list, speaking.order, speaking.sections, speaking.per_delegation,
speaking.debates_per_member, speaking.desk_closes, rights.member_delegate
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, DelegationId, ItemId, Listed, Person
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.entering import require_debates_left, require_desk_open
from hemicycle.procedure.rules.guards import (
    require_body,
    require_person,
    require_secretariat,
    require_sitting,
)
from hemicycle.procedure.rules.ordering import ListOrdered, ordered
from hemicycle.procedure.rules.ordering import apply as apply_order
from hemicycle.procedure.rules.ordering import minute as minute_of_order
from hemicycle.procedure.rules.political_groups import require_own_group
from hemicycle.procedure.rules.rights import require_speaker
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import (
    GROUPS_THEN_DHONDT,
    Asking,
    is_general_debate,
    list_of,
    number_for,
    order_of,
    place_for,
    require_places,
    section_for,
    sections_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForFloor(Act):
    """A person asks to speak, on what is before the body or on an item named in advance.

    `member` is whom the secretariat lists at the desk, nobody where a person asks alone;
    `further` places of the same delegation are taken with it, `on_behalf_of` other delegations
    the person speaks too; `wished` is the number asked for where the rules let one state it;
    `for_group` is the political group that the person speaks for.
    """

    member: MemberId = NOBODY
    item: ItemId = NO_ITEM
    further: int = 0
    on_behalf_of: tuple[DelegationId, ...] = ()
    wished: int = 0
    for_group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorAsked(Entry):
    """`member` waits on the list, in place `place`, under a number of the section."""

    member: MemberId
    place: int
    item: ItemId = NO_ITEM
    section: str = ""
    number: int = 0
    further: int = 0
    on_behalf_of: tuple[DelegationId, ...] = ()
    for_group: str = ""


def decide(rules: Rulebook, assembly: Assembly, act: AskForFloor) -> list[Entry]:
    """Record the request.

    Out of order: no sitting is open, where no item is named; the person is not accredited, has no
    right to speak there, holds the floor, or is on the list already; the list is closed or frozen
    for the drawing of lots; the desk has closed it; the person is on as many lists as the rules
    allow, or not of the group to be spoken for; the delegation has no place left; the item is
    finished; the actor asks for somebody else and is not of the secretariat.
    """
    body = require_body(assembly, act.body) if act.item else require_sitting(assembly, act.body)
    if act.member:
        require_secretariat(assembly, act)
    asked = listing(rules, assembly, body, act=act)
    listed = apply(assembly, asked)
    return [asked, *ordered(rules, listed, act, item=act.item)]


def listing(rules: Rulebook, assembly: Assembly, body: Body, *, act: AskForFloor) -> FloorAsked:
    """The place that somebody gets on a list.

    Out of order: as `decide` says.
    """
    member = act.member or act.by
    person = require_person(assembly, member)
    require_speaker(rules, assembly, act, member=member)
    speakers = list_of(body, act.item)
    speaks = member in (body.floor.holder, body.floor.interrupted)
    if speaks and act.item in (NO_ITEM, body.item):
        raise OutOfOrder("speaking.order", "holds_the_floor", member=member)
    if speakers.of(member) is not None:
        raise OutOfOrder("speaking.order", "already_on_list", member=member)
    if speakers.is_frozen:
        raise OutOfOrder("speaking.order", "list_frozen")
    if not speakers.is_open:
        raise OutOfOrder("speaking.list", "list_closed")
    require_desk_open(rules, assembly, body, act.item, at=act.at)
    require_debates_left(rules, body, act.item, member=member)
    require_sound(rules, assembly, body, act=act, person=person)
    sections, order = sections_of(rules, body, act.item), order_of(rules, body, act.item)
    section = section_for(sections, Asking(assembly, speakers, person))
    number = number_for(order, speakers, section=section, wished=act.wished)
    listed = Listed(member=member, section=section, number=number)
    is_numbered = is_general_debate(body, act.item) or order == GROUPS_THEN_DHONDT
    return FloorAsked(
        body=act.body,
        at=act.at,
        member=member,
        place=place_for(rules, assembly, body, item=act.item, listed=listed),
        item=act.item,
        section=section,
        number=number if is_numbered else 0,
        further=act.further,
        on_behalf_of=act.on_behalf_of,
        for_group=act.for_group,
    )


def require_sound(
    rules: Rulebook, assembly: Assembly, body: Body, *, act: AskForFloor, person: Person
) -> None:
    """The places asked for are there, and the delegations spoken for are others that sit.

    Out of order: the person is not of the group; fewer places are left; places are negative, or
    taken together where the list has none for each delegation; a delegation is unknown, or the
    person's own.
    """
    require_own_group(act.for_group, person)
    if act.further < 0 or (act.further and not is_general_debate(body, act.item)):
        raise OutOfOrder("speaking.per_delegation", "no_further_places")
    require_places(rules, body, act.item, person=person, places=1 + act.further)
    named = set(act.on_behalf_of)
    for delegation in act.on_behalf_of:
        is_other = delegation in assembly.delegations and delegation != person.delegation
        if not is_other or len(named) < len(act.on_behalf_of):
            raise OutOfOrder("speaking.list", "no_joint_statement", delegation=delegation)


def apply(assembly: Assembly, entry: FloorAsked) -> Assembly:
    body = assembly.bodies[entry.body]
    listed = Listed(
        member=entry.member,
        section=entry.section,
        number=entry.number,
        further=entry.further,
        on_behalf_of=entry.on_behalf_of,
        for_group=entry.for_group,
    )
    delegation = assembly.people[entry.member].delegation
    speakers = list_of(body, entry.item).with_place(listed, before=entry.place)
    speakers = speakers.with_used(delegation, 1 + entry.further)
    return assembly.with_list(body, speakers, item=entry.item)


def minute(entry: FloorAsked) -> Phrase:
    if entry.section:
        key = "minute.floor_asked_in_section" if entry.number else "minute.floor_asked_before_lots"
        return Phrase(key, member=entry.member, section=entry.section, number=entry.number)
    if entry.for_group:
        return Phrase("minute.floor_asked_for_group", member=entry.member, group=entry.for_group)
    return Phrase("minute.floor_asked", member=entry.member, place=entry.place)


KIND = Kind(
    AskForFloor,
    decide,
    {FloorAsked: apply, ListOrdered: apply_order},
    {FloorAsked: minute, ListOrdered: minute_of_order},
    "asks for the floor[ on item {item}][ with {further} further place][ also for {on_behalf_of}]"
    "[ wishing number {wished}][ for the group {for_group}]",
)
