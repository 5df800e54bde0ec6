"""What the forms about meetings say: with whom, about what, in which languages, and when."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from hemicycle.procedure.assembly import DelegationId
from hemicycle.secretariat.meeting import (
    LENGTHS,
    LONGEST_READOUT,
    LONGEST_SUBJECT,
    Meeting,
    NotPossible,
    Span,
    Wish,
)
from hemicycle.secretariat.meetings import new_id
from hemicycle.web.http import whole
from hemicycle.web.meeting_table import Table

LANGUAGES = ("ar", "en", "es", "fr", "pt", "ru", "zh")
TIMES = (1, 2, 3)  # as many times as the form asks for
USUAL_LENGTH = LENGTHS[1]


def new_meeting(table: Table) -> Meeting:
    """The meeting that a form wishes for.

    Errors: NotPossible
    """
    form = table.desk.request.POST
    asked = form.getlist("group") if form.get("kind") == "group" else form.getlist("invited")
    known = table.to_meet()
    invited = tuple(dict.fromkeys(map(DelegationId, filter(None, asked))))
    if not invited:
        raise NotPossible("meeting_with_nobody")
    for one in invited:
        if one not in known and one != table.side:
            raise NotPossible("meeting_not_accredited")
    minutes = whole(form.get("minutes"))
    is_told = form.get("told") == "1" or len(invited) > 1
    return Meeting(
        id=new_id(),
        host=table.side,
        invited=invited,
        is_told=is_told,
        minutes=minutes if minutes in LENGTHS else USUAL_LENGTH,
        wishes={table.side: read_wish(table)},
    )


def read_wish(table: Table) -> Wish:
    """What one side wants of a meeting.

    Errors: NotPossible
    """
    form = table.desk.request.POST
    subject = " ".join(form.get("subject", "").split())[:LONGEST_SUBJECT]
    if not subject:
        raise NotPossible("meeting_subject_missing")
    chosen = form.getlist("language")
    return Wish(
        by=table.me,
        at=table.now,
        subject=subject,
        languages=tuple(code for code in LANGUAGES if code in chosen),
        hours=tuple(filter(None, (read_hours(table, n) for n in TIMES))),
    )


def read_hours(table: Table, n: int) -> Span | None:
    """One time at which a side could meet; None where nothing is said.

    Errors: NotPossible
    """
    form = table.desk.request.POST
    told = [form.get(f"{name}-{n}", "").strip() for name in ("day", "from", "to")]
    if not told[1] and not told[2]:
        return None
    zone = ZoneInfo(table.view.zone)
    try:
        day = date.fromisoformat(told[0] or table.day_of(table.now))
        begins, ends = (
            datetime.combine(day, time.fromisoformat(one), tzinfo=zone) for one in told[1:]
        )
    except ValueError:
        raise NotPossible("meeting_hours_wrong") from None
    span = int(begins.timestamp()) * 1000, int(ends.timestamp()) * 1000
    if span[0] >= span[1]:
        raise NotPossible("meeting_hours_wrong")
    if span[1] <= table.now:
        raise NotPossible("meeting_hours_past")
    return span


def read_readout(table: Table, name: str = "readout") -> str:
    """A readout as it was typed, with the same line ends everywhere.

    Errors: NotPossible
    """
    text = table.desk.request.POST.get(name, "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST_READOUT:
        raise NotPossible("meeting_readout_long", n=LONGEST_READOUT)
    return text
