"""`/account/keys`: passkeys, one-time codes and recovery codes of the person who asks."""

from dataclasses import dataclass
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse, JsonResponse

from hemicycle.secretariat import second_step
from hemicycle.secretariat.key_changes import note_change
from hemicycle.secretariat.models import Account
from hemicycle.secretariat.passkeys import (
    MOST_KEYS,
    Passkey,
    PasskeyRefused,
    begin_passkey,
    forget_passkey,
    keep_passkey,
    passkeys_of,
)
from hemicycle.web.accounts import challenges
from hemicycle.web.accounts.challenges import ChallengeRefused
from hemicycle.web.accounts.cookies import label_of
from hemicycle.web.accounts.own import Own, When, see, to_login
from hemicycle.web.accounts.signing_in import asked, is_asked_by_script
from hemicycle.web.http import whole
from hemicycle.web.shell import shell
from hemicycle.web.views import own_page

KEYS = "/account/keys"
NEW_PASSKEY, NEW_SECRET = "hemicycle.new_passkey", "hemicycle.new_secret"
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownKey:
    """A passkey on the page."""

    id: int
    name: str
    made: When | None
    used: When | None


@dataclass(frozen=True, slots=True)
class Holder:
    """A person at the page of their keys."""

    own: Own
    account: Account

    def page(self, *, error: str = "", status: int = 200, **more: Any) -> HttpResponse:
        """The keys there are, and how to add one."""
        keys = passkeys_of(self.account)
        has_password = self.account.has_usable_password()
        facts = {
            "keys": [self.shown(one) for one in keys],
            "has_room": len(keys) < MOST_KEYS,
            "has_password": has_password,
            "is_fresh": self.own.is_fresh,
            "is_staff": self.own.is_staff,
            "has_codes": second_step.has_second_step(self.account),
            "recovery_left": second_step.recovery_left(self.account),
            "suggested": label_of(self.own.request),
            "error": error,
            "recovery": [],
            "secret": None,
            "asks_about": None,
            **more,
        }
        return self.own.page("keys.html", facts, status=status)

    def note(self, what: str, *, name: str = "") -> None:
        """Keep what happened to the keys, for the person to see and for the desk."""
        note_change(self.account, what, device=label_of(self.own.request), name=name)

    def shown(self, key: Passkey) -> ShownKey:
        """A passkey with its days as the page tells them."""
        made = self.own.when(key.made_at.timestamp())
        used = self.own.when(key.used_at.timestamp()) if key.used_at else None
        return ShownKey(id=key.id, name=key.name, made=made, used=used)

    def setting_up(self, *, error: str = "", secret: str = "", wait_s: int = 0) -> HttpResponse:
        """The picture that an authenticator app reads, and a place for its first code."""
        secret = secret or second_step.new_secret()
        address = second_step.address_of(self.account, secret)
        picture = segno.make(address, error="m").svg_data_uri(scale=4, border=3, light="white")
        kept = challenges.give(self.own.request, NEW_SECRET, [self.account.pk, secret])
        shown = {"secret": secret, "picture": picture, "challenge": kept, "wait_s": wait_s}
        return self.page(error=error, status=422 if error else 200, **shown)


def keys_page(request: HttpRequest, language: str | None = None) -> HttpResponse:
    """The keys of the person who asks."""
    own = Own.of(request, language)
    if own is None:
        return to_login(request)
    if own.account is None:  # a seat of the rehearsal
        return own.page("keys_none.html", {})
    holder = Holder(own, own.account)
    if request.method != "POST":
        return holder.page()
    if not own.is_post:
        return holder.page(error="page_too_old", status=403)
    if not own.is_fresh:
        return holder.page(error="not_fresh", status=403)
    wish = WISHES.get(request.POST.get("do", ""))
    return wish(holder) if wish else holder.page(error="unknown_wish", status=400)


def first_key_page(request: HttpRequest, language: str | None = None) -> HttpResponse:
    """After enrolment: keep a key on this phone, or later."""
    own = Own.of(request, language)
    if own is None or own.account is None:
        return to_login(request)
    session = request.GET.get("session", "")
    facts = {
        "suggested": label_of(request),
        "onward": own_page(own.account, session),
        "enrolled_in": session or "-",
    }
    return own.page("first_key.html", facts)


