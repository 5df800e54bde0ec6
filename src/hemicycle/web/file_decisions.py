"""What a clerk decides on a delegation's file: who keeps it, and what is asked later."""

from collections.abc import Mapping
from typing import Any

import segno
from asgiref.sync import sync_to_async

from hemicycle.clerk import Asked, Done
from hemicycle.procedure.acts.credentials.withdraw_credentials import WithdrawCredentials
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.secretariat import file_wishes
from hemicycle.secretariat.delegations import hand_of, person_key, require_version, sessions_of
from hemicycle.secretariat.enrolment import (
    condition_of,
    grouped,
    latest_code,
    void_codes,
    what_happened,
)
from hemicycle.secretariat.file_work import plan_person, write_person
from hemicycle.secretariat.keepers import end_keeper, keepers_of
from hemicycle.secretariat.models import DelegationFile, FileWish, Person, Place
from hemicycle.secretariat.register import RegisterChanged, writing
from hemicycle.secretariat.tables.enrolment import FILE
from hemicycle.web.accounts.desk_enrol import home_of, show_new_code
from hemicycle.web.accounts.own import end
from hemicycle.web.acts import Refusal, refusal_of
from hemicycle.web.delegation_names import refresh_names
from hemicycle.web.delegation_rows import DelegationRow
from hemicycle.web.desk_import import ANSWERS
from hemicycle.web.file_pages import rules_of
from hemicycle.web.http import whole
from hemicycle.web.shell import Desk, shell

KEEPING = ("keeper_code", "keeper_void", "keeper_end")
DECISIONS = (*KEEPING, "wish_done", "wish_declined")


async def decided_on_file(desk: Desk, row: DelegationRow, *, version: int) -> Refusal | None:
    """Do what a clerk decided; the reason why not, if there is one.

    Errors: FileChanged
    """
    wish = desk.request.POST.get("do", "")
    if wish in KEEPING:
        await sync_to_async(kept_by)(desk, row.file)
        return None
    await sync_to_async(require_version)(row.file.pk, version)
    try:
        return await (granted if wish == "wish_done" else declined)(desk, row)
    except (file_wishes.WishGone, RegisterChanged):
        return Refusal(409, "wish_gone", {})


# -- who keeps it --------------------------------------------------------------------------------


def kept_by(desk: Desk, file: DelegationFile) -> None:
    """Make a code for the delegation's secretary, void it, or end somebody's keeping."""
    form = desk.request.POST
    parliament = file.parliament_id
    if form.get("do") == "keeper_void":
        void_codes(desk.session, parliament, opens=FILE)
    elif form.get("do") == "keeper_end":
        account = end_keeper(file, whole(form.get("keeper")))
        end(shell[0].installation.house.http_sessions.of_account(account))
    elif form.get("do") == "keeper_code":
        show_new_code(desk, parliament, opens=FILE)


def keeping(desk: Desk, file: DelegationFile) -> Mapping[str, Any]:
    """Who keeps a file, the code that is open, and what became of earlier ones."""
    code = latest_code(desk.session, file.parliament_id, opens=FILE)
    facts: dict[str, Any] = {"keepers": keepers_of(file), "code": None, "picture": ""}
    facts["keeper_news"] = what_happened(desk.session, file_of=file.parliament_id)
    if code is None or condition_of(code) != "open":
        return facts
    facts["code"] = code
    facts["code_ends_ms"] = int(code.expires_at.timestamp() * 1000)
    text = shell[0].door.codes_shown.text(code.sha256)
    if text:
        address = f"{home_of(desk)}/enrol/{text}"
        picture = segno.make(address, error="m").svg_data_uri(scale=5, border=3, light="white")
        facts |= {"picture": picture, "text": grouped(text), "address": address}
        facts["where"] = f"{home_of(desk)}/enrol"
    return facts


# -- what is asked after its closing -------------------------------------------------------------


