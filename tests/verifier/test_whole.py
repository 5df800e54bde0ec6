"""Whole records pass, are told as they are, and are seen the same by both verifiers."""

import msgspec
import pytest

from hemicycle.demo.sessions import AS_REPORTED, REHEARSAL
from hemicycle.journal.export import export, export_for_public
from hemicycle.journal.verify import verify
from hemicycle_verify.findings import Exit
from minutes.test_scenarios import FILES, named

from .forged import (
    GOLDEN,
    first,
    golden,
    judged,
    played,
    records_of,
    rehearsal,
    scenario,
    signed_anew,
)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_every_golden_journal_passes(path):
    lines = path.read_bytes().splitlines(keepends=True)
    verdict, other = judged(lines), verify(lines)
    assert (verdict.code, verdict.sentence) == (Exit.WHOLE, verdict.sentence)
    assert (verdict.root, verdict.words, verdict.key) == (other.root, other.words, other.key)
    assert (verdict.session, verdict.entries) == (other.session, other.entries)
    assert verdict.unknown_kinds == {}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_scenario_passes_as_it_is_kept_and_as_the_public_has_it(path):
    records, signed = played(path)
    key = signed[0].key
    for lines in (export(records, signed), export_for_public(records, signed)):
        verdict = judged(lines, key=key)
        assert verdict.code == Exit.WHOLE, verdict.sentence
        assert verdict.entries == len(records)
        assert verdict.unknown_kinds == {}


def test_the_scenarios_hold_every_sort_of_figure():
    seen = {}
    for path in FILES:
        seen |= judged(export(*played(path))).figures
    assert {"recounted", "hands", "ballots", "emergency"} <= seen.keys()
    assert {"without_figures", "acclaimed", "set_aside", "ballots_annulled"} <= seen.keys()


def test_both_sessions_of_the_demo_pass():
    rehearsed = judged(rehearsal())
    assert (rehearsed.code, rehearsed.basis) == (Exit.WHOLE, "rehearsal")
    assert rehearsed.figures["recounted"] == 2
    reported = judged(export(*played(AS_REPORTED)))
    assert (reported.code, reported.basis) == (Exit.WHOLE, "reported")
    assert reported.figures["fact_reported"] > 40
    assert REHEARSAL in FILES


def test_at_every_point_of_a_session_the_public_record_passes():
    records = scenario("hands_counted")
    for size in range(1, len(records) + 1):
        lines = list(export_for_public(records[:size], []))
        shown = [one for one in lines if b'"body":' not in one]
        signed = signed_anew(records[:size])[-1]
        verdict = judged([*lines, signed])
        assert verdict.code == Exit.WHOLE, (size, verdict.sentence)
        assert verdict.withheld_bodies == len(shown)


def test_what_is_withheld_is_told():
    records = scenario("divisions")
    closed = next(n for n, one in enumerate(records, 1) if one.header.kind == "division_closed")
    lines = [*export_for_public(records[:closed], []), signed_anew(records[:closed])[-1]]
    verdict = judged(lines)
    assert (verdict.code, verdict.withheld_bodies, verdict.withheld_votes) == (Exit.WHOLE, 1, 1)
    assert "recounted" not in verdict.figures


def told_as(records, position, **header):
    """The record in which the header of one entry says something else, sealed anew."""
    other = list(records)
    changed = msgspec.structs.replace(records[position - 1].header, **header)
    other[position - 1] = msgspec.structs.replace(records[position - 1], header=changed)
    return judged(signed_anew(other))


def test_a_kind_that_is_not_known_is_told_and_its_hashes_are_checked():
    records = records_of(golden("3-reported"))
    position = first(records, "fact_reported")
    verdict = told_as(records, position, kind="fact_rumoured")
    assert (verdict.code, verdict.unknown_kinds) == (Exit.WHOLE, {"fact_rumoured": 1})
    lines = [one.replace(b'"fact_reported"', b'"fact_rumoured"') for one in golden("3-reported")]
    assert judged(lines).code == Exit.DAMAGED


def test_a_body_in_a_later_form_is_not_guessed_at():
    records = records_of(golden("3-acted"))
    position = first(records, "result_declared")
    verdict = told_as(records, position, form=2)
    assert (verdict.code, verdict.position) == (Exit.UNUSABLE, position)
    assert "a newer verifier" in verdict.sentence
    assert verdict.root
    position = first(records, "floor_given")  # it tells no figure
    assert told_as(records, position, form=2).code == Exit.WHOLE
