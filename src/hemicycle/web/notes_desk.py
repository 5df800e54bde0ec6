"""What is posted about notes to the Chair: one is sent, put away, or taken out again."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from asgiref.sync import sync_to_async
from django.db import DatabaseError

from hemicycle.clerk.outcomes import Change
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import BodyId, Instant
from hemicycle.secretariat.chair_note import ABOUT, LONGEST_NOTE, Note
from hemicycle.web.act_forms import read_id, read_text
from hemicycle.web.acts import Posted, Refusal, acts_path
from hemicycle.web.drawing import Drawing
from hemicycle.web.house import House
from hemicycle.web.http import Answer, NotUnderstood, Request, redirect
from hemicycle.web.http_sessions import Login, is_csrf_token, is_same_origin
from hemicycle.web.live import Broadcaster
from hemicycle.web.notes import MOST_UNSEEN, sitting_of

NAME = "notes"
PAGE = "chair"
TRY_AGAIN_S = 5


@dataclass(slots=True)
class NotesDesk:
    """Answers what is posted about notes, and erases those whose sitting is over."""

    house: House
    drawing: Drawing
    broadcaster: Broadcaster
    over: set[str] = field(default_factory=set)
    has_ended: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        for session, state in self.house.clerk.states.items():
            self._end(self.house.notes.end(session, state.assembly))

    def follow(self, change: Change) -> None:
        """A sitting may have ended."""
        self._end(self.house.notes.end(change.session, change.after.assembly))

    def _end(self, ids: tuple[str, ...]) -> None:
        if ids:
            self.over.update(ids)
            self.has_ended.set()

    async def erase(self) -> None:
        """Erase from the table what is over, until cancelled; a busy table is tried again."""
        while True:
            await self.has_ended.wait()
            self.has_ended.clear()
            ids = frozenset(self.over)
            try:
                await sync_to_async(self.house.notes.erase)(ids)
            except DatabaseError:
                await asyncio.sleep(TRY_AGAIN_S)  # nothing tells when a table is free again
                self.has_ended.set()
                continue
            self.over -= ids

    async def answer(self, request: Request, session: SessionId, rest: list[str]) -> Answer:
        """Do what is asked for, and go back to the console, or say there why not."""
        try:
            form = await request.form()
        except NotUnderstood as fault:
            unread = Refusal(400, fault.reason_key, fault.facts)
            return await self.drawing.again(request, f"/a/{session}/{PAGE}", unread)
        back = Posted(session, NAME, form).back
        login = self.house.http_sessions.of(request)
        assert login is not None  # who has no seat here has not come so far
        try:
            require_ours(request, session, login=login, token=form.get("csrf", ""))
            made = self._sent if rest == [NAME] else self._put_away
            note = made(session, login, form=form)
            await sync_to_async(self.house.notes.keep)(note)
        except NotUnderstood as fault:
            problem = Refusal(STATUS.get(fault.reason_key, 422), fault.reason_key, fault.facts)
            problem = replace(problem, at_field=fault.field, form=form)
            return await self.drawing.again(request, back, problem)
        except DatabaseError:
            problem = Refusal(503, "note_not_kept", {}, at_field="note", form=form)
            return await self.drawing.again(request, back, problem)
        self.house.notes.put(note)
        self.broadcaster.ping(session, PAGE)
        return redirect(back)

    def _sent(self, session: SessionId, login: Login, *, form: Mapping[str, str]) -> Note:
        """A new note; the same one again where its button was pressed twice.

        Errors: NotUnderstood
        """
        note_id = read_id("act_id", form.get("act_id", ""))
        known = self.house.notes.get(note_id)
        if known is not None and (known.session, known.sent_by) == (session, login.seat(session)):
            return known
        if known is not None:
            raise NotUnderstood("note", "page_too_old")
        text = read_text("note", form.get("note", ""))
        if not text:
            raise NotUnderstood("note", "note_empty")
        if len(text) > LONGEST_NOTE:
            raise NotUnderstood("note", "text_too_long", n=LONGEST_NOTE)
        about = form.get("about", "")
        bodies = self.house.clerk.state(session).assembly.bodies
        body = bodies.get(BodyId(form.get("body", "")))
        if about not in ABOUT or body is None:
            raise NotUnderstood("note-about", "field_missing")
        waiting = [one for one in self.house.notes.of(session, body.id) if not one.seen_at]
        if len(waiting) >= MOST_UNSEEN:
            raise NotUnderstood("note", "too_many_notes", n=MOST_UNSEEN)
        return Note(
            id=note_id,
            session=session,
            body=body.id,
            sitting=sitting_of(body),
            about=about,
            text=text,
            sent_by=login.seat(session),
            sent_at=self.house.clock_of(session).now(),
        )

    def _put_away(self, session: SessionId, login: Login, *, form: Mapping[str, str]) -> Note:
        """A note that has been seen, or is put back; by nobody but who presides.

        Errors: NotUnderstood
        """
        note = self.house.notes.get(form.get("note_id", ""))
        bodies = self.house.clerk.state(session).assembly.bodies
        body = bodies.get(note.body) if note and note.session == session else None
        if note is None or body is None:
            raise NotUnderstood("notes", "note_gone")
        if body.presiding != login.seat(session):
            raise NotUnderstood("notes", "note_not_yours")
        if form.get("do") == "back":
            return replace(note, seen_at=Instant(0))
        return replace(note, seen_at=note.seen_at or self.house.clock_of(session).now())


def require_ours(request: Request, session: SessionId, *, login: Login, token: str) -> None:
    """What is posted comes from a page of ours that the same login has open.

    Errors: NotUnderstood
    """
    if not is_same_origin(request) or not is_csrf_token(login, acts_path(session), token=token):
        raise NotUnderstood("", "page_too_old")


STATUS = {"page_too_old": 403, "note_gone": 409, "note_not_yours": 403, "too_many_notes": 409}
