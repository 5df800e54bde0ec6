"""The meetings of a delegation on its head's telephone: wished for, asked of it, and agreed."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from hemicycle.secretariat.meeting import LENGTHS, LONGEST_SUBJECT, Meeting, NotPossible, wished
from hemicycle.secretariat.meetings import changed
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.meeting_forms import LANGUAGES, TIMES, USUAL_LENGTH, new_meeting
from hemicycle.web.meeting_table import Table, refusal

DONE = ("wish", "drop", "off", "aside")


def meetings_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """All that the delegation of who asks may know of, and a form to wish for more."""
    table = Table.of(request, session)
    kept_out = table.desk.keeps_out()
    if kept_out is not None:
        return kept_out
    if table.own is None:
        return closed(table)
    if request.method != "POST":
        return drawn(table)
    try:
        wish_for(table, new_meeting(table))
    except NotPossible as fault:
        return drawn(table, refusal(fault))
    return see(f"{request.path}?did=wish")


def wish_for(table: Table, meeting: Meeting) -> None:
    """Keep a wish: what becomes of it is told by the page, in both cases after the same work.

    Errors: NotPossible
    """

    def change(meetings: Sequence[Meeting]) -> Meeting:
        return wished([table.standing(one) for one in meetings], meeting)

    changed(table.desk.session, change)


def closed(table: Table) -> HttpResponse:
    """Whose this page is: a delegate who does not lead the delegation learns no more than that."""
    is_post = table.desk.request.method == "POST"
    problem = Refusal(409, "meeting_by_head_only", {}) if is_post else None
    return table.page("meetings_closed.html", problem)


def drawn(table: Table, problem: Refusal | None = None) -> HttpResponse:
    """The page as it is now."""
    known, side = [one for one in table.meetings() if table.sees(one)], table.side
    asked = [one for one in known if one.is_asked_of(side)]
    own = [one for one in known if one.is_of(side)]
    did = table.desk.request.GET.get("did", "")
    return table.page(
        "meetings.html",
        problem,
        asked=[one for one in asked if side not in one.put_aside],
        aside=[one for one in asked if side in one.put_aside],
        both=sorted(
            (one for one in own if one.is_mutual),
            key=lambda one: (one.is_off, not one.start, one.start),
        ),
        waiting=[one for one in own if not one.is_mutual and not one.is_off],
        did=did if did in DONE else "",
        typed=table.desk.request.POST,
        chosen=set(table.desk.request.POST.getlist("group")),
        spoken=set(table.desk.request.POST.getlist("language")),
        languages_to_speak=LANGUAGES,
        lengths=LENGTHS,
        usual_length=USUAL_LENGTH,
        times=TIMES,
        longest_subject=LONGEST_SUBJECT,
    )
