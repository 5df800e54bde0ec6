"""Edited drafts handed in: read, looked at as the amendments they would be, lodged by one press."""

import asyncio
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from hemicycle.clerk import Asked, Done
from hemicycle.handed_in.drafts.apart import read_edited_apart
from hemicycle.handed_in.found import HandedInFault
from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.screens.asked import NOTHING_ASKED
from hemicycle.screens.edited_page import MOST_OFFERED, EditedPage, edited_page, offered, with_file
from hemicycle.web import render
from hemicycle.web.act_forms import parse, read_text
from hemicycle.web.acts import Refusal, acts_path, refusal_of
from hemicycle.web.drawing import Drawing
from hemicycle.web.house import House
from hemicycle.web.http import Answer, NotUnderstood, Request, redirect
from hemicycle.web.http_sessions import Login, is_csrf_token, is_same_origin
from hemicycle.web.pages import page_at
from hemicycle.web.speech_desk import LARGEST_POST, unread
from hemicycle.web.uploads import Upload, posted
from hemicycle.wording import on_one_line

NAME, ACT = "edited", "lodge_amendment"
OF_ONE = ("does", "clause", "after", "kind", "level")
NO_UPLOAD = Upload({}, {})


@dataclass(frozen=True, slots=True)
class EditedDesk:
    """Answers what is posted to the page on which an edited draft is handed in."""

    house: House
    drawing: Drawing

    async def answer(self, request: Request, session: SessionId, rest: list[str]) -> Answer:
        """The page with what a file proposes, or with what was not lodged; else the text."""
        try:
            upload = await posted(request, LARGEST_POST)
        except NotUnderstood as fault:
            return self._drawn(request, session, rest, problem=unread(fault))
        login = self.house.http_sessions.of(request)
        assert login is not None  # who has no seat has not come so far
        token = upload.fields.get("csrf", "")
        if not is_same_origin(request) or not is_csrf_token(login, acts_path(session), token=token):
            return self._drawn(request, session, rest, problem=Refusal(403, "page_too_old", {}))
        if session in login.tablets:
            problem = Refusal(403, "draft_not_on_tablet", {})
            return self._drawn(request, session, rest, problem=problem)
        page = edited_page(self.house.view(session, login), rest[1], NOTHING_ASKED)
        if page is None:
            return self.drawing.missing(request)
        work = Work(self.house, session, login, upload, page)
        if upload.fields.get("do") != ACT:
            return await self._read(request, rest, work=work)
        return await self._lodged(request, rest, work=work)

    async def _read(self, request: Request, rest: list[str], *, work: "Work") -> Answer:
        """The page with what the file proposes, or with the reason why it cannot be read."""
        try:
            page = await work.read()
        except HandedInFault as fault:
            problem = Refusal(
                422, fault.reason_key, fault.facts, at_field="file", form=work.upload.fields
            )
            return self._drawn(request, work.session, rest, problem=problem)
        return self._drawn(request, work.session, rest, page=page)

    async def _lodged(self, request: Request, rest: list[str], *, work: "Work") -> Answer:
        """On to the text where all were lodged; else the page with those that were not."""
        try:
            page, problem = await work.lodge()
        except NotUnderstood as fault:
            problem = Refusal(
                422,
                fault.reason_key,
                fault.facts,
                at_field=fault.field,
                form=work.upload.fields,
            )
            return self._drawn(request, work.session, rest, problem=problem, page=work.again())
        if problem is None:
            there = request.path.removesuffix("/").removesuffix(f"/{NAME}")
            return redirect(f"{there}?view=amendments")
        return self._drawn(request, work.session, rest, problem=problem, page=page)

    def _drawn(
        self,
        request: Request,
        session: SessionId,
        rest: list[str],
        *,
        problem: Refusal | None = None,
        page: EditedPage | None = None,
    ) -> Answer:
        """The page as it is now."""
        place = self.drawing.place(request, session, rest)
        drawn = page_at(place.page, place.argument)
        assert drawn is not None  # the table of permissions lets no other address come here
        view = self.house.view(session, place.login, body=place.body)
        data = page or edited_page(view, place.argument, NOTHING_ASKED)
        if data is None:
            return self.drawing.missing(request)
        context = self.drawing.context(place, drawn, problem=problem, view=view, data=data)
        status = problem.status if problem else 200
        return Answer(status, render.page(drawn.template, context).encode())