def begin_passkey_page(request: HttpRequest, language: str | None = None) -> HttpResponse:
    """What a browser needs to make a passkey; for the page's own script."""
    own = Own.of(request, language)
    if own is None or own.account is None or not is_asked_by_script(request):
        return JsonResponse({"problem": "page_too_old"}, status=403)
    if not own.is_fresh:
        return JsonResponse({"problem": "not_fresh"}, status=403)
    options, state = begin_passkey(own.account)
    return asked(request, options, purpose=NEW_PASSKEY, kept=[own.account.pk, state])


def add_passkey(holder: Holder) -> HttpResponse:
    """Keep the passkey that the browser has made."""
    request, account = holder.own.request, holder.account
    brought = request.POST.get("challenge", "")
    name = " ".join(request.POST.get("name", "").split())[:LONGEST_NAME] or label_of(request)
    try:
        state = challenges.read_own(request, NEW_PASSKEY, brought, account=account.pk)
        keep_passkey(account, request.POST.get("answer", ""), state=state, name=name)
        challenges.use_up(request, NEW_PASSKEY, brought)
        holder.note("passkey_added", name=name)
    except (ChallengeRefused, PasskeyRefused):
        return holder.page(error="passkey_refused", status=422)
    session = request.POST.get("session", "")
    return see(own_page(account, session)) if session else holder.own.to(KEYS)


def remove_passkey(holder: Holder) -> HttpResponse:
    """Take a passkey away; the last way in only when the person has seen the warning."""
    request, account = holder.own.request, holder.account
    key = whole(request.POST.get("key"))
    asks_about = next((one for one in passkeys_of(account) if one.id == key), None)
    if asks_about is None:
        return holder.own.to(KEYS)
    is_last_way = len(passkeys_of(account)) == 1 and not account.has_usable_password()
    if is_last_way and "sure" not in request.POST:
        return holder.page(asks_about=asks_about)
    if forget_passkey(account, key):
        holder.note("passkey_removed", name=asks_about.name)
    return holder.own.to(KEYS)


def set_up_codes(holder: Holder) -> HttpResponse:
    """Show the picture for an authenticator app."""
    if second_step.has_second_step(holder.account):
        return holder.own.to(KEYS)
    return holder.setting_up()


def turn_codes_on(holder: Holder) -> HttpResponse:
    """The app's first code proves that it has read the picture."""
    request, account = holder.own.request, holder.account
    try:
        brought = request.POST.get("challenge", "")
        secret = challenges.read_own(request, NEW_SECRET, brought, account=account.pk)
    except ChallengeRefused:
        return holder.page(error="page_too_old", status=403)
    delays = shell[0].door.second_steps
    wait = delays.try_now(account.pk)
    if wait:
        return holder.setting_up(error="wait", secret=secret, wait_s=wait)
    recovery = second_step.turn_on(account, secret, code=request.POST.get("code", ""))
    if not recovery:
        return holder.setting_up(error="wrong_code", secret=secret)
    delays.succeeded(account.pk)
    holder.note("codes_on")
    return holder.page(recovery=recovery)


def turn_codes_off(holder: Holder) -> HttpResponse:
    """A password alone opens the account again."""
    if second_step.has_second_step(holder.account):
        second_step.turn_off(holder.account)
        holder.note("codes_off")
    return holder.own.to(KEYS)


def new_recovery(holder: Holder) -> HttpResponse:
    """New recovery codes, shown once."""
    if not second_step.has_second_step(holder.account):
        return holder.own.to(KEYS)
    recovery = second_step.renew_recovery(holder.account)
    holder.note("recovery_renewed")
    return holder.page(recovery=recovery)


WISHES = {
    "add": add_passkey,
    "remove": remove_passkey,
    "set_up_codes": set_up_codes,
    "turn_codes_on": turn_codes_on,
    "turn_codes_off": turn_codes_off,
    "new_recovery": new_recovery,
}
