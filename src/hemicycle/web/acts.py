"""Every act, one handler: read the form, ask the clerk, and go back to the page it came from."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from hemicycle.clerk import Asked, Done, Failed, Outcome, Refused
from hemicycle.phrases import format_time
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import MemberId, OutOfOrder
from hemicycle.web.act_forms import parse
from hemicycle.web.house import House
from hemicycle.web.http import Answer, NotUnderstood, Request, redirect
from hemicycle.web.http_sessions import Login, is_csrf_token, is_same_origin
from hemicycle.web.languages import negotiated, split_prefix


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act was not done, for the page that says so: what, where, and by which rule."""

    status: int
    reason_key: str
    facts: Mapping[str, object]
    rule_key: str = ""
    at_field: str = ""
    form: Mapping[str, str] = field(default_factory=dict)


PageAgain = Callable[[Request, str, Refusal], Awaitable[Answer]]

# The ballot's form uses short names; they are what a telephone keeps while it is offline.
BALLOT_FIELDS = {
    "for": "for_votes",
    "against": "against_votes",
    "abstain": "abstention_votes",
    "unused": "unused_votes",
    "key": "act_id",
}


def acts_path(session: SessionId) -> str:
    """The path to which the tokens of a session's acts are bound."""
    return f"/a/{session}/acts"


@dataclass(frozen=True, slots=True)
class Posted:
    """What a browser posted: an act by its name, with the fields of its form."""

    session: SessionId
    name: str
    form: Mapping[str, str]

    @property
    def back(self) -> str:
        """The page to go back to: one of ours, or the session's first page."""
        return self.ours("back") or f"/a/{self.session}"

    @property
    def onward(self) -> str:
        """Where to go once it is done: to the page it came from, unless the form names another."""
        return self.ours("then") or self.back

    def ours(self, name: str) -> str:
        """The address in a field, if it is one of ours."""
        address = self.form.get(name, "")
        is_ours = address.startswith("/") and address[1:2] not in ("/", "\\")
        return address if is_ours and address.isprintable() else ""


def ballot(session: SessionId, division: str, *, form: Mapping[str, str]) -> Posted:
    """A ballot, from the form of the page or from what a telephone kept."""
    named = {BALLOT_FIELDS.get(field, field): text for field, text in form.items()}
    choice = BALLOT_FIELDS.get(form.get("choice", ""))
    single = {choice: form.get("votes", "1")} if choice else {}
    return Posted(session, "cast_ballot", {**form, **named, **single, "division": division})


async def take_act(house: House, request: Request, posted: Posted, *, again: PageAgain) -> Answer:
    """One posted act: 303 back to its page, or that page again with the reason."""
    login = house.http_sessions.of(request)
    session = posted.session
    if login is None or not login.seat(session):
        return await refused(house, request, posted, Refusal(401, "not_signed_in", {}), again=again)
    if is_of_another(posted, login.seat(session)):
        other = Refusal(403, "kept_for_another_person", {})
        return await refused(house, request, posted, other, again=again)
    token = posted.form.get("csrf", "")
    if not is_same_origin(request) or not is_csrf_token(login, acts_path(session), token=token):
        return await refused(house, request, posted, Refusal(403, "page_too_old", {}), again=again)
    try:
        zone = zone_of(house, session)
        act = parse(
            posted.name,
            posted.form,
            by=login.seat(session),
            through=login.tablets.get(session, ""),
            zone=zone,
        )
    except NotUnderstood as fault:
        problem = Refusal(422, fault.reason_key, fault.facts, at_field=fault.field)
        return await refused(house, request, posted, problem, again=again)
    outcome = await asked_by(login, request, house=house, asked=Asked(session, act))
    if not isinstance(outcome, Done):
        return await refused(house, request, posted, refusal_of(outcome), again=again)
    told = done_on_tablet if session in login.tablets else done
    return told(house, request, posted, outcome)


def is_of_another(posted: Posted, member: MemberId) -> bool:
    """Whether a ballot was kept on the telephone for somebody else than who is signed in now."""
    return posted.name == "cast_ballot" and posted.form.get("person", member) != member


async def asked_by(login: Login, request: Request, *, house: House, asked: Asked) -> Outcome:
    """Ask for an act; on a shared tablet one only, however often its button was pressed."""
    if asked.session not in login.tablets:
        return await house.queue.ask(asked)
    sessions = house.http_sessions
    key = sessions.key_of(request)
    acting = sessions.stop_acting(key)
    outcome = await house.queue.ask(asked)
    if not isinstance(outcome, Done):
        sessions.go_on_acting(key, acting)
    return outcome


def refusal_of(outcome: Outcome) -> Refusal:
    """What the clerk said, as a page needs it."""
    if isinstance(outcome, Refused):
        refusal: OutOfOrder = outcome.refusal
        return Refusal(409, refusal.reason_key, refusal.facts, rule_key=refusal.rule_key)
    assert isinstance(outcome, Failed)
    return Refusal(503, "not_recorded", {"failure": outcome.key, "text": outcome.reason})


def done(house: House, request: Request, posted: Posted, outcome: Done) -> Answer:
    """The act is in the record: back to the page, or the receipt for a telephone."""
    if wants_json(request):
        zone = zone_of(house, posted.session)
        language = language_of(request, posted)
        told = {"at": format_time(outcome.at, zone, language)}
        if outcome.receipt is not None:
            told["receipt"] = outcome.receipt.code
            told["address"] = f"/a/{posted.session}/receipt/{outcome.receipt.address}"
        return json_answer(200, told)
    if not outcome.is_repeated:
        return redirect(posted.onward)
    address, sign, place = posted.onward.partition("#")
    mark = "&" if "?" in address else "?"
    return redirect(f"{address}{mark}already={outcome.at}{sign}{place}")


def done_on_tablet(house: House, request: Request, posted: Posted, outcome: Done) -> Answer:
    """The act is in the record: the tablet forgets who did it, and tells no choice."""
    sessions = house.http_sessions
    if outcome.receipt is not None:
        sessions.tell_once(sessions.key_of(request), outcome.receipt.code)
    prefix = split_prefix(posted.back)[0]
    home = f"/{prefix}" if prefix else ""
    return redirect(f"{home}/a/{posted.session}/tablet?done={outcome.at}")


async def refused(
    house: House, request: Request, posted: Posted, problem: Refusal, *, again: PageAgain
) -> Answer:
    """The page it came from with the reason on top, or the reason for a telephone."""
    if not wants_json(request):
        return await again(request, posted.back, replace(problem, form=posted.form))
    words = house.phrases.say(
        f"reason.{problem.reason_key}",
        language_of(request, posted),
        house.told_names(posted.session),
        zone=zone_of(house, posted.session),
        **problem.facts,
    )
    return json_answer(problem.status, {"words": words, "rule": problem.rule_key})


def language_of(request: Request, posted: Posted) -> str:
    """The language of the page the act came from."""
    return split_prefix(posted.back)[0] or negotiated(request)


def zone_of(house: House, session: SessionId) -> str:
    """The time zone of a session, UTC before it is opened."""
    opened = house.clerk.state(session).assembly.session
    return opened.zone if opened else "UTC"


def wants_json(request: Request) -> bool:
    """Whether the answer goes to a script of ours and not to a page."""
    return request.header(b"accept").startswith("application/json")


def json_answer(status: int, told: Mapping[str, str]) -> Answer:
    """A few words for a script of ours."""
    return Answer(status, msgspec.json.encode(told), "application/json")
