"""`hemicycle read`: everything as JSON, or as a clerk reads it, beside a record if one is given."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hemicycle.cli import app
from hemicycle.demo.reports import rehearse_to
from hemicycle.demo.sessions import REHEARSAL

REPORT = (
    "Delegate Graciana Rocasalva told the Assembly of parliaments that archives were “too damp”.\n"
    "\n"
    "Over 150 delegations came. The weather was fine.\n"
)
KEYS = ["start", "end", "text", "kind", "person", "capacity", "via", "pattern", "status", "facts"]


@pytest.fixture(scope="module")
def journal(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("record") / "record.ndjson"
    rehearse_to(REHEARSAL, path)
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def run(*arguments: object):
    """The command, as a person types it."""
    return CliRunner().invoke(app, ["read", *map(str, arguments)])


def test_json_tells_everything_with_its_place(report):
    done = run(report, "--json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert list(told) == ["proposals", "unread", "coverage"]
    assert all(list(one) == KEYS for one in told["proposals"])
    assert all(REPORT[p["start"] : p["end"]] == p["text"] for p in told["proposals"])
    assert [one["text"] for one in told["unread"]] == ["The weather was fine."]
    assert told["coverage"] == 0.66


def test_a_clerk_reads_who_said_what_and_how_sure_that_is(report):
    done = run(report)
    assert "Something was understood in 2 of 3 sentences." in done.stdout
    assert "Graciana Rocasalva, Delegate · stated in the sentence · said.who_verb" in done.stdout
    assert "The weather was fine." in done.stdout


def test_beside_a_record_each_line_has_its_verdict_and_its_entry(report, journal):
    done = run(report, "--against", journal)
    assert done.exit_code == 0
    parts = ("Contradicts the record (1)", "Not in the record (1)", "Agrees with the record (1)")
    places = [done.stdout.index(part) for part in parts]
    assert places == sorted(places)
    assert "Entry" in done.stdout
    told = json.loads(run(report, "--against", journal, "--json").stdout)
    assert {line["verdict"] for line in told["against"]} == {
        "agrees",
        "contradicts",
        "not_in_record",
    }


def test_what_is_no_record_is_told_in_a_sentence(report, tmp_path):
    broken = tmp_path / "broken.ndjson"
    broken.write_text("nothing\n", encoding="utf-8")
    done = run(report, "--against", broken)
    assert done.exit_code == 1
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("content", "status", "sentence"),
    [
        (b"", 0, "There is nothing to read."),
        (b"Peel two onions and stir them into the butter, as it is said.", 0, "Nothing in this"),
        ("Le parlement a adopté la résolution par consensus, a dit le président.".encode(), 1, "E"),
        (b"\xff\xfe\x00\x01", 1, "This is not plain text."),
        (b"the parliament said " * 10_000, 1, "The report is too long"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(tmp_path, content, status, sentence):
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    done = run(path)
    assert done.exit_code == status
    assert sentence in done.stdout
    assert json.loads(run(path, "--json").stdout)["proposals"] == []


def test_a_file_that_is_not_there_is_told_in_a_sentence(tmp_path):
    done = run(tmp_path / "none.txt")
    assert done.exit_code == 1
    assert "No such file" in done.output
