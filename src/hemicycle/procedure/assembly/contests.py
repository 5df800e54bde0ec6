"""Contested credentials: by whom, on which ground, and how far the house has come with them."""

from dataclasses import dataclass, field

from hemicycle.procedure.kernel import BodyId, Instant, MemberId

from .credentials import DelegationId
from .session import Words

NO_BODY = BodyId("")
CHALLENGE, RECONSIDERATION = "challenge", "reconsideration"
SENT, CHALLENGED, RATIFIED = "sent", "challenged", "ratified"
NOT_RATIFIED, LIMITED = "not_ratified", "limited"
STANDINGS = (SENT, CHALLENGED, RATIFIED, NOT_RATIFIED, LIMITED)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeProposed:
    """What somebody proposes to decide instead of what the committee does; `by` moves it."""

    number: int
    outcome: str
    limits: tuple[str, ...]
    by: MemberId
    question: int = 0
    is_carried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """One case about the credentials of a delegation, under a number that is never used again.

    `door` is challenge or reconsideration. `referred_to` reports by `report_due`; what it concludes
    is `outcome`, with the rights that it would limit. `opinions` are those of other committees.
    `questions` are those put on the case, the last of them counts; `is_decided` once it is over.
    """

    number: int
    delegation: DelegationId
    door: str
    ground: str
    reasons: Words
    signatories: tuple[MemberId, ...]
    opened_at: Instant
    referred_to: BodyId
    report_due: Instant
    outcome: str = ""
    limits: tuple[str, ...] = ()
    report: Words = field(default_factory=dict)
    opinions: tuple[tuple[BodyId, Words], ...] = ()
    proposals: tuple[OutcomeProposed, ...] = ()
    questions: tuple[int, ...] = ()
    is_decided: bool = False

    def proposal(self, number: int) -> OutcomeProposed | None:
        """The proposal of that number, or None."""
        return next((one for one in self.proposals if one.number == number), None)
