"""A delegation accepted, and who comes later admitted: the procedure is asked for everything."""

import itertools

from asgiref.sync import sync_to_async

from hemicycle.clerk import Asked, Done
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.credentials.admit_member import AdmitMember
from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.secretariat.delegations import admit, hand_of, keep_member, note_all, require_version
from hemicycle.secretariat.lists.parliaments import sorting_keys, title
from hemicycle.secretariat.lists.people import SEATED
from hemicycle.secretariat.models import Place
from hemicycle.web.acts import Refusal, refusal_of
from hemicycle.web.delegation_names import refresh_names
from hemicycle.web.delegation_rows import DelegationRow
from hemicycle.web.shell import Desk, shell


async def accept(desk: Desk, row: DelegationRow, *, version: int) -> Refusal | None:
    """Ask the procedure to accept a delegation; None when it sits and is named, or why not.

    Errors: FileChanged
    """
    refused = await seat(desk, row, version=version)
    if refused is None:
        await sync_to_async(refresh_names)(desk.session)
    return refused


async def seat(desk: Desk, row: DelegationRow, *, version: int) -> Refusal | None:
    """The same without its names, which are told at once where many are accepted.

    Errors: FileChanged
    Note: the number of the act is that of the file's version. What was recorded just before a
    crash is found done when it is asked for again, and is then written down.
    """
    await sync_to_async(require_version)(row.file.pk, version)
    lacks = [key for key in row.lacks if key != "sits_otherwise"]  # of which the record knows more
    if lacks:
        return Refusal(409, f"delegation_{lacks[0]}", {"name": title(row.values)})
    members = {place.pk: f"{row.file.parliament_id}-{n}" for n, place in enumerate(row.members, 1)}
    outcome = await shell[0].installation.house.queue.ask(
        Asked(desk.session, acceptance(desk, row, members=tuple(map(MemberId, members.values()))))
    )
    if not isinstance(outcome, Done):
        return refusal_of(outcome)

    hand = hand_of(desk.label)
    await sync_to_async(admit)(row.file, members, hand=hand)
    return None


def acceptance(
    desk: Desk, row: DelegationRow, *, members: tuple[MemberId, ...]
) -> AcceptCredentials:
    """The act that accepts a delegation as its file is now."""
    assert desk.login is not None
    return AcceptCredentials(
        act_id=f"accept:{row.file.pk}-{row.file.version}",
        body=BodyId("plenary"),
        by=desk.login.seat(desk.session),
        capacity="",
        through="",
        at=Instant(0),
        delegation=DelegationId(row.file.parliament_id),
        members=members,
        votes=row.entitled or 0,
        status=row.values["status"],
        cause=row.cause,
        sorted_as=sorting_keys(row.values),
    )


async def admit_waiting(desk: Desk, row: DelegationRow, *, version: int) -> Refusal | None:
    """Ask the procedure to admit everybody of a delegation who waits; why not, at the first no.

    Errors: FileChanged
    Note: the id is kept before it is asked for, so that who asks again after a crash asks for
    the same; as long as the record does not know it, the person is not admitted.
    """
    await sync_to_async(require_version)(row.file.pk, version)
    if row.stranger:
        return Refusal(409, f"delegation_{row.stranger}", {"name": title(row.values)})
    for place in row.not_admitted:
        member = place.member or next_member(desk, row)
        await sync_to_async(keep_member)(place, member)
        outcome = await shell[0].installation.house.queue.ask(
            Asked(desk.session, admission(desk, row, place=place))
        )
        if not isinstance(outcome, Done):
            await sync_to_async(keep_member)(place, "")
            return refusal_of(outcome)
    hand = hand_of(desk.label)

    def write_down() -> None:
        note_all({row.file.pk: ""}, "admitted", hand=hand)
        refresh_names(desk.session)

    await sync_to_async(write_down)()
    return None


def next_member(desk: Desk, row: DelegationRow) -> str:
    """The next id of a delegation that neither the record nor its file has given."""
    assembly = shell[0].installation.house.clerk.state(desk.session).assembly
    given = {str(one) for one in assembly.people} | {place.member for place in row.places}
    numbers = (f"{row.file.parliament_id}-{n}" for n in itertools.count(1))
    return next(number for number in numbers if number not in given)


def admission(desk: Desk, row: DelegationRow, *, place: Place) -> AdmitMember:
    """The act that admits one person of a delegation that sits."""
    assert desk.login is not None
    return AdmitMember(
        act_id=f"admit:{place.pk}-{place.member}",
        body=BodyId("plenary"),
        by=desk.login.seat(desk.session),
        capacity="",
        through="",
        at=Instant(0),
        delegation=DelegationId(row.file.parliament_id),
        member=MemberId(place.member),
        accredited_as="delegate" if place.capacity in SEATED else place.capacity,
    )
