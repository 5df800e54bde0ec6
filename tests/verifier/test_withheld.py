"""What may be withheld, what may not, and that each missing body is named."""

import pytest

from hemicycle.journal.verify import verify
from hemicycle.journal.withholding import COUNTED, DECLARED, OPENED, withhold
from hemicycle_verify import votes
from hemicycle_verify.findings import Exit

from .forged import golden, judged, records_of, scenario, signed_anew


def without(records, *positions):
    """The record in which these bodies are withheld."""
    lines = signed_anew(records)
    sealed = records_of(lines)
    shown = [withhold(one) if one.header.position in positions else one for one in sealed]
    return [*signed_anew(records, shown)]


@pytest.mark.parametrize("name", ["3-acted", "3-counted", "3-elected"])
def test_any_body_that_is_missing_is_named(name):
    records = records_of(golden(name))
    for position, record in enumerate(records, 1):
        verdict, other = judged(without(records, position)), verify(without(records, position))
        if verdict.code == Exit.WHOLE:
            assert record.header.kind in COUNTED
            assert other.ok
            assert verdict.withheld_bodies == 1
        else:
            assert verdict.code == Exit.WITHHELD, verdict.sentence
            assert (verdict.position, other.first_bad.position) == (position, position)
            assert verdict.sentence.startswith(f"Entry {position} is withheld, but ")


def test_the_count_of_a_declared_division_may_not_be_withheld():
    records = scenario("divisions")
    closed = [n for n, one in enumerate(records, 1) if one.header.kind == "division_closed"]
    for position in closed:
        verdict = judged(without(records, position))
        assert (verdict.code, verdict.position) == (Exit.WITHHELD, position)
        assert "is declared" in verdict.sentence
    assert judged(without(records)).code == Exit.WHOLE


def test_a_count_under_the_name_of_another_vote_does_not_hide_it():
    records = records_of(golden("3-counted"))
    kinds = [one.header.kind for one in records]
    assert "vote_set_aside" in kinds  # a vote that has ended: its counts are public
    for position, record in enumerate(records, 1):
        if record.header.kind in COUNTED:
            assert judged(without(records, position)).code == Exit.WITHHELD


def test_both_verifiers_know_the_same_kinds_of_count():
    assert frozenset(votes.COUNTING) == COUNTED
    assert frozenset(votes.ENDING) == DECLARED
    assert frozenset(votes.OPENING) == OPENED
