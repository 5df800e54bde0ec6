"""The desk of a chamber: a report home is drawn from a record, looked at, and laid on an item.

What is laid is what was drawn: between the two it travels with the form under our signature.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from asgiref.sync import sync_to_async
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from hemicycle.procedure.acts.record.lay_report_home import RULE, LayReportHome
from hemicycle.procedure.assembly import Item, ItemId, Words
from hemicycle.procedure.kernel import BodyId
from hemicycle.publish import Published
from hemicycle.publish.documents.report_home_said import record_root, words_home
from hemicycle.rulebooks import RulebookFault
from hemicycle.screens.reports_home import paragraphs
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.desk_acts import act_of, ask_for, typed_in, view_of
from hemicycle.web.exported import NotAnExport, published_in
from hemicycle.web.shell import Desk

SEAL = "hemicycle.report-home"
LIKE = 12  # delegations that are named where none was found


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A report as it was drawn from a record."""

    title: Words
    words: Words
    parliament: str
    size: int
    root: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnItem:
    """An item on which a report may be laid; open where the body has taken it up."""

    body: BodyId
    item: Item
    is_open: bool


async def reports_home_page(
    request: HttpRequest, session: str, **_language: str | None
) -> HttpResponse:
    """The form that takes a record, the report drawn from it, and the button that lays it."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    if request.method != "POST":
        return await sync_to_async(page)(desk, {})
    typed = typed_in(desk)
    if typed.get("do") == "lay":
        return await lay(desk, typed)
    found = await sync_to_async(draw, thread_sensitive=False)(desk, typed)
    if isinstance(found, Refusal):
        return await sync_to_async(page)(desk, typed, problem=found)
    return await sync_to_async(page)(desk, typed, drawn=found)


def draw(desk: Desk, typed: Mapping[str, str]) -> Drawn | Refusal:
    """The report of a delegation, from the record that was handed in; or why there is none."""
    file, names = desk.request.FILES.get("journal"), desk.request.FILES.get("names")
    if not isinstance(file, UploadedFile):
        return Refusal(422, "field_missing", {}, at_field="journal")
    known = names.read() if isinstance(names, UploadedFile) else None
    try:
        published = published_in(file.read(), known)
    except (NotAnExport, RulebookFault, ValueError) as fault:
        return Refusal(422, "not_a_record", {"text": str(fault)}, at_field="journal")
    wanted = delegation_called(published, typed.get("parliament", ""))
    if not wanted:
        label = published.names.label
        like = [label(one, "en") for one in published.assembly.delegations][:LIKE]
        return Refusal(422, "no_delegation_there", {"text": "; ".join(like)}, at_field="parliament")
    size, root = record_root(published)
    return Drawn(
        title=published.session.title,
        words=words_home(replace(published, part=wanted)),
        parliament=wanted,
        size=size,
        root=root,
        link=typed.get("link", "").strip(),
    )


def delegation_called(published: Published, text: str) -> str:
    """The delegation with that id, or with that name in any language; often none."""
    sought = text.strip().casefold()
    for one in published.assembly.delegations:
        known = published.names.entries.get(one)
        called = [*known.label.values(), *known.short.values()] if known else []
        if sought and sought in (one, *(name.casefold() for name in called)):
            return str(one)
    return ""


async def lay(desk: Desk, typed: Mapping[str, str]) -> HttpResponse:
    """Lay what was drawn on the item that was chosen."""
    try:
        drawn = Drawn(**json.loads(signing.loads(typed.get("drawn", ""), salt=SEAL)))
    except signing.BadSignature:
        unreadable = Refusal(422, "form_unreadable", {})
        return await sync_to_async(page)(desk, typed, problem=unreadable)
    body, _, item = typed.get("item", "").partition(" ")
    act = act_of(
        desk,
        LayReportHome,
        body=BodyId(body or "plenary"),
        act_id=typed.get("act_id", ""),
        item=ItemId(item),
        **asdict(drawn),
    )
    problem = await ask_for(desk, act)
    if problem is not None:
        return await sync_to_async(page)(desk, typed, drawn=drawn, problem=problem)
    before, _, _ = desk.request.path.partition("/desk/")
    return see(f"{before}/reports-home/{len(view_of(desk).assembly.reports_home)}")


def page(
    desk: Desk,
    typed: Mapping[str, str],
    *,
    drawn: Drawn | None = None,
    problem: Refusal | None = None,
) -> HttpResponse:
    """The page as it is now."""
    view = view_of(desk)
    facts: dict[str, Any] = {
        "form": typed,
        "is_known": view.rules.is_on(RULE),
        "items": list(open_items(desk)),
        "laid": view.assembly.reports_home,
        "drawn": None,
    }
    if drawn is not None:
        sealed = signing.dumps(json.dumps(asdict(drawn)), salt=SEAL)
        facts["drawn"] = {
            **asdict(drawn),
            "paragraphs": paragraphs(drawn.words),
            "sealed": sealed,
        }
    return desk.page("desk_reports_home.html", facts, problem=problem)


def open_items(desk: Desk) -> Iterator[OnItem]:
    """The items of every body, each with whether it is taken up."""
    for body in view_of(desk).assembly.bodies.values():
        for item in body.items.values():
            yield OnItem(body=body.id, item=item, is_open=body.item == item.id)
