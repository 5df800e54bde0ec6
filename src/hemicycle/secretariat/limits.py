"""What a rulebook says of a parliament's delegation: its size, its votes, and why it has none."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.rulebooks import WrittenRulebook
from hemicycle.secretariat.lists.people import Limit
from hemicycle.secretariat.lists.plans import Values

EDGE_HUNDREDTHS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What of a parliament the limits depend on. Units: inhabitants, 0 where not known; years."""

    status: str
    population: int = 0
    arrears: int = 0
    has_waiver: bool = False
    is_third_single_sex: bool = False


def standing(values: Values, *, population: int = 0, is_third_single_sex: bool = False) -> Standing:
    """The standing of a parliament as the register has it."""
    return Standing(
        status=values.get("status", ""),
        population=population,
        arrears=int(values.get("arrears") or 0),
        has_waiver=bool(values.get("waiver")),
        is_third_single_sex=is_third_single_sex,
    )


def is_in_arrears(rules: Rulebook, one: Standing) -> bool:
    """Whether a parliament owes so much that it has no vote, and nobody has waived that.

    Article: arrears.no_vote_years
    """
    return (
        one.arrears > 0
        and rules.has("arrears.no_vote_years")
        and one.arrears >= rules.number("arrears.no_vote_years")
        and not one.has_waiver
    )


def most_members(rules: Rulebook, one: Standing, *, has_young: bool) -> Limit | None:
    """How many members a delegation may have; None where the rules set no limit.

    Article: delegation.max_members, delegation.max_members_large, delegation.large_from,
    delegation.young_extra, delegation.single_sex_minus, delegation.arrears_members,
    delegation.observer_members
    """

    def limit(persons: int, keys: Sequence[str]) -> Limit:
        return Limit(persons=persons, rule_keys=keys, is_verified=all(map(rules.is_verified, keys)))

    if "observer" in one.status and rules.has("delegation.observer_members"):
        return limit(rules.number("delegation.observer_members"), ["delegation.observer_members"])
    if is_in_arrears(rules, one) and rules.has("delegation.arrears_members"):
        return limit(rules.number("delegation.arrears_members"), ["delegation.arrears_members"])
    if not rules.has("delegation.max_members"):
        return None
    keys = ["delegation.max_members"]
    is_large = rules.has("delegation.large_from") and rules.has("delegation.max_members_large")
    if is_large and one.population >= rules.number("delegation.large_from"):
        keys = ["delegation.max_members_large"]
    persons = rules.number(keys[0])
    if has_young and rules.has("delegation.young_extra"):
        persons += rules.number("delegation.young_extra")
        keys.append("delegation.young_extra")
    if one.is_third_single_sex and rules.has("delegation.single_sex_minus"):
        persons -= rules.number("delegation.single_sex_minus")
        keys.append("delegation.single_sex_minus")
    return limit(persons, keys)


def edges(rules: Rulebook) -> tuple[int, ...]:
    """Where brackets of population begin. Units: inhabitants.

    Article: weights.brackets
    """
    leaf = rules.leaves.get("weights.brackets") if isinstance(rules, WrittenRulebook) else None
    rows = leaf.value if leaf is not None else []
    return tuple(int(lower) for lower, _ in rows) if isinstance(rows, list) else ()


def edge_near(population: int, edges: Sequence[int]) -> int:
    """The edge of a bracket within two hundredths of a population, or 0.

    Article: weights.brackets
    Note: two sources of population differ by as much; near an edge the votes hang on the source.
    """
    near = (
        edge for edge in edges if edge and abs(population - edge) * 100 <= EDGE_HUNDREDTHS * edge
    )
    return next(near, 0)
