"""One organ of the assembly: its chair, sitting, agenda, floor and question."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hemicycle.procedure.kernel import BodyId, Instant, MemberId

from .agenda import Item, ItemId
from .credentials import DelegationId, Deputisation
from .divisions import Question
from .floor import Floor, SpeakersList
from .session import Words

NO_ITEM = ItemId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One continuous meeting; `resumed_at` 0 while it is suspended."""

    number: int
    opened_at: Instant
    is_suspended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What is true of one body now; `presiding` is whoever presides at this moment.

    `seats` says of each delegation that has named anybody who is titular and who substitute.
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
    lists: Mapping[ItemId, SpeakersList] = field(default_factory=dict)
    question: Question | None = None
    questions_put: int = 0
    division: int = 0
    present: frozenset[MemberId] = frozenset()
    has_roll: bool = False
    seats: Mapping[DelegationId, Mapping[MemberId, str]] = field(default_factory=dict)
    deputisations: tuple[Deputisation, ...] = ()

    @property
    def is_sitting(self) -> bool:
        """Whether a sitting is open and not suspended."""
        return self.sitting is not None and not self.sitting.is_suspended

    @property
    def speakers_list(self) -> SpeakersList:
        """The list of the item before the body, or of the sitting where there is no item."""
        return self.lists.get(self.item, SpeakersList())

    def with_list(self, speakers: SpeakersList) -> Mapping[ItemId, SpeakersList]:
        """All lists of the body, with the present one replaced."""
        return {**self.lists, self.item: speakers}
