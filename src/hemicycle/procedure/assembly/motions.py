"""Motions before a body, and who waits to reply, to explain a vote or to put a question."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.procedure.replacing import replace

from .credentials import DelegationId

FOR, AGAINST = "for", "against"
ON = "on"  # whoever brings the text is heard on a motion, on neither side


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """A procedural proposal that waits for its decision.

    `speakers` are those who asked to speak on it, with their side; `heard` are those who did.
    """

    kind: str
    member: MemberId
    moved_at: Instant
    text: str = ""
    speakers: Mapping[MemberId, str] = field(default_factory=dict)
    heard: tuple[MemberId, ...] = ()

    @property
    def unheard(self) -> tuple[MemberId, ...]:
        """Who asked to speak on it and has not spoken yet."""
        return tuple(one for one in self.speakers if one not in self.heard)

    def on(self, side: str) -> int:
        """How many speak on one side; the mover speaks for it."""
        return sum(one == side for one in self.speakers.values()) + (side == FOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Who waits to reply to a speech or to explain a vote in this sitting.

    `done` tells how often each delegation has done so.
    """

    waiting: tuple[MemberId, ...] = ()
    done: Mapping[DelegationId, int] = field(default_factory=dict)

    def with_request(self, member: MemberId) -> "Answers":
        """One more waits."""
        return Answers(waiting=(*self.waiting, member), done=self.done)

    def heard(self, member: MemberId, delegation: DelegationId) -> "Answers":
        """Somebody has the floor for it; the delegation has had its turn."""
        done = {**self.done, delegation: self.done.get(delegation, 0) + 1}
        return Answers(waiting=self.without(member).waiting, done=done)

    def without(self, member: MemberId) -> "Answers":
        """Somebody no longer waits."""
        return Answers(waiting=tuple(one for one in self.waiting if one != member), done=self.done)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interventions:
    """Short questions to `speaker`, who made the last speech; how many were put and answered."""

    speaker: MemberId = MemberId("")
    waiting: tuple[MemberId, ...] = ()
    put: int = 0
    answered: int = 0

    @property
    def may_answer(self) -> bool:
        """Whether a question was put that the speaker has not answered yet."""
        return self.answered < self.put

    def heard(self, member: MemberId) -> "Interventions":
        """Somebody has the floor for a question."""
        waiting = tuple(one for one in self.waiting if one != member)
        return replace(self, waiting=waiting, put=self.put + 1)
