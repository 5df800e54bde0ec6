"""The sittings of a session as the public record tells them, each with its own entries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hemicycle.journal.forms import Written
from hemicycle.procedure.acts.bureau.hand_chair import ChairHanded
from hemicycle.procedure.acts.credentials.accredit_person import PersonAccredited
from hemicycle.procedure.acts.credentials.call_roll import RollCalled
from hemicycle.procedure.acts.credentials.note_arrival import ArrivalNoted
from hemicycle.procedure.acts.record.report_fact import FactReported
from hemicycle.procedure.acts.session.constitute_body import BodyConstituted
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.acts.sitting.open_sitting import SittingOpened
from hemicycle.procedure.kernel import BodyId, MemberId
from hemicycle.publish.data.identity import plain_id
from hemicycle.publish.output import Published


@dataclass(slots=True, kw_only=True)
class SittingTold:
    """One sitting: what its body did from the opening on, up to its end or as far as it has come.

    `presided` are those in the Chair, in their order; `rolls` the calls of the roll for it, and
    `arrivals` who came after, both from the end of the sitting before; `offices` those that were
    held when it opened.
    """

    body: BodyId
    number: int
    opened: Written
    offices: Mapping[MemberId, str]
    presided: dict[MemberId, None]
    rolls: list[Written] = field(default_factory=list)
    arrivals: list[Written] = field(default_factory=list)
    entries: list[Written] = field(default_factory=list)

    @property
    def closed(self) -> Written | None:
        """The entry that ended it, if it has ended."""
        last = self.entries[-1]
        return last if isinstance(last.entry, SittingAdjourned) else None

    @property
    def part(self) -> str:
        """How its own document is called: `plenary-1`."""
        return f"{plain_id(self.body)}-{self.number}"


def own_entries(published: Published) -> list[Written]:
    """What was done here, without what others report and without what is not declared."""
    if published.session.basis == "reported":
        return []
    return [one for one in published.public_entries if not isinstance(one.entry, FactReported)]


@dataclass(slots=True)
class _Reading:
    """The record while its sittings are being found in it."""

    chairs: dict[BodyId, MemberId] = field(default_factory=dict)
    offices: dict[MemberId, str] = field(default_factory=dict)
    early: dict[BodyId, list[Written]] = field(default_factory=dict)
    running: dict[BodyId, SittingTold] = field(default_factory=dict)
    found: list[SittingTold] = field(default_factory=list)

    def read(self, written: Written) -> None:
        """One more entry."""
        entry = written.entry
        match entry:
            case BodyConstituted():
                self.chairs[entry.body] = entry.presiding
            case PersonAccredited():
                self.offices[entry.member] = entry.office
            case ChairHanded():
                self.chairs[entry.body] = entry.to
            case SittingOpened():
                self.open(written, entry)
            case _:
                pass
        running = self.running.get(entry.body)
        if running is not None:
            self.add(running, written)
        elif isinstance(entry, RollCalled | ArrivalNoted):
            self.early.setdefault(entry.body, []).append(written)

    def open(self, written: Written, entry: SittingOpened) -> None:
        """A sitting begins; whoever opens it presides."""
        told = SittingTold(
            body=entry.body,
            number=entry.number,
            opened=written,
            offices=dict(self.offices),
            presided={MemberId(written.header.by): None},
        )
        for one in self.early.pop(entry.body, []):
            note(told, one)
        self.running[entry.body] = told
        self.found.append(told)

    def add(self, told: SittingTold, written: Written) -> None:
        """An entry of a sitting that runs."""
        told.entries.append(written)
        note(told, written)
        if isinstance(written.entry, ChairHanded):
            told.presided.setdefault(written.entry.to)
        if isinstance(written.entry, SittingAdjourned):
            del self.running[written.entry.body]


def note(told: SittingTold, written: Written) -> None:
    """Keep what an entry says of who was there."""
    if isinstance(written.entry, RollCalled):
        told.rolls.append(written)
    elif isinstance(written.entry, ArrivalNoted):
        told.arrivals.append(written)


def sittings_in(entries: Iterable[Written]) -> list[SittingTold]:
    """Every sitting in the entries, in the order of their openings."""
    reading = _Reading()
    for written in entries:
        reading.read(written)
    return reading.found


def sittings_of(published: Published) -> list[SittingTold]:
    """Every sitting of the session."""
    return sittings_in(own_entries(published))


def offices_of(entries: Iterable[Written]) -> dict[MemberId, str]:
    """The offices that are held after these entries."""
    accredited = (one.entry for one in entries if isinstance(one.entry, PersonAccredited))
    return {one.member: one.office for one in accredited}
