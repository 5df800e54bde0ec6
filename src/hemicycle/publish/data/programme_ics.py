"""The published programme as calendars (iCalendar): whole, of a body, of a delegation, of a person.

Hours are in UTC, so that every calendar shows them right wherever it is read. An entry keeps its
UID in every release; SEQUENCE counts the releases that changed it, and what was cancelled says so.
"""

from collections.abc import Iterator, Sequence

from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.kernel import BodyId, MemberId
from hemicycle.procedure.rules.programme_changes import Standing
from hemicycle.procedure.rules.programme_clashes import chair_of
from hemicycle.procedure.rules.programme_of import all_slots, of_body, of_delegation, of_person
from hemicycle.publish.data.calendar_ics import MEDIA_TYPE, Happening, calendar_file, in_utc
from hemicycle.publish.data.identity import plain_id, urn_of
from hemicycle.publish.data.marking import joined, marked
from hemicycle.publish.data.programme_told import room_of, what_of
from hemicycle.publish.output import Output, Published


def calendar(
    published: Published,
    name: str,
    *,
    slots: Sequence[Standing],
    member: MemberId = MemberId(""),
) -> bytes:
    """Slots as a calendar of this name; for `member` it says where the person presides."""
    events = (event(published, one, member=member) for one in slots)
    return calendar_file(published, name, events=events)


def event(published: Published, one: Standing, *, member: MemberId) -> Happening:
    """One slot as it stands in the latest release."""
    slot = one.slot
    place = published.text(published.session.place)
    room = room_of(published, slot)
    return Happening(
        uid=urn_of(published, f"slot/{slot.id}"),
        begins=f":{in_utc(slot.begins_at)}",
        ends=f":{in_utc(slot.ends_at)}",
        summary=marked(published, what_of(published, slot)),
        description=tuple(described(published, one, member=member)),
        location=", ".join(part for part in (room, place) if part),
        status="CANCELLED" if one.is_cancelled else "CONFIRMED",
        sequence=one.sequence,
        changed_at=one.changed_at,
    )


def described(published: Published, one: Standing, *, member: MemberId) -> Iterator[str]:
    """What a calendar says below the title."""
    slot = one.slot
    yield published.band
    yield published.text(published.session.title)
    yield published.say("programme.release_of_session", number=len(published.assembly.programme))
    if one.is_cancelled:
        yield published.say("programme.is_cancelled")
    if slot.is_closed:
        yield published.say("programme.closed")
    if slot.languages:
        yield published.say("programme.interpreted", languages=slot.languages)
    if member and chair_of(published.assembly, slot) == member:
        yield published.say("programme.you_preside")


def name_of(published: Published, whose: str = "") -> str:
    """What the calendar is called."""
    title = published.text(published.session.title)
    return joined(published, title, then=whose or published.say("output.programme"))


def write_all(published: Published) -> bytes:
    """Everything."""
    return calendar(published, name_of(published), slots=all_slots(published.assembly))


def bodies(published: Published) -> Sequence[str]:
    """The bodies that the programme names, as files are called."""
    named = {one.slot.body for one in all_slots(published.assembly) if one.slot.body}
    return sorted(map(plain_id, named))


def write_body(published: Published) -> bytes:
    """The calendar of the body that is wanted."""
    assembly = published.assembly
    body = next(one for one in assembly.bodies.values() if plain_id(one.id) == published.part)
    slots = of_body(assembly, BodyId(body.id))
    return calendar(published, name_of(published, published.text(body.title)), slots=slots)


def delegations(published: Published) -> Sequence[str]:
    """The delegations, once there is a programme."""
    assembly = published.assembly
    return sorted(map(plain_id, assembly.delegations)) if assembly.programme else []


def write_delegation(published: Published) -> bytes:
    """The calendar of the delegation that is wanted."""
    assembly = published.assembly
    found: DelegationId = next(
        one for one in assembly.delegations if plain_id(one) == published.part
    )
    slots = of_delegation(published.rules, assembly, found)
    label = published.names.label(found, published.language)
    return calendar(published, name_of(published, label), slots=slots)


def personal(published: Published, member: MemberId) -> bytes:
    """The calendar of one person; its address is known to nobody else."""
    slots = of_person(published.rules, published.assembly, member)
    label = published.names.label(member, published.language)
    return calendar(published, name_of(published, label), slots=slots, member=member)


OUTPUTS = (
    Output(name="programme", extension="ics", media_type=MEDIA_TYPE, write=write_all),
    Output(
        name="body-programme",
        extension="ics",
        media_type=MEDIA_TYPE,
        write=write_body,
        parts=bodies,
    ),
    Output(
        name="delegation-programme",
        extension="ics",
        media_type=MEDIA_TYPE,
        write=write_delegation,
        parts=delegations,
    ),
)
