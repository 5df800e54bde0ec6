"""The verifier: whatever is done to an exported journal is found, and the entry is named."""

from io import BytesIO
from random import Random

import msgspec
import pytest

from hemicycle.journal.checkpoint import SignedCheckpoint, verification_key
from hemicycle.journal.export import checkpoint_line, entry_line, export, export_for_public
from hemicycle.journal.header import Record, Tail, body_hash, written
from hemicycle.journal.verify import FirstBad, explain, verify
from hemicycle.journal.withholding import withhold
from hemicycle.journal.words import root_words

from .records import (
    KEY,
    MORNING_BUSINESS,
    ORIGIN,
    OTHER_KEY,
    SESSION,
    VKEY,
    exported,
    long_journal,
    signed_at,
    some_journal,
)

RECORDS = some_journal()
LINES = exported(RECORDS)
LONG = long_journal(40)
LONG_LINES = exported(LONG)
CHANGES = 400


def kept(signed):
    """A checkpoint as a witness keeps it."""
    return checkpoint_line(signed).decode()


def found(lines, **expected):
    """What is wrong, and with which entry."""
    verdict = verify(lines, **expected)
    assert not verdict.ok
    assert (verdict.root, verdict.words) == ("", "")
    assert explain(verdict).endswith(".")
    return verdict.problem.key, verdict.first_bad and verdict.first_bad.position


def sealed_anew(records):
    """The chain a forger makes who rewrites every reference."""
    tail, forged = Tail(SESSION), []
    for position, record in enumerate(records, 1):
        header = msgspec.structs.replace(record.header, position=position, prev=tail.hash)
        forged.append(Record(header, written(header), record.salt, record.body))
        tail = forged[-1].tail
    return forged


def with_body(record, body):
    """A forger's entry: another body, and the hash that belongs to it."""
    header = msgspec.structs.replace(record.header, body_hash=body_hash(record.salt, body))
    return Record(header, written(header), record.salt, body)


# Whole journals


@pytest.mark.parametrize("records", [RECORDS, RECORDS[:1], LONG], ids=["morning", "one", "long"])
def test_a_whole_journal_passes(records):
    verdict = verify(exported(records))
    assert verdict.problem is verdict.first_bad is None
    assert verdict.ok
    assert (verdict.session, verdict.entries, verdict.withheld) == (SESSION, len(records), 0)
    assert (verdict.origin, verdict.key) == (ORIGIN, VKEY)
    assert verdict.words == root_words(bytes.fromhex(verdict.root))
    assert verdict.words in explain(verdict)


def test_a_whole_journal_passes_with_its_key_and_earlier_checkpoints():
    earlier = [kept(signed_at(LONG, size)) for size in (0, 1, 7, 32, 39, 40)]
    assert verify(LONG_LINES, earlier=earlier, key=VKEY).ok


def test_several_checkpoints_at_the_end_are_all_checked():
    signed = [signed_at(RECORDS, size) for size in (2, 5, 8)]
    assert verify(export(RECORDS, signed)).ok
    wrong = signed_at(LONG, 5)
    assert found(export(RECORDS, [signed[0], wrong, signed[2]])) == ("root", 5)


def test_checkpoints_that_do_not_grow_are_refused():
    for sizes in ((8, 8), (5, 2, 8)):
        lines = export(RECORDS, [signed_at(RECORDS, size) for size in sizes])
        assert found(lines) == ("checkpoint_size", None)


def test_a_public_journal_passes_and_has_the_root_of_the_full_one():
    public = verify(export_for_public(RECORDS, [signed_at(RECORDS, 8)]))
    assert public.ok
    assert public.withheld == 1
    assert public.root == verify(LINES).root


# One byte


def test_every_change_of_one_byte_is_found_and_the_entry_named():
    random = Random(150)  # noqa: S311 (the same changes every time)
    file = b"".join(LONG_LINES)
    for _ in range(CHANGES):
        place, change = random.randrange(len(file)), random.randrange(1, 256)
        changed = bytearray(file)
        changed[place] ^= change
        verdict = verify(BytesIO(changed))
        line = file.count(b"\n", 0, place) + 1
        assert not verdict.ok, (place, change)
        assert verdict.first_bad.line == line, (place, change, explain(verdict))
        if line <= len(LONG):
            assert verdict.first_bad.position == line
        else:
            assert verdict.first_bad.position is None


