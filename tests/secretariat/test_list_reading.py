"""Files as people hand them in: every common dress is read, everything else has one sentence."""

import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hemicycle.phrases import load_phrases
from hemicycle.secretariat.lists import people
from hemicycle.secretariat.lists.cells import (
    CellFault,
    cleaned,
    day,
    guarded,
    is_formula,
    name,
    unguarded,
    whole_number,
)
from hemicycle.secretariat.lists.reading import MOST_ROWS, ListFault, read_list
from hemicycle.secretariat.lists.writing import as_csv

HEAD = "parliament;family name\n"
TEXT = HEAD + "Île d’Écume;Қошанов\n"
READ = [("Île d’Écume", "Қошанов")]


def rows(raw: bytes) -> list[tuple[str, ...]]:
    """The rows of a list as texts."""
    return [tuple(cell.text for cell in row.cells) for row in read_list(raw).rows]


def workbook(*lines: tuple[object, ...]) -> bytes:
    """A workbook with these rows."""
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def packed(**parts: bytes) -> bytes:
    """A zip file with these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace(";", ",").encode(),
        TEXT.replace(";", "\t").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        b"sep=;\r\n" + TEXT.encode(),
        b"\n;\n" + TEXT.encode() + b";\n\n",
        TEXT.replace("Île d’Écume", '" Île\u00a0d’Écume\u200b "').encode(),
        TEXT.replace("É", "E\u0301").encode(),
    ],
)
def test_a_text_file_is_read_in_every_common_dress(raw):
    assert rows(raw) == READ


def test_rows_have_the_numbers_that_a_spreadsheet_shows():
    found = read_list(b"\na;b\n1;2\n\n3;4\n").rows
    assert [row.number for row in found] == [3, 5]
    assert [row.number for row in read_list(b"sep=,\na,b\n1,2\n").rows] == [3]


BOMB = {
    "[Content_Types].xml": b"<Types/>",
    "xl__workbook.xml": b"<workbook/>",
    "xl__worksheets__sheet1.xml": b" " * (60 * 1024 * 1024),
}


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (b"", "list_empty"),
        (b" \n\n", "list_empty"),
        (b"a;b\n", "list_without_rows"),
        (TEXT.encode("cp1251", "replace"), "list_not_utf8"),
        ("a;b\né;è\n".encode("latin-1"), "list_not_utf8"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "list_no_table"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 90, "list_no_table"),
        (b"%PDF-1.7 ...", "list_no_table"),
        (b"<html><table>", "list_no_table"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 90, "list_old_workbook"),
        (b"PK\x03\x04 and then nothing", "list_no_workbook"),
        (packed(notes__txt=b"hello"), "list_no_workbook"),
        (packed(**{**BOMB, "xl__worksheets__sheet1.xml": b"<x"}), "list_no_workbook"),
        (packed(**BOMB), "list_swells"),
        (b'a;b\n1;"2\n', "list_unreadable_at"),
        (b"a;" * 90 + b"\n1\n", "list_too_wide"),
        (b"a;b\n" + b"1;2\n" * (MOST_ROWS + 1), "list_too_long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_list_is_told_in_one_sentence(raw, key):
    with pytest.raises(ListFault) as found:
        read_list(raw)
    assert found.value.reason_key == key
    phrases = load_phrases()
    assert phrases.has(f"reason.{key}", "en")
    assert phrases.has(f"reason.{key}", "fr")


def test_ten_thousand_rows_are_not_too_many():
    assert len(read_list(b"a;b\n" + b"1;2\n" * MOST_ROWS).rows) == MOST_ROWS


def test_a_workbook_is_read_by_its_values():
    raw = workbook(
        ("family name", "order", "since"),
        (" Ts'ita-Mosena\u00a0", 1.0, dt.datetime(2026, 3, 2)),  # noqa: DTZ001 (as Excel keeps it)
        ("Narbayeva", 2, None),
        (None, None, None),
        ("Turgunbek uulu", True, "2026"),
    )
    assert rows(raw) == [
        ("Ts'ita-Mosena", "1", "2026-03-02"),
        ("Narbayeva", "2"),
        ("Turgunbek uulu", "yes", "2026"),
    ]
    assert [row.number for row in read_list(raw).rows] == [2, 3, 5]


def test_a_formula_in_a_workbook_is_a_fault_and_a_text_like_one_is_none():
    book = openpyxl.Workbook()
    book.active.append(["name", "other"])
    book.active.append(["=1+1", "x"])
    book.active["B2"].value = "=x"
    book.active["B2"].data_type = "s"
    book.active.append(["#N/A", "y"])
    file = io.BytesIO()
    book.save(file)
    first, second = read_list(file.getvalue()).rows
    assert first.cells[0].fault.reason_key == "formula"
    assert first.cells[1].text == "=x"
    assert second.cells[0].fault.reason_key == "spreadsheet_error"


@pytest.mark.parametrize("raw", ["=1+1", "=HYPERLINK(1)", "@SUM(1)", "+cmd|' /C calc'!A0", "-x"])
def test_a_formula_in_a_text_file_is_a_fault(raw):
    assert is_formula(raw)
    with pytest.raises(CellFault, match="formula"):
        cleaned(raw)
    assert cleaned(guarded(raw)) == raw


@pytest.mark.parametrize("raw", ["-12", "+41 22 919", "-", "'t Hart", "a=b", "x@y.example"])
def test_what_no_spreadsheet_runs_is_no_formula(raw):
    assert cleaned(raw) == raw


@given(st.text())
@example("=1+1")
@example("'=1+1")
@example("''@x")
@example("\t=x")
@example("\rx")
@example("'t Hart")
@example("x;=1+1")
@example("x; '=1+1")
@example('x;"=1+1')
@example("x\n=1+1")
def test_a_guarded_text_runs_nowhere_and_comes_back(text):
    kept = guarded(text)
    assert unguarded(kept) == text
    assert not kept.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("bad", ["A;=HYPERLINK(1)", "A; @SUM(1)", "A;+1;B", 'A;"=1+1"', "A;＝1"])
def test_where_a_semicolon_separates_no_cell_of_a_list_is_a_formula(bad):
    written = as_csv(people.COLUMNS, [{"family": bad, "given": "B, C"}], language="fr")
    begun = [one.lstrip(' "') for one in re.split(r"[;\r\n]", written.decode("utf-8-sig"))]
    assert [one for one in begun if one.startswith(tuple("=+-@＝"))] == []


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("a\x00b", "control_character"),
        ("a\x1bb", "control_character"),
        ("Ã‰va", None),
        ("Ã©", "lost_letters"),
        ("Қо\ufffdанов", "lost_letters"),
        ("x" * 501, "too_long"),
    ],
)
def test_a_cell_that_lost_something_is_a_fault(raw, key):
    if key is None:
        assert cleaned(raw) == raw
        return
    with pytest.raises(CellFault, match=key):
        cleaned(raw)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1", "1"),
        ("1.0", "1"),
        ("007", "7"),
        ("4 990 000", "4990000"),
        ("4,990,000", "4990000"),
        ("4.990.000", "4990000"),
        ("4'990'000", "4990000"),
        ("1.5", None),
        ("1,000", None),
        ("-1", None),
        ("one", None),
        ("١٢", None),
    ],
)
def test_a_whole_number_in_its_dresses(text, found):
    if found is None:
        with pytest.raises(CellFault, match="not_a_number"):
            whole_number(text)
    else:
        assert whole_number(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2026-03-02 00:00:00", "2026-03-02"),
        ("2026-03", "2026-03"),
        ("1889", "1889"),
        ("2.3.2026", "2026-03-02"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("2/2/2026", "2026-02-02"),
        ("29.2.2028", "2028-02-29"),
        ("29.2.2026", "not_a_date"),
        ("2/3/2026", "unclear_date"),
        ("2026-13-01", "not_a_date"),
        ("tomorrow", "not_a_date"),
    ],
)
def test_a_date_in_its_dresses(text, found):
    if found.endswith("_date"):
        with pytest.raises(CellFault, match=found):
            day(text)
    else:
        assert day(text) == found


@pytest.mark.parametrize("text", ["2026-03-02", "1-May", "3/2/2026", "12.05.2026", "01-Mars"])
def test_a_name_that_became_a_date_is_found(text):
    with pytest.raises(CellFault, match="date_for_name"):
        name(text)
    assert name("May") == "May"
    with pytest.raises(CellFault, match="no_letters"):
        name("42")
