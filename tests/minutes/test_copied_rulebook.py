"""One value of a copied rulebook is changed, and everything follows; no Python is touched."""

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from hemicycle import rulebooks
from hemicycle.clerk import Refused
from hemicycle.demo.checks import MINUTES
from hemicycle.demo.rehearse import rehearse
from hemicycle.demo.rehearsed import Rehearsed
from hemicycle.procedure.acts.divisions.declare_result import ResultDeclared
from minutes.test_scenarios import SETTING

SHIPPED = Path(rulebooks.__file__).parent
WAS, IS = (
    'denominator = { value = "votes_cast"',
    'denominator = { value = "votes_cast_with_abstentions"',
)
LINES = """rulebook: ipu_assembly
session:  Rehearsal of a copy
date:     2026-03-02
names:    demo/parliaments.csv
bodies:   plenary

09:00  Clerk      accepts the credentials of Cadria
09:00  Clerk      accepts the credentials of Corvelle
09:00  Clerk      calls the roll, all present
09:01  President  opens sitting 1
09:02  President  puts the question "One" | "Un" meaning "Yes." | "Oui." by roll call
09:02  President  opens the division
09:03  Cadria     casts 8 yes, 2 abstain
09:03  Corvelle   casts 3 no, 7 abstain
09:03  Corvelle/2  casts 1 abstain
09:04  President  closes the division
09:04  Teller 1   reports the tally
09:04  President  declares the result
09:05  President  puts the question "Two" | "Deux" meaning "Yes." | "Oui." by roll call
09:05  President  opens the division
09:06  Cadria     casts 8 yes, 2 abstain
09:06  Corvelle   casts 3 no, 7 abstain
09:06  Corvelle/2  casts 1 abstain
09:07  President  closes the division
09:07  Teller 1   reports the tally
09:07  President  declares the result adopted
"""


@pytest.fixture
def both(tmp_path) -> tuple[Rehearsed, Rehearsed]:
    """The same lines under the rulebook as it comes, and under the changed copy."""
    scenario = tmp_path / "copy.minutes"
    scenario.write_text(LINES, encoding="utf-8")
    copy = tmp_path / "ipu_assembly"
    shutil.copytree(SHIPPED / "ipu_assembly", copy)
    toml = copy / "rulebook.toml"
    text = toml.read_text(encoding="utf-8")
    assert text.count(WAS) == 1
    toml.write_text(text.replace(WAS, IS), encoding="utf-8")
    changed = replace(SETTING, load_rules=partial(rulebooks.load, folder=tmp_path))
    return rehearse(scenario, setting=SETTING), rehearse(scenario, setting=changed)


def words_of_base(found: Rehearsed, language: str) -> str:
    """What the ballot says is counted."""
    base = found.state.assembly.divisions[1].question.base
    return found.setting.phrases.say(f"word.base.{base}", language, found.names)


def declared(found: Rehearsed) -> ResultDeclared:
    """The first result in the record."""
    entries = (one.entry for one in found.clerk.history[found.session])
    return next(entry for entry in entries if isinstance(entry, ResultDeclared))


def test_the_words_on_the_ballot_follow(both):
    as_it_comes, changed = both
    assert words_of_base(as_it_comes, "en") == (
        "votes cast (for and against; abstentions do not count)"
    )
    assert words_of_base(changed, "en") == "votes placed (for, against and abstaining)"
    assert words_of_base(as_it_comes, "fr") != words_of_base(changed, "fr")


def test_the_threshold_follows(both):
    figures = [(declared(one).base_votes, declared(one).required_votes) for one in both]
    assert figures == [(11, 6), (21, 11)]


def test_the_result_follows(both):
    assert [declared(one).outcome for one in both] == ["adopted", "rejected"]
    tallies = [(declared(one).for_votes, declared(one).against_votes) for one in both]
    assert tallies == [(8, 3), (8, 3)]


@pytest.mark.parametrize(
    ("language", "is_so", "is_not"),
    [
        ("en", "The question was adopted", "The question was not adopted"),
        ("fr", "La question a été adoptée", "La question n’a pas été adoptée"),
    ],
)
def test_the_minutes_follow(both, language, is_so, is_not):
    said = []
    for found in both:
        phrase = MINUTES[ResultDeclared](declared(found))
        say = found.setting.phrases.say
        said.append(say(phrase.key, language, found.names, **phrase.facts))
    assert is_so in said[0]
    assert is_not in said[1]
    assert " 6" in said[0]
    assert " 11" in said[1]


def test_the_refusal_follows(both):
    as_it_comes, changed = both
    assert as_it_comes.problems == []
    [refused] = [one for one in changed.happened if isinstance(one.outcome, Refused)]
    refusal = refused.outcome.refusal
    assert refused.line.text == "President  declares the result adopted"
    assert (refusal.rule_key, refusal.reason_key) == (
        "division.majority_default",
        "majority_not_reached",
    )
    assert (refusal.facts["for_votes"], refusal.facts["required_votes"]) == (8, 11)
    sentence = changed.reason(refusal, "en")
    assert "11" in sentence
    assert "votes placed (for, against and abstaining)" in sentence