def test_every_byte_of_a_middle_and_a_last_entry_matters():
    for number in (1, 4, 7, 8, 9):
        line = LINES[number - 1]
        for place in range(len(line) - 1):
            letter = b"1" if line[place : place + 1] != b"1" else b"2"
            changed = line[:place] + letter + line[place + 1 :]
            verdict = verify([*LINES[: number - 1], changed, *LINES[number:]])
            assert verdict.first_bad is not None, (number, place)
            assert verdict.first_bad.line == number, (number, place, explain(verdict))


def test_the_same_file_without_a_change_passes():
    assert verify(BytesIO(b"".join(LONG_LINES))).ok


# Headers and bodies altered so that each line is well formed


def test_an_altered_header_is_named_not_its_successor():
    for number in (1, 5, 8):
        header = msgspec.structs.replace(RECORDS[number - 1].header, by="o-0002")
        forged = Record(header, written(header), RECORDS[number - 1].salt, RECORDS[number - 1].body)
        lines = [*LINES[: number - 1], entry_line(forged), *LINES[number:]]
        assert found(lines) == ("header" if number < 8 else "root", number)


def test_an_altered_reference_is_named_not_its_predecessor():
    for number in (1, 5, 8):
        header = msgspec.structs.replace(RECORDS[number - 1].header, prev="f" * 64)
        forged = Record(header, written(header), RECORDS[number - 1].salt, RECORDS[number - 1].body)
        assert found([*LINES[: number - 1], entry_line(forged), *LINES[number:]]) == (
            "prev",
            number,
        )


def test_an_altered_body_is_named():
    forged = Record(RECORDS[4].header, RECORDS[4].header_bytes, RECORDS[4].salt, b'{"a":1}')
    assert found([*LINES[:4], entry_line(forged), *LINES[5:]]) == ("body_hash", 5)


def test_a_time_that_is_no_time_is_refused_even_if_signed():
    header = msgspec.structs.replace(RECORDS[7].header, recorded_at="2026-13-02T05:00:00.000Z")
    forged = Record(header, written(header), RECORDS[7].salt, RECORDS[7].body)
    assert found(exported([*RECORDS[:7], forged])) == ("instant", 8)


def test_a_time_that_runs_back_is_refused_even_if_signed():
    header = msgspec.structs.replace(RECORDS[7].header, recorded_at="2026-03-02T04:00:00.000Z")
    forged = Record(header, written(header), RECORDS[7].salt, RECORDS[7].body)
    assert found(exported([*RECORDS[:7], forged])) == ("recorded_at", 8)


def test_an_entry_of_another_session_is_refused_even_if_signed():
    header = msgspec.structs.replace(RECORDS[7].header, session="other")
    forged = Record(header, written(header), RECORDS[7].salt, RECORDS[7].body)
    assert found(exported([*RECORDS[:7], forged])) == ("session", 8)


# Deleted, swapped, inserted, cut off


def test_a_deleted_entry_is_named():
    for number in range(1, 8):
        assert found(LINES[: number - 1] + LINES[number:]) == ("missing", number)


def test_swapped_entries_are_named():
    assert found([*LINES[:3], LINES[4], LINES[3], *LINES[5:]]) == ("missing", 4)


def test_a_repeated_entry_is_named():
    assert found([*LINES[:3], LINES[2], *LINES[3:]]) == ("repeated", 3)


def test_an_inserted_entry_is_named():
    after = RECORDS[2]
    header = msgspec.structs.replace(RECORDS[3].header, prev=after.tail.hash, by="o-0666")
    forged = Record(header, written(header), RECORDS[3].salt, RECORDS[3].body)
    assert found([*LINES[:3], entry_line(forged), *LINES[3:]]) == ("repeated", 4)


def test_an_entry_added_at_the_end_is_named():
    header = msgspec.structs.replace(RECORDS[7].header, prev=RECORDS[7].tail.hash, position=9)
    forged = Record(header, written(header), RECORDS[7].salt, RECORDS[7].body)
    assert found([*LINES[:8], entry_line(forged), LINES[8]]) == ("not_covered", 9)
    assert found([*LINES, entry_line(forged)]) == ("line_out_of_place", 9 + 1)


