"""What Django answers: starting and ending an http_session, and setting up a new assembly."""

import secrets
import time
import zoneinfo
from collections.abc import Mapping
from dataclasses import replace
from hmac import compare_digest
from typing import Any
from urllib.parse import urlencode

from asgiref.sync import sync_to_async
from django.contrib.auth import login, logout
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hemicycle import rulebooks
from hemicycle.journal.names import Names
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import MemberId
from hemicycle.secretariat.accounts import (
    FORM_SECRET,
    give_seat,
    has_operator,
    seats_of,
    signed_in,
)
from hemicycle.secretariat.browsers import AGENT, SINCE
from hemicycle.secretariat.keepers import files_of
from hemicycle.secretariat.models import Account
from hemicycle.secretariat.names import save_names
from hemicycle.secretariat.register import first_free_number
from hemicycle.web.accounts.cookies import label_of
from hemicycle.web.installation import login_of
from hemicycle.web.new_assembly import (
    SECRETARY,
    Wish,
    WishFault,
    asked_for,
    given_ids,
    names_of,
    read_delegations,
    require_done,
    require_possible,
)
from hemicycle.web.sheet import SheetLine, sign_in_sheet
from hemicycle.web.shell import SEE_OTHER, as_hot, drawn, is_from_us, language_of, shell

KEEPER_S = 21 * 24 * 60 * 60  # a delegation is registered over weeks, from home


def own_page(account: Account, session: str = "") -> str:
    """Where somebody works: a delegate votes, a delegation's secretary keeps its file.

    Everybody else has the console.
    """
    seats = seats_of(account)
    if not seats:
        files = files_of(account)
        kept = session if session in files else next(reversed(files), "")
        return f"/a/{kept}/delegation" if kept else "/"
    session, member = (session, seats[session]) if session in seats else list(seats.items())[-1]
    state = shell[0].installation.house.clerk.state(SessionId(session))
    is_delegate = state.assembly.delegation_of(MemberId(member)) is not None
    return f"/a/{session}/{'vote' if is_delegate else 'chair'}"


def sign_in(request: HttpRequest, account: Account) -> None:
    """Start an http_session, in Django's table and in the map the hot paths read.

    Whoever was signed in on this browser before no longer is.
    """
    http_sessions = shell[0].installation.house.http_sessions
    if request.session.session_key:
        http_sessions.drop(request.session.session_key)
    request.session.flush()
    login(request, account)
    request.session[FORM_SECRET] = secrets.token_hex(32)
    request.session[SINCE] = time.time()
    if not seats_of(account) and files_of(account):
        request.session.set_expiry(KEEPER_S)
    request.session[AGENT] = label_of(request)
    request.session.save()
    key = request.session.session_key
    assert key is not None
    one = signed_in(
        key,
        account,
        secret=request.session[FORM_SECRET],
        left_s=request.session.get_expiry_age(),
    )
    http_sessions.put(key, login_of(one))


def logout_page(request: HttpRequest, language: str | None = None) -> HttpResponse:
    """Sign out: the next request is nobody's."""
    key = request.session.session_key
    if request.method == "POST" and is_from_us(request) and key:
        shell[0].installation.house.http_sessions.drop(key)
        logout(request)
    answer = HttpResponseRedirect(f"/{language}/" if language else "/")
    answer.status_code = SEE_OTHER
    return answer


async def new_page(request: HttpRequest, language: str | None = None) -> HttpResponse:
    """Set up a new assembly: for the operator, or for whoever starts the program first."""
    is_first = not await sync_to_async(has_operator)()
    if not await sync_to_async(may_set_up)(request, is_first=is_first):
        return HttpResponseRedirect(f"/login?{urlencode({'next': request.path})}")

    def form_page(fault: WishFault | None, status: int) -> HttpResponse:
        facts = {"form": request.POST.dict(), "fault": fault, "is_first": is_first, **choices()}
        facts["key"] = given_key(request)
        return drawn(request, language, "new.html", status=status, **facts)

    if request.method != "POST":
        return form_page(None, 200)
    if not is_from_us(request):
        return form_page(WishFault("", "page_too_old"), 403)
    try:
        return await set_up(request, language)
    except WishFault as fault:
        return form_page(fault, 422)


