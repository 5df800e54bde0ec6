"""The tables: each as its description says, the same in the workbook, and no cell that acts."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.journal.names import Name, Names
from hemicycle.publish import OUTPUTS, Published, publish
from hemicycle.publish.data.table import BYTE_ORDER_MARK
from hemicycle.publish.data.tables_workbook import TABLES, inert_text
from hemicycle.wording.cells import FORMULA_MARKS, let_go

from .records_at_random import published_at_random
from .rehearsed_sessions import rehearsed
from .sessions_of_data import demonstration, of_journal
from .small_session import NAMES, SmallSession, reported_session, whole_session

COMMITMENTS = Path(__file__).parent.parent / "minutes" / "commitments.minutes"
GROUPS = COMMITMENTS.with_name("groups.minutes")
INTEGER = re.compile("[0-9]+")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
SORTS = {"nonNegativeInteger": INTEGER, "dateTime": INSTANT, "boolean": re.compile("true|false")}


def cells(published: Published, name: str) -> list[list[str]]:
    """A table as a spreadsheet reads it, its header first."""
    content = publish(f"{name}.csv", published).decode()
    assert content.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(content.removeprefix(BYTE_ORDER_MARK), newline="")))


def described(published: Published, name: str) -> dict:
    return json.loads(publish(f"{name}.csv-metadata.json", published))


def faults(published: Published, name: str) -> list[str]:
    """Where a table is not what its description says."""
    header, *rows = cells(published, name)
    schema = described(published, name)["tableSchema"]
    columns = schema["columns"]
    found = [] if [one["titles"]["und"] for one in columns] == header else ["header"]
    keys = [tuple(row[header.index(key)] for key in schema["primaryKey"]) for row in rows]
    found += ["key"] if len(set(keys)) < len(keys) else []
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            sort = column["datatype"]
            is_right = sort == "string" or not cell or SORTS[sort["base"]].fullmatch(cell)
            if not is_right or (column["required"] and not cell):
                found.append(f"{column['name']}: {cell}")
    return found


def sessions() -> list[Published]:
    names = ("3-acted", "3-counted", "3-elected", "3-questioned", "3-requested", "3-worded")
    return [
        whole_session().published(),
        reported_session().published("fr"),
        demonstration(),
        rehearsed(COMMITMENTS),
        rehearsed(GROUPS),
        *(of_journal(f"{name}.ndjson") for name in names),
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_table_is_what_its_description_says(table):
    filled = 0
    for published in sessions():
        assert faults(published, table.name) == []
        filled += len(cells(published, table.name)) > 1
    assert filled, "no session fills this table, so nothing was judged"


@settings(max_examples=8, deadline=None)
@given(published_at_random())
def test_the_tables_of_any_session_are_what_their_descriptions_say(published):
    for table in TABLES:
        assert faults(published, table.name) == []


def test_a_table_that_is_not_as_described_is_found(monkeypatch):
    published = whole_session().published()
    right = OUTPUTS["delegations.csv"].write(published)
    for wrong, fault in (
        (right.replace(b",votes,", b",weight,"), "header"),
        (right.replace(b",23,true", b",-1,true"), "votes: -1"),
        (right.replace(b",23,true", b",23,yes"), "has_vote: yes"),
        (right.replace(b"p-0002,", b"p-0001,"), "key"),
    ):
        assert wrong != right
        planted = replace(OUTPUTS["delegations.csv"], write=lambda _published, wrong=wrong: wrong)
        monkeypatch.setattr("hemicycle.publish.OUTPUTS", {**OUTPUTS, "delegations.csv": planted})
        assert faults(published, "delegations") == [fault]
        monkeypatch.undo()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_has_a_title_in_both_languages_and_a_meaning(table):
    for language in ("en", "fr", "ar"):
        columns = described(whole_session().published(language), table.name)["tableSchema"][
            "columns"
        ]
        assert columns[0]["name"] == "basis"
        for one in columns:
            assert set(one["titles"]) == {"und", "en", "fr"}
            assert one["dc:description"] != one["name"]
        said = [one["dc:description"] for one in columns]
        assert len(set(said)) == len(said)


def test_who_spoke_and_for_how_long():
    header, first, point = cells(whole_session().published(), "speakers")
    row = dict(zip(header, first, strict=True))
    assert (row["speaker"], row["speaker_name"]) == ("p-0001-1", "Ilse Marr")
    assert (row["sitting"], row["item"], row["capacity"]) == ("plenary-1", "3", "delegate")
    assert (row["began_at"], row["spoke_s"]) == ("2026-03-02T05:02:20.000Z", "20")
    assert dict(zip(header, point, strict=True))["purpose"] == "point_of_order"


def test_a_speech_that_goes_on_has_no_end():
    session = SmallSession()
    session.sit()
    session.debate()
    published = session.published()
    without = published.written[:-1]  # the last entry is the end of the speech
    header, *rows = cells(replace(published, written=without), "speakers")
    row = dict(zip(header, rows[0], strict=True))
    assert (row["ended_at"], row["spoke_s"]) == ("", "")


def test_reports_are_no_more_exact_than_their_sources():
    header, *rows = cells(reported_session().published(), "reports")
    found = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(one["precision"], one["reported_when"]) for one in found] == [
        ("unknown", ""),
        ("day", "2026-03-02"),
    ]
    assert {one["basis"] for one in found} == {
        "Reconstructed from press reports, not a record of the institution"
    }


def test_elections_tell_declared_ballots_and_nobody_who_chose():
    header, *rows = cells(of_journal("3-elected.ndjson"), "elections")
    assert rows
    assert not {"issued", "women", "men", "nominator"} & set(header)
    for row in (dict(zip(header, row, strict=True)) for row in rows):
        assert (row["ballot"] == "0") == (row["papers"] == "")


# No cell can act.

BAD = st.text("=+-@\t\r\n＝a '\"", min_size=1, max_size=5)


@settings(max_examples=25, deadline=None)
@given(bad=BAD)
def test_no_name_can_be_a_formula(bad):
    names = Names(1, {**NAMES.entries, "p-0001": Name(label={"en": bad})})
    published = whole_session().published("en", names)
    for name in ("delegations", "roll-call", "speakers"):
        for row in cells(published, name):
            for cell in row:
                assert not cell.lstrip().startswith(FORMULA_MARKS)
                assert not cell.startswith(("\t", "\r", "\n"))
        assert any(bad in let_go(cell) for row in cells(published, name) for cell in row)


@pytest.mark.parametrize("bad", ["A;=1+1", "A; @SUM(1)", "A;+1;B", 'A;"=1+1"', "A;＝1", "A\n=1"])
def test_where_a_semicolon_separates_no_cell_is_a_formula(bad):
    """A French spreadsheet splits a file of commas so: quotation marks hold nothing together."""
    names = Names(1, {**NAMES.entries, "p-0001": Name(label={"en": bad})})
    written = publish("delegations.csv", whole_session().published("en", names)).decode()
    begun = [one.lstrip('\ufeff" ') for line in written.splitlines() for one in line.split(";")]
    assert [one for one in begun if one.startswith(FORMULA_MARKS)] == []
    assert [one for one in begun if one.startswith("'")], "the control: it is split there"


def test_the_workbook_holds_text_as_text():
    bad = "=HYPERLINK(1)"
    names = Names(1, {**NAMES.entries, "p-0001": Name(label={"en": bad})})
    book = openpyxl.load_workbook(
        io.BytesIO(publish("tables.xlsx", whole_session().published("en", names)))
    )
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in every} <= {"s", "inlineStr", "n", "b"}
    assert f"'{bad}" in {cell.value for cell in every}
    planted = openpyxl.Workbook()
    planted.active["A1"] = bad
    assert planted.active["A1"].data_type == "f", "the control: left alone, it is a formula"


def test_the_workbook_holds_the_tables():
    published = demonstration()
    book = openpyxl.load_workbook(io.BytesIO(publish("tables.xlsx", published)))
    assert book.sheetnames == ["session", *(table.name for table in TABLES)]
    for table in TABLES:
        sheet = [[plain(cell) for cell in row] for row in book[table.name].values]
        assert sheet == cells(published, table.name)
    assert book["session"]["B1"].value == "REHEARSAL - invented parliaments"
    assert book.properties.description == "REHEARSAL - invented parliaments"


def plain(cell: object) -> str:
    """A cell of a sheet as the file of the same table holds it."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def test_signs_that_no_workbook_can_hold_are_seen_to_be_missing():
    assert inert_text("a\x00b\x1f") == "a\ufffdb\ufffd"
    assert len(inert_text("x" * 40_000)) == 32_767
    names = Names(1, {**NAMES.entries, "p-0001": Name(label={"en": "A\x07B"})})
    content = publish("tables.xlsx", whole_session().published("en", names))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert "A\ufffdB" in {cell for row in book["delegations"].values for cell in row}