def test_a_journal_without_its_end_is_refused():
    assert found(LINES[:8]) == ("no_checkpoint", 9)
    assert found([*LINES[:7], LINES[8]])[0] == "checkpoint_size"
    assert found([*LINES[:8], LINES[8][:-1]])[0] == "line_not_canonical"
    assert found([])[0] == "no_entries"
    assert found([LINES[8]])[0] == "checkpoint_size"


def test_a_cut_tail_that_was_signed_is_found_by_an_earlier_checkpoint():
    cut = exported(LONG[:30])
    assert verify(cut).ok
    assert verify(cut, earlier=[kept(signed_at(LONG, 30))]).ok
    assert found(cut, earlier=[kept(signed_at(LONG, 31))]) == ("truncated", 31)
    assert found(LONG_LINES[:30], earlier=[kept(signed_at(LONG, 31))]) == ("truncated", 31)


def test_a_rewritten_history_with_the_right_key_is_found_by_an_earlier_checkpoint():
    forged = [*LONG[:9], with_body(LONG[9], b'{"speaker":"p-0666-1"}'), *LONG[10:]]
    lines = exported(sealed_anew(forged))
    assert verify(lines).ok
    assert verify(lines, earlier=[kept(signed_at(LONG, 9))]).ok
    earlier = [kept(signed_at(LONG, size)) for size in (5, 12, 40)]
    verdict = verify(lines, earlier=earlier)
    assert verdict.problem.key == "rewritten"
    assert verdict.problem.facts == {"first": 6, "size": 12}


def test_a_rewritten_history_under_the_old_checkpoint_is_found():
    forged = sealed_anew([*LONG[:9], with_body(LONG[9], b"{}"), *LONG[10:]])
    assert found(export(forged, [signed_at(LONG, 40)])) == ("root", 40)


# Keys


def test_another_key_is_found_if_one_knows_the_right_one():
    lines = exported(LONG, OTHER_KEY)
    assert verify(lines).key == verification_key(ORIGIN, OTHER_KEY)
    assert verify(lines).ok
    assert found(lines, key=VKEY) == ("other_key", None)
    assert found(lines, earlier=[kept(signed_at(LONG, 3))]) == ("other_key", None)
    assert verify(lines, key=verification_key(ORIGIN, OTHER_KEY)).ok


def test_a_checkpoint_under_a_key_that_did_not_sign_it_is_refused():
    signed = signed_at(LONG, 40, OTHER_KEY)
    forged = SignedCheckpoint(signed.checkpoint, VKEY)
    verdict = verify(export(LONG, [forged]))
    assert verdict.problem.key == "checkpoint_signature"
    assert verdict.first_bad == FirstBad(41, None, "checkpoint")


@pytest.mark.parametrize(
    "earlier",
    ["", "{}", "null", "{", "\ud800", kept(signed_at(LONG, 3)).replace("rehearsal", "Rehearsal")],
)
def test_an_earlier_checkpoint_that_cannot_be_read_is_said_so(earlier):
    assert found(LONG_LINES, earlier=[earlier]) == ("earlier_unreadable", None)


# Withheld bodies


def public(business, withheld):
    """An export in which the entries at these positions are withheld."""
    records = some_journal(business)
    shown = [withhold(r) if r.header.position in withheld else r for r in records]
    return export(shown, [signed_at(records, len(records))])


def test_the_count_of_an_undeclared_division_may_be_withheld():
    assert verify(public(MORNING_BUSINESS, {7})).ok
    assert verify(public(MORNING_BUSINESS[:4], {4})).ok


def test_the_count_of_a_declared_division_may_not_be_withheld():
    assert found(public(MORNING_BUSINESS, {4})) == ("withheld", 4)
    assert found(public(MORNING_BUSINESS, {4, 7})) == ("withheld", 4)


def test_nothing_else_may_be_withheld():
    for position in (1, 2, 3, 5, 6, 8):
        assert found(public(MORNING_BUSINESS, {position})) == ("withheld", position)


def test_a_division_withheld_after_its_declaration_came_too_early_is_refused():
    business = [*MORNING_BUSINESS[:3], MORNING_BUSINESS[4], MORNING_BUSINESS[3]]
    assert found(public(business, {5})) == ("withheld", 5)


def test_the_key_of_these_journals_is_not_the_other_one():
    assert verification_key(ORIGIN, KEY) != verification_key(ORIGIN, OTHER_KEY)
