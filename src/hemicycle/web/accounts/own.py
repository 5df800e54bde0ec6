"""What a signed-in person looks after: above all the browsers in which they are signed in."""

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hemicycle.secretariat.browsers import SINCE, browsers_of, end_browsers
from hemicycle.secretariat.enrolment import CodeRefused, confirm_code
from hemicycle.secretariat.key_changes import changes_of, know_changes
from hemicycle.secretariat.models import Account, KeyChange
from hemicycle.secretariat.second_step import is_guarded
from hemicycle.web.accounts.cookies import with_device
from hemicycle.web.accounts.signing_in import passkeys_exist
from hemicycle.web.accounts.two_persons import waiting_for_operator
from hemicycle.web.http import whole
from hemicycle.web.http_sessions import Login, csrf_token, is_csrf_token
from hemicycle.web.shell import SEE_OTHER, as_hot, drawn, is_from_us, language_of, shell

OWN = "/account"
FRESH_S = 15 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One request of a signed-in person to a page of their own account."""

    request: HttpRequest
    language: str | None
    login: Login
    key: str
    account: Account | None

    @staticmethod
    def of(request: HttpRequest, language: str | None) -> "Own | None":
        """Who asks, by the cookie as on the hot path; nobody where nobody is signed in."""
        http_sessions, hot = shell[0].installation.house.http_sessions, as_hot(request)
        login = http_sessions.of(hot)
        if login is None:
            return None
        account = Account.objects.filter(pk=login.account, is_active=True).first()
        key = http_sessions.key_of(hot)
        return Own(request=request, language=language, login=login, key=key, account=account)

    @property
    def is_post(self) -> bool:
        """Whether a form of a page of ours was sent, with its token."""
        token = self.request.POST.get("csrf", "")
        return (
            self.request.method == "POST"
            and is_from_us(self.request)
            and is_csrf_token(self.login, OWN, token=token)
        )

    @property
    def is_fresh(self) -> bool:
        """Whether the person signed in just now: keys are not changed on a phone left behind."""
        return bool(time.time() - self.request.session.get(SINCE, 0) < FRESH_S)

    @property
    def is_staff(self) -> bool:
        """Whether it runs the installation, or holds an office in a session."""
        states = shell[0].installation.house.clerk.states
        people = [
            states[session].assembly.people.get(member)
            for session, member in self.login.seats.items()
            if session in states
        ]
        return self.login.is_operator or any(one and one.office for one in people)

    @property
    def needs_key(self) -> bool:
        """Whether more hangs on this account than a password alone should guard."""
        account = self.account
        return account is not None and self.is_staff and not is_guarded(account)

    @property
    def zone(self) -> str:
        """The zone of the session in which the person has a seat, for the times on the page."""
        states = shell[0].installation.house.clerk.states
        held = [states[one].assembly.session for one in self.login.seats if one in states]
        return next((one.zone for one in held if one), "UTC")

    def when(self, at_s: float) -> "When | None":
        """A moment as the page tells it; nothing where it is not known."""
        if not at_s:
            return None
        moment = datetime.fromtimestamp(at_s, ZoneInfo(self.zone))
        return When(on=moment.date().isoformat(), at=moment.strftime("%H:%M"), at_s=at_s)

    def page(self, template: str, facts: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
        """A page of the account."""
        shown = {
            "csrf": csrf_token(self.login, OWN),
            "user": self.login.label,
            "operates": self.login.is_operator,
            "account": self.account,
            "own_zone": self.zone,
            "error": "",
            "has_passkeys": passkeys_exist(self.request),
            "home": shell[0].installation.house.base_url,
            "news": self.news(),
        }
        page = drawn(self.request, self.language, template, status=status, **{**shown, **facts})
        return with_device(self.request, page)  # without one no key could be added from here

    @property
    def spoken(self) -> str:
        """The language of the page."""
        return language_of(self.request, self.language)

    def news(self) -> "list[KeyNews]":
        """What happened to the keys, the newest first; before all what was not yet said known."""
        if self.account is None:
            return []
        return [
            KeyNews(change=one, when=self.when(one.at.timestamp()))
            for one in changes_of(self.account)
        ]

    def to(self, path: str) -> HttpResponse:
        """Go to a page of the account."""
        return see(f"/{self.language}{path}" if self.language else path)


def needs_key(request: HttpRequest) -> bool:
    """Whether the person who asks should be reminded to add a key."""
    own = Own.of(request, None)
    return own is not None and own.needs_key


def see(path: str) -> HttpResponse:
    """Go there next."""
    answer = HttpResponseRedirect(path)
    answer.status_code = SEE_OTHER
    return answer


def to_login(request: HttpRequest) -> HttpResponse:
    """Sign in first, and come back."""
    return see(f"/login?{urlencode({'next': request.get_full_path()})}")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A moment: its day and minute in the person's zone, and seconds since 1970."""

    on: str
    at: str
    at_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNews:
    """Something that happened to the keys of an account, and when, as the page tells it."""

    change: KeyChange
    when: When | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInBrowser:
    """One line of the list; `seen` is nothing where no request came since the start."""

    id: str
    agent: str
    since: When | None
    seen: When | None
    is_here: bool


