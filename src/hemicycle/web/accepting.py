"""A delegation accepted: the procedure is asked first, and only what it records is written down."""

from asgiref.sync import sync_to_async

from hemicycle.clerk import Asked, Done
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.secretariat.delegations import admit, hand_of, require_version
from hemicycle.secretariat.limits import STATUS_IN_PROCEDURE
from hemicycle.secretariat.lists.parliaments import title
from hemicycle.web.acts import Refusal, refusal_of
from hemicycle.web.delegation_names import refresh_names
from hemicycle.web.delegation_rows import DelegationRow
from hemicycle.web.shell import Desk, shell


async def accept(desk: Desk, row: DelegationRow, *, version: int) -> Refusal | None:
    """Ask the procedure to accept a delegation; None when it sits, or why it does not.

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

    def write_down() -> None:
        admit(row.file, members, hand=hand_of(desk.login.label if desk.login else ""))
        refresh_names(desk.session)

    await sync_to_async(write_down)()
    return None


def acceptance(
    desk: Desk, row: DelegationRow, *, members: tuple[MemberId, ...]
) -> AcceptCredentials:
    """The act that accepts a delegation as its file is now."""
    assert desk.login is not None
    return AcceptCredentials(
        act_id=f"accept-{row.file.pk}-{row.file.version}",
        body=BodyId("plenary"),
        by=desk.login.seat(desk.session),
        capacity="",
        through="",
        at=Instant(0),
        delegation=DelegationId(row.file.parliament_id),
        members=members,
        votes=row.entitled or 0,
        status=STATUS_IN_PROCEDURE[row.values["status"]],
        cause=row.cause,
    )
