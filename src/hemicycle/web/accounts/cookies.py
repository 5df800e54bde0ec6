"""Cookies behind Django: the one of an http_session, and the one that knows a device again."""

import re
import secrets
from dataclasses import dataclass, replace

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.core import signing
from django.http import HttpRequest, HttpResponse

from hemicycle.web.shell import as_hot, shell

DEVICE = "hemi-device"
DEVICE_LASTS_S = 400 * 24 * 60 * 60  # as long as browsers keep a cookie at all
MOST_ACCOUNTS = 20
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows")),
    *(("Mac OS", "macOS"), ("Linux", "Linux")),
)


class SessionsByPort(SessionMiddleware):
    """Django's http_sessions under the cookie that the hot paths read.

    In a rehearsal each port has its own; Django alone would read one for all.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Let Django find its cookie."""
        key = request.COOKIES.get(session_cookie(request))
        if key is None:
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        else:
            request.COOKIES[settings.SESSION_COOKIE_NAME] = key
        super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Send it under its own name; a seat that Django does not know stays signed in."""
        answer = super().process_response(request, response)
        name, usual = session_cookie(request), settings.SESSION_COOKIE_NAME
        if usual in answer.cookies and name != usual:
            cookie = answer.cookies.pop(usual)
            if cookie.value:
                answer.set_cookie(
                    name, cookie.value, httponly=True, samesite="Lax", max_age=cookie["max-age"]
                )
        return answer


def session_cookie(request: HttpRequest) -> str:
    """The name of the cookie that tells who is asking."""
    return shell[0].installation.house.http_sessions.name_for(as_hot(request))


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """One browser as we know it again; `accounts` were signed in on it before."""

    id: str = ""
    accounts: tuple[int, ...] = ()

    def knows(self, account: int | None) -> bool:
        """Whether the account was signed in here before."""
        return account in self.accounts


def device_cookie() -> str:
    """Its name; over https it is bound to this host alone."""
    is_secure = shell[0].installation.house.is_secure
    return f"__Host-{DEVICE}" if is_secure else DEVICE


def device_of(request: HttpRequest) -> Device:
    """The device that asks; one without an id if it has no cookie of ours."""
    try:
        kept = signing.loads(request.COOKIES.get(device_cookie(), ""), salt=DEVICE)
        return Device(id=str(kept["id"]), accounts=tuple(kept["accounts"]))
    except (signing.BadSignature, KeyError, TypeError):
        return Device()


def with_device(
    request: HttpRequest, answer: HttpResponse, *, account: int | None = None
) -> HttpResponse:
    """The same answer; the device is known again, and that the account was signed in on it."""
    device = device_of(request)
    if device.id and (account is None or device.knows(account)):
        return answer
    device = replace(device, id=device.id or secrets.token_urlsafe(16))
    accounts = device.accounts if account is None else (*device.accounts, account)[-MOST_ACCOUNTS:]
    answer.set_cookie(
        device_cookie(),
        signing.dumps({"id": device.id, "accounts": accounts}, salt=DEVICE),
        max_age=DEVICE_LASTS_S,
        secure=shell[0].installation.house.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return answer


def label_of_device(agent: str) -> str:
    """What a person recognises a browser by: "Chrome, Android"."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    known = ", ".join(filter(None, (browser, system)))
    return known or re.sub(r"[^ -~]", "", agent)[:40]


def label_of(request: HttpRequest) -> str:
    """The same for the browser that asks."""
    return label_of_device(request.headers.get("User-Agent", "")[:400])
