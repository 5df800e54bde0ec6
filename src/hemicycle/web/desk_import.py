"""Lists by import: looked at first, with every change and every problem, then written at once."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from asgiref.sync import sync_to_async
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hemicycle.secretariat import kept_files, prefill
from hemicycle.secretariat.delegations import hand_of, load_delegations, load_people, write_people
from hemicycle.secretariat.kept_files import Kept, Owner
from hemicycle.secretariat.lists import parliaments, people
from hemicycle.secretariat.lists.columns import Column
from hemicycle.secretariat.lists.plans import Plan, Values
from hemicycle.secretariat.lists.reading import MOST_ROWS, ListFault, read_list
from hemicycle.secretariat.lists.writing import as_csv, as_workbook
from hemicycle.secretariat.register import (
    RegisterChanged,
    load_register,
    revision,
    write_parliaments,
)
from hemicycle.web.acts import Refusal
from hemicycle.web.delegation_names import refresh_names
from hemicycle.web.http import WHOLE
from hemicycle.web.new_assembly import given_ids
from hemicycle.web.shell import SEE_OTHER, Desk, shell

LISTS: Mapping[str, tuple[Column, ...]] = {
    "parliaments": parliaments.COLUMNS,
    "people": people.COLUMNS,
}
MOST_SHOWN = 300
MOST_QUESTIONS = 300  # in one form, so that somebody can come to its end
ANSWERS = ("same", "another")
CSV = "text/csv; charset=utf-8"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A list that was looked at: what it would do, to which revision of the register."""

    plan: Plan
    revision: int
    took_ms: int


@dataclass(slots=True)
class Importing:
    """One list in the hands of one clerk."""

    desk: Desk
    list: str
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def session(self) -> str:
        """The session whose desk it is."""
        return self.desk.session

    @property
    def owner(self) -> Owner:
        """For whom a file is kept."""
        login = self.desk.login
        assert login is not None
        member = login.seat(self.desk.session)
        return Owner(account=login.account, member=member, session=self.session, list=self.list)

    @property
    def label(self) -> str:
        """Who writes."""
        return self.desk.label

    async def look(self, content: bytes) -> Looked:
        """Read a list and hold it against the register; nothing is written.

        Errors: ListFault
        """
        began = time.perf_counter()
        seen, plan_of = await sync_to_async(self.known)()
        # Ten thousand rows take a second of thinking: beside the loop, never in it.
        plan = await asyncio.to_thread(lambda: plan_of(content))
        took_ms = int(1000 * (time.perf_counter() - began))
        return Looked(plan=plan, revision=seen, took_ms=took_ms)

    def known(self) -> tuple[int, Callable[[bytes], Plan]]:
        """What the list is held against, and how."""
        seen = revision()
        if self.list == "parliaments":
            register = load_register(taken_ids(), invented=self.desk.is_rehearsal)
            return seen, lambda raw: parliaments.plan_parliaments(
                read_list(raw), register, answers=self.answers
            )
        rules = shell[0].installation.house.clerk.state(self.desk.session).rules
        assert rules is not None
        delegations = load_delegations(self.session, rules, invented=self.desk.is_rehearsal)
        return seen, lambda raw: people.plan_people(
            read_list(raw), delegations, answers=self.answers
        )

    def parliaments(self) -> Mapping[str, Values]:
        """The parliaments of this session's world, by id."""
        return load_register(invented=self.desk.is_rehearsal).rows

    def write(self, looked: Looked) -> None:
        """Write what was seen, all of it or nothing.

        Errors: RegisterChanged
        """
        changes, seen = looked.plan.changes, looked.revision
        if self.list == "parliaments":
            invented = self.desk.is_rehearsal
            write_parliaments(changes, taken=taken_ids(), seen=seen, invented=invented)
        else:
            write_people(self.session, changes, hand=hand_of(self.label), seen=seen)
        refresh_names(self.desk.session)


def taken_ids() -> set[str]:
    """The ids that stand for a delegation in any session's record."""
    return given_ids(shell[0].installation.house.clerk)