def may_set_up(request: HttpRequest, *, is_first: bool) -> bool:
    """The operator may; before there is one, whoever started the program and has its key."""
    asking = shell[0].installation.house.http_sessions.of(as_hot(request))
    if asking is not None and asking.is_operator:
        return True
    return is_first and compare_digest(
        given_key(request).encode(), shell[0].installation.first_key.encode()
    )


def given_key(request: HttpRequest) -> str:
    """The key that was told to whoever started the program."""
    return request.POST.get("key") or request.GET.get("key") or ""


def choices() -> dict[str, Any]:
    """What the form offers to choose from."""
    return {
        "rulebooks": rulebooks.names(),
        "zones": sorted(zoneinfo.available_timezones()),
    }


async def set_up(request: HttpRequest, language: str | None) -> HttpResponse:
    """Record the session that the form asks for, and show the sign-in sheet once.

    Errors: WishFault
    """
    house, form = shell[0].installation.house, request.POST.dict()
    uploaded = request.FILES.get("file")
    wish = read_wish(form, uploaded.read().decode("utf-8", "replace") if uploaded else "")
    require_possible(house.clerk, wish)
    wish = replace(wish, first=await sync_to_async(first_free_number)(given_ids(house.clerk)))
    operator = await sync_to_async(operator_account)(form)
    require_done([await house.queue.ask(one) for one in asked_for(wish)])
    names, session = names_of(wish), SessionId(wish.id)
    shell[0].installation.names.kept[session] = names
    spoken = language_of(request, language)
    sheet = await sync_to_async(hand_over)(
        request, session, names, language=spoken, operator=operator
    )
    return drawn(request, language, "sheet.html", lines=sheet, wish=wish)


def operator_account(form: Mapping[str, str]) -> Account | None:
    """The first operator's account, where there is none yet; its password is checked first.

    Errors: WishFault
    """
    if has_operator():
        return None
    username, password = form.get("username", "").strip(), form.get("password", "")
    if not username:
        raise WishFault("username", "field_missing")
    try:
        validate_password(password)
    except ValidationError:
        raise WishFault("password", "password_too_weak") from None
    return Account(username=username[:150], label=username[:150], is_operator=True)


def hand_over(
    request: HttpRequest,
    session: SessionId,
    names: Names,
    *,
    language: str,
    operator: Account | None,
) -> list[SheetLine]:
    """Keep the names, make the accounts, and sign the operator in as Secretary General."""
    save_names(session, names)
    sheet = sign_in_sheet(session, names, language=language)
    if operator is not None:
        operator.set_password(request.POST.get("password", ""))
        operator.save()
        give_seat(operator, session, member=SECRETARY)
        sign_in(request, operator)
    return sheet


def read_wish(form: Mapping[str, str], uploaded: str) -> Wish:
    """The form as a wish.

    Errors: WishFault
    """

    def texts(name: str) -> dict[str, str]:
        given = {code: " ".join(form.get(f"{name}.{code}", "").split()) for code in ("en", "fr")}
        return {code: text[:300] for code, text in given.items() if text}

    committees = [line.strip() for line in form.get("committees", "").splitlines() if line.strip()]
    return Wish(
        id=form.get("id", "").strip(),
        title=texts("title"),
        place=texts("place"),
        theme=texts("theme"),
        zone=form.get("zone", ""),
        starts_on=form.get("starts_on", ""),
        ends_on=form.get("ends_on", "") or form.get("starts_on", ""),
        rulebook=form.get("rulebook", ""),
        committees=tuple(committee(line) for line in committees[:40]),
        delegations=read_delegations(uploaded or form.get("delegations", "")),
    )


def committee(line: str) -> dict[str, str]:
    """One committee: its title, and after a bar its title in French."""
    english, _, french = (part.strip() for part in line[:300].partition("|"))
    return {"en": english, "fr": french or english}
