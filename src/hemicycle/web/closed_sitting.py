"""A closed sitting of a group: its agenda, its list of speakers and what was said, for the group.

Nothing of it is in the record, which tells only that the group sat, from when to when.
"""

from collections.abc import Callable, Mapping
from datetime import date

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from hemicycle.phrases.formats import moment
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.procedure.rules.closed_groups import Put, keeps_closed, sees_put
from hemicycle.procedure.rules.rights import rights_of
from hemicycle.secretariat import closed_sittings as kept
from hemicycle.secretariat.closed_sittings import AGENDA, SAID, Sheet
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.closed_group import ClosedGroup, NotDone, not_for_you
from hemicycle.web.desk_acts import not_there
from hemicycle.web.meeting_table import KEPT_DAYS

LONGEST = {AGENDA: kept.LONGEST_AGENDA, SAID: kept.LONGEST_SAID}
ASK, LEAVE, HEARD, STRIKE = "ask", "leave", "heard", "strike"
DONE = (AGENDA, SAID, ASK, LEAVE, HEARD, STRIKE)


def closed_sitting_page(
    request: HttpRequest, session: str, *, body: str, number: str, **_language: str | None
) -> HttpResponse:
    """The sheet of a closed sitting, or of the one that a group may hold next."""
    at = ClosedGroup.of(request, session, body)
    if at is None:
        return not_there(ClosedGroup.desk_of(request, session))
    sitting = int(number)
    if not is_shown(at, sitting):
        return not_for_you(at)
    try:
        kept_out = at.desk.keeps_out()
    except RequestDataTooBig:
        return drawn(at, sitting, problem=too_long(SAID))
    if kept_out is not None:
        return kept_out
    if request.method != "POST":
        return drawn(at, sitting)
    do = request.POST.get("do", "")
    try:
        kept.change(
            at.desk.session, at.group.id, sitting=sitting, work=step_of(at, do, sitting=sitting)
        )
    except NotDone as fault:
        return drawn(at, sitting, problem=fault.refusal, typed=request.POST.dict())
    except kept.SheetChanged:
        problem = Refusal(409, "closed_sheet_changed", {}, at_field=do)
        return drawn(at, sitting, problem=problem, typed=request.POST.dict())
    return see(f"{request.path}?did={do}")


# -- who may ------------------------------------------------------------------------------------


def is_shown(at: ClosedGroup, sitting: int) -> bool:
    """Whether the one who asks may see the sheet of a sitting; of one that was open there is none.

    Note: those who were members on the day of the sitting see it; of the next one, who is now.
    """
    view, group = at.view, at.group
    if not at.sees or sitting > group.sittings + 1:
        return False
    record = view.assembly.records.get((group.id, sitting))
    if record is not None and not record.is_closed:
        return False
    opened_at = record.opened_at if record is not None else view.at
    put = Put(at=opened_at, day_on=day_of(at, opened_at))
    return sees_put(view.rules, view.assembly, group, member=at.member, put=put)


def day_of(at: ClosedGroup, when: Instant) -> str:
    """The date of a moment where the session meets."""
    return moment(when, at.view.zone).date().isoformat()


def is_ahead(at: ClosedGroup, sitting: int) -> bool:
    """Whether a sitting is still to come or goes on, so that its list is open."""
    record = at.view.assembly.records.get((at.group.id, sitting))
    return record is None or not record.ended_at


def keeps(at: ClosedGroup) -> bool:
    """Whether the one who asks writes the agenda and what was said."""
    view = at.view
    return keeps_closed(view.rules, view.assembly, at.group, member=at.member, at=view.at)


def may_speak(at: ClosedGroup, sitting: int) -> bool:
    """Whether the one who asks may have the own name on the list."""
    view = at.view
    own = rights_of(view.rules, view.assembly, at.group, member=at.member, at=view.at)
    return is_ahead(at, sitting) and bool(own & {"speak", "speak_on_invitation"})


# -- what is done -------------------------------------------------------------------------------


def step_of(at: ClosedGroup, do: str, *, sitting: int) -> Callable[[Sheet], Sheet]:
    """What a button does to the sheet.

    Errors: NotDone
    """
    form = at.desk.request.POST
    if do in (ASK, LEAVE):
        if not may_speak(at, sitting):
            raise NotDone(Refusal(403, "closed_no_floor", {"title": at.group.title}))
        return on_list(do, at.member)
    if do not in DONE or not keeps(at):
        raise NotDone(Refusal(403, "group_paper_not_yours", {"title": at.group.title}))
    if do in (HEARD, STRIKE):
        return on_list(do, MemberId(form.get("member", "")))
    return words_of(do, form)


def on_list(do: str, member: MemberId) -> Callable[[Sheet], Sheet]:
    """What a button does to the list of speakers."""
    steps: Mapping[str, Callable[[Sheet], Sheet]] = {
        ASK: lambda sheet: sheet.with_asking(member),
        LEAVE: lambda sheet: sheet.without(member),
        STRIKE: lambda sheet: sheet.without(member),
        HEARD: lambda sheet: sheet.with_heard(member),
    }
    return steps[do]


def words_of(field: str, form: Mapping[str, str]) -> Callable[[Sheet], Sheet]:
    """The agenda, or what was said, as it was typed.

    Errors: NotDone
    """
    words, seen = plain(form.get("words", "")), plain(form.get("seen", ""))
    if len(words) > LONGEST[field]:
        raise NotDone(too_long(field))
    return lambda sheet: sheet.with_words(field, words, seen=seen)


def plain(text: str) -> str:
    """A text with one kind of line end, and none at its ends."""
    return text.replace("\r\n", "\n").strip()


def too_long(field: str) -> Refusal:
    """More was typed than a sheet holds."""
    return Refusal(413, "written_too_long", {"n": LONGEST[field]}, at_field=field)


# -- the page -----------------------------------------------------------------------------------


def sheet_of(at: ClosedGroup, sitting: int) -> Sheet:
    """The sheet as it is kept; what is past its time is gone."""
    opened = at.view.assembly.session
    if opened is not None:
        days = moment(at.view.at, opened.zone).date() - date.fromisoformat(opened.ends_on)
        if days.days > KEPT_DAYS:
            kept.erase_all(at.desk.session)
    return kept.sheet_of(at.desk.session, at.group.id, sitting=sitting)


def drawn(
    at: ClosedGroup,
    sitting: int,
    *,
    problem: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page as it is now; words that were not taken stay in their field."""
    did, refused = at.desk.request.GET.get("did", ""), typed or {}
    sheet = sheet_of(at, sitting)
    field = refused.get("do", "")
    facts = {
        "group": at.group,
        "sheet": sheet,
        "record": at.view.assembly.records.get((at.group.id, sitting)),
        "is_ahead": is_ahead(at, sitting),
        "keeps": keeps(at),
        "may_speak": may_speak(at, sitting),
        "me": at.member,
        "fields": {
            one: refused.get("words", "") if one == field else getattr(sheet, one)
            for one in (AGENDA, SAID)
        },
        "longest": LONGEST,
        "did": did if did in DONE else "",
    }
    return at.desk.page("closed_sitting.html", facts, problem=problem)
