"""The desk of protocol: rooms and interpreters for meetings whose hour is fixed, and no more.

What a meeting is about is never shown here, nor any wish that waits for an answer.
"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from hemicycle.procedure.kernel import MemberId
from hemicycle.secretariat.meeting import LONGEST_ROOM, Meeting, NotPossible, arranged
from hemicycle.secretariat.meetings import changed, found
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.meeting_table import Table, missing, refusal
from hemicycle.web.permissions import INTERPRETER


def protocol_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """Every meeting with an hour, its room and its interpreters."""
    table = Table.of(request, session, "desk")
    kept_out = table.desk.keeps_out()
    if kept_out is not None:
        return kept_out
    if request.method != "POST":
        return drawn(table)
    try:
        arrange(table)
    except NotPossible as fault:
        return drawn(table, refusal(fault))
    return see(f"{request.path}?did={'clear' if request.POST.get('do') == 'clear' else 'arrange'}")


def arrange(table: Table) -> None:
    """Give a meeting its room and its interpreters, or take them away again.

    Errors: NotPossible
    """
    form = table.desk.request.POST
    is_cleared = form.get("do") == "clear"
    room = "" if is_cleared else " ".join(form.get("room", "").split())[:LONGEST_ROOM]
    if not room and not is_cleared:
        raise NotPossible("meeting_room_missing")
    wanted = () if is_cleared else form.getlist("interpreter")
    chosen = [one for one in interpreters(table) if one in wanted]

    def done(meetings: Sequence[Meeting]) -> Meeting:
        now = [table.standing(one) for one in meetings]
        one = found(now, form.get("meeting", ""))
        return arranged(now, one, room=room, interpreters=chosen)

    changed(table.desk.session, done)


def interpreters(table: Table) -> list[MemberId]:
    """Who is accredited to interpret."""
    people = table.view.assembly.people.values()
    return [one.id for one in people if one.office == INTERPRETER and not one.is_withdrawn]


def fixed(table: Table) -> list[Meeting]:
    """The meetings whose hour is fixed and not over, the next one first."""
    known = [one for one in table.meetings() if one.is_fixed and not one.is_over(table.now)]
    return sorted(known, key=lambda one: (one.start, one.id))


def drawn(table: Table, problem: Refusal | None = None) -> HttpResponse:
    """The page as it is now."""
    known = fixed(table)
    did = table.desk.request.GET.get("did", "")
    return table.page(
        "desk_protocol.html",
        problem,
        meetings=known,
        rooms=sorted({one.room for one in known if one.room}),
        interpreters=interpreters(table),
        did=did if did in ("arrange", "clear") else "",
        typed=table.desk.request.POST,
        longest_room=LONGEST_ROOM,
    )


def card_page(
    request: HttpRequest, session: str, *, meeting: str, **_language: str | None
) -> HttpResponse:
    """The card of a meeting for whoever opens the room."""
    table = Table.of(request, session, "desk")
    known = next((one for one in fixed(table) if one.id == meeting), None)
    if known is None:
        return missing(table)
    return table.page("meeting_card.html", m=known, is_desk=True)
