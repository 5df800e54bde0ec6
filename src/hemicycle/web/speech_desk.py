"""Speeches handed in in writing: read, sealed, and brought to the clerk; and their open files."""

import asyncio
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from hemicycle.clerk import Asked, Done
from hemicycle.handed_in.apart import read_apart
from hemicycle.handed_in.found import HandedInFault, Reading
from hemicycle.handed_in.length import word_count
from hemicycle.handed_in.reading import LARGEST, HandedIn, read
from hemicycle.handed_in.sealed import seal
from hemicycle.procedure.acts.floor.hand_in_speech import HandInSpeech
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import MemberId
from hemicycle.screens.written import one_speech, unknown_fingerprint
from hemicycle.web.act_forms import parse
from hemicycle.web.acts import Refusal, acts_path, refusal_of
from hemicycle.web.drawing import Drawing
from hemicycle.web.house import House
from hemicycle.web.http import Answer, NotUnderstood, Request, redirect
from hemicycle.web.http_sessions import Login, is_csrf_token, is_same_origin
from hemicycle.web.languages import split_prefix
from hemicycle.web.pages import numbered
from hemicycle.web.permissions import roles_in
from hemicycle.web.uploads import Upload, posted
from hemicycle.web.written_texts import may_read, own_eyes

NAME = "hand-in"
LARGEST_POST = LARGEST + 512 * 1024  # the fields beside the file
FILE_SUFFIX = ".txt"


@dataclass(frozen=True, slots=True)
class SpeechDesk:
    """Answers what is posted to the page on which a speech is handed in."""

    house: House
    drawing: Drawing

    async def answer(self, request: Request, session: SessionId) -> Answer:
        """Take a speech and go back to the page, or say there why not, what was typed kept."""
        try:
            upload = await posted(request, LARGEST_POST)
        except NotUnderstood as fault:
            return await self._again(request, Upload({}, {}), unread(fault))
        login = self.house.http_sessions.of(request)
        assert login is not None  # who has no seat has not come so far
        token = upload.fields.get("csrf", "")
        if not is_same_origin(request) or not is_csrf_token(login, acts_path(session), token=token):
            return await self._again(request, upload, Refusal(403, "page_too_old", {}))
        refusal = await self._take(session, login, upload=upload)
        if refusal is not None:
            return await self._again(request, upload, refusal)
        return redirect(f"{back(request, upload)}&done=1")

    async def _take(self, session: SessionId, login: Login, *, upload: Upload) -> Refusal | None:
        """Hand in what came; why not, where it was not done."""
        if session in login.tablets:
            return Refusal(403, "written_not_on_tablet", {})
        try:
            any_text = unknown_fingerprint(self.house.clerk.state(session).assembly)
            act = wanted(upload, login.seat(session), sha256=any_text)
            act = self._with_item(session, act)
            dry = self.house.clerk.may(Asked(session, replace(act, act_id="dry-run")))
            if dry is not None:
                return Refusal(409, dry.reason_key, dry.facts, rule_key=dry.rule_key)
            reading = await self._read(upload, who=f"{session} {login.seat(session)}")
        except NotUnderstood as fault:
            return Refusal(422, fault.reason_key, fault.facts, at_field=fault.field)
        except HandedInFault as fault:
            where = "file" if upload.files.get("file") else "text"
            return Refusal(422, fault.reason_key, fault.facts, at_field=where)
        return await self._hand_in(session, act, reading=reading, key=login.secret)

    def _with_item(self, session: SessionId, act: HandInSpeech) -> HandInSpeech:
        """The act with its item by number, as the file of the speech names it too."""
        body = self.house.clerk.state(session).assembly.bodies.get(act.body)
        return replace(act, item=act.item or (body.item if body else act.item))

    async def _read(self, upload: Upload, *, who: str) -> Reading:
        """The file of a form, or else what was typed in it.

        Errors: HandedInFault
        """
        file = upload.files.get("file", b"")
        if not file:
            handed_in = HandedIn(typed=upload.fields.get("text", ""))
            return await asyncio.to_thread(read, handed_in)
        return await self.house.file_readers.read(file, read_apart, who=who)

    async def _hand_in(
        self, session: SessionId, act: HandInSpeech, *, reading: Reading, key: bytes
    ) -> Refusal | None:
        """Seal the words and ask for the act.

        Note: the words are kept before the record hears of them, and forgotten where it does not.
        """
        sealed = seal(reading, about(act, session, self.house), key=key, press=act.act_id)
        words = word_count(sealed.paragraphs)
        act = replace(act, sha256=sealed.sha256, word_count=words)
        await self.house.written_texts.keep(session, sealed)
        outcome = await self.house.queue.ask(Asked(session, act))
        assembly = self.house.clerk.state(session).assembly
        await self.house.written_texts.forget_unless_held(session, sealed, assembly=assembly)
        return None if isinstance(outcome, Done) else refusal_of(outcome)

    async def _again(self, request: Request, upload: Upload, problem: Refusal) -> Answer:
        """The page again, with what was typed."""
        told = replace(problem, form=upload.fields)
        return await self.drawing.again(request, back(request, upload), told)


def back(request: Request, upload: Upload) -> str:
    """The page on which a speech was handed in."""
    prefix, path = split_prefix(request.path)
    query = urlencode({"body": upload.fields.get("body", "plenary")})
    return f"{f'/{prefix}' if prefix else ''}{path}?{query}"


def unread(fault: NotUnderstood) -> Refusal:
    """Why a form could not be read: most often the file in it is too large."""
    if fault.reason_key == "form_too_large":
        return Refusal(413, "written_too_heavy", {"n": LARGEST // 1024 // 1024}, at_field="file")
    return Refusal(400, fault.reason_key, fault.facts)


def wanted(upload: Upload, by: MemberId, *, sha256: str) -> HandInSpeech:
    """The act that a form asks for, before its words are read.

    Errors: NotUnderstood
    """
    form = {**upload.fields, "sha256": sha256, "word_count": "1"}
    act = parse("hand_in_speech", form, by=by)
    assert isinstance(act, HandInSpeech)
    return replace(act, member=NOBODY) if act.member == act.by else act


def about(act: HandInSpeech, session: SessionId, house: House) -> dict[str, str]:
    """Whose a text is, as its file says in its first lines."""
    opened = house.clerk.state(session).assembly.session
    basis = opened.basis if opened else ""
    return {
        "session": f"{session} ({basis})",
        "body": act.body,
        "item": act.item,
        "member": act.member or act.by,
        "language": act.language,
    }


def speech_file(
    house: House, request: Request, session: SessionId, rest: list[str]
) -> Answer | None:
    """The file of a speech whose SHA-256 stands in the record; None at any other address."""
    if rest[:1] != ["speech"] or not rest[-1].endswith(FILE_SUFFIX):
        return None
    login = house.http_sessions.of(request)
    view = house.view(session, login)
    member = own_eyes(view)
    found = one_speech(view, numbered(rest[-1].removesuffix(FILE_SUFFIX)))
    roles = roles_in(session, view.assembly, login)
    if found is None or not may_read(found.written, member, roles=roles):
        return Answer(404, b"There is no such speech that you may read.", "text/plain")
    sealed = house.written_texts.of(session, found.written)
    if sealed is None:
        return Answer(404, b"Only the fingerprint of this speech was handed in.", "text/plain")
    return Answer(200, sealed.content, "text/plain; charset=utf-8")
