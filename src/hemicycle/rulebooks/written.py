"""The questions of the procedure, answered from the leaves of a written rulebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import MemberId
from hemicycle.procedure.rules.majorities import SHARES, Majority
from hemicycle.procedure.rules.quorums import POLICIES
from hemicycle.procedure.rules.weights import extra_votes

TIMES = {
    "guest": "speaking.time_guest",
    "speaker_of_parliament": "speaking.time_speaker_of_parliament",
    "associate": "speaking.time_associate",
    "observer": "speaking.time_observer",
}


# What is spoken for another purpose than a speech has a time of its own, whoever speaks.
TIMES_FOR = {
    "point_of_order": "speaking.time_motion",
    "motion": "speaking.time_motion",
    "reply": "speaking.time_reply",
    "explanation": "speaking.time_explanation",
    "intervention": "speaking.time_intervention",
    "answer": "speaking.time_answer",
}


# Rules on majorities that name no matter.
NO_MATTER = (
    *("division.majority_raised", "division.majority_raised_for"),
    *("division.majority_joint_procedure", "division.majority_joint_procedure_floor"),
    "division.majority_appointments",
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One rule: a value or the name of a policy, and where it was read.

    `reason` says why it is not verified, where somebody wrote that down.
    """

    value: object
    unit: str
    article: str
    mark: str
    is_verified: bool
    source: str
    edition: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRulebook:
    """A set of rules as written; `leaves` are found by rule key."""

    name: str
    edition: str
    title: str
    leaves: Mapping[str, Leaf]

    def number(self, rule_key: str) -> int:
        """A quantity, in the unit the rulebook states."""
        value = self.leaves[rule_key].value
        assert isinstance(value, int), rule_key
        return value

    def minutes(self, rule_key: str) -> int:
        """A span of time in minutes; half an hour is exact where the rule says hours."""
        leaf = self.leaves[rule_key]
        assert isinstance(leaf.value, (int, float)), rule_key
        return int(leaf.value * 60) if leaf.unit.startswith("h") else int(leaf.value)

    def choice(self, rule_key: str) -> str:
        """A choice among known ways."""
        return str(self.leaves[rule_key].value)

    def choices(self, rule_key: str) -> tuple[str, ...]:
        """A list of choices."""
        value = self.leaves[rule_key].value
        assert isinstance(value, list), rule_key
        return tuple(str(one) for one in value)

    def first_of(self, rule_key: str) -> str:
        """A choice, or the first of several that count alike."""
        value = self.leaves[rule_key].value
        return str(value[0] if isinstance(value, list) else value)

    def is_on(self, rule_key: str) -> bool:
        """A yes-or-no rule."""
        return self.leaves[rule_key].value is True

    def has(self, rule_key: str) -> bool:
        """Whether these rules know a rule of that name."""
        return rule_key in self.leaves

    def article(self, rule_key: str) -> str:
        """Where these rules say so, or "practice"."""
        return self.leaves[rule_key].article

    def is_verified(self, rule_key: str) -> bool:
        """Whether the value was read in the institution's present text."""
        return self.leaves[rule_key].is_verified

    @property
    def standings(self) -> tuple[str, ...]:
        """The lines of the matrix of rights, in the order in which they are written."""
        return tuple(key.partition(".")[2] for key in self.leaves if key.startswith("rights."))

    def rights(self, standing: str, organ: str) -> frozenset[str]:
        """What those of a standing may do in a body; other bodies are ruled like committees."""
        line = self.leaves.get(f"rights.{standing}")
        if line is None:
            return frozenset()
        granted = cast("Mapping[str, frozenset[str]]", line.value)  # so it was read
        return granted[organ] if organ in granted else granted["committee"]

    def speaking_time_s(self, assembly: Assembly, speaker: MemberId, purpose: str) -> int:
        """Seconds a person may speak for a purpose; 0 means without limit."""
        if purpose in TIMES_FOR:
            return self.number(TIMES_FOR[purpose])
        person = assembly.people[speaker]
        delegation = assembly.delegation_of(speaker)
        status = delegation.status if delegation else ""
        key = TIMES.get(person.office) or TIMES.get(status) or "speaking.time_delegate"
        return self.number(key)

    def majority(self, matter: str) -> Majority:
        """The majority that decides a matter, verified only if its base is."""
        rule_key = self.majority_key(matter)
        policy = self.choice(rule_key)
        numerator, denominator, is_strict = SHARES[policy]
        of_all = policy.endswith("_of_all_votes")
        base = "all_entitled" if of_all else self.choice("division.denominator")
        return Majority(
            policy=policy,
            numerator=numerator,
            denominator=denominator,
            is_strict=is_strict,
            base=base,
            rule_key=rule_key,
            is_verified=self.is_verified(rule_key)
            and (of_all or self.is_verified("division.denominator")),
        )

    def majority_key(self, matter: str) -> str:
        """The key of the rule on a matter's majority; empty where the rules know no such matter.

        A matter without a rule of its own may be among those that need the raised majority.
        """
        own, raised = f"division.majority_{matter}", "division.majority_raised_for"
        if self.has(own):
            return "" if own in NO_MATTER else own
        is_raised = self.has(raised) and matter in self.choices(raised)
        return "division.majority_raised" if is_raised else ""

    def tie_key(self, organ: str) -> str:
        """The key of the rule on ties in a body of a kind, or of that for every body."""
        own = f"division.tie_{organ}"
        return own if self.has(own) else "division.tie"

    def entitled_votes(self, population: int, *, third_single_sex: bool) -> int:
        """Votes the table of votes proposes for a parliament; none where the rules know no table.

        Note: members then vote one by one, and a delegation holds nothing as a whole.
        """
        if not self.has("weights.brackets"):
            return 0
        raw = self.leaves["weights.brackets"].value
        assert isinstance(raw, list)
        brackets = [(int(lower), int(votes)) for lower, votes in raw]
        extra = extra_votes(population, brackets, edge=self.choice("weights.edge"))
        minus = self.number("weights.single_sex_minus") if third_single_sex else 0
        return max(0, self.number("weights.base") - minus + extra)

    def voting_unit(self, organ: str) -> str:
        """Who votes in a body: delegation, one_vote_per_parliament or person."""
        key = f"division.unit_{organ}"
        return self.choice(key if self.has(key) else "division.unit_committee")

    def quorum_delegations(self, assembly: Assembly) -> int:
        """Delegations that must be present to decide; 0 where none is required."""
        return POLICIES[self.choice("quorum.to_decide")](assembly)
