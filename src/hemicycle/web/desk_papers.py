"""The papers of a session at the desk: seen, made, published, issued and withdrawn."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hemicycle.publish.papers.participants import figures
from hemicycle.publish.papers.typesetting import MEDIA_TYPE
from hemicycle.secretariat.delegations import hand_of
from hemicycle.secretariat.issued import issued_in, read_code, shown_code, withdraw
from hemicycle.secretariat.models import ListDocument, ListEdition
from hemicycle.secretariat.paper_texts import LANGUAGES
from hemicycle.secretariat.participants import (
    FINAL,
    PROVISIONAL,
    STANDINGS,
    Row,
    differences,
    last_edition,
    next_edition,
    rows_in,
)
from hemicycle.web.acts import Refusal
from hemicycle.web.days import day_in
from hemicycle.web.desk_delegations import LONGEST_REASON
from hemicycle.web.http import WHOLE
from hemicycle.web.paper_jobs import Job, Owner, workshop
from hemicycle.web.paper_making import (
    MAKINGS,
    Wish,
    make,
    publish_edition,
)
from hemicycle.web.paper_values import Record, chosen
from hemicycle.web.shell import SEE_OTHER, Desk

MOST_SHOWN = 200


async def papers_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """All papers of a session, and what is done with them."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    record = await sync_to_async(Record.of)(session)
    if request.method != "POST":
        return await sync_to_async(papers_drawn)(desk, record)
    if not record.is_printable:
        return await refused(desk, record, Refusal(409, "paper_of_reported", {}))
    wish = request.POST.get("do", "")
    if wish == "publish":
        return await published(desk, record)
    if wish == "withdraw":
        return await withdrawn(desk, record)
    made = await make(record, wish_of(desk), owner=owner_of(desk))
    if isinstance(made, Refusal):
        return await refused(desk, record, made)
    return to(f"{request.path.rstrip('/')}/made/{made.id}")


def wish_of(desk: Desk) -> Wish:
    """What a form asks to be made, for whom and in which language; all that is odd is left out."""
    form = desk.request.POST
    kind = form.get("kind", "")
    language, standing = form.get("language", ""), form.get("standing", "")
    return Wish(
        kind=kind if kind in MAKINGS else "",
        language=language if language in LANGUAGES else LANGUAGES[0],
        standing=standing if standing in STANDINGS else PROVISIONAL,
        delegation=form.get("delegation", ""),
        people=frozenset(form.getlist("person")),
        hand=hand_of(desk.label),
    )


def owner_of(desk: Desk) -> Owner:
    """For whom a paper is kept until it is fetched."""
    assert desk.login is not None
    return desk.login.account, desk.login.seat(desk.session)


def to(address: str) -> HttpResponse:
    """Go there next."""
    answer = HttpResponseRedirect(address)
    answer.status_code = SEE_OTHER
    return answer


async def refused(desk: Desk, record: Record, problem: Refusal) -> HttpResponse:
    """The page with the reason why something was not done."""
    return await sync_to_async(papers_drawn)(desk, record, problem=problem)


# -- the list of participants --------------------------------------------------------------------


async def published(desk: Desk, record: Record) -> HttpResponse:
    """Publish the list as it was seen, or say what is different now."""
    form, wish = desk.request.POST, wish_of(desk)
    rows = await sync_to_async(record.rows)(wish.standing)
    edition = await sync_to_async(next_edition)(desk.session, wish.standing)
    if not rows:
        return await refused(desk, record, Refusal(409, "list_empty", {}))
    if form.get("mark") != mark_of(rows) or form.get("number") != str(edition.number):
        return await refused(desk, record, Refusal(409, "list_changed", {}))
    problem = await publish_edition(record, edition, rows=rows, hand=wish.hand)
    if problem is not None:
        return await refused(desk, record, problem)
    return to(f"{desk.request.path}?published={edition.number}")


def mark_of(rows: Sequence[Row]) -> str:
    """By which it is known that a list is still as it was seen."""
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


def standing_asked(desk: Desk) -> str:
    """Which list the page is about: the one asked for, or the one published last."""
    asked = desk.request.POST.get("standing") or desk.request.GET.get("standing", "")
    if asked in STANDINGS:
        return asked
    last = last_edition(desk.session)
    return FINAL if last is not None and last.standing == FINAL else PROVISIONAL


