"""Change one's entry on a list: another of the delegation takes the place, or it is for a group.

Article: speaking.desk_change, speaking.list, speaking.order
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, ItemId, Listed
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.entering import require_debates_left, require_desk_open
from hemicycle.procedure.rules.guards import require_body, require_person
from hemicycle.procedure.rules.ordering import ordered
from hemicycle.procedure.rules.political_groups import require_own_group
from hemicycle.procedure.rules.rights import require_speaker
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import list_of, place_of

KEEPS_PLACE, END_OF_LIST = "keeps_place", "end_of_list"
CHANGES = (KEEPS_PLACE, END_OF_LIST)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRequest(Act):
    """A person on a list gives the place to a colleague `to`, or changes `for_group`."""

    item: ItemId = NO_ITEM
    to: MemberId = NOBODY
    for_group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestChanged(Entry):
    """`member` waits in the place of `instead_of` now, under this number, at `place`."""

    member: MemberId
    instead_of: MemberId
    number: int
    place: int
    for_group: str = ""
    item: ItemId = NO_ITEM


def decide(rules: Rulebook, assembly: Assembly, act: ChangeRequest) -> list[Entry]:
    """Record the change; where the rules say so, the entry goes to the end of the list.

    Out of order: the body is unknown; the person is not on the list; it is frozen or closed; the
    colleague is of another delegation, on the list, without a right to speak, or on as many lists
    as the rules allow; nobody is of the group; nothing is changed.
    """
    body = require_body(assembly, act.body)
    require_person(assembly, act.by)
    speakers = list_of(body, act.item)
    listed = place_of(speakers, act.by)
    if speakers.is_frozen:
        raise OutOfOrder("speaking.order", "list_frozen")
    if not speakers.is_open:
        raise OutOfOrder("speaking.list", "list_closed")
    require_desk_open(rules, assembly, body, act.item, at=act.at)
    member = require_colleague(rules, assembly, act)
    require_own_group(act.for_group, assembly.people[member])
    if (member, act.for_group) == (listed.member, listed.for_group):
        raise OutOfOrder("speaking.desk_change", "nothing_changed", member=member)
    goes_last = rules.choice("speaking.desk_change") == END_OF_LIST
    at = speakers.waiting.index(act.by) + 1
    last = speakers.highest.get(listed.section, 0) + 1
    changed = RequestChanged(
        body=act.body,
        at=act.at,
        member=member,
        instead_of=act.by,
        number=last if goes_last and listed.number else listed.number,
        place=len(speakers.places) if goes_last else at,
        for_group=act.for_group,
        item=act.item,
    )
    return [changed, *ordered(rules, apply(assembly, changed), act, item=act.item)]


def require_colleague(rules: Rulebook, assembly: Assembly, act: ChangeRequest) -> MemberId:
    """Who will speak: the person still, or another of the delegation.

    Out of order: as `decide` says.
    """
    member = act.to or act.by
    if member == act.by:
        return member
    colleague = require_person(assembly, member)
    if colleague.delegation != assembly.people[act.by].delegation:
        raise OutOfOrder("speaking.desk_change", "not_of_one_delegation", member=member)
    body = assembly.bodies[act.body]
    if list_of(body, act.item).of(member) is not None:
        raise OutOfOrder("speaking.order", "already_on_list", member=member)
    require_speaker(rules, assembly, act, member=member)
    require_debates_left(rules, body, act.item, member=member)
    return member


def apply(assembly: Assembly, entry: RequestChanged) -> Assembly:
    body = assembly.bodies[entry.body]
    speakers = list_of(body, entry.item)
    before = speakers.of(entry.instead_of)
    assert before is not None  # it was on the list when the change was recorded
    listed: Listed = replace(
        before, member=entry.member, number=entry.number, for_group=entry.for_group
    )
    changed = speakers.without(entry.instead_of).with_place(listed, before=entry.place)
    return assembly.with_list(body, changed, item=entry.item)


def minute(entry: RequestChanged) -> Phrase:
    if entry.member != entry.instead_of:
        return Phrase(
            "minute.request_handed_on",
            member=entry.member,
            other=entry.instead_of,
            place=entry.place,
        )
    return Phrase("minute.request_changed", member=entry.member, place=entry.place)


KIND = Kind(
    ChangeRequest,
    decide,
    {RequestChanged: apply},
    {RequestChanged: minute},
    "changes the entry[ on item {item}][ to {to}][ for the group {for_group}]",
)
