"""What the events of docs/scenarios.md expect beyond what a line of a scenario can say."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import hemicycle.rulebooks
from hemicycle.demo.checks import MINUTES
from hemicycle.demo.rehearse import rehearse
from hemicycle.demo.rehearsed import Rehearsed
from hemicycle.journal.forms import Written
from hemicycle.procedure.acts.divisions.declare_result import ResultDeclared
from hemicycle.procedure.acts.divisions.record_reservation import ReservationRecorded
from hemicycle.procedure.assembly import DelegationId
from hemicycle.publish import Published, publish
from hemicycle.rulebooks import load
from minutes.test_scenarios import FILES, SETTING

RULEBOOKS = Path(hemicycle.rulebooks.__file__).parent


def run(name: str) -> Rehearsed:
    """The scenario of that name, run."""
    [path] = [path for path in FILES if path.name == name]
    return rehearse(path, setting=SETTING)


def minutes_of(found: Rehearsed, kind: type, language: str) -> list[str]:
    """The sentences of the minutes about entries of a kind."""
    phrases = [
        MINUTES[kind](one.entry)
        for one in found.clerk.history[found.session]
        if isinstance(one.entry, kind)
    ]
    say = found.setting.phrases.say
    return [say(phrase.key, language, found.names, **phrase.facts) for phrase in phrases]


def written(found: Rehearsed, kind: type) -> list[Written]:
    """The entries of a kind, with their places."""
    history = found.clerk.history[found.session]
    return [one for one in history if isinstance(one.entry, kind)]


def published_minutes(found: Rehearsed, language: str) -> str:
    """The minutes as they are published."""
    clerk, session = found.clerk, found.session
    content = publish(
        "minutes.html",
        Published(
            assembly=found.state.assembly,
            written=clerk.history[session],
            records=list(clerk.store.read(session)),
            checkpoints=[],
            names=found.names,
            language=language,
            phrases=found.setting.phrases,
            rules=found.state.rules,
        ),
    )
    return content.decode()


def test_t2_the_record_says_for_each_request_that_it_failed():
    found = run("emergency_requests.minutes")
    decisions = found.state.assembly.decisions.values()
    assert [one.outcome for one in decisions] == ["rejected"] * 3
    assert [one.question.item for one in decisions] == ["2"] * 3
    said = minutes_of(found, ResultDeclared, "en")
    for text, title in zip(said, ("First", "Second", "Third"), strict=True):
        assert f"{title} request" in text
        assert "not adopted" in text


def test_t7_counts_the_votes_cast_and_what_is_required():
    found = run("large_division.minutes")
    division = found.state.assembly.divisions[1]
    assert (division.base_votes, division.required_votes) == (1138, 759)
    assert division.outcome == "adopted"
    assert sum(row.entitled for row in division.roll.values()) == sum(
        row.for_votes + row.against_votes + row.abstention_votes + row.not_cast_votes
        for row in division.count.rows
    )


def test_t9_votes_nobody_may_cast_are_not_cast():
    division = run("split_votes.minutes").state.assembly.divisions[2]
    [row] = [row for row in division.count.rows if row.delegation == "p-0002"]
    roll = division.roll[DelegationId("p-0002")]
    assert (roll.entitled, roll.castable) == (19, 10)
    assert (row.for_votes, row.above_ceiling, row.left_unused) == (9, 9, 1)
    assert row.not_cast_votes == 10


def test_t10_one_delegation_votes_both_ways():
    division = run("split_votes.minutes").state.assembly.divisions[3]
    [row] = [row for row in division.count.rows if row.delegation == "p-0003"]
    assert (row.entitled, row.for_votes, row.against_votes, row.above_ceiling) == (23, 12, 8, 3)


@pytest.mark.parametrize(
    ("name", "votes"), [("edge_inclusive.minutes", 12), ("edge_exclusive.minutes", 11)]
)
def test_t15_an_exact_limit_belongs_where_the_rulebook_says(name, votes):
    delegations = run(name).state.assembly.delegations
    assert delegations[DelegationId("p-0005")].votes == votes


def test_t13_and_t14_a_frozen_roll_keeps_what_it_held():
    divisions = run("arrears.minutes").state.assembly.divisions
    assert [list(one.roll) for one in divisions.values()] == [["p-0001"], ["p-0001", "p-0006"]]
    assert divisions[2].tally.against_votes == 11


def test_t22_reservations_are_listed_and_there_are_no_figures():
    found = run("consensus.minutes")
    assembly = found.state.assembly
    first = assembly.decisions[1]
    assert (first.method, first.outcome) == ("consensus", "adopted")
    assert first.reservations == ("p-0006", "p-0017")
    assert (first.division, assembly.divisions) == (0, {})
    assert len(minutes_of(found, ReservationRecorded, "fr")) == 2


def test_t24_yes_means_what_the_ballot_said():
    division = run("divisions.minutes").state.assembly.divisions[1]
    assert division.question.yes_means["en"] == "The paragraph is deleted."
    assert division.outcome == "adopted"


def test_t26_other_figures_of_a_teller_are_kept_beside_the_count():
    found = run("divisions.minutes")
    reports = [
        one.entry
        for one in found.clerk.history[found.session]
        if one.header.kind == "tally_reported" and one.entry.division == 1
    ]
    assert [(one.for_votes, one.against_votes) for one in reports] == [(9, 1), (10, 0)]


def test_t29_a_result_under_an_unverified_value_says_so():
    found = run("divisions.minutes")
    declared = [
        one.entry
        for one in found.clerk.history[found.session]
        if isinstance(one.entry, ResultDeclared)
    ]
    assert [one.is_verified for one in declared] == [False, False]
    rules = found.state.rules
    assert not rules.is_verified("division.majority_default")
    for language in ("en", "fr"):
        mark = found.setting.phrases.say("word.rule_not_verified", language, found.names)
        minutes = published_minutes(found, language)
        for position in [one.position for one in written(found, ResultDeclared)]:
            entry = minutes.partition(f'id="e{position}"')[2].partition('id="e')[0]
            assert mark in entry


def test_t29_a_result_under_a_verified_value_says_no_such_thing(tmp_path):
    """The control: the same scenario where the rules were read in a present text."""
    book = tmp_path / "ipu_assembly"
    shutil.copytree(RULEBOOKS / "ipu_assembly", book)
    text = (book / "rulebook.toml").read_text()
    for key in ("majority_default", "denominator"):
        text = re.sub(
            rf'(?m)^({key} = .*)mark = "M", verified = false',
            r'\1mark = "S", verified = true',
            text,
        )
    (book / "rulebook.toml").write_text(text)
    setting = replace(SETTING, load_rules=lambda name: load(name, folder=tmp_path))
    [path] = [path for path in FILES if path.name == "divisions.minutes"]
    found = rehearse(path, setting=setting)
    assert all(one.entry.is_verified for one in written(found, ResultDeclared))
