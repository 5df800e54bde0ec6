"""Signing in: a passkey, or a name and a password and where it is turned on a second step."""

import asyncio
import functools
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from hemicycle.secretariat.hashers import DrawnCode
from hemicycle.secretariat.models import Account
from hemicycle.secretariat.passkeys import PasskeyRefused, begin_sign_in, signed_in_by
from hemicycle.secretariat.second_step import has_second_step, is_second_step
from hemicycle.web.accounts import challenges
from hemicycle.web.accounts.challenges import ChallengeRefused
from hemicycle.web.accounts.cookies import device_of, with_device
from hemicycle.web.accounts.limits import Try
from hemicycle.web.addresses import is_this_computer
from hemicycle.web.shell import SEE_OTHER, drawn, is_from_us, safe_next, shell
from hemicycle.web.views import own_page, sign_in

NO_AFTER_S = 0.6  # a wrong answer takes as long as the slowest right one: time tells no names
BUSY_FOR_S = 2
PASSKEY, SECOND_STEP = "hemicycle.passkey", "hemicycle.second_step"
NO_ACCOUNT = DrawnCode().encode("nobody's", "nobodyssalt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One request to sign in, and what its page shows."""

    request: HttpRequest
    language: str | None
    facts: dict[str, Any] = field(default_factory=dict)

    def page(self, *, error: str = "", status: int = 200, **error_facts: object) -> HttpResponse:
        """The page to sign in on, with what was wrong."""
        shown = {
            "next": safe_next(self.request),
            "username": "",
            "error": error,
            "error_facts": error_facts,
            "has_passkeys": passkeys_exist(self.request),
            "home": shell[0].installation.house.base_url,
        }
        return drawn(
            self.request, self.language, "login.html", status=status, **{**shown, **self.facts}
        )

    def wait(self, seconds: int) -> HttpResponse:
        """Come back in so many seconds; nothing is locked."""
        answer = self.page(error="wait", status=429, wait_s=seconds)
        answer["Retry-After"] = str(seconds)
        return answer

    def busy(self) -> HttpResponse:
        """Too many at once: in two seconds there is room."""
        answer = self.page(error="busy", status=503, wait_s=BUSY_FOR_S)
        answer["Retry-After"] = str(BUSY_FOR_S)
        return answer

    def into(self, account: Account) -> HttpResponse:
        """Start the http_session, and go where the person wanted to be."""
        wanted = safe_next(self.request)
        sign_in(self.request, account)
        answer = HttpResponseRedirect(own_page(account) if wanted == "/" else wanted)
        answer.status_code = SEE_OTHER
        return with_device(self.request, answer, account=account.pk)


def passkeys_exist(request: HttpRequest) -> bool:
    """Whether browsers know passkeys at the address at which they reach us.

    They want https, or this computer by its name, and the very address of the installation.
    """
    parts = urlsplit(shell[0].installation.house.base_url)
    host = parts.hostname or ""
    is_name = not host.replace(".", "").isdigit() and ":" not in host
    is_safe = parts.scheme == "https" or is_this_computer(host)
    return is_name and is_safe and request.headers.get("Host", "") == parts.netloc


async def login_page(request: HttpRequest, language: str | None = None) -> HttpResponse:
    """Sign in with a name and a password."""
    if request.method != "POST":
        return with_device(request, Wanted(request=request, language=language).page())
    username = request.POST.get("username", "")[:150]
    wanted = Wanted(request=request, language=language, facts={"username": username})
    if not is_from_us(request):
        return wanted.page(error="page_too_old", status=403)
    account = await sync_to_async(account_named)(username)
    device, door = device_of(request), shell[0].door
    one = Try(
        name=username.casefold(),
        device=device.id,
        is_known=account is not None and device.knows(account.pk),
        is_account=account is not None,
    )
    wait = door.wait_s(one)
    if wait:
        return wanted.wait(wait)
    is_right = await has_password(account, request.POST.get("password", ""), is_known=one.is_known)
    if is_right is None:
        door.succeeded(one)  # nothing was tried
        return wanted.busy()
    if account is None or not is_right:
        return wanted.page(error="wrong_password", status=403)
    return await sync_to_async(after_password)(wanted, account, one=one)


def account_named(username: str) -> Account | None:
    """The account of a name, if it may sign in."""
    return Account.objects.filter(username=username, is_active=True).first()


async def has_password(account: Account | None, password: str, *, is_known: bool) -> bool | None:
    """Whether it is the password; None where too many are being hashed to find out.

    Drawn passwords cost next to nothing. Those that people choose cost half a second of a
    processor each, so only a few at once are looked at, outside the thread of the tables.
    """
    begun = time.monotonic()
    has_one = account is not None and account.has_usable_password()
    kept = account if account is not None and has_one else Account(password=NO_ACCOUNT)
    if kept.password.startswith(DrawnCode.algorithm):
        is_right = kept.check_password(password) and has_one
    else:
        gate = shell[0].door.gate
        if not gate.enter(is_known=is_known):
            return None
        try:
            hashing = functools.partial(kept.check_password, password)
            is_right = await asyncio.to_thread(hashing)
        finally:
            gate.leave(is_known=is_known)
    if not is_right:
        await asyncio.sleep(max(0.0, NO_AFTER_S - (time.monotonic() - begun)))
    return is_right


def after_password(wanted: Wanted, account: Account, *, one: Try) -> HttpResponse:
    """The password is right: the person is in, or is asked for the second step."""
    if not has_second_step(account):
        shell[0].door.succeeded(one)
        return wanted.into(account)
    brought = challenges.give(wanted.request, SECOND_STEP, account.pk)
    return second_step(wanted, brought)


def second_step(wanted: Wanted, brought: str, *, error: str = "", wait_s: int = 0) -> HttpResponse:
    """Ask for the one-time code."""
    status = 429 if wait_s else 403 if error else 200
    facts = {"challenge": brought, "next": safe_next(wanted.request), "error": error}
    answer = drawn(
        wanted.request, wanted.language, "second_step.html", status=status, wait_s=wait_s, **facts
    )
    if wait_s:
        answer["Retry-After"] = str(wait_s)
    return answer


def second_step_page(request: HttpRequest, language: str | None = None) -> HttpResponse:
    """The code of the second step: from the authenticator app, or a recovery code."""
    wanted = Wanted(request=request, language=language)
    if request.method != "POST":
        return wanted.page()
    brought = request.POST.get("challenge", "")
    try:
        known = challenges.read(request, SECOND_STEP, brought)
    except ChallengeRefused:
        return wanted.page(error="page_too_old", status=403)
    account = Account.objects.filter(pk=known, is_active=True).first()
    if account is None or not is_from_us(request):
        return wanted.page(error="page_too_old", status=403)
    delays = shell[0].door.second_steps
    wait = delays.try_now(account.pk)
    if wait:
        return second_step(wanted, brought, error="wait", wait_s=wait)
    if not is_second_step(account, request.POST.get("code", "")):
        return second_step(wanted, brought, error="wrong_code")
    challenges.use_up(request, SECOND_STEP, brought)
    delays.succeeded(account.pk)
    return wanted.into(account)


def begin_passkey_page(request: HttpRequest, **_language: str | None) -> HttpResponse:
    """What a browser needs to sign in with a passkey; for the page's own script."""
    if not is_asked_by_script(request):
        return JsonResponse({"problem": "page_too_old"}, status=403)
    options, state = begin_sign_in()
    return asked(request, options, purpose=PASSKEY, kept=state)


def passkey_page(request: HttpRequest, language: str | None = None) -> HttpResponse:
    """Sign in with the passkey that the browser has answered with."""
    wanted = Wanted(request=request, language=language)
    if request.method != "POST":
        return wanted.page()
    if not is_from_us(request):
        return wanted.page(error="page_too_old", status=403)
    device = device_of(request).id
    delays = shell[0].door.passkeys
    wait = delays.try_now(device)
    if wait:
        return wanted.wait(wait)
    brought = request.POST.get("challenge", "")
    try:
        state = challenges.read(request, PASSKEY, brought)
        account = signed_in_by(request.POST.get("answer", ""), state=state)
        challenges.use_up(request, PASSKEY, brought)
    except (ChallengeRefused, PasskeyRefused):
        return wanted.page(error="passkey_refused", status=403)
    delays.succeeded(device)
    return wanted.into(account)


def is_asked_by_script(request: HttpRequest) -> bool:
    """Whether a page of ours asks with its script: no form of another site can send JSON."""
    return (
        request.method == "POST"
        and request.content_type == "application/json"
        and is_from_us(request)
    )


def asked(
    request: HttpRequest, options: dict[str, Any], *, purpose: str, kept: object
) -> HttpResponse:
    """The options for the browser, and what its answer must bring back with it."""
    told = {"options": options, "challenge": challenges.give(request, purpose, kept)}
    answer = HttpResponse(json.dumps(told), content_type="application/json")
    answer["Cache-Control"] = "no-store"
    return answer