def account_page(request: HttpRequest, language: str | None = None) -> HttpResponse:
    """The browsers in which the account is signed in; any of them can be ended."""
    own = Own.of(request, language)
    if own is None:
        return to_login(request)
    if not own.is_post:
        is_refused = request.method == "POST"
        error = "page_too_old" if is_refused else ""
        return account_drawn(own, error=error, status=403 if is_refused else 200)
    if own.request.POST.get("do") in WISHES:
        return WISHES[own.request.POST["do"]](own)
    keys = shell[0].installation.house.http_sessions.of_account(own.login.account)
    wanted = request.POST.get("browser", "")
    if wanted == "others":
        end([key for key in keys if key != own.key])
    else:
        end([key for key in keys if shown_id(key) == wanted])
    return own.to(OWN)


def account_drawn(own: Own, *, error: str = "", status: int = 200) -> HttpResponse:
    """The page of the account."""
    waiting = list(waiting_for_operator(own.spoken)) if own.login.is_operator else []
    facts: dict[str, Any] = {"browsers": browsers(own), "needs_key": own.needs_key}
    facts |= {"error": error, "waiting": waiting}
    return own.page("account.html", facts, status=status)


def known(own: Own) -> HttpResponse:
    """The person knows what happened to the keys up to the last one that the page showed."""
    if own.account is not None:
        know_changes(own.account, whole(own.request.POST.get("change")))
    return own.to(OWN)


def confirm_as_operator(own: Own) -> HttpResponse:
    """An operator who has a key is the second person, where a session has no other."""
    wanted = own.request.POST.get("code", "")
    waiting = {str(one.code.pk): one.code for one in waiting_for_operator()}
    if not own.login.is_operator or own.account is None or wanted not in waiting:
        return account_drawn(own, error="confirm_no_code", status=409)
    if not is_guarded(own.account):
        return account_drawn(own, error="confirm_without_key", status=409)
    code = waiting[wanted]
    try:
        # Operators often sit as Secretary General as well: here the account alone must be another.
        confirm_code(code, account=own.account.pk, member="")
    except CodeRefused as refused:
        return account_drawn(own, error=refused.reason_key, status=409)
    return own.to(OWN)


WISHES = {"known": known, "confirm": confirm_as_operator}


def browsers(own: Own) -> list[SignedInBrowser]:
    """Where the account is signed in, this browser first."""
    http_sessions = shell[0].installation.house.http_sessions
    keys = http_sessions.of_account(own.login.account)
    known = browsers_of(keys)
    lines = [
        SignedInBrowser(
            id=shown_id(key),
            agent=known[key].agent,
            since=own.when(known[key].since_s),
            seen=own.when(http_sessions.seen_minute(key) * 60),
            is_here=key == own.key,
        )
        for key in keys
        if key in known
    ]
    return sorted(lines, key=lambda one: (not one.is_here, -(one.seen.at_s if one.seen else 0)))


def shown_id(key: str) -> str:
    """A browser's mark on the page; its key never leaves the server."""
    return hashlib.sha256(f"browser {key}".encode()).hexdigest()[:24]


def end(keys: list[str]) -> None:
    """From the next request on these browsers are nobody's, in the table and on the hot paths."""
    shell[0].installation.house.http_sessions.drop_all(keys)
    end_browsers(keys)
