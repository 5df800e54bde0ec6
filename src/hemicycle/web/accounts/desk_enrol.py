"""The desk's page of enrolment: find a person, make a code, and see what becomes of it."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

import segno
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from hemicycle.clerk import system_now
from hemicycle.procedure.assembly.credentials import Person
from hemicycle.procedure.kernel import MemberId
from hemicycle.secretariat.enrolment import (
    LASTS,
    CodeRefused,
    accounts_at,
    condition_of,
    confirm_code,
    grouped,
    hash_of,
    latest_code,
    make_code,
    plain,
    void_codes,
    what_happened,
)
from hemicycle.secretariat.key_changes import note_change
from hemicycle.secretariat.models import Account, EnrolmentCode
from hemicycle.secretariat.tables.enrolment import SEAT, TABLET
from hemicycle.secretariat.tablets import (
    draw_tablet_code,
    has_tablet_code,
    tablets_of,
    take_tablet_away,
    void_tablet_code,
)
from hemicycle.web.accounts.own import end, see
from hemicycle.web.accounts.two_persons import has_second_clerk, waits
from hemicycle.web.acts import Refusal
from hemicycle.web.http import whole
from hemicycle.web.shell import Desk, language_of, shell
from hemicycle.web.tablet import guess_of

MOST_FOUND = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An accredited person as the desk finds them."""

    person: Person
    has_account: bool


def enrol_desk_page(
    request: HttpRequest, session: str, language: str | None = None
) -> HttpResponse:
    """Find a person, make a code for them, void it, or end their browsers."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    member = request.POST.get("member") or request.GET.get("member", "")
    person = people_of(desk).get(MemberId(member))
    if request.method == "POST" and person is not None:
        return done(desk, person, language=language)
    facts = person_facts(desk, person) if person else search_facts(desk, language)
    return page(desk, facts, is_unknown=bool(member) and person is None)


def done(desk: Desk, person: Person, *, language: str | None) -> HttpResponse:
    """What the desk pressed, and then the page of the person again."""
    wish = desk.request.POST.get("do", "")
    if wish == "make" and person.is_withdrawn:
        facts = person_facts(desk, person)
        return page(desk, facts, problem=Refusal(409, "code_withdrawn", {}))
    if wish == "make":
        show_new_code(desk, person.id)
    elif wish == "confirm":
        try:
            confirmed(desk, person)
        except CodeRefused as refused:
            problem = Refusal(409, refused.reason_key, {})
            return page(desk, person_facts(desk, person), problem=problem)
    elif wish == "void":
        void_codes(desk.session, person.id)
    elif "tablet" in wish:
        on_tablets(desk, person, wish=wish)
    elif wish == "end":
        http_sessions = shell[0].installation.house.http_sessions
        end(http_sessions.of_seat(desk.session, person.id))
        http_sessions.stop_acting_of(desk.session, person.id)
        void_tablet_code(desk.session, person.id)
        shell[0].door.codes_shown.forget(digits_of(desk, person))
    prefix = f"/{language}" if language else ""
    part = "#tablets" if "tablet" in wish else ""
    query = urlencode({"member": person.id})
    return see(f"{prefix}/a/{desk.session}/desk/enrol?{query}{part}")


def on_tablets(desk: Desk, person: Person, *, wish: str) -> None:
    """Make a code for a tablet, six digits for a person, or take a tablet away."""
    http_sessions = shell[0].installation.house.http_sessions
    if wish == "tablet" and person.delegation:
        show_new_code(desk, person.delegation, opens=TABLET)
    elif wish == "tablet_void" and person.delegation:
        void_codes(desk.session, person.delegation, opens=TABLET)
    elif wish == "tablet_code":
        digits = draw_tablet_code(desk.session, person.id)
        shell[0].door.codes_shown.keep(digits_of(desk, person), digits)
        http_sessions.stop_acting_of(desk.session, person.id)
        shell[0].door.tablets.succeeded(guess_of(desk.session, person.id))
        for account in Account.objects.filter(pk__in=accounts_at(desk.session, person.id)):
            note_change(account, "tablet_code", device="")
    elif wish == "take_tablet":
        taken = take_tablet_away(desk.session, whole(desk.request.POST.get("tablet")))
        end(http_sessions.of_account(taken))


def digits_of(desk: Desk, person: Person) -> str:
    """Under which key the new digits of a person are kept for the desk's page to show."""
    return f"digits {desk.session} {person.id}"


