"""What the procedure asks of any set of rules."""

from typing import Protocol

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import MemberId
from hemicycle.procedure.rules.majorities import Majority


class Rulebook(Protocol):
    """The answers one institution gives to the questions the rules ask."""

    @property
    def name(self) -> str:
        """The name of the folder the rules were read from."""

    @property
    def edition(self) -> str:
        """The edition in force."""

    def speaking_time_s(self, assembly: Assembly, speaker: MemberId, purpose: str) -> int:
        """Seconds a person may speak for a purpose; 0 means without limit."""

    @property
    def standings(self) -> tuple[str, ...]:
        """The lines of the matrix of rights, in the order in which they are written."""

    def rights(self, standing: str, organ: str) -> frozenset[str]:
        """What those of a standing may do in a body: speak, move, vote, second, stand, see."""

    def majority(self, matter: str) -> Majority:
        """The majority that decides a matter ("default", "emergency", …)."""

    def minutes(self, rule_key: str) -> int:
        """A span of time in minutes, whether the rule states it in hours or in minutes."""

    def majority_key(self, matter: str) -> str:
        """The key of the rule on a matter's majority; empty where the rules know no such matter."""

    def tie_key(self, organ: str) -> str:
        """The key of the rule on ties in a body of a kind, or of that for every body."""

    def entitled_votes(self, population: int, *, third_single_sex: bool) -> int:
        """Votes the table of votes proposes for a parliament."""

    def voting_unit(self, organ: str) -> str:
        """Who votes in a body: delegation, one_vote_per_parliament or person."""

    def quorum_delegations(self, assembly: Assembly) -> int:
        """Delegations that must be present to decide; 0 where none is required."""

    def number(self, rule_key: str) -> int:
        """A quantity, in the unit the rulebook states."""

    def choice(self, rule_key: str) -> str:
        """A choice among known ways."""

    def choices(self, rule_key: str) -> tuple[str, ...]:
        """A list of choices."""

    def first_of(self, rule_key: str) -> str:
        """A choice, or the first of several that count alike."""

    def is_on(self, rule_key: str) -> bool:
        """A yes-or-no rule."""

    def has(self, rule_key: str) -> bool:
        """Whether these rules know a rule of that name."""

    def article(self, rule_key: str) -> str:
        """Where these rules say so, or "practice"."""

    def is_verified(self, rule_key: str) -> bool:
        """Whether the value was read in the institution's present text."""
