"""The rule on delegations of one sex: what is declared, and what follows for size and votes.

What a person declares is looked at here and told nowhere; only what all together come to is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.secretariat.limits import most_members, standing
from hemicycle.secretariat.lists.people import SEATED
from hemicycle.secretariat.lists.plans import Values
from hemicycle.secretariat.models import DelegationFile, Place

AFTER, FEWER, VOTES_LESS = (
    "delegation.single_sex_after",
    "delegation.single_sex_minus",
    "weights.single_sex_minus",
)
ONE, BOTH, UNKNOWN = "one", "both", "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a delegation may have. Units: persons and votes; None where nobody has said."""

    persons: int | None
    votes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSex:
    """How a delegation stands to the rule.

    `unsaid` of its `members` declare no sex; `run` counts the sessions in a row in which it was of
    one sex, this one included, as far as this installation knows; at `after` the rule takes effect.
    """

    declared: str
    members: int
    unsaid: int
    run: int
    after: int
    is_noted: bool  # by the secretariat, which alone decides that the rule applies
    by_the_rule: Effect
    without: Effect
    in_the_table: int | None
    rule_keys: tuple[str, ...]
    is_verified: bool

    @property
    def now(self) -> Effect:
        """What the delegation has as the secretariat has noted it."""
        return self.by_the_rule if self.is_noted else self.without

    @property
    def should_be_noted(self) -> bool:
        """Whether what is declared says otherwise than what the secretariat has noted."""
        return self.declared == ONE and self.run >= self.after and not self.is_noted

    @property
    def differs_from_table(self) -> bool:
        """Whether the table of votes gives other votes than the rule would now."""
        votes = self.now.votes
        return None not in (votes, self.in_the_table) and votes != self.in_the_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One delegation before the rule. Units: inhabitants, 0 where not known; votes of the table."""

    file: DelegationFile
    values: Values
    rules: Rulebook
    population: int = 0
    in_the_table: int | None = None

    def judged(self) -> OneSex | None:
        """How the delegation stands to the rule; None where the rulebook has none.

        Article: delegation.single_sex_after, delegation.single_sex_minus, weights.single_sex_minus
        """
        rules = self.rules
        if not rules.has(AFTER):
            return None
        people = [place.person for place in seated(self.file)]
        declared = declared_by(one.sex for one in people)
        keys = tuple(key for key in (AFTER, FEWER, VOTES_LESS) if rules.has(key))
        has_young = any(one.is_young for one in people)
        return OneSex(
            declared=declared,
            members=len(people),
            unsaid=sum(not one.sex for one in people),
            run=1 + earlier_run(self.file) if declared == ONE else 0,
            after=rules.number(AFTER),
            is_noted=self.file.is_third_single_sex,
            by_the_rule=self.effect(has_young=has_young, is_third=True),
            without=self.effect(has_young=has_young, is_third=False),
            in_the_table=self.in_the_table,
            rule_keys=keys,
            is_verified=all(map(rules.is_verified, keys)),
        )

    def effect(self, *, has_young: bool, is_third: bool) -> Effect:
        """What the delegation may have if the rule applies, or if it does not.

        Note: votes are computed for members alone, and only from a known population.
        """
        one = standing(self.values, population=self.population, is_third_single_sex=is_third)
        limit = most_members(self.rules, one, has_young=has_young)
        has_votes = self.population > 0 and one.status == "member"
        votes = self.rules.entitled_votes(self.population, third_single_sex=is_third)
        return Effect(persons=limit.persons if limit else None, votes=votes if has_votes else None)


def seated(file: DelegationFile) -> list[Place]:
    """The members of a delegation, without those who accompany it."""
    places = file.places.filter(capacity__in=SEATED, has_left=False)
    return list(places.select_related("person"))


def declared_by(sexes: Iterable[str]) -> str:
    """What the members together declare; who has not said may be of either."""
    told = list(sexes)
    if len(set(filter(None, told))) > 1:
        return BOTH
    return ONE if told and all(told) else UNKNOWN


def earlier_run(file: DelegationFile) -> int:
    """In how many sessions in a row before this one the delegation was of one sex.

    Article: delegation.absence_breaks_count
    Note: sessions to which it sent nobody are passed over; what is not known ends the count.
    """
    earlier = DelegationFile.objects.filter(
        parliament_id=file.parliament_id, stage="accepted", pk__lt=file.pk
    )
    run = 0
    for one in earlier.order_by("-pk"):
        if declared_by(place.person.sex for place in seated(one)) != ONE:
            break
        run += 1
    return run
