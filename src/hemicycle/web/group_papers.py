"""Papers that a geopolitical group keeps to itself: members read them, its chair keeps them.

They are in no record. Whoever is not shown a paper is told the same as where there is none.
"""

import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from hemicycle.handed_in.reading import LARGEST, MOST_LETTERS, PDF, WORD
from hemicycle.phrases.formats import moment
from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.rules.closed_groups import Put, keeps_closed, sees_put
from hemicycle.secretariat import group_papers as kept
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.closed_group import ClosedGroup, NotDone, not_for_you
from hemicycle.web.closed_sitting import is_shown as is_closed_for
from hemicycle.web.desk_acts import not_there
from hemicycle.web.meeting_table import KEPT_DAYS

LONGEST_TITLE = 200
LARGEST_MB = LARGEST // 1024 // 1024
DONE = ("put_up", "take_away")
NAMES = {kept.TEXT: "txt", kept.PDF: "pdf", kept.WORD: "docx"}
TYPES = {
    kept.TEXT: "text/plain; charset=utf-8",
    kept.PDF: "application/pdf",
    kept.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def group_papers_page(
    request: HttpRequest, session: str, *, body: str, **_language: str | None
) -> HttpResponse:
    """The papers of a group that the one who asks may read, and the form to put one up."""
    at = ClosedGroup.of(request, session, body)
    if at is None:
        return not_there(ClosedGroup.desk_of(request, session))
    if not at.sees:
        return not_for_you(at)
    try:
        kept_out = at.desk.keeps_out()
    except RequestDataTooBig:
        problem = Refusal(413, "written_too_long", {"n": MOST_LETTERS}, at_field="text")
        return drawn(at, problem, typed={})
    if kept_out is not None:
        return kept_out
    if request.method != "POST":
        return drawn(at, typed={})
    try:
        did = pressed(at)
    except NotDone as fault:
        return drawn(at, fault.refusal, typed=request.POST.dict())
    return see(f"{request.path}?did={did}")


def pressed(at: ClosedGroup) -> str:
    """Do what was pressed: put a paper up, or take one away.

    Errors: NotDone
    """
    wanted = at.desk.request.POST.get("paper", "")
    if at.desk.request.POST.get("do") == "take_away":
        own = [one.id for one in shown(at) if one.id == wanted and may_take_away(at, one)]
        if not own:
            raise NotDone(Refusal(409, "group_paper_not_there", {}))
        kept.take_away(at.desk.session, own)
        return "take_away"
    if not keeps(at):
        raise NotDone(Refusal(403, "group_paper_not_yours", {"title": at.group.title}))
    put_up(at)
    return "put_up"


def put_up(at: ClosedGroup) -> None:
    """Keep the paper that the form holds.

    Errors: NotDone
    """
    title = " ".join(at.desk.request.POST.get("title", "").split())
    if not title or len(title) > LONGEST_TITLE:
        told = Refusal(422, "group_paper_title", {"n": LONGEST_TITLE}, at_field="title")
        raise NotDone(told)
    kind, content = handed_in(at)
    paper = kept.Paper(
        id=kept.new_id(),
        body=at.group.id,
        title=title,
        kind=kind,
        by=at.member,
        at=at.view.at,
        day_on=moment(at.view.at, at.view.zone).date().isoformat(),
        size=len(content),
    )
    try:
        kept.put_up(at.desk.session, paper, content=content)
    except kept.TooManyPapers:
        raise NotDone(Refusal(409, "group_papers_full", {"n": kept.MOST_PAPERS})) from None


def handed_in(at: ClosedGroup) -> tuple[str, bytes]:
    """The file of the form, or else the words typed in it, and what it is.

    Errors: NotDone
    """
    file = at.desk.request.FILES.get("file")
    if isinstance(file, UploadedFile) and file.size:
        if file.size > LARGEST:
            raise NotDone(Refusal(413, "written_too_heavy", {"n": LARGEST_MB}, at_field="file"))
        return kind_of(content := file.read()), content
    text = at.desk.request.POST.get("text", "").replace("\r\n", "\n").strip()
    if not text:
        raise NotDone(Refusal(422, "group_paper_empty", {}, at_field="text"))
    if len(text) > MOST_LETTERS:
        raise NotDone(Refusal(422, "written_too_long", {"n": MOST_LETTERS}, at_field="text"))
    return kept.TEXT, text.encode()


def kind_of(content: bytes) -> str:
    """What a file is, by what is in it rather than by its name.

    Errors: NotDone
    """
    if content.startswith(PDF):
        return kept.PDF
    if content.startswith(WORD) and is_word(content):
        return kept.WORD
    try:
        if "\0" not in content.decode("utf-8"):
            return kept.TEXT
    except UnicodeDecodeError:
        pass
    raise NotDone(Refusal(422, "group_paper_other_file", {}, at_field="file"))


def is_word(content: bytes) -> bool:
    """Whether a packed file is a Word file without programs in it; nothing of it is unpacked."""
    try:
        names = zipfile.ZipFile(BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):  # the last: a later form of zip
        return False
    has_program = any(one.lower().endswith("vbaproject.bin") for one in names)
    return "word/document.xml" in names and not has_program


# -- reading --------------------------------------------------------------------------------------


def keeps(at: ClosedGroup) -> bool:
    """Whether the one who asks may put papers up."""
    view = at.view
    return keeps_closed(view.rules, view.assembly, at.group, member=at.member, at=view.at)


def may_take_away(at: ClosedGroup, paper: kept.Paper) -> bool:
    """Whether the one who asks may take a paper away: its author, or who keeps all of them."""
    return paper.by == at.member or keeps(at)


def shown(at: ClosedGroup) -> list[kept.Paper]:
    """The papers of the group that the one who asks may read; what is past its time is gone.

    Note: the lines of all papers of the session are opened, whoever asks and for whichever.
    """
    known = kept.papers_of(at.desk.session)
    opened = at.view.assembly.session
    if opened is not None:
        days = moment(at.view.at, opened.zone).date() - date.fromisoformat(opened.ends_on)
        if known and days.days > KEPT_DAYS:
            kept.take_away(at.desk.session, [one.id for one in known])
            return []
    return [one for one in known if one.body == at.group.id and is_shown(at, one)]


def is_shown(at: ClosedGroup, paper: kept.Paper) -> bool:
    """Whether the one who asks may read a paper of the group."""
    view, put = at.view, Put(at=Instant(paper.at), day_on=paper.day_on)
    return at.sees and sees_put(view.rules, view.assembly, at.group, member=at.member, put=put)


def drawn(
    at: ClosedGroup, problem: Refusal | None = None, *, typed: Mapping[str, str]
) -> HttpResponse:
    """The page as it is now."""
    did = at.desk.request.GET.get("did", "")
    facts = {
        "group": at.group,
        "papers": [(one, may_take_away(at, one)) for one in shown(at)],
        "may_put_up": keeps(at),
        "sittings": [one for one in range(1, at.group.sittings + 1) if is_closed_for(at, one)],
        "did": did if did in DONE else "",
        "typed": typed,
        "largest_mb": LARGEST_MB,
        "longest_title": LONGEST_TITLE,
    }
    return at.desk.page("group_papers.html", facts, problem=problem)


def group_paper(
    request: HttpRequest, session: str, *, body: str, paper: str, **_language: str | None
) -> HttpResponse:
    """One paper, as a file to keep or as the words that were typed."""
    at = ClosedGroup.of(request, session, body)
    if at is None:
        return not_there(ClosedGroup.desk_of(request, session))
    if not at.sees:
        return not_for_you(at)
    found = next((one for one in shown(at) if one.id == paper), None)
    content = kept.content_of(at.desk.session, found.id) if found else b""
    if found is None or not content:
        return at.desk.page("group_paper_missing.html", {"group": at.group}, status=404)
    answer = HttpResponse(content, content_type=TYPES[found.kind])
    answer["Content-Disposition"] = f'attachment; filename="{found.id}.{NAMES[found.kind]}"'
    answer["Cache-Control"] = "no-store"
    return answer
