"""Acts that pages behind Django ask for: the same forms, the same judgement, typed words kept."""

from dataclasses import replace
from typing import TypeVar

from django.http import HttpResponse

from hemicycle.clerk import Asked, Done
from hemicycle.procedure.kernel import Act, BodyId
from hemicycle.screens.view import View
from hemicycle.web.act_forms import parse
from hemicycle.web.acts import Refusal, asked_by, refusal_of, zone_of
from hemicycle.web.http import NotUnderstood
from hemicycle.web.missing import lost
from hemicycle.web.shell import Desk, as_hot, shell

SomeAct = TypeVar("SomeAct", bound=Act)


def typed_in(desk: Desk) -> dict[str, str]:
    """The form as it was posted; several choices of one list are one field."""
    return {name: " ".join(map(str, values)) for name, values in desk.request.POST.lists()}


def view_of(desk: Desk) -> View:
    """The session as the one who asks may look at it now."""
    return shell[0].installation.house.view(desk.session, desk.login)


async def ask(desk: Desk, name: str) -> Refusal | None:
    """Ask for an act as its form says; why it was not done, where it was not."""
    house, form = shell[0].installation.house, typed_in(desk)
    assert desk.login is not None  # who has no seat has not come so far
    try:
        act: Act = parse(
            name, form, by=desk.login.seat(desk.session), zone=zone_of(house, desk.session)
        )
    except NotUnderstood as fault:
        return Refusal(422, fault.reason_key, fault.facts, at_field=fault.field, form=form)
    problem = await ask_for(desk, act)
    return replace(problem, form=form) if problem else None


def act_of(
    desk: Desk, kind: type[SomeAct], /, *, body: BodyId, act_id: str, **fields: object
) -> SomeAct:
    """An act in a body, asked for by whoever is at the desk."""
    view = replace(view_of(desk), body=body)
    return replace(view.act(kind, **fields), act_id=act_id)


async def ask_for(desk: Desk, act: Act) -> Refusal | None:
    """Ask the clerk for an act; why it was not done, where it was not."""
    house, login = shell[0].installation.house, desk.login
    assert login is not None  # who has no seat has not come so far
    act = replace(act, through=login.tablets.get(desk.session, ""))
    asked = Asked(desk.session, act)
    outcome = await asked_by(login, as_hot(desk.request), house=house, asked=asked)
    return None if isinstance(outcome, Done) else refusal_of(outcome)


def not_there(desk: Desk) -> HttpResponse:
    """There is nothing at this address, and where to look instead."""
    found = lost(shell[0].installation.house, desk.request.path)
    return desk.page("missing.html", {"s": found}, status=404)