def wish_asked(desk: Desk, file: DelegationFile) -> FileWish:
    """The wish that a clerk decides on.

    Errors: WishGone
    """
    return file_wishes.open_wish(file, whole(desk.request.POST.get("wish")))


async def declined(desk: Desk, row: DelegationRow) -> Refusal | None:
    """Decline a wish, with the reason that the delegation reads.

    Errors: WishGone
    """
    reason = " ".join(desk.request.POST.get("wish_reason", "").split())
    wish = await sync_to_async(wish_asked)(desk, row.file)
    if not reason:
        return Refusal(422, "field_missing", {}, at_field=f"wish-reason-{wish.pk}")
    await sync_to_async(file_wishes.decide)(
        wish, file_wishes.DECLINED, hand=hand_of(desk.label), reason=reason
    )
    return None


async def granted(desk: Desk, row: DelegationRow) -> Refusal | None:
    """Do what a delegation asks for, as far as the record and the list allow.

    Errors: FileChanged, WishGone, RegisterChanged
    Note: the wish is decided before the procedure is asked, so that nobody takes it back meanwhile.
    """
    wish = await sync_to_async(wish_asked)(desk, row.file)
    if wish.values:
        return await sync_to_async(written)(desk, row, wish=wish)
    hand = hand_of(desk.label)
    await sync_to_async(file_wishes.decide)(wish, file_wishes.DONE, hand=hand)
    place = await sync_to_async(place_of)(row.file, wish)
    refused = await withdrawn(desk, place) if place is not None and place.member else None
    if refused is not None:
        await sync_to_async(file_wishes.reopen)(wish, hand=hand)
        return refused
    if place is not None:
        await sync_to_async(file_wishes.let_go)(place)
    return None


def place_of(file: DelegationFile, wish: FileWish) -> Place | None:
    """The place in the file of whom a wish is about, as it is now."""
    return Place.objects.filter(file=file, person=wish.person).first()


async def withdrawn(desk: Desk, place: Place) -> Refusal | None:
    """Withdraw the credentials of somebody who sits; why not, if the procedure refuses.

    Note: whose credentials were withdrawn already is not asked about twice.
    """
    assembly = shell[0].installation.house.clerk.state(desk.session).assembly
    person = assembly.people.get(MemberId(place.member))
    if person is None or person.is_withdrawn:
        return None
    assert desk.login is not None
    act = WithdrawCredentials(
        act_id=f"leave:{place.pk}-{place.member}",
        body=BodyId("plenary"),
        by=desk.login.seat(desk.session),
        capacity="",
        through="",
        at=Instant(0),
        member=MemberId(place.member),
    )
    outcome = await shell[0].installation.house.queue.ask(Asked(desk.session, act))
    return None if isinstance(outcome, Done) else refusal_of(outcome)


def written(desk: Desk, row: DelegationRow, *, wish: FileWish) -> Refusal | None:
    """Write what was asked of a person; why not, if it does not fit the file any more.

    Errors: WishGone, RegisterChanged
    """
    values = dict(wish.values)
    if wish.person is not None:
        values["id"] = person_key(wish.person.pk)
    form: dict[str, str] = desk.request.POST.dict()
    answers = {name: text for name, text in {**values, **form}.items() if text in ANSWERS}
    planned = plan_person(row.file, values, rules=rules_of(desk), answers=answers)
    is_another = wish.person is None and any(one.id for one in planned.plan.changes)
    if planned.plan.errors or planned.plan.open_questions or is_another:
        return Refusal(409, "wish_does_not_fit", {"name": file_wishes.shown(wish).name})
    people: list[Person] = []
    with writing(planned.seen):
        if planned.plan.changes:
            what = "person_added" if planned.plan.new else "person_changed"
            people = write_person(row.file, planned, hand=hand_of(desk.label), what=what)
        about = people[0] if people else None
        file_wishes.decide(wish, file_wishes.DONE, hand=hand_of(desk.label), person=about)
    for session in sessions_of(about.pk) if about else ():
        refresh_names(SessionId(session))
    return None