async def import_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """Hand a list in, look at it, answer what is asked, write it."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    posted = request.POST if request.method == "POST" else request.GET
    wanted = posted.get("list", "people")
    answers = {
        name: text
        for name, text in request.POST.items()
        if name.startswith("same.") and text in ANSWERS
    }
    work = Importing(desk, wanted if wanted in LISTS else "people", answers)
    if request.method != "POST":
        return await empty(work)
    kept = await handed_in(work)
    if kept is None:
        key = "list_not_kept" if request.POST.get("file_id") else "list_missing"
        return await empty(work, Refusal(422, key, {}, at_field="file"))
    try:
        return await answered(work, kept)
    except ListFault as fault:
        return await empty(work, Refusal(422, fault.reason_key, fault.facts, at_field="file"))


async def handed_in(work: Importing) -> Kept | None:
    """The file of this post, or the one that was handed in before; None where there is none."""
    request = work.desk.request
    uploaded = request.FILES.get("file")
    if isinstance(uploaded, UploadedFile):
        content, name = uploaded.read(), str(uploaded.name or "")
        uploaded.close()
        return await sync_to_async(partial(kept_files.keep, work.owner, name, content=content))()
    wanted = request.POST.get("file_id", "")
    return await sync_to_async(kept_files.kept_file)(work.owner, wanted) if wanted else None


async def answered(work: Importing, kept: Kept) -> HttpResponse:
    """What the list would do, or, where that was seen and is wished, the list written.

    Errors: ListFault
    """
    looked = await work.look(kept.content)
    request = work.desk.request
    if request.POST.get("do") != "write":
        return await shown(work, kept, looked=looked)
    if not looked.plan.may_be_written or request.POST.get("mark") != looked.plan.mark:
        return await shown(work, kept, looked=looked, problem=Refusal(409, "register_changed", {}))
    try:
        await sync_to_async(work.write)(looked)
    except RegisterChanged:
        looked = await work.look(kept.content)
        return await shown(work, kept, looked=looked, problem=Refusal(409, "register_changed", {}))
    await sync_to_async(kept_files.forget)(work.owner, kept.sha256)
    plan = looked.plan
    done = f"list={work.list}&new={plan.new}&changed={len(plan.changes) - plan.new}"
    answer = HttpResponseRedirect(f"{request.path}?{done}")
    answer.status_code = SEE_OTHER
    return answer


async def empty(work: Importing, problem: Refusal | None = None) -> HttpResponse:
    """The page on which a list is handed in."""
    has_register = bool(await sync_to_async(work.parliaments)())
    told = work.desk.request.GET
    done = {
        name: int(text)
        for name in ("new", "changed")
        if WHOLE.fullmatch(text := told.get(name, ""))
    }
    facts = {
        "list": work.list, "lists": LISTS, "most_rows": MOST_ROWS, "has_register": has_register,
        "done": done if len(done) == len(("new", "changed")) and not problem else None,
    }  # fmt: skip
    return work.desk.page("import.html", facts, problem=problem)


async def shown(
    work: Importing, kept: Kept, *, looked: Looked, problem: Refusal | None = None
) -> HttpResponse:
    """The page on which a list is looked at."""
    columns = {one.name: one for one in LISTS[work.list]}
    is_all = work.desk.request.POST.get("all") == "1"
    facts = {
        "parliaments": await sync_to_async(work.parliaments)(),
        "list": work.list, "kept": kept, "plan": looked.plan, "columns": columns,
        "most": len(looked.plan.changes) + len(looked.plan.problems) if is_all else MOST_SHOWN,
        "most_questions": MOST_QUESTIONS, "took_ms": looked.took_ms, "most_rows": MOST_ROWS,
    }  # fmt: skip
    # A long list is a long page: it is drawn beside the loop as well.
    return await asyncio.to_thread(work.desk.page, "import_look.html", facts, problem=problem)


def export_file(
    request: HttpRequest, session: str, *, name: str, kind: str, **language: str | None
) -> HttpResponse:
    """A list as it is now, with the columns by which it is read again."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    own = Importing(desk, name).parliaments()
    rows = own if name == "parliaments" else with_names(load_people(session))
    write = as_csv if kind == "csv" else as_workbook
    body = write(LISTS[name], rows.values(), language=language.get("language") or "en")
    answer = HttpResponse(body, content_type=CSV if kind == "csv" else WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="{session}-{name}.{kind}"'
    answer["Cache-Control"] = "no-store"
    return answer


def with_names(rows: Mapping[str, Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """People with the names of their parliaments, for whoever reads the list."""
    known = load_register().rows
    return {
        identity: {**one, "parliament_name": parliaments.title(known[one["parliament"]])}
        for identity, one in rows.items()
    }


async def begin_register(work: Importing) -> Looked:
    """The register that comes with us, looked at like any other list."""
    return await work.look(prefill.prefill())
