"""The page of the rules: everything a rulebook says, and plainly what is not verified."""

from dataclasses import replace

import pytest

from hemicycle.rulebooks import load, names
from hemicycle.screens.rules_page import rules_page, written

from .little_house import in_sitting
from .pages import drawn, said


def view_of_rules(rules):
    """What anyone sees of a house under these rules."""
    return replace(in_sitting().view(""), rules=rules)


@pytest.mark.parametrize("name", names())
def test_every_value_is_on_it_but_the_matrix(name):
    rules = load(name)
    page = rules_page(view_of_rules(rules))
    shown = {one.key for section in page.sections for one in section.rules}
    assert shown == {key for key in rules.leaves if not key.startswith("rights.")}
    assert page.n_rules == len(shown)


def test_what_is_verified_is_counted():
    rules = load("pace")
    page = rules_page(view_of_rules(rules))
    key = next(key for key, leaf in rules.leaves.items() if leaf.is_verified)
    doubted = replace(rules.leaves[key], is_verified=False)
    fewer = replace(rules, leaves={**rules.leaves, key: doubted})
    assert rules_page(view_of_rules(fewer)).n_verified == page.n_verified - 1


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (["statute", "political_balance"], "statute, political balance"),
        ([["AL", 4], ["AD", 2]], "AL, 4; AD, 2"),
        ({"assembly": frozenset({"vote", "speak"})}, "assembly: speak, vote"),
        ("votes_cast", "votes cast"),
        (24, "24"),
        ("", ""),
    ],
)
def test_a_value_reads_in_one_line(value, line):
    assert written(value) == line


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("name", names())
def test_the_page_is_drawn_with_editions_and_what_is_not_verified(name, language):
    rules = load(name)
    view = view_of_rules(rules)
    page = said(drawn("rules.html", view, rules_page(view), language=language))
    editions = {leaf.edition for leaf in rules.leaves.values() if leaf.edition}
    assert [edition for edition in editions if edition not in page] == []
    doubted = {"en": "not verified", "fr": "non vérifié", "ar": "غير متحقق منه"}[language]
    assert doubted in page
