"""The desk says which hall systems and broadcasters are told of what is recorded."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from hemicycle.clerk import system_now
from hemicycle.journal.forms import ENTRY_TYPES
from hemicycle.secretariat.webhooks import hooks, make_hook, pause_hook, remove_hook
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.http import whole
from hemicycle.web.shell import Desk, shell
from hemicycle.web.webhook_posting import LONGEST_ADDRESS, is_address

# What halls and broadcasters usually want; every other kind may be typed.
USUAL = ("floor_given", "floor_yielded", "question_put", "division_opened", "result_declared")
MOST = 20


def webhooks_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """The addresses, how each fares, and one form for one more."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    if request.method != "POST":
        return page(desk)
    hook, wish = whole(request.POST.get("hook")), request.POST.get("do", "")
    if wish == "remove":
        remove_hook(desk.session, hook)
    elif wish in ("pause", "go_on"):
        pause_hook(desk.session, hook, is_paused=wish == "pause")
    else:
        return made(desk)
    return see(request.path)


def made(desk: Desk) -> HttpResponse:
    """Keep a new address, and show its secret once; or say what is wrong with it."""
    form = desk.request.POST
    address = form.get("address", "").strip()
    kinds = frozenset(form.get("kinds", "").replace(",", " ").split())
    problem = problem_with(desk, address, kinds=kinds)
    if problem is not None:
        return page(desk, problem=problem)
    position = shell[0].installation.house.clerk.state(desk.session).tail.position
    by = (desk.language, desk.label, system_now(), position)
    hook = make_hook(desk.session, address, kinds=kinds, by=by)
    if hook is None:
        return page(desk, problem=wrong(desk, "webhook_known", at_field="address"))
    return page(desk, secret=hook.secret)


def problem_with(desk: Desk, address: str, *, kinds: frozenset[str]) -> Refusal | None:
    """Why an address cannot be kept, if so."""
    if not is_address(address):
        return wrong(desk, "webhook_address", at_field="address")
    unknown = sorted(kinds - set(ENTRY_TYPES))
    if unknown:
        return wrong(desk, "webhook_kind", at_field="kinds", text=unknown[0][:60])
    if len(hooks(desk.session)) >= MOST:
        return wrong(desk, "webhooks_many", at_field="address", n=MOST)
    return None


def wrong(desk: Desk, reason: str, *, at_field: str, **facts: object) -> Refusal:
    """A refusal at a field, with what was typed."""
    typed = {name: str(text) for name, text in desk.request.POST.items()}
    return Refusal(422, reason, facts, at_field=at_field, form=typed)


def page(desk: Desk, *, problem: Refusal | None = None, secret: str = "") -> HttpResponse:
    """The page as it is now; `secret` is shown this once."""
    facts: dict[str, Any] = {
        "hooks": hooks(desk.session),
        "head": shell[0].installation.house.clerk.state(desk.session).tail.position,
        "usual": ", ".join(USUAL),
        "longest": LONGEST_ADDRESS,
        "secret": secret,
    }
    return desk.page("webhooks.html", facts, problem=problem)
