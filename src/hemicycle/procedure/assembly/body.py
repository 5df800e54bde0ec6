"""One organ of the assembly: its chair, sitting, agenda, floor and question."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.procedure.replacing import replace

from .agenda import Item, ItemId
from .credentials import DelegationId, Deputisation
from .divisions import Proposal, Question
from .emergency import Emergency, EmergencyRequest, Merger
from .floor import Floor, SpeakersList
from .motions import Answers, Interventions, Motion
from .pace import Pace
from .presence import Checking, RollCalling, StandIn
from .session import Words
from .urgent import UrgentRequest
from .written_speeches import DELIVERED, SEALED, WrittenSpeech

NO_ITEM = ItemId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One continuous meeting; `resumed_at` 0 while it is suspended."""

    number: int
    opened_at: Instant
    is_suspended: bool = False
    is_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What is true of one body now; `presiding` is whoever presides at this moment.

    `annuls` is the division that the question before the body would annul, `repeats` the annulled
    one after which it is put again; 0 for none. Of `motions` the last is decided first;
    `proposal` says what the question before the body would do to a text, `parts_apart` which of
    its parts are still to be put by themselves.
    `quorum_asked` are those who ask that the quorum be established before the question is decided,
    `is_quorum_due` once they are enough and until it is.
    `has_ruling` while a ruling may still be appealed. `seats` says of each delegation that has
    named anybody who is titular and who substitute. `written` are the speeches handed in in
    writing, by number; `written_given` how many ever were. `urgent` are requests each of which is
    decided by itself; `moved` are the motions that each debate has had. `put_off` says of
    items in which sitting the vote was put off for want of a quorum; `is_system_down` that nobody
    can vote at the places.
    """

    id: BodyId
    organ: str
    title: Words
    unit: str
    presiding: MemberId
    constituted_presiding: MemberId
    sitting: Sitting | None = None
    sittings: int = 0
    items: Mapping[ItemId, Item] = field(default_factory=dict)
    item: ItemId = NO_ITEM
    floor: Floor = field(default_factory=Floor)
    pace: Pace = field(default_factory=Pace)
    lists: Mapping[ItemId, SpeakersList] = field(default_factory=dict)
    written: Mapping[int, WrittenSpeech] = field(default_factory=dict)
    written_given: int = 0
    urgent: Mapping[int, UrgentRequest] = field(default_factory=dict)
    motions: tuple[Motion, ...] = ()
    moved: Mapping[ItemId, tuple[str, ...]] = field(default_factory=dict)
    replies: Answers = field(default_factory=Answers)
    explanations: Answers = field(default_factory=Answers)
    interventions: Interventions = field(default_factory=Interventions)
    has_ruling: bool = False
    emergency: Emergency = field(default_factory=Emergency)
    question: Question | None = None
    questions_put: int = 0
    annuls: int = 0
    repeats: int = 0
    division: int = 0
    proposal: Proposal = field(default_factory=Proposal)
    parts_apart: tuple[str, ...] = ()
    quorum_asked: tuple[MemberId, ...] = ()
    is_quorum_due: bool = False
    present: frozenset[MemberId] = frozenset()
    has_roll: bool = False
    seats: Mapping[DelegationId, Mapping[MemberId, str]] = field(default_factory=dict)
    deputisations: tuple[Deputisation, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    checking: Checking = field(default_factory=Checking)
    roll_calling: RollCalling = field(default_factory=RollCalling)
    is_system_down: bool = False
    put_off: Mapping[ItemId, int] = field(default_factory=dict)

    @property
    def is_sitting(self) -> bool:
        """Whether a sitting is open and not suspended."""
        return self.sitting is not None and not self.sitting.is_suspended

    def after_speech(self, at: Instant, *, spoke_s: int) -> "Body":
        """The body once its speaker has ended; a point of order that is pending stays so."""
        floor = self.floor
        left = Floor(point=floor.point, paused=floor.paused)
        if floor.purpose != "speech":
            return replace(self, floor=left)
        pace = self.pace.ended(at, spoke_s=spoke_s, allowed_s=floor.allowed_s)
        return replace(self.with_heard(floor.holder, at), floor=left, pace=pace)

    def with_heard(self, member: MemberId, at: Instant) -> "Body":
        """The body once somebody was heard on its item: what was handed in for that is open."""
        speakers = self.speakers_list
        opened = {
            number: replace(one, stage=DELIVERED, opened_at=at)
            for number, one in self.written.items()
            if (one.member, one.item, one.stage) == (member, self.item, SEALED)
        }
        speakers = replace(speakers, heard=(*speakers.heard, member))
        return replace(self, lists=self.with_list(speakers), written={**self.written, **opened})

    @property
    def motion(self) -> Motion | None:
        """The motion that is decided first."""
        return self.motions[-1] if self.motions else None

    @property
    def speakers_list(self) -> SpeakersList:
        """The list of the item before the body, or of the sitting where there is no item."""
        return self.lists.get(self.item, SpeakersList())

    def with_request(self, request: EmergencyRequest) -> "Body":
        """The same body with one request for an emergency item in a new condition."""
        requests = {**self.emergency.requests, request.number: request}
        return replace(self, emergency=replace(self.emergency, requests=requests))

    def with_merger(self, merger: Merger) -> "Body":
        """The same body with one merger of requests in a new condition."""
        mergers = {**self.emergency.mergers, merger.number: merger}
        return replace(self, emergency=replace(self.emergency, mergers=mergers))

    def with_list(
        self, speakers: SpeakersList, item: ItemId = NO_ITEM
    ) -> Mapping[ItemId, SpeakersList]:
        """All lists of the body, with that of an item replaced, or the present one."""
        return {**self.lists, item or self.item: speakers}