def show_new_code(desk: Desk, subject: str, *, opens: str = SEAT) -> None:
    """Make a code, and keep it in memory for as long as the page may show it."""
    assert desk.login is not None
    made_by, maker = desk.login.account or None, str(desk.login.seat(desk.session))
    text, _ = make_code(desk.session, subject, made_by=made_by, maker=maker, opens=opens)
    shell[0].door.codes_shown.keep(hash_of(text), plain(text))


def confirmed(desk: Desk, person: Person) -> None:
    """A second clerk says that the code of a person may be used.

    Errors: CodeRefused
    """
    assert desk.login is not None
    code = latest_code(desk.session, person.id)
    if code is None:
        raise CodeRefused("confirm_no_code")
    seat = str(desk.login.seat(desk.session))
    confirm_code(code, account=desk.login.account or None, member=seat)


def enrol_state_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """What became of a person's code; the page asks every two seconds."""
    desk = Desk.of(request, session)
    answer = JsonResponse({"mark": mark_of(desk, request.GET.get("member", ""))})
    answer["Cache-Control"] = "no-store"
    return answer


def mark_of(desk: Desk, member: str) -> str:
    """Changes whenever the page of a person looks different."""
    code = latest_code(desk.session, member)
    tried = code.attempts.count() if code else 0
    is_confirmed = code is not None and code.confirmed_at is not None
    return f"{code.pk}.{condition_of(code)}.{tried}.{is_confirmed:d}" if code else ""


def people_of(desk: Desk) -> dict[MemberId, Person]:
    """Everybody who is accredited to the session."""
    return dict(shell[0].installation.house.clerk.state(desk.session).assembly.people)


def folded(text: str) -> str:
    """A name as people type it: accents and capitals do not matter."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def search_facts(desk: Desk, language: str | None) -> dict[str, Any]:
    """Who fits what was typed, by name, parliament or id."""
    asked = desk.request.GET.get("q", "")[:200]
    words = folded(asked).split()
    spoken = language_of(desk.request, language)
    names = shell[0].installation.house.names_of(desk.session)

    def fits(person: Person) -> bool:
        known = [names.label(one, spoken) for one in (person.id, person.delegation) if one]
        entry = names.entries.get(person.id)
        known += entry.label.values() if entry else ()
        text = folded(" ".join((person.id, *known)))
        return all(word in text for word in words)

    fitting = [one for one in people_of(desk).values() if words and fits(one)]
    fitting.sort(key=lambda one: folded(names.label(one.id, spoken)))
    found = [
        Found(person=one, has_account=bool(accounts_at(desk.session, one.id)))
        for one in fitting[:MOST_FOUND]
    ]
    return {"q": asked, "found": found, "n_found": len(fitting)}


def person_facts(desk: Desk, person: Person) -> dict[str, Any]:
    """The person, their code if it is open, and where they are signed in."""
    house = shell[0].installation.house
    facts: dict[str, Any] = {
        "person": person,
        "has_account": bool(accounts_at(desk.session, person.id)),
        "n_browsers": len(house.http_sessions.of_seat(desk.session, person.id)),
        "mark": mark_of(desk, person.id),
    }
    if person.delegation:
        facts |= tablet_facts(desk, person)
    code = latest_code(desk.session, person.id)
    if code is not None:
        facts |= {"code": code, "condition": condition_of(code), "ends_at": ms(code.expires_at)}
        facts |= {"used_at": clock(desk, code.used_at) if code.used_at else ""}
    if code is not None and condition_of(code) == "open" and waits(code, person):
        return facts | waiting_facts(desk, code)
    if code is not None and condition_of(code) == "open":
        facts |= open_facts(desk, code)
    return facts


def tablet_facts(desk: Desk, person: Person) -> dict[str, Any]:
    """The tablets of the person's delegation, a code for one more if it is open, and the digits."""
    facts: dict[str, Any] = {
        "tablets": tablets_of(desk.session, person.delegation),
        "has_tablet_code": has_tablet_code(desk.session, person.id),
        "digits": shell[0].door.codes_shown.text(digits_of(desk, person)),
        "n_wrong": shell[0].door.tablets.tries(guess_of(desk.session, person.id)),
    }
    code = latest_code(desk.session, person.delegation, opens=TABLET)
    if code is not None and condition_of(code) == "open":
        facts["tablet_code_open"] = open_facts(desk, code)
    return facts


