"""How well attributions are read in reports of our own writing over invented parliaments.

The first forty were at hand while the patterns were written. Those in `later/` came from writers
who did not know the patterns; docs/press.md tells what was seen when they were first read.
`make attributions` prints the figures.
"""

from dataclasses import replace

import pytest

from hemicycle.press import read

from .scoring import REPORTS, annotated, scored, total

LEAST_PRECISION, LEAST_RECALL = 0.97, 0.6
FIRST = annotated()
LATER = annotated(REPORTS / "later")


@pytest.mark.parametrize("reports", [FIRST, LATER], ids=["first", "later"])
def test_attributions_are_right_and_most_are_found(reports):
    assert len(reports) >= 30
    score = total(scored(one) for one in reports)
    assert score.precision >= LEAST_PRECISION
    assert score.recall >= LEAST_RECALL


def test_a_reader_who_takes_the_nearest_name_is_found_out():
    """The control: whoever is named last before a quotation is often not who says it."""
    score = total(scored(one, nearest_names(one.report)) for one in FIRST)
    assert score.precision < LEAST_PRECISION


def nearest_names(report):
    """The same proposals, each given to the person who was introduced last."""
    told, last = [], ""
    for proposal in read(report).proposals:
        if proposal.kind == "office":
            last = proposal.person
        told.append(replace(proposal, person=last, via=""))
    return told


def test_a_reader_who_finds_nothing_is_found_out():
    score = total(scored(one, []) for one in FIRST)
    assert score.recall < LEAST_RECALL


@pytest.mark.parametrize("one", [*FIRST, *LATER], ids=lambda one: one.name)
def test_titles_are_nobodys_words(one):
    said = [p for p in read(one.report).proposals if p.kind == "quotation" and p.person]
    for title in one.titles:
        start = one.report.index(title)
        inside = [p for p in said if p.start <= start < p.end and p.text.strip(" ,.") == title]
        assert inside == [], title


def test_no_real_parliament_stands_in_a_report():
    """Reports are invented; a real country's name would put words into real mouths."""
    real = ("Uzbek", "Kazakh", "France", "Germany", "Kenya", "Brazil", "Japan", "Canada")
    assert [(one.name, r) for one in [*FIRST, *LATER] for r in real if r in one.report] == []
