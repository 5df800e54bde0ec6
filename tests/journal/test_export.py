"""A journal as a file, line by line."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.journal.canonical import canonical
from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.damage import JournalDamaged
from hemicycle.journal.export import (
    checkpoint_line,
    entry_line,
    export,
    export_for_public,
    read_line,
)
from hemicycle.journal.header import Tail, seal
from hemicycle.journal.withholding import undeclared, withhold

from .records import SESSION, circumstances, signed_at, some_journal

RECORDS = some_journal()
SIGNED = signed_at(RECORDS, len(RECORDS))


def test_a_line_is_canonical_json_and_holds_header_salt_and_body():
    for record in RECORDS:
        line = entry_line(record)
        value = msgspec.json.decode(line)
        assert canonical(value) + b"\n" == line
        assert value == {
            "header": msgspec.json.decode(record.header_bytes),
            "salt": record.salt.hex(),
            "body": msgspec.json.decode(record.body),
        }


def test_a_withheld_line_shows_its_header_only():
    record = withhold(RECORDS[3])
    assert msgspec.json.decode(entry_line(record)).keys() == {"header"}
    assert read_line(entry_line(record), 4) == record


def test_lines_are_read_back():
    lines = list(export(RECORDS, [SIGNED]))
    assert [read_line(line, n) for n, line in enumerate(lines, 1)] == [*RECORDS, SIGNED]


@given(st.dictionaries(st.text("abc"), st.text() | st.integers(-(2**53) + 1, 2**53 - 1)))
def test_any_body_is_read_back(body):
    record = seal(
        circumstances(0, "floor_given", ""), canonical(body), salt=b"s" * 16, after=Tail(SESSION)
    )
    assert read_line(entry_line(record), 1) == record


def test_only_undeclared_divisions_are_withheld_from_the_public():
    assert undeclared(record.header for record in RECORDS) == {7}
    shown = [read_line(line, 0) for line in export_for_public(RECORDS, [SIGNED])]
    assert shown == [*RECORDS[:6], withhold(RECORDS[6]), RECORDS[7], SIGNED]


def test_before_the_declaration_both_divisions_are_withheld():
    assert undeclared(record.header for record in RECORDS[:4]) == {4}
    assert undeclared(record.header for record in RECORDS[:3]) == frozenset()


GOOD = entry_line(RECORDS[1])
CHECKPOINT = checkpoint_line(SIGNED)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"{}\n",
        b"[]\n",
        b"null\n",
        GOOD[:-1],
        GOOD[:-2] + b"\n",
        GOOD + b"\n",
        b" " + GOOD,
        GOOD[:-1] + b" \n",
        GOOD[:-1] + b"\r\n",
        b"\xef\xbb\xbf" + GOOD,
        GOOD.replace(b":480", b":480.0"),
        GOOD.replace(b":480", b":4.8e2"),
        GOOD.replace(b":480", b":0480"),
        GOOD.replace(b":480", b":+480"),
        GOOD.replace(b":480", b":-0"),
        GOOD.replace(b":480", b":9007199254740993"),
        GOOD.replace(b":480", b":NaN"),
        GOOD.replace(b":480", b":null"),
        GOOD.replace(b'"limit_s":480', b'"limit_s":480,"limit_s":480'),
        GOOD.replace(b'"limit_s"', '"límit"'.encode()),
        GOOD.replace(b'"limit_s"', b'"zone"'),
        GOOD.replace(b"plenary", b"\\u0070lenary"),
        GOOD.replace(b"plenary", b"plen\\/ary"),
        GOOD.replace(b"plenary", b"\\ud800"),
        GOOD.replace(b"plenary", b"\xff"),
        GOOD.replace(b"plenary", b"\x01"),
        GOOD.replace(b'"form":1', b'"form":0'),
        GOOD.replace(b'"form":1', b'"form":1,"source":""'),
        GOOD.replace(b'"salt":"', b'"salt":"00'),
        GOOD.replace(RECORDS[1].salt.hex().encode(), RECORDS[1].salt.hex().upper().encode()),
        GOOD.replace(b'{"body":', b'{"note":1,"body":'),
        b'{"body":' + b"[" * 100_000 + b"\n",
        b'{"body":{},"header":' + RECORDS[1].header_bytes + b"}\n",
        b'{"header":' + RECORDS[1].header_bytes + b',"salt":"' + b"00" * 16 + b'"}\n',
        CHECKPOINT[:-1],
        CHECKPOINT.replace(b',"key"', b', "key"'),
        CHECKPOINT.replace(b'"key":"', b'"note":"","key":"'),
        b'{"checkpoint":""}\n',
        b'{"checkpoint":null,"key":""}\n',
    ],
)
def test_a_line_in_any_other_form_is_refused(line):
    with pytest.raises(JournalDamaged) as damage:
        read_line(line, 17)
    assert damage.value.problem.facts["line"] == 17
    assert "Line 17" in str(damage.value)


def test_the_lines_that_were_spoilt_above_were_good():
    assert read_line(GOOD, 2) == RECORDS[1]
    assert isinstance(read_line(CHECKPOINT, 9), SignedCheckpoint)
