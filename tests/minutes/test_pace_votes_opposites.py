"""Each scenario on votes under the second institution fails once its rule says otherwise."""

from dataclasses import replace
from pathlib import Path

import pytest

from hemicycle.demo.rehearse import rehearse
from hemicycle.demo.rehearsed import Setting
from hemicycle.rulebooks import WrittenRulebook, load
from minutes.test_scenarios import SETTING

HERE = Path(__file__).resolve().parent
# The scenario, the rule, what it says instead, and the words of the lines that then fail.
OPPOSITES = (
    ("stand_ins", "substitutes.designated_hours", 18, "Norland/6  signs the register"),
    ("stand_ins", "substitutes.designated_hours", 26, "Norland/5  signs the register"),
    ("stand_ins", "substitutes.register_signature_required", False, "tally"),
    ("thresholds", "division.majority_raised", "simple_majority_of_votes_cast", "outcome"),
    ("thresholds", "division.majority_raised_for", ["opinion"], "majority recommendation"),
    ("thresholds", "division.denominator", "votes_cast_with_abstentions", "outcome"),
    ("thresholds", "division.tie", "casting_vote", "casting vote for"),
    ("thresholds", "division.tie_executive", "fails", "declares the result"),
    ("quorum", "quorum.request_delegations", 4, "question"),
    ("quorum", "quorum.request_share", "1/2", "marks presence"),
    ("quorum", "quorum.effect", "postponed", "puts the question"),
    ("quorum", "quorum.missing_procedural_motion", "waits", "declares the motion carried"),
    ("roll_call", "division.roll_call_for", ["none"], "asks for a roll call"),
    ("roll_call", "division.roll_call_delegations", 6, "asks for a roll call"),
    ("roll_call", "division.roll_call_share", "1/2", "by voice"),
    ("roll_call", "quorum.roll_call_always", False, "tally"),
    ("president", "elections.president_supporters", 9, "nominates Norland/2"),
    ("president", "elections.candidature_hours", 40, "nominates Ostria/3"),
    ("president", "elections.president_majority", "relative_majority", "mark"),
    ("president", "elections.tie", "lots", "election"),
    ("president", "elections.acclamation", False, "by acclamation"),
)


def played(name: str, changes: dict[str, object]) -> list[str]:
    """What did not happen as written in a scenario, under the rules with some values changed."""

    def changed(rulebook: str) -> WrittenRulebook:
        rules = load(rulebook)
        leaves = {key: replace(rules.leaves[key], value=value) for key, value in changes.items()}
        return replace(rules, leaves={**rules.leaves, **leaves})

    setting: Setting = replace(SETTING, load_rules=changed)
    return rehearse(HERE / f"pace_{name}.minutes", setting=setting).problems


@pytest.mark.parametrize("name", sorted({name for name, *_ in OPPOSITES}))
def test_the_scenario_happens_under_the_rules_as_they_are(name):
    assert played(name, {}) == []


@pytest.mark.parametrize(("name", "rule_key", "value", "told"), OPPOSITES)
def test_the_opposite_fails(name, rule_key, value, told):
    problems = played(name, {rule_key: value})
    assert any(told in problem for problem in problems), problems
