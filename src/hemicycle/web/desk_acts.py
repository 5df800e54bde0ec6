"""Acts that pages behind Django ask for: the same forms, the same judgement, typed words kept."""

from dataclasses import replace

from django.http import HttpResponse

from hemicycle.clerk import Asked, Done
from hemicycle.procedure.kernel import Act
from hemicycle.screens.view import View
from hemicycle.web.act_forms import parse
from hemicycle.web.acts import Refusal, refusal_of, zone_of
from hemicycle.web.http import NotUnderstood
from hemicycle.web.missing import lost
from hemicycle.web.shell import Desk, shell


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
    outcome = await house.queue.ask(Asked(desk.session, act))
    return None if isinstance(outcome, Done) else replace(refusal_of(outcome), form=form)


def not_there(desk: Desk) -> HttpResponse:
    """There is nothing at this address, and where to look instead."""
    found = lost(shell[0].installation.house, desk.request.path)
    return desk.page("missing.html", {"s": found}, status=404)
