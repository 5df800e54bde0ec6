"""A session to play with: a clerk over a store in memory, on a clock and with salts of our own."""

from dataclasses import dataclass, field
from itertools import count

from hemicycle.clerk import Asked, Clerk, Done
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.procedure.acts.session.open_session import OpenSession
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.kernel import Act, Instant
from hemicycle.rulebooks import load
from hemicycle.store.memory import MemoryStore

SESSION = "r1"
NOON = 1_772_452_800_000
OFFICERS = {
    "o-president": "president",
    "o-chair": "chair",
    "o-teller": "teller",
    "o-clerk": "clerk",
    "g-guest": "guest",
}
DELEGATIONS = {
    "p-0001": (("p-0001-1", "p-0001-2", "p-0001-3"), 23, "member", ""),
    "p-0002": (("p-0002-1",), 19, "member", ""),
    "p-0003": (("p-0003-1", "p-0003-2"), 10, "member", ""),
    "p-0004": (("p-0004-1",), 12, "member", "arrears"),
    "p-0005": (("p-0005-1",), 0, "observer", ""),
}
ORGANS = {"plenary": "assembly", "committee-1": "committee", "council": "council"}


@dataclass
class Room:
    """A session with its clock; `restarted` gives a clerk who knows the store only."""

    store: MemoryStore = field(default_factory=MemoryStore)
    now: int = NOON
    clerk_type: type[Clerk] = Clerk

    def __post_init__(self):
        self._salts = count(1)
        self._ids = count(1)
        self.clerk = self.restarted()

    def restarted(self) -> Clerk:
        """A clerk who has just come in and read the journal."""
        return self.clerk_type(
            self.store,
            seed=bytes(32),
            load_rules=load,
            now=lambda _session: Instant(self.now),
            salt=lambda: next(self._salts).to_bytes(16, "big"),
        )

    def act(self, kind: type[Act], by: str, body: str = "plenary", /, **fields) -> Asked:
        """An act as a page would send it."""
        common = {"capacity": "", "through": "", "at": Instant(0), "act_id": self.act_id()}
        return Asked(SESSION, kind(**{**common, **fields}, by=by, body=body))

    def act_id(self) -> str:
        """An id that was never used."""
        return f"act-{next(self._ids)}"

    def done(self, kind: type[Act], by: str, body: str = "plenary", /, **fields) -> Done:
        """Do an act that must be in order."""
        self.now += 1000
        [outcome] = self.clerk.take([self.act(kind, by, body, **fields)])
        assert isinstance(outcome, Done), (kind.__name__, outcome)
        return outcome

    @property
    def state(self):
        """The session as it stands."""
        return self.clerk.state(SESSION)

    @property
    def assembly(self):
        """What is true now."""
        return self.state.assembly


def open_session(room: Room, rulebook: str, basis: str = "rehearsal") -> None:
    """The Secretary General opens the session."""
    words = {"en": "Rehearsal"}
    room.done(
        OpenSession,
        "o-sg",
        session=SESSION,
        rulebook=rulebook,
        title=words,
        theme=words,
        place=words,
        zone="Asia/Tashkent",
        starts_on="2026-03-02",
        ends_on="2026-03-06",
        basis=basis,
    )


def seat_everybody(room: Room) -> None:
    """Officers, three bodies with two items each, and five delegations."""
    for member, office in OFFICERS.items():
        room.done(AccreditPerson, "o-sg", member=member, office=office)
    for delegation, (members, votes, status, cause) in DELEGATIONS.items():
        room.done(
            AcceptCredentials,
            "o-sg",
            delegation=delegation,
            members=members,
            votes=votes,
            status=status,
            cause=cause,
        )
    for body, organ in ORGANS.items():
        president = "o-president" if body == "plenary" else "o-chair"
        title = {"en": body}
        room.done(
            ConstituteBody, "o-sg", constituted=body, title=title, organ=organ, presiding=president
        )
        for item in ("1", "2"):
            room.done(PlaceItem, "o-sg", body, item=item, title={"en": f"Item {item}"})


def open_sittings(room: Room) -> None:
    """The roll is called and a sitting opened in every body."""
    for body in ORGANS:
        room.done(CallRoll, "o-sg", body)
        room.done(OpenSitting, room.assembly.bodies[body].presiding, body)


STAGES = ("empty", "opened", "seated", "sitting")


def room_at(stage: str, rulebook: str, *, basis: str = "rehearsal", clerk=Clerk) -> Room:
    """A session brought as far as a stage."""
    room = Room(clerk_type=clerk)
    reached = STAGES.index(stage)
    if reached >= 1:
        open_session(room, rulebook, basis)
    if reached >= 2:
        seat_everybody(room)
    if reached >= 3:
        open_sittings(room)
    return room
