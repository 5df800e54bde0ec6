"""`/a/<session>/tablet`: on a device that a delegation shares, who is acting now."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.assembly.credentials import Person
from hemicycle.procedure.kernel import MemberId
from hemicycle.secretariat.tablets import has_tablet_code, is_tablet_code
from hemicycle.web.acts import Refusal
from hemicycle.web.context import already
from hemicycle.web.shell import SEE_OTHER, Desk, as_hot, shell

PART = "tablet"
PAGES = ("vote", "floor", "questions", "today")


def tablet_page(request: HttpRequest, session: str, language: str | None = None) -> HttpResponse:
    """Who acts: a name is pressed, six digits are typed; it holds for one act or two minutes."""
    desk = Desk.of(request, session, PART)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    http_sessions = shell[0].installation.house.http_sessions
    key = http_sessions.key_of(as_hot(request))
    if request.method == "POST" and request.POST.get("do") == "stop":
        http_sessions.stop_acting(key)
        return to(f"/a/{session}/{PART}", language)
    asked = (request.POST if request.method == "POST" else request.GET).get("member", "")
    person = people_of(desk).get(MemberId(asked))
    if request.method != "POST" or person is None:
        return drawn(desk, person)
    problem = refused(desk, person)
    if problem is not None:
        return drawn(desk, person, problem=problem)
    http_sessions.act_as(key, desk.session, member=person.id)
    wanted = request.POST.get("next", "")
    return to(f"/a/{session}/{wanted if wanted in PAGES else PAGES[0]}", language)


def to(path: str, language: str | None) -> HttpResponse:
    """See another page, in the same language."""
    answer = HttpResponseRedirect(f"/{language}{path}" if language else path)
    answer.status_code = SEE_OTHER
    return answer


def delegation_of(desk: Desk) -> DelegationId:
    """The delegation at whose place the device stands."""
    assert desk.login is not None
    return desk.login.delegation_of_tablet(desk.session)


def people_of(desk: Desk) -> dict[MemberId, Person]:
    """Everybody of the delegation who may act at all."""
    people = shell[0].installation.house.clerk.state(desk.session).assembly.people.values()
    own = delegation_of(desk)
    return {one.id: one for one in people if one.delegation == own and not one.is_withdrawn}


def refused(desk: Desk, person: Person) -> Refusal | None:
    """Why the typed digits do not make somebody act here; None where they do."""
    assert desk.login is not None
    delays, guess = shell[0].door.tablets, guess_of(desk.session, person.id)
    if not has_tablet_code(desk.session, person.id):
        return Refusal(409, "no_tablet_code", {}, at_field="code")
    wait = delays.try_now(guess)
    if wait:  # the same on every tablet of the delegation
        return Refusal(429, "wait", {"wait_s": wait}, at_field="code")
    if not is_tablet_code(desk.session, person.id, typed=desk.request.POST.get("code", "")):
        return Refusal(403, "wrong_tablet_code", {}, at_field="code")
    delays.succeeded(guess)
    return None


def guess_of(session: str, member: MemberId) -> tuple[str, str]:
    """Under what the tries of a person's digits are counted."""
    return session, member


def drawn(desk: Desk, person: Person | None, *, problem: Refusal | None = None) -> HttpResponse:
    """The names of the delegation, or the digits of the one who pressed a name."""
    asked = desk.request.POST if desk.request.method == "POST" else desk.request.GET
    wanted = asked.get("next", "")
    http_sessions = shell[0].installation.house.http_sessions
    facts = {
        "people": list(people_of(desk).values()),
        "person": person,
        "has_code": person is not None and has_tablet_code(desk.session, person.id),
        "delegation": delegation_of(desk),
        "wanted": wanted if wanted in PAGES else "",
        "done": already({"already": asked.get("done", "")}),
        "receipt_code": http_sessions.told_once(http_sessions.key_of(as_hot(desk.request))),
        "acting": desk.login.seat(desk.session) if desk.login else "",
    }
    return desk.page("tablet.html", facts, problem=problem)
