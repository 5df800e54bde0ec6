"""One meeting as a side of it has it: the hour, the room, the card, and what both say of it."""

import re
from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse

from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.meeting import (
    LONGEST_READOUT,
    LONGEST_SUBJECT,
    Meeting,
    NotPossible,
    agreed,
    confirmed,
    joined,
    proposed,
    published,
    put_aside,
    require_held,
    require_not_begun,
    unconfirmed,
    withdrawn,
    worded,
)
from hemicycle.secretariat.meetings import erase
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal
from hemicycle.web.meeting_forms import LANGUAGES, TIMES, read_readout, read_wish
from hemicycle.web.meeting_table import Table, missing, refusal

MILLISECONDS = re.compile(r"[0-9]{1,13}", re.ASCII)
Step = Callable[[Table, Meeting], Meeting]


def meeting_page(
    request: HttpRequest, session: str, *, meeting: str, **_language: str | None
) -> HttpResponse:
    """The meeting as it is now, with what its side may do."""
    table = Table.of(request, session)
    kept_out = table.desk.keeps_out()
    if kept_out is not None:
        return kept_out
    known = table.own_meeting(meeting)
    if known is None:
        return missing(table)
    if request.method != "POST":
        return drawn(table, known)
    do = request.POST.get("do", "")
    try:
        if do == "drop":
            return dropped(table, known)
        step = STEPS.get(do, no_such_step)
        table.change(meeting, lambda one: step(table, one))
    except NotPossible as fault:
        now = table.own_meeting(meeting)
        return drawn(table, now, problem=refusal(fault)) if now else missing(table)
    if do in TO_THE_LIST:
        return see(f"{request.path.rpartition('/')[0]}?did={do}")
    return see(f"{request.path}?did={do}")


def dropped(table: Table, meeting: Meeting) -> HttpResponse:
    """Take a wish back that nobody has answered: nothing is left of it.

    Errors: NotPossible
    """

    def gone(one: Meeting) -> Meeting:
        if one.is_mutual or one.host != table.side:
            raise NotPossible("meeting_changed")
        return withdrawn(one, table.side)

    table.change(meeting.id, gone)
    erase(table.desk.session, [meeting.id])
    return see(f"{table.desk.request.path.rpartition('/')[0]}?did=drop")


# -- what a side does -----------------------------------------------------------------------------


def no_such_step(_table: Table, _meeting: Meeting) -> Meeting:
    """A button that this page does not have.

    Errors: NotPossible
    """
    raise NotPossible("meeting_changed")


def start_asked(table: Table) -> Instant:
    """The hour that a button names; 0 where it names none."""
    told = table.desk.request.POST.get("start", "")
    return Instant(int(told) if MILLISECONDS.fullmatch(told) else 0)


def hour_chosen(table: Table, meeting: Meeting) -> Meeting:
    """Choose one of the hours that are offered.

    Errors: NotPossible
    """
    start = start_asked(table)
    if start and start <= table.now:
        raise NotPossible("meeting_hour_past")
    if start not in table.hours(meeting):
        raise NotPossible("meeting_no_such_hour")
    return proposed(meeting, table.side, start=start)


def hour_confirmed(table: Table, meeting: Meeting) -> Meeting:
    """Confirm the hour that another side has chosen.

    Errors: NotPossible
    """
    start = start_asked(table)
    if start and start <= table.now:
        raise NotPossible("meeting_hour_past")
    done = confirmed(meeting, table.side, start=start)
    if start not in table.hours(meeting):
        raise NotPossible("meeting_no_such_hour")
    return done


def hour_given_back(table: Table, meeting: Meeting) -> Meeting:
    """Give the hour back.

    Errors: NotPossible
    """
    require_not_begun(meeting, now=table.now)
    return unconfirmed(meeting, table.side)


def called_off(table: Table, meeting: Meeting) -> Meeting:
    """The own side does not want it any more.

    Errors: NotPossible
    """
    require_not_begun(meeting, now=table.now)
    if not meeting.is_of(table.side) or not meeting.is_mutual:
        raise NotPossible("meeting_changed")
    return withdrawn(meeting, table.side)


def readout_worded(table: Table, meeting: Meeting) -> Meeting:
    """Propose what both sides say of the meeting; the text that was looked at must still stand.

    Errors: NotPossible
    """
    require_met(table, meeting)
    if read_readout(table, "before") != meeting.readout:
        raise NotPossible("meeting_readout_changed")
    return worded(meeting, table.side, text=read_readout(table))


def readout_agreed(table: Table, meeting: Meeting) -> Meeting:
    """Agree to a readout word by word.

    Errors: NotPossible
    """
    require_met(table, meeting)
    return agreed(meeting, table.side, text=read_readout(table, "before"))


def require_met(table: Table, meeting: Meeting) -> None:
    """What is said of a meeting is for those who confirmed it, once it has begun.

    Errors: NotPossible
    """
    require_held(meeting, now=table.now)
    if table.side not in meeting.confirmed:
        raise NotPossible("meeting_changed")


def publishing(is_wanted: bool) -> Step:
    """What the buttons do that publish a readout, or do not after all."""

    def done(table: Table, meeting: Meeting) -> Meeting:
        require_met(table, meeting)
        return published(meeting, table.side, is_wanted=is_wanted, now=table.now)

    return done


TO_THE_LIST = ("aside", "off")
STEPS: Mapping[str, Step] = {
    "answer": lambda table, one: joined(one, table.side, wish=read_wish(table)),
    "aside": lambda table, one: put_aside(one, table.side, is_aside=True),
    "restore": lambda table, one: put_aside(one, table.side, is_aside=False),
    "choose": hour_chosen,
    "confirm": hour_confirmed,
    "give_back": hour_given_back,
    "off": called_off,
    "word": readout_worded,
    "agree": readout_agreed,
    "publish": publishing(True),
    "unpublish": publishing(False),
}


# -- pages ----------------------------------------------------------------------------------------


def drawn(table: Table, meeting: Meeting, *, problem: Refusal | None = None) -> HttpResponse:
    """The page as it is now."""
    is_open = meeting.is_of(table.side) and meeting.is_mutual and not meeting.is_over(table.now)
    hours = table.hours(meeting) if is_open and not meeting.is_fixed else []
    days = sorted({table.day_of(one) for one in hours})
    wanted, did = (table.desk.request.GET.get(name, "") for name in ("day", "did"))
    day = wanted if wanted in days else next(iter(days), "")
    return table.page(
        "meeting.html",
        problem,
        m=meeting,
        hours=[one for one in hours if table.day_of(one) == day],
        days=days,
        day=day,
        clashes=table.clashes(meeting),
        has_begun=meeting.is_fixed and meeting.start <= table.now,
        did=did if did in STEPS else "",
        typed=table.desk.request.POST,
        spoken=set(table.desk.request.POST.getlist("language")),
        languages_to_speak=LANGUAGES,
        times=TIMES,
        longest_subject=LONGEST_SUBJECT,
        longest_readout=LONGEST_READOUT,
    )


def card_page(
    request: HttpRequest, session: str, *, meeting: str, **_language: str | None
) -> HttpResponse:
    """The card of a meeting, to be printed: who, when, where, in which languages."""
    table = Table.of(request, session)
    known = table.own_meeting(meeting)
    if known is None or not known.is_fixed or table.side not in known.confirmed:
        return missing(table)
    return table.page("meeting_card.html", m=known, is_desk=False)