def list_facts(desk: Desk, record: Record) -> dict[str, Any]:
    """The list as it would be published now, and how it differs from the edition before."""
    standing = standing_asked(desk)
    rows, last = record.rows(standing), last_edition(desk.session)
    found = differences(rows_in(last), rows) if last else []
    return {
        "standing": standing, "listed": rows, "figures": figures(rows), "last": last,
        "next": next_edition(desk.session, standing), "mark": mark_of(rows),
        "differences": found[:MOST_SHOWN], "different": len(found), "is_first": last is None,
        "editions": list(ListEdition.objects.filter(session=desk.session).defer("rows")),
        "documents": list(
            ListDocument.objects.filter(edition__session=desk.session)
            .order_by("-edition__number", "language")
            .values("edition_id", "language", "sha256")
        ),
    }  # fmt: skip


def list_document(
    request: HttpRequest, session: str, *, number: str, paper: str, **_language: str | None
) -> HttpResponse:
    """A published list, byte for byte as it was frozen."""
    desk = Desk.of(request, session)
    found = ListDocument.objects.filter(
        edition__session=session, edition__number=int(number), language=paper
    ).first()
    if found is None:
        return desk.page("delegation_missing.html", {}, status=404)
    return as_file(bytes(found.content), f"{session}-participants-{number}-{paper}.pdf")


def as_file(content: bytes, name: str) -> HttpResponse:
    """A paper, to be kept under a name."""
    answer = HttpResponse(content, content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


# -- papers that are made ------------------------------------------------------------------------


async def made_page(
    request: HttpRequest, session: str, *, job: str, **_language: str | None
) -> HttpResponse:
    """A paper once it is made; until then, for how long it has been in the making."""
    desk = Desk.of(request, session)
    if desk.login is None or (found := workshop.of(owner_of(desk), job)) is None:
        return await sync_to_async(desk.page)("paper_gone.html", {}, status=404)
    if not found.is_ready:
        return await sync_to_async(in_the_making)(desk, found)
    return as_file(found.task.result(), found.file_name)


def in_the_making(desk: Desk, job: Job) -> HttpResponse:
    """The page that says so."""
    answer = desk.page("paper_making.html", {"job": job}, status=202)
    answer["Refresh"] = "2"
    return answer


# -- papers that were issued ---------------------------------------------------------------------


async def withdrawn(desk: Desk, record: Record) -> HttpResponse:
    """Withdraw a paper, for a reason."""
    form = desk.request.POST
    reason = " ".join(form.get("reason", "").split())[:LONGEST_REASON]
    code = read_code(form.get("code", ""))
    if not reason:
        problem = Refusal(422, "field_missing", {}, at_field=f"reason.{code}")
        return await refused(desk, record, problem)
    hand = hand_of(desk.label)
    if not await sync_to_async(withdraw)(desk.session, code, reason=reason, hand=hand):
        return await refused(desk, record, Refusal(409, "paper_not_valid", {}))
    return to(f"{desk.request.path}?withdrawn=1")


def papers_drawn(desk: Desk, record: Record, *, problem: Refusal | None = None) -> HttpResponse:
    """The page as it is now."""
    everybody = record.rows()
    asked = desk.request.POST.get("delegation") or desk.request.GET.get("delegation", "")
    issued = issued_in(desk.session)
    present = record.days()
    facts: Mapping[str, Any] = {
        "record": record, "is_printable": record.is_printable, "everybody": everybody,
        "chosen": next(iter(chosen(everybody, asked)), None) if asked else None,
        "kinds": tuple(MAKINGS), "paper_languages": LANGUAGES,
        "present": sum(one["member"] in present for row in everybody for one in row["people"]),
        "accepted": sum(row["is_accepted"] for row in everybody),
        "lacks_letterhead": any(record.lacks_letterhead(one) for one in LANGUAGES),
        "issued": issued[:MOST_SHOWN], "issued_count": len(issued), "shown_code": shown_code,
        "day_of": day_in(record.opened.zone), "told": told(desk.request),
        "typed": desk.request.POST, **list_facts(desk, record),
    }  # fmt: skip
    return desk.page("papers.html", facts, problem=problem)


def told(request: HttpRequest) -> dict[str, int]:
    """What was done just before, as the address tells."""
    given = {name: request.GET.get(name, "") for name in ("published", "withdrawn")}
    return {name: int(text) for name, text in given.items() if WHOLE.fullmatch(text)}
