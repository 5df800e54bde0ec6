"""How many members a delegation may have: what holds for any parliament under each rulebook."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hemicycle import rulebooks
from hemicycle.procedure.rules.rights import STATUSES
from hemicycle.secretariat.limits import Standing, is_in_arrears, most_members

RULES = [rulebooks.load(name) for name in rulebooks.names()]
IPU = rulebooks.load("ipu_assembly")
STANDINGS = st.builds(
    Standing,
    status=st.sampled_from(["", *STATUSES]),
    population=st.integers(0, 2_000_000_000),
    arrears=st.integers(0, 9),
    has_waiver=st.booleans(),
    is_third_single_sex=st.booleans(),
)


def persons(rules, one, *, has_young=False) -> int:
    """The limit as a number; as good as none where the rules set none."""
    limit = most_members(rules, one, has_young=has_young)
    return limit.persons if limit else 10**6


@given(st.sampled_from(RULES), STANDINGS, st.booleans())
def test_there_is_room_for_somebody_and_a_rule_is_named(rules, one, has_young):
    limit = most_members(rules, one, has_young=has_young)
    assert limit is None or (limit.persons >= 1 and limit.rule_keys)


@given(st.sampled_from(RULES), STANDINGS)
def test_a_young_member_never_takes_a_place_away(rules, one):
    assert persons(rules, one, has_young=True) >= persons(rules, one)


@given(st.sampled_from(RULES), STANDINGS, st.booleans())
def test_one_sex_a_third_time_never_gives_a_place(rules, one, has_young):
    mixed = replace(one, is_third_single_sex=False)
    single = replace(one, is_third_single_sex=True)
    assert persons(rules, single, has_young=has_young) <= persons(rules, mixed, has_young=has_young)


@given(st.sampled_from(RULES), STANDINGS, st.integers(1, 1_000_000_000))
def test_more_inhabitants_never_take_a_place_away(rules, one, more):
    larger = replace(one, population=one.population + more)
    assert persons(rules, larger) >= persons(rules, one)


@given(st.sampled_from(RULES), STANDINGS)
def test_a_waiver_puts_things_as_if_nothing_were_owed(rules, one):
    waived, free = replace(one, has_waiver=True), replace(one, arrears=0)
    assert not is_in_arrears(rules, waived)
    assert persons(rules, waived) == persons(rules, free)


@given(STANDINGS.filter(lambda one: "observer" not in one.status))
def test_who_owes_too_much_has_the_fewest(one):
    """The control: under these rules arrears do take places away."""
    owing = replace(one, arrears=9, has_waiver=False)
    assert is_in_arrears(IPU, owing)
    assert persons(IPU, owing) == IPU.number("delegation.arrears_members")
    assert persons(IPU, owing) < persons(IPU, replace(owing, arrears=0, is_third_single_sex=False))
