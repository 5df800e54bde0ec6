"""The command line of the console: a phrase is offered, understood, and asked for as any act is."""

from dataclasses import replace

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Phrase
from hemicycle.said.verbs import NotSaid
from hemicycle.screens.acts_offered import act_name
from hemicycle.screens.command import command
from hemicycle.screens.command_starts import told
from hemicycle.screens.said_here import LONGEST_LINE, understand
from hemicycle.web import render
from hemicycle.web.acts import Posted, Refusal, acts_path, refused, take_act, zone_of
from hemicycle.web.context import words
from hemicycle.web.drawing import Drawing
from hemicycle.web.house import House
from hemicycle.web.http import Answer, Request
from hemicycle.web.http_sessions import is_csrf_token, is_same_origin

PAGE = "chair"
LINE = "command"  # the id of the field on the page, to which a refusal leads
OWN = ("csrf", "act_id", "body", "back")


def offered(house: House, drawing: Drawing, request: Request, session: SessionId) -> Answer:
    """What the typed text may become and would do, as a part of the console."""
    place = drawing.place(request, session, [PAGE])
    view = house.view(session, place.login, body=place.body)
    own = words(house.phrases, place.language, view=view)

    def say(phrase: Phrase) -> str:
        return house.phrases.say(
            phrase.key, place.language, view.names, zone=own["zone"], **phrase.facts
        )

    typed = request.query.get("typed", "")[: LONGEST_LINE + 1]
    shown = command(view, typed, language=place.language, say=say)
    return Answer(200, render.page("parts/command-offered.html", {**own, "c": shown}).encode())


async def take_said(house: House, drawing: Drawing, request: Request, posted: Posted) -> Answer:
    """The act that a typed phrase asks for, through the same door as the acts of buttons."""
    login = house.http_sessions.of(request)
    if login is None or not login.seat(posted.session):
        return await take_act(house, request, posted, again=drawing.again)
    token = posted.form.get("csrf", "")
    if not is_same_origin(request) or not is_csrf_token(
        login, acts_path(posted.session), token=token
    ):
        return await take_act(house, request, posted, again=drawing.again)
    form, typed = posted.form, posted.form.get("typed", "")
    view = house.view(posted.session, login, body=form.get("body", ""))
    try:
        said = understand(view, typed)
    except NotSaid as fault:
        reason = told(fault, typed)
        key = reason.key.removeprefix("reason.")
        problem = Refusal(422, key, reason.facts, at_field=LINE)
        return await refused(house, request, posted, problem, again=drawing.again)
    fields = {name: text for name, text in form.items() if name in OWN}
    fields |= said.form(zone_of(house, posted.session))
    act = replace(posted, name=act_name(said.verb.act), form=fields)

    async def again(request: Request, back: str, problem: Refusal) -> Answer:
        told_here = replace(problem, form={**problem.form, "typed": typed}, at_field=LINE)
        return await drawing.again(request, back, told_here)

    return await take_act(house, request, act, again=again)
