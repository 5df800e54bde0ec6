"""An amendment of the Forum is marked as one from a gender perspective wherever it stands."""

import re
from dataclasses import replace

import pytest

from hemicycle.publish import OUTPUTS, publish

from .rehearsed_sessions import SCENARIOS, as_it_was, rehearsed

TEXT, MARK = "C-I-rehearsal-of-texts-DR", "from a gender perspective"
PAPERS = ("amendments-paper", "voting-script", "bench-file")


def just_lodged():
    """The session once the Forum has lodged its amendment, after the others were closed."""
    published = rehearsed(SCENARIOS / "texts.minutes")
    [lodged] = [one for one in published.written if getattr(one.entry, "for_body", "")]
    return as_it_was(published, lodged.position)


def without_the_rule(published):
    """The same session under rules that have no body look at texts in this way."""
    leaves = dict(published.rules.leaves)
    key = "amendments.gender_perspective"
    leaves[key] = replace(leaves[key], value=[])
    return replace(published, rules=replace(published.rules, leaves=leaves))


def paper_of(published, name):
    """The words of a paper on the text."""
    content = publish(f"{name}.html", published, part=TEXT).decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", content))


@pytest.mark.parametrize("name", PAPERS)
def test_papers_mark_it_as_the_rules_say(name):
    assert f"{name}.html" in OUTPUTS
    published = just_lodged()
    assert MARK in paper_of(published, name)
    assert MARK not in paper_of(without_the_rule(published), name)
