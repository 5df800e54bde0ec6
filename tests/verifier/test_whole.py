"""Whole records pass, are told as they are, and are seen the same by both verifiers."""

import pytest

from hemicycle.demo.sessions import AS_REPORTED, REHEARSAL
from hemicycle.journal.export import export, export_for_public
from hemicycle.journal.verify import verify
from hemicycle_verify.findings import Exit
from minutes.test_scenarios import FILES, named

from .forged import GOLDEN, golden, judged, played, rehearsal, scenario, signed_anew


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


def test_a_kind_that_is_not_known_is_told_and_its_hashes_checked():
    lines = golden("3-reported")
    strange = [line.replace(b'"fact_reported"', b'"fact_rumoured"') for line in lines]
    assert judged(strange).code == Exit.DAMAGED