def waiting_facts(desk: Desk, code: EnrolmentCode) -> dict[str, Any]:
    """Who may confirm the code; its picture is shown only then."""
    assert desk.login is not None
    is_maker = code.made_by_member == desk.login.seat(desk.session)
    return {
        "condition": "waits",
        "may_confirm": not is_maker,
        "has_second": has_second_clerk(code),
    }


def open_facts(desk: Desk, code: EnrolmentCode) -> dict[str, Any]:
    """What the clerk shows the person: the picture, and the same to type."""
    left_s = max(0, int((code.expires_at - timezone.now()).total_seconds()))
    facts: dict[str, Any] = {"left_s": left_s, "lasts_ms": int(LASTS.total_seconds() * 1000)}
    text = shell[0].door.codes_shown.text(code.sha256)
    if not text:  # made before a restart: it can still be used, but no longer be shown
        return facts
    base_url = home_of(desk)
    picture = segno.make(f"{base_url}/enrol/{text}", error="m").svg_data_uri(
        scale=6, border=3, light="white"
    )
    return facts | {"picture": picture, "text": grouped(text), "where": f"{base_url}/enrol"}


def home_of(desk: Desk) -> str:
    """The address that a phone opens: the base URL, or a further one under which the clerk came."""
    house, host = shell[0].installation.house, desk.request.headers.get("Host", "")
    return f"http://{host}" if urlsplit(f"//{host}").hostname in house.hosts else house.base_url


def page(
    desk: Desk,
    facts: dict[str, Any],
    *,
    is_unknown: bool = False,
    problem: Refusal | None = None,
) -> HttpResponse:
    """The page, with what happened lately below; its clock is this computer's."""
    unknown = shell[0].door.unknown_codes
    last = datetime.fromtimestamp(unknown.last_s, UTC)
    happened = [(one, clock(desk, one.at)) for one in what_happened(desk.session)]
    nothing: dict[str, Any] = {"q": "", "found": None, "n_found": 0, "person": None, "code": None}
    nothing |= {"tablets": (), "has_tablet_code": False, "tablet_code_open": None, "digits": ""}
    nothing |= {"may_confirm": False, "has_second": False}
    nothing |= {"condition": "", "picture": "", "left_s": 0, "mark": ""}
    times = {"now": system_now(), "rate": 1, "time_url": "/time"}
    told = {
        "happened": happened,
        "unknown": unknown.count,
        "unknown_at": clock(desk, last),
        "is_unknown": is_unknown,
    }
    return desk.page("desk_enrol.html", {**nothing, **times, **told, **facts}, problem=problem)


def clock(desk: Desk, at: datetime) -> str:
    """The hour and the minute, as the clocks on the walls of the session show them."""
    opened = shell[0].installation.house.clerk.state(desk.session).assembly.session
    return at.astimezone(ZoneInfo(opened.zone if opened else "UTC")).strftime("%H:%M")


def ms(at: datetime) -> int:
    """Milliseconds since 1970."""
    return int(at.timestamp() * 1000)
