"""The desk names who belongs to no delegation: at the doors, of the record, guests and others."""

import itertools
from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse

from hemicycle.journal.names import Name, Names
from hemicycle.procedure.acts.credentials.accredit_person import OFFICES, AccreditPerson
from hemicycle.procedure.assembly import Person
from hemicycle.procedure.kernel import BodyId, MemberId
from hemicycle.secretariat.names import save_names
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.desk_acts import act_of, ask_for
from hemicycle.web.permissions import AT_THE_DOORS, PROTOCOL, RECORD_CLERK
from hemicycle.web.shell import Desk, shell

LONGEST = 120
# The offices with a button of their own, each with how the ids of those who hold it begin.
OFTEN = {AT_THE_DOORS: "o-door", RECORD_CLERK: "o-record-clerk", PROTOCOL: "o-protocol"}
OTHER = "other"


async def officers_page(
    request: HttpRequest, session: str, **_language: str | None
) -> HttpResponse:
    """Who stands at the doors and who writes takes, and one field to name somebody more."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    if request.method != "POST":
        return await sync_to_async(page)(desk)
    name = " ".join(request.POST.get("name", "").split())[:LONGEST]
    problem = await accredited(desk, name)
    if problem is not None:
        return await sync_to_async(page)(desk, problem)
    return see(request.path)


async def accredited(desk: Desk, name: str) -> Refusal | None:
    """Ask the procedure to accredit somebody; the reason why not, if there is one."""
    if not name:
        return Refusal(422, "field_missing", {}, at_field="name")
    wished = desk.request.POST.get("office", "")
    if wished == OTHER:
        wished = desk.request.POST.get("other", "")
    office = wished if wished in OFFICES else AT_THE_DOORS
    member = next_officer(desk, office)
    act = act_of(
        desk,
        AccreditPerson,
        body=BodyId("plenary"),
        act_id=f"accredit:{member}",
        member=member,
        office=office,
    )
    problem = await ask_for(desk, act)
    if problem is None:
        await sync_to_async(call)(desk, member, name=name)
    return problem


def next_officer(desk: Desk, office: str) -> MemberId:
    """The next id of somebody with an office that neither the record nor the names have given."""
    installation = shell[0].installation
    given = installation.house.clerk.state(desk.session).assembly.people
    known = installation.names.of(desk.session).entries
    begins = OFTEN.get(office) or f"o-{office.replace('_', '-')}"
    numbers = (MemberId(f"{begins}-{n}") for n in itertools.count(1))
    return next(number for number in numbers if number not in given and number not in known)


def call(desk: Desk, member: MemberId, *, name: str) -> None:
    """Keep what somebody is called, beside the record."""
    kept = shell[0].installation.names
    known = kept.of(desk.session)
    entry = Name(label={"en": name})
    names = Names(known.revision + 1, {**known.entries, member: entry})
    save_names(desk.session, names)
    kept.kept[desk.session] = names


def officers_of(desk: Desk) -> list[Person]:
    """Everybody with an office and of no delegation whose credentials stand."""
    people = shell[0].installation.house.clerk.state(desk.session).assembly.people.values()
    holders = [one for one in people if one.office and not one.delegation]
    return [one for one in holders if not one.is_withdrawn]


def page(desk: Desk, problem: Refusal | None = None) -> HttpResponse:
    """The page as it is now."""
    others = [one for one in OFFICES if one not in OFTEN]
    facts: dict[str, Any] = {"officers": officers_of(desk), "others": others}
    return desk.page("officers.html", facts, problem=problem)
