"""What follow-up waits for, as a calendar (iCalendar): deadlines, promised dates, time to answer.

Every event keeps its UID for ever; a promise that was kept or renewed is no longer among them.
"""

from collections.abc import Iterator

from hemicycle.procedure.assembly import Commitment
from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.rules.reminders import Reminder, reminders
from hemicycle.publish.data.calendar_ics import (
    MEDIA_TYPE,
    Calendar,
    Happening,
    day_after,
    in_utc,
    whole_day,
)
from hemicycle.publish.data.identity import urn_of
from hemicycle.publish.data.marking import marked
from hemicycle.publish.output import Output, Published


class FollowUpCalendar(Calendar):
    """The calendar while it is being written."""

    def title(self) -> str:
        """What the calendar is called."""
        return self.published.say("followup.calendar_of", words=self.published.session.title)

    def events(self) -> Iterator[Happening]:
        """One event for each thing that is due."""
        for one in reminders(self.published.assembly):
            yield self.reminder(one)

    def reminder(self, due: Reminder) -> Happening:
        """One of them: on a whole day, or at the moment at which the time to answer ends."""
        published = self.published
        one = published.assembly.commitments[due.number]
        told = published.say(
            f"followup.event_{due.kind}", number=due.number, delegations=due.delegations
        )
        who = "-".join(due.delegations) if due.due_on else str(due.until)
        return Happening(
            uid=urn_of(published, f"commitment/{due.number}/{due.kind}/{who}"),
            begins=whole_day(due.due_on) if due.due_on else f":{in_utc(due.until)}",
            ends=whole_day(day_after(due.due_on)) if due.due_on else "",
            summary=marked(published, told),
            description=(published.band, published.text(one.words)),
            sequence=len(one.answers) + len(one.asked),
            changed_at=changed_at(one),
        )


def changed_at(one: Commitment) -> Instant:
    """When anything of the commitment changed last."""
    answered = [answer.at for answer in one.answers]
    return max([one.at, *answered, *(asked.at for asked in one.asked.values())])


def write(published: Published) -> bytes:
    """The calendar of what is due."""
    return FollowUpCalendar(published).write()


OUTPUT = Output(name="follow-up", extension="ics", media_type=MEDIA_TYPE, write=write)
