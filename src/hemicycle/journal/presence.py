"""Who was in the room while each item was before a body, as far as the record tells it.

It knows presence from the calls of the roll and from what was noted at the doors, and claims
nothing beyond that: whoever spoke or voted was there, but no more is concluded from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from hemicycle.journal.forms import Written
from hemicycle.procedure.acts.agenda.carry_over_item import ItemCarriedOver
from hemicycle.procedure.acts.agenda.conclude_item import ItemConcluded
from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.credentials.call_roll import RollCalled
from hemicycle.procedure.acts.credentials.note_arrival import ArrivalNoted
from hemicycle.procedure.acts.credentials.note_departure import DepartureNoted
from hemicycle.procedure.acts.floor.decide_motion import DebateAdjourned
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.acts.sitting.open_sitting import SittingOpened
from hemicycle.procedure.assembly import Assembly, DelegationId, ItemId, Words
from hemicycle.procedure.kernel import BodyId, Instant, MemberId

NOT_YET = Instant(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """A call of the roll; `sitting` is the one for which it was called."""

    position: int
    at: Instant
    sitting: int
    present: frozenset[MemberId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Somebody came in, or went out, as it was noted for a sitting."""

    at: Instant
    sitting: int
    member: MemberId
    is_arrival: bool


@dataclass(slots=True, kw_only=True)
class ItemPresence:
    """One stretch of a sitting in which an item was before the body.

    `position` is the entry with which it began; `ended_at` 0 while it goes on. `before` is the
    nearest call of the roll before it, None where there was none, and `doors_before` what was
    noted between that and the item; `rolls` and `doors` are those of the stretch itself.
    """

    body: BodyId
    sitting: int
    item: ItemId
    title: Words
    position: int
    began_at: Instant
    before: Roll | None
    doors_before: tuple[Door, ...]
    ended_at: Instant = NOT_YET
    rolls: list[Roll] = field(default_factory=list)
    doors: list[Door] = field(default_factory=list)

    @property
    def is_known(self) -> bool:
        """Whether a roll was called for the sitting before the item was taken up."""
        return self.before is not None and self.before.sitting == self.sitting

    @property
    def at_the_start(self) -> frozenset[MemberId]:
        """Who was there by the nearest roll and what was noted since; nobody where none is known.

        Note: a roll of an earlier sitting says nothing of this one.
        """
        if self.before is None or not self.is_known:
            return frozenset()
        return after_doors(self.before.present, self.doors_before)

    @property
    def come_in(self) -> frozenset[MemberId]:
        """Who was noted to have come in for this sitting, where no roll tells who was there.

        Note: others may have been there too.
        """
        own = [one for one in self.doors_before if one.sitting == self.sitting]
        return frozenset() if self.is_known else after_doors((), own)


def after_doors(room: Iterable[MemberId], doors: Iterable[Door]) -> frozenset[MemberId]:
    """Who is in a room once all these have come and gone."""
    found = set(room)
    for door in doors:
        (found.add if door.is_arrival else found.discard)(door.member)
    return frozenset(found)


@dataclass(slots=True)
class _Room:
    """One body on its way through its entries."""

    sitting: int = 0  # the latest that was opened
    is_sitting: bool = False
    left: tuple[ItemId, Words] | None = None  # before the body when a sitting was adjourned
    roll: Roll | None = None
    doors: list[Door] = field(default_factory=list)  # since that roll
    open: ItemPresence | None = None
    found: list[ItemPresence] = field(default_factory=list)

    @property
    def meant(self) -> int:
        """The sitting for which presence is noted: the one that goes on, or else the next."""
        return self.sitting if self.is_sitting else self.sitting + 1

    def read(self, written: Written) -> None:
        """One more entry of the body."""
        match written.entry:
            case RollCalled(at=at, present=present):
                members, position = frozenset(present), written.position
                self.call(Roll(position=position, at=at, sitting=self.meant, present=members))
            case ArrivalNoted(at=at, member=member):
                self.note(Door(at=at, sitting=self.meant, member=member, is_arrival=True))
            case DepartureNoted(at=at, member=member):
                self.note(Door(at=at, sitting=self.meant, member=member, is_arrival=False))
            case SittingOpened(number=number):
                self.sitting, self.is_sitting = number, True
                if self.left is not None:
                    item, title = self.left
                    self.begin(written, item, title=title)
            case ItemTakenUp(at=at, item=item, title=title):
                self.end(at)
                self.begin(written, item, title=title)
            case (
                ItemConcluded(at=at, item=item)
                | ItemCarriedOver(at=at, item=item)
                | DebateAdjourned(at=at, item=item)
            ):
                if self.open is not None and self.open.item == item:
                    self.end(at)
            case SittingAdjourned(at=at):
                now = self.open
                self.left = (now.item, now.title) if now else None
                self.is_sitting = False
                self.end(at)
            case _:
                pass

    def call(self, roll: Roll) -> None:
        """The roll is called: what was noted before is in it."""
        self.roll, self.doors = roll, []
        if self.open is not None:
            self.open.rolls.append(roll)

    def note(self, door: Door) -> None:
        """Somebody comes or goes."""
        self.doors.append(door)
        if self.open is not None:
            self.open.doors.append(door)

    def begin(self, written: Written, item: ItemId, *, title: Words) -> None:
        """An item comes before the body."""
        self.open = ItemPresence(
            body=written.entry.body,
            sitting=self.sitting,
            item=item,
            title=title,
            position=written.position,
            began_at=written.entry.at,
            before=self.roll,
            doors_before=tuple(self.doors),
        )
        self.found.append(self.open)

    def end(self, at: Instant) -> None:
        """The item before the body, if there is one, is no longer."""
        if self.open is not None:
            self.open.ended_at, self.open = at, None


def presence(entries: Iterable[Written]) -> list[ItemPresence]:
    """Every time that an item was before a body in a sitting, in the order of the record."""
    rooms: dict[BodyId, _Room] = {}
    for written in entries:
        rooms.setdefault(written.entry.body, _Room()).read(written)
    found = (one for room in rooms.values() for one in room.found)
    return sorted(found, key=lambda one: one.position)


def delegations_in(assembly: Assembly, members: Iterable[MemberId]) -> frozenset[DelegationId]:
    """The delegations of whom at least one is among these persons."""
    people = (assembly.people.get(one) for one in members)
    return frozenset(one.delegation for one in people if one is not None and one.delegation)
