"""The decisions as a feed (Atom, RFC 4287), the newest first: for whoever wants to be told.

An entry keeps its id for ever; it is updated when a reservation or a corrigendum comes beside it,
or when it is annulled.
"""

from hemicycle.journal import instants
from hemicycle.procedure.acts.divisions.record_reservation import ReservationRecorded
from hemicycle.procedure.acts.record.correct_record import RecordCorrected
from hemicycle.procedure.assembly import Decision
from hemicycle.procedure.kernel import Instant
from hemicycle.publish.data.atom import MEDIA_TYPE, Element, Feed, as_sent, feed, put
from hemicycle.publish.data.identity import urn_of
from hemicycle.publish.minutes_html import MINUTES
from hemicycle.publish.output import Output, Published

NAME = "decisions"
PAGE = "minutes.html"


class Decisions:
    """The feed while it is being written."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.said = {one.position: one for one in published.public_entries}
        self.corrected: dict[int, list[Instant]] = {}
        self.reserved: dict[int, list[Instant]] = {}
        for written in published.public_entries:
            match written.entry:
                case RecordCorrected(corrects=corrects, at=at):
                    self.corrected.setdefault(corrects, []).append(at)
                case ReservationRecorded(question=question, at=at):
                    self.reserved.setdefault(question, []).append(at)
                case _:
                    pass

    def write(self) -> bytes:
        """The whole feed."""
        published = self.published
        decisions = published.decisions[::-1]
        updated = [self.updated(one) for one in decisions] or [published.session.opened_at]
        head = Feed(
            name=NAME,
            about="decisions",
            title=published.text(published.session.title),
            updated=max(updated),
            page=PAGE,
        )
        root = feed(published, head)
        for decision in decisions:
            self.entry(root, decision)
        return as_sent(root)

    def entry(self, root: Element, decision: Decision) -> None:
        """One decision: what, when, where it stands, and what was decided, in a sentence."""
        published = self.published
        entry = put(root, "entry")
        title = published.text(decision.question.title)
        body = published.assembly.bodies[decision.question.body]
        put(entry, "id", text=urn_of(published, f"decision/{decision.position}"))
        put(entry, "title", text=title)
        put(entry, "published", text=instants.written(decision.at))
        put(entry, "updated", text=instants.written(self.updated(decision)))
        author = put(entry, "author")
        put(author, "name", text=published.text(body.title))
        link = f"{PAGE}#e{decision.position}"
        put(entry, "link", rel="alternate", href=link, type="text/html")
        put(entry, "category", term=decision.outcome)
        put(entry, "content", text=self.sentence(decision), type="text")

    def sentence(self, decision: Decision) -> str:
        """The decision as the minutes say it, below the notice of the session."""
        published, written = self.published, self.said.get(decision.position)
        told = [published.band]
        if written is not None:
            phrase = MINUTES[type(written.entry)](written.entry)
            told.append(published.say(phrase.key, **phrase.facts))
        return "\n".join(line for line in told if line)

    def updated(self, decision: Decision) -> Instant:
        """When the decision was recorded, or what stands beside it came."""
        times: list[Instant] = [decision.at, *self.corrected.get(decision.position, ())]
        times += self.reserved.get(decision.question.number, ())
        annulling = self.published.assembly.decisions.get(decision.annulled_by)
        times += [annulling.at] if annulling else []
        return max(times)


def write(published: Published) -> bytes:
    """The feed of the session."""
    return Decisions(published).write()


OUTPUT = Output(
    name=NAME,
    extension="atom",
    media_type=MEDIA_TYPE,
    write=write,
)
