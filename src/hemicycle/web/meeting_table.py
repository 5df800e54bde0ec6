"""The meetings of a session as one delegation has them, whoever stands for it now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from hemicycle.phrases.formats import moment
from hemicycle.procedure.assembly import Delegation, DelegationId
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.screens.engagements import Engagement, engagements, head_now, led_by_viewer
from hemicycle.screens.programme import session_days
from hemicycle.screens.seat import Seat, seat
from hemicycle.screens.view import View
from hemicycle.secretariat.meeting import Meeting, NotPossible, Span, overlap, withdrawn
from hemicycle.secretariat.meeting_hours import free_hours, of_others
from hemicycle.secretariat.meetings import changed, erase, found, meetings_of
from hemicycle.web.acts import Refusal
from hemicycle.web.desk_acts import view_of
from hemicycle.web.shell import Desk

PART = "meetings"
DAY_BEGINS, DAY_ENDS = time(8), time(20)  # where the session meets
KEPT_DAYS = 30
FIELDS = {
    "meeting_with_nobody": "invited",
    "meeting_with_oneself": "invited",
    "meeting_too_many": "group",
    "meeting_wished_already": "invited",
    "meeting_subject_missing": "subject",
    "meeting_hours_wrong": "day-1",
    "meeting_hours_past": "day-1",
    "meeting_room_missing": "room",
    "meeting_readout_long": "readout",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One request to the meetings of a session; `own` is whom the one who asks acts for."""

    desk: Desk
    view: View
    own: Delegation | None

    @staticmethod
    def of(request: HttpRequest, session: str, part: str = PART) -> "Table":
        """Who asks, and for which delegation."""
        desk = Desk.of(request, session, part)
        view = view_of(desk)
        is_shared = view.viewer.is_shared
        return Table(desk=desk, view=view, own=None if is_shared else led_by_viewer(view))

    @property
    def side(self) -> DelegationId:
        """The delegation of who asks; only where it is known to be led by that person."""
        assert self.own is not None
        return self.own.id

    @property
    def seat(self) -> Seat:
        """Whose seat the frame of the page tells."""
        return seat(self.view)

    @property
    def now(self) -> Instant:
        """The time on the clock of the session."""
        return self.view.at

    @property
    def me(self) -> MemberId:
        """Who asks."""
        return self.view.viewer.member

    # -- what is kept ----------------------------------------------------------------

    def meetings(self) -> list[Meeting]:
        """All meetings of the session as they stand now; what is past its time is gone."""
        known = meetings_of(self.desk.session)
        past = [one.id for one in known if self.is_past(one)]
        if past:
            erase(self.desk.session, past)
        return [self.standing(one) for one in known if one.id not in past]

    def change(self, meeting: str, work: Callable[[Meeting], Meeting]) -> None:
        """Change one meeting that the delegation of who asks may see.

        Errors: NotPossible
        """

        def done(meetings: Sequence[Meeting]) -> Meeting:
            one = self.standing(found(meetings, meeting))
            if not self.sees(one):
                raise NotPossible("meeting_changed")
            return work(one)

        changed(self.desk.session, done)

    def sees(self, meeting: Meeting) -> bool:
        """Whether who asks may know of a meeting at all."""
        return meeting.is_of(self.side) or meeting.is_asked_of(self.side)

    def own_meeting(self, meeting: str) -> Meeting | None:
        """A meeting, where the delegation of who asks may know of it."""
        known = self.meetings()
        if self.own is None:
            return None
        return next((one for one in known if one.id == meeting and self.sees(one)), None)

    def standing(self, meeting: Meeting) -> Meeting:
        """A meeting without the sides for which nobody is accredited any more."""
        if meeting.is_off or meeting.is_over(self.now):
            return meeting
        for side in tuple(meeting.wishes):
            if not self.stands(side):
                meeting = withdrawn(meeting, side)
        return meeting

    def stands(self, delegation: DelegationId) -> bool:
        """Whether somebody is accredited for a delegation."""
        known = self.view.assembly.delegations.get(delegation)
        return known is not None and bool(head_now(self.view, known))

    def is_past(self, meeting: Meeting) -> bool:
        """Whether nothing of a meeting is to be kept any more.

        Note: what never came about goes with the session, the rest a month later; what both
        sides published stays.
        """
        opened = self.view.assembly.session
        if opened is None or meeting.is_public:
            return False
        today = moment(self.now, opened.zone).date()
        days_over = (today - date.fromisoformat(opened.ends_on)).days
        return days_over > (KEPT_DAYS if meeting.is_mutual and not meeting.is_off else 0)

    # -- hours -----------------------------------------------------------------------

    def days(self) -> list[Span]:
        """The hours of each day of the session at which anybody meets."""
        zone = ZoneInfo(self.view.zone)

        def at(day: str, hour: time) -> int:
            told = datetime.combine(date.fromisoformat(day), hour, tzinfo=zone)
            return int(told.timestamp()) * 1000

        return [(at(one, DAY_BEGINS), at(one, DAY_ENDS)) for one in session_days(self.view)]

    def hours(self, meeting: Meeting) -> list[Instant]:
        """When a meeting could begin, as far as anything is known of its sides."""
        busy = [(one.begins, one.ends) for side in meeting.wishes for one in self.engaged(side)]
        return free_hours(
            meeting,
            days=self.days(),
            busy=[*busy, *of_others(self.meetings(), meeting)],
            now=self.now,
        )

    def engaged(self, delegation: DelegationId) -> tuple[Engagement, ...]:
        """What a delegation is needed for in the hall."""
        return engagements(self.view, delegation)

    def clashes(self, meeting: Meeting) -> list[str]:
        """What the own delegation is needed for in the hour of a meeting, as it looks now."""
        own = self.engaged(self.side) if meeting.start else ()
        return sorted({one.why for one in own if overlap((one.begins, one.ends), meeting.span)})

    def hour_of(self, at: int) -> str:
        """The hour on the walls of the session."""
        return moment(Instant(at), self.view.zone).strftime("%H:%M")

    def day_of(self, at: int) -> str:
        """The day there."""
        return moment(Instant(at), self.view.zone).date().isoformat()

    # -- names -----------------------------------------------------------------------

    def head_of(self, delegation: DelegationId) -> MemberId:
        """Who acts for a delegation now."""
        return head_now(self.view, self.view.assembly.delegations[delegation])

    def to_meet(self) -> list[DelegationId]:
        """Every other delegation."""
        others = (one for one in self.view.assembly.delegations if one != self.side)
        return list(filter(self.stands, others))

    def page(
        self, template: str, problem: Refusal | None = None, *, status: int = 200, **facts: object
    ) -> HttpResponse:
        """A page of meetings; nobody but this browser keeps it, and it does not either."""
        return self.desk.page(template, {"s": self, **facts}, problem=problem, status=status)


def refusal(fault: NotPossible) -> Refusal:
    """Why something was not done, for the page."""
    status = 422 if fault.reason_key in FIELDS else 409
    return Refusal(status, fault.reason_key, fault.facts, at_field=FIELDS.get(fault.reason_key, ""))


def missing(table: Table) -> HttpResponse:
    """There is no such meeting, or it is none of theirs: nobody can tell which."""
    return table.page("meeting_missing.html", status=404)
