"""The outputs for programs: decisions as data, and what the table of roll-calls is."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from hemicycle.publish import Published, publish
from hemicycle.publish.data.roll_call_table import TABLE

from .small_session import SmallSession, reported_session

METADATA = "roll-call.csv-metadata.json"


def data_of(published: Published, name: str = "decisions.json") -> dict:
    return json.loads(publish(name, published))


def test_every_decision_is_there_once_in_the_order_of_the_record(rehearsal):
    published = rehearsal.published()
    taken = data_of(published)["decisions"]
    positions = [one["position"] for one in taken]
    assert positions == sorted(one.position for one in published.assembly.decisions.values())
    assert len(set(positions)) == len(taken) > 1
    assert {one["method"] for one in taken} > {"roll_call"}
    for one in taken:
        assert (one["division"] is None) == (one["method"] != "roll_call")


def test_the_figures_of_a_division_add_up_and_are_those_of_the_table(rehearsal):
    published = rehearsal.published()
    [one] = [one["division"] for one in data_of(published)["decisions"] if one["division"]]
    content = publish("roll-call.csv", published).decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(content, newline="")))
    assert [row["delegation"] for row in table] == [row["delegation"] for row in one["delegations"]]
    for choice in ("yes", "no", "abstain", "not_cast", "entitled"):
        assert sum(row[choice] for row in one["delegations"]) == one[choice]
        assert sum(int(row[choice]) for row in table) == one[choice]
    majority = one["majority"]
    assert majority["base_votes"] == one["yes"] + one["no"] == 29
    assert (majority["share"], majority["required_votes"]) == ([2, 3], 20)


def test_a_reservation_and_a_corrigendum_stand_beside_their_decision(rehearsal):
    taken = data_of(rehearsal.published())["decisions"]
    assert any(one["reservations"] for one in taken)
    corrected = [one for one in taken if one["corrigenda"]]
    assert corrected
    for one in corrected:
        assert all(corrigendum["words"]["en"] for corrigendum in one["corrigenda"])


def test_what_was_annulled_says_by_what(rehearsal):
    published = rehearsal.published()
    first = min(published.assembly.decisions.values(), key=lambda one: one.position)
    decisions = published.assembly.decisions
    annulled = {**decisions, first.question.number: replace(first, annulled_by=9)}
    told = [one["annulled_by_question"] for one in data_of(published)["decisions"]]
    assert told == [None] * len(decisions)
    assembly = replace(published.assembly, decisions=annulled)
    told = [
        one["annulled_by_question"]
        for one in data_of(replace(published, assembly=assembly))["decisions"]
    ]
    assert told == [9, *[None] * (len(decisions) - 1)]


def test_nothing_is_decided_in_a_reported_session_and_its_notice_is_there():
    data = data_of(reported_session().published())
    assert data["decisions"] == []
    assert data["basis"] == "reported"
    assert data["notice"].startswith("Reconstructed from press reports")


def test_a_rehearsal_says_so_in_both(rehearsal):
    notice = "REHEARSAL - invented parliaments"
    assert data_of(rehearsal.published())["notice"] == notice
    assert data_of(rehearsal.published(), METADATA)["dc:description"] == notice
    acted = SmallSession("acted")
    acted.sit()
    assert "dc:description" not in data_of(acted.published(), METADATA)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_description_is_that_of_the_table_as_it_is(rehearsal, language):
    published = rehearsal.published(language)
    described = data_of(published, METADATA)
    assert described["@context"][1] == {"@language": language}
    content = publish(described["url"], published).decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(content, newline="")))
    columns = described["tableSchema"]["columns"]
    assert [one["titles"]["und"] for one in columns] == table[0]
    assert wrong_cells(columns, table[1:]) == []
    key = [table[0].index(name) for name in described["tableSchema"]["primaryKey"]]
    assert len({tuple(row[n] for n in key) for row in table[1:]}) == len(table) - 1
    words = [one["dc:description"] for one in columns]
    assert len(set(words)) == len(TABLE.columns)


def wrong_cells(columns: list[dict], table: list[list[str]]) -> list[str]:
    """The cells that are not what the description says of their column."""
    wrong = []
    for row in table:
        for column, cell in zip(columns, row, strict=True):
            is_number = column["datatype"] != "string"
            if (is_number and not re.fullmatch("[0-9]+", cell)) or (
                column["required"] and not cell
            ):
                wrong.append(f"{column['name']}: {cell}")
    return wrong


def test_a_cell_that_is_no_number_would_be_found(rehearsal):
    columns = data_of(rehearsal.published(), METADATA)["tableSchema"]["columns"]
    row = ["x", "1", "q", "p-1", "n", *["0"] * 9]
    assert wrong_cells(columns, [row]) == []
    assert wrong_cells(columns, [[*row[:-1], "-1"]]) == ["absent: -1"]
    assert wrong_cells(columns, [[*row[:3], "", *row[4:]]]) == ["delegation: "]