@dataclass(frozen=True, slots=True)
class Work:
    """One form of one person on one text."""

    house: House
    session: SessionId
    login: Login
    upload: Upload
    page: EditedPage

    @property
    def mover(self) -> str:
        """The delegation for which the secretariat enters what came; nothing for others."""
        wished = self.upload.fields.get("mover", "")
        return wished if wished in self.page.delegations else ""

    async def read(self) -> EditedPage:
        """The page with what the file proposes.

        Errors: HandedInFault
        """
        content = self.upload.files.get("file", b"")
        if not content:
            raise HandedInFault("draft_nothing")
        who = f"{self.session} {self.login.seat(self.session)}"
        edited = await self.house.file_readers.read(content, read_edited_apart, who=who)
        view = self.house.view(self.session, self.login)
        # Many edits of a long text take a second to be placed: beside the loop, never in it.
        page = await asyncio.to_thread(with_file, view, self.page, edited=edited, mover=self.mover)
        if len(page.offered) > MOST_OFFERED:
            raise HandedInFault("draft_too_many_edits", n=MOST_OFFERED)
        return page

    async def lodge(self) -> tuple[EditedPage, Refusal | None]:
        """Lodge what was chosen; the page of the rest, with why the first of them was not lodged.

        Errors: NotUnderstood, before any is lodged
        """
        acts = list(self.acts())
        if not any(is_chosen for _, is_chosen in acts):
            return self.again(), Refusal(422, "draft_none_chosen", {})
        before = set(self.page.text.amendments)
        left, problem = [], None
        for act, is_chosen in acts:
            refusal = await self.refusal_to(act) if is_chosen else None
            problem = problem or refusal
            if refusal is not None or not is_chosen:
                left.append((act, is_chosen))
        return await asyncio.to_thread(self.left_of, left, before=before), problem

    def left_of(
        self, left: Sequence[tuple[LodgeAmendment, bool]], *, before: Container[int]
    ) -> EditedPage:
        """The page of those that were not lodged, and the numbers of those that were."""
        view = self.house.view(self.session, self.login)
        text = view.assembly.texts[self.page.text.id]
        own = self.login.seat(self.session)
        lodged = [
            number
            for number, one in text.amendments.items()
            if number not in before and one.lodged_by == own
        ]
        shown = list(offered(view, text, acts=left))
        return replace(self.page, text=text, offered=shown, lodged=lodged, is_read=True)

    async def refusal_to(self, act: LodgeAmendment) -> Refusal | None:
        """Lodge one; why not, where it was not done."""
        outcome = await self.house.queue.ask(Asked(self.session, act))
        return None if isinstance(outcome, Done) else refusal_of(outcome)

    def again(self) -> EditedPage:
        """The page with what the form holds, whatever its words are."""
        try:
            acts = list(self.acts(any_words=True))
        except NotUnderstood:
            return self.page
        view = self.house.view(self.session, self.login)
        return replace(
            self.page, offered=list(offered(view, self.page.text, acts=acts)), is_read=True
        )

    def acts(self, *, any_words: bool = False) -> Iterator[tuple[LodgeAmendment, bool]]:
        """The amendments of the form in their order, and whether each is chosen.

        Errors: NotUnderstood
        """
        fields, text = self.upload.fields, self.page.text
        own = self.login.seat(self.session)
        for n in range(1, MOST_OFFERED + 1):
            form = {name: value for name in OF_ONE if (value := fields.get(f"{name}.{n}"))}
            if "does" not in form:
                continue
            form |= {"act_id": f"{fields.get('act_id', '')}.{n}", "body": text.body}
            form |= {"text": text.id} | ({"mover": self.mover} if self.mover else {})
            act = parse(ACT, form, by=own)
            assert isinstance(act, LodgeAmendment)
            words, field = fields.get(f"words.{n}", ""), f"words.{n}"
            said = on_one_line(words) if any_words else read_text(field, words)
            own_words = {text.language: said} if said else {}
            yield replace(act, words=own_words), f"take.{n}" in fields
