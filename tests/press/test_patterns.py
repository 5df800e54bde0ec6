"""Every pattern fires on its own example, and gives the words to whom the example says."""

import pytest

from hemicycle.press import Proposal, read
from hemicycle.press.anchors import patterns
from hemicycle.press.gazetteer import expressions, toml
from hemicycle.press.skeleton import compiled

DREN, BELMARCO = "Oriane Dren", "Renzo Belmarço"
# Reports are read only if they speak of an assembly; an example alone may be too short to tell.
ABOUT = "\n\nThe parliament’s committee met.\n"
CHAPTERS = ("inner", "said", "done")
EVERY = [(chapter, one) for chapter in CHAPTERS for one in patterns(chapter)]
BY_TEXT = [
    (chapter, name, example)
    for chapter in ("method", "stage", "earlier", "sitting", "reserved")
    for name, (_, example) in toml("patterns.toml")[chapter].items()
]
# Patterns whose words are nobody's, or somebody's whom the report does not name.
NOBODYS = {"so_called", "quoting_unknown", "quoted_somebody", "the_word"}
# The subject does it, or says it, before the pattern's own words name somebody else.
FIRST_NAMED = {"and_verb", "and_hail", "subject_saying"}


def fired(example: str) -> dict[str, list[Proposal]]:
    """What was proposed, by the name of the pattern."""
    found: dict[str, list[Proposal]] = {}
    for proposal in read(example + ABOUT).proposals:
        found.setdefault(proposal.pattern.rpartition(".")[2], []).append(proposal)
    return found


@pytest.mark.parametrize(("chapter", "pattern"), EVERY, ids=lambda one: getattr(one, "name", one))
def test_a_pattern_fires_on_its_example(chapter, pattern):
    found = fired(pattern.example).get(pattern.name)
    assert found, pattern.example
    if pattern.name in NOBODYS:
        assert {one.person for one in found} == {""}
        return
    whose = BELMARCO if chapter == "inner" else DREN
    assert whose in {one.person for one in found}
    if chapter == "inner":
        assert all(one.kind == "quotation" for one in found)


@pytest.mark.parametrize(("chapter", "name", "example"), BY_TEXT)
def test_an_expression_fires_on_its_example(chapter, name, example):
    told = read(example + ABOUT).proposals
    if chapter == "method":
        assert name in {one.facts.get("method") for one in told}
    else:
        assert any(one.pattern == f"{chapter}.{name}" for one in told)


def test_an_example_of_another_pattern_does_not_fire():
    assert "who_hail" not in fired("“We are ready,” said Speaker Oriane Dren.")
    assert "quote_verb_who" not in fired("Speaker Oriane Dren hailed the role of parliaments.")
    assert not any(p.search("The committee met on Monday.") for _, p, _ in expressions("method"))


def test_a_pattern_stands_for_symbols_of_a_sentence():
    assert compiled("WHO SAID").search(" WHO0 SAID that it is late . ")["who"] == "WHO0"
    assert compiled("WHO SAID").search(" it was said . ") is None
