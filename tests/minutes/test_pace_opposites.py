"""Each scenario of the second institution fails once the rule that it is about says otherwise."""

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
    ("amendments", "amendments.deadline_day_1", 2, "lodges an amendment"),
    ("amendments", "amendments.deadline_day_2", "17:00", "lodges an amendment"),
    ("amendments", "amendments.deadline_later_days", 20, "lodges an amendment"),
    ("amendments", "amendments.sub_amendment_deadline", 30, "lodges an amendment"),
    ("amendments", "amendments.committee_unanimous", "put_to_vote", "was unanimous"),
    ("amendments", "amendments.committee_unanimous_objectors", 9, "declares amendment 1"),
    ("speakers", "speaking.debates_per_member", 6, "asks for the floor on item 6"),
    ("speakers", "speaking.desk_change", "keeps_place", "list of item 1"),
    ("speakers", "speaking.same_delegation_in_a_row", 3, "list of item 1"),
    ("speakers", "speaking.order", "by_arrival", "list of item 1"),
    ("speakers", "speaking.undelivered_length", "any", "files written speech 1"),
    ("speakers", "speaking.desk_closes", 30, "asks for the floor on item 2"),
    ("credentials", "credentials.contested_by", "nobody", "challenges the credentials of Sudmark"),
    ("credentials", "credentials.procedural_challengers", 9, "challenges the credentials"),
    ("credentials", "credentials.procedural_delegations", 4, "challenges the credentials"),
    ("credentials", "credentials.procedural_reasons_required", False, "challenges the credentials"),
    ("credentials", "credentials.protected_rights", [], "limiting vote"),
    ("credentials", "credentials.votes_on_own_credentials", True, "Sudmark  1 no"),
    ("reconsidered", "credentials.reconsider_signatures", 49, "moves to reconsider"),
    ("reconsidered", "credentials.reconsider_signatures_cap", "none", "moves to reconsider"),
    ("reconsidered", "credentials.reconsider_groups", 1, "moves to reconsider"),
    ("reconsidered", "credentials.reconsider_days", 13, "moves to reconsider"),
    ("reconsidered", "credentials.reconsider_withdrawable", True, "no longer 1"),
    ("reconsidered", "credentials.favourable_conclusion", "report_on_agenda", "contests"),
    ("urgent", "emergency_item.decision", "one_is_chosen", "requests urgent procedure"),
    ("urgent", "emergency_item.members_needed", 19, "requests urgent procedure"),
    ("urgent", "emergency_item.report_age", 25, "takes up item 2"),
    ("urgent", "division.majority_emergency", "simple_majority_of_votes_cast", "outcome"),
    ("urgent", "amendments.deadline_waived_for", [], "lodges an amendment"),
    ("late_reports", "texts.report_days", 9, "asks to put off"),
    ("late_reports", "texts.late_report_objectors", 9, "asks to put off"),
    ("late_reports", "texts.late_report_delegations", 4, "asks to put off"),
    ("late_reports", "division.majority_late_report", "simple_majority_of_votes_cast", "outcome"),
    ("motions", "motions.times_per_debate", 2, "moves to adjourn debate"),
    ("motions", "motions.also_heard", [], "asks to speak on the motion"),
    ("motions", "current_affairs.max_items", 3, "as current affairs"),
    ("motions", "current_affairs.vote_at_end", True, "puts the question"),
    ("speakers", "groups.max_groups_per_member", 0, "enters in the group"),
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
