"""The sittings of a session as the record tells them, each with its turns and items."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.acts.sitting.open_sitting import SittingOpened
from hemicycle.procedure.acts.sitting.resume_sitting import SittingResumed
from hemicycle.procedure.acts.sitting.suspend_sitting import SittingSuspended
from hemicycle.procedure.assembly import Words
from hemicycle.procedure.kernel import BodyId, Entry, Instant
from hemicycle.screens.reported import day_of
from hemicycle.screens.view import View

TURNS = {
    SittingOpened: "opened",
    SittingSuspended: "suspended",
    SittingResumed: "resumed",
    SittingAdjourned: "rose",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A sitting was opened, suspended, resumed, or rose, at this entry of the record."""

    what: str
    at: Instant
    position: int


@dataclass(slots=True, kw_only=True)
class SittingSeen:
    """One sitting of one body with its turns, and the items it took up."""

    body: BodyId
    title: Words
    number: int
    day: str
    is_closed: bool = False
    turns: list[Turn] = field(default_factory=list)
    items: list[Words] = field(default_factory=list)

    @property
    def state(self) -> str:
        """Its last turn: a sitting that was resumed goes on like one that was opened."""
        last = self.turns[-1].what
        return "opened" if last == "resumed" else last


def sittings(view: View) -> Sequence[SittingSeen]:
    """The sittings of the session in the order in which they were opened."""
    found: list[SittingSeen] = []
    running: dict[BodyId, SittingSeen] = {}
    for written in view.history:
        entry = written.entry
        if isinstance(entry, SittingOpened):
            running[entry.body] = opened(view, entry)
            found.append(running[entry.body])
        sitting = running.get(entry.body)
        if sitting is None:
            continue
        if type(entry) in TURNS:
            turn = Turn(what=TURNS[type(entry)], at=entry.at, position=written.position)
            sitting.turns.append(turn)
        elif isinstance(entry, ItemTakenUp):
            sitting.items.append(entry.title)
        if isinstance(entry, SittingAdjourned):
            del running[entry.body]
    return found


def opened(view: View, entry: SittingOpened) -> SittingSeen:
    """A sitting as it begins."""
    return SittingSeen(
        body=entry.body,
        title=view.assembly.bodies[entry.body].title,
        number=entry.number,
        day=here(view, entry),
        is_closed=entry.is_closed,
    )


def here(view: View, entry: Entry) -> str:
    """The day of an entry where the session meets."""
    return day_of(entry.at, view.zone)
