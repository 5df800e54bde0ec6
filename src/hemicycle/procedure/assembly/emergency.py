"""Requests for an emergency item: what was asked, who asks, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hemicycle.procedure.kernel import BodyId, Instant, MemberId

from .agenda import ItemId
from .credentials import DelegationId
from .session import Words

NO_BODY = BodyId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestText:
    """What a request consists of; its memorandum and its draft resolution fix its scope."""

    title: Words
    subject: Words
    memorandum: Words
    draft: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyRequest:
    """One request, under a number that is never used again.

    `finding` is admissible, inadmissible or not given yet; `place` is that on the ballot, 0 while
    it has none; `supports` is the request that its authors ask to be supported instead. Of
    `questions`, put to the body on this request, the last one counts; a question withdrawn before
    its vote counts for nothing.
    """

    number: int
    text: RequestText
    authors: tuple[DelegationId, ...]
    filed_by: MemberId
    filed_at: Instant
    finding: str = ""
    because: Words = field(default_factory=dict)
    place: int = 0
    withdrawn_at: Instant = Instant(0)
    supports: int = 0
    merges: tuple[int, ...] = ()
    merged_into: int = 0
    questions: tuple[int, ...] = ()

    @property
    def is_standing(self) -> bool:
        """Whether it is still asked: not withdrawn, not merged, not inadmissible."""
        return not (self.withdrawn_at or self.merged_into or self.finding == "inadmissible")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """A joint request that would take the place of several, once all their authors consent.

    `stage` is proposed, lodged or dropped; one that was dropped stays as it was proposed.
    """

    number: int
    text: RequestText
    merges: tuple[int, ...]
    proposed_by: DelegationId
    proposed_at: Instant
    consents: tuple[DelegationId, ...]
    stage: str = "proposed"
    request: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What came of the requests: the item chosen, or none, and what was done with it since.

    `request` is 0 where there is no emergency item. `drafting` is the body that works on the text;
    `draft` what it has reported, empty before.
    """

    request: int
    item: ItemId
    chosen_at: Instant
    drafting: BodyId = NO_BODY
    title: Words = field(default_factory=dict)
    draft: Words = field(default_factory=dict)
    reported_at: Instant = Instant(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """All requests of one body, its mergers, and the choice between them.

    `between` are the votes between two requests that had as many affirmative votes: the question,
    the request that Yes chooses, and the one that No chooses.
    """

    requests: Mapping[int, EmergencyRequest] = field(default_factory=dict)
    mergers: Mapping[int, Merger] = field(default_factory=dict)
    between: tuple[tuple[int, int, int], ...] = ()
    choice: Choice | None = None
