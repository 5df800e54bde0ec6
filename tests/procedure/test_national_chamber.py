"""The model of a chamber: nothing in it passes for the rules of a real one."""

from pathlib import Path

import hemicycle
from hemicycle.journal.names import Names
from hemicycle.phrases import load_phrases
from hemicycle.phrases.houses import told_in
from hemicycle.rulebooks import load

CHAMBER, PLAIN = load("national_chamber"), load("plain")


def test_every_value_is_of_the_model_and_verified_by_nobody():
    leaves = CHAMBER.leaves.values()
    assert {one.source for one in leaves} == {"model chamber"}
    assert not any(one.is_verified for one in leaves)
    assert "model" in CHAMBER.title


def test_no_line_of_the_program_asks_for_it_by_name():
    source = Path(hemicycle.__file__).parent
    named = [path.name for path in source.rglob("*.py") if "national_chamber" in path.read_text()]
    assert named == []


def test_a_member_has_one_vote_that_is_told_by_name():
    assert CHAMBER.voting_unit("assembly") == "person"
    assert CHAMBER.number("weights.max_per_person") == 1
    assert not CHAMBER.is_on("weights.split_allowed")
    assert CHAMBER.choice("division.publish") == "by_person"
    assert CHAMBER.is_on("record.reports_home")
    assert not PLAIN.is_on("record.reports_home")


def test_sentences_speak_of_members_where_the_rules_say_so_and_nowhere_else():
    say = load_phrases().say
    members, delegations = told_in(Names(), CHAMBER), told_in(Names(), PLAIN)
    for language, told, other in (
        ("en", "3 members", "3 delegations"),
        ("fr", "3 membres", "3 délégations"),
    ):
        assert say("word.count.delegations", language, members, n=3) == told
        assert say("word.count.delegations", language, delegations, n=3) == other
    assert say("hall.yes", "fr", members) == say("hall.yes", "fr", delegations)


def test_words_that_only_english_adapts_leave_the_readers_language_alone():
    phrases = load_phrases()
    own = phrases.adapted["members"]["ar"]
    assert not phrases.has("of_members.minute.quorum_met", "ar")
    assert own["minute.quorum_met"] is phrases.known["ar"]["minute.quorum_met"]
