"""The command: exit codes, plain lines, JSON, progress on a terminal, receipts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hemicycle_verify import __version__, command
from hemicycle_verify.command import main
from hemicycle_verify.findings import MEANINGS, Exit
from hemicycle_verify.report import printable

from .forged import JOURNALS, first, forged, golden, records_of

ACTED = JOURNALS / "3-acted.ndjson"
README = Path(command.__file__).parents[2] / "README.md"
FORMAT = JOURNALS.parents[1] / "docs" / "journal-format.md"


def said(capsys, *arguments):
    """The exit code, and what was written."""
    code = main([str(one) for one in arguments])
    return code, capsys.readouterr().out


def lying(tmp_path):
    """A record with one wrong figure."""
    records = records_of(golden("3-acted"))
    position = first(records, "result_declared")
    path = tmp_path / "lying.ndjson"
    lines = forged(records, position, lambda body: body.update(for_votes=99))
    path.write_bytes(b"".join(lines))
    return path, position


def test_a_whole_record_is_told_in_a_few_plain_lines(capsys):
    code, text = said(capsys, ACTED)
    assert code == Exit.WHOLE
    assert len(text.splitlines()) < 16
    for line in ("session       r1 (rehearsal)", "recounted     1 division by roll-call"):
        assert line in text.splitlines()
    assert "2 decisions without figures" in text
    assert text.splitlines()[-1].endswith("every tally in it is right.")


def test_each_exit_code_has_its_cause(capsys, tmp_path):
    path, position = lying(tmp_path)
    code, text = said(capsys, path)
    assert (code, f"Entry {position} cannot be right" in text) == (Exit.TALLY, True)
    damaged = tmp_path / "damaged.ndjson"
    damaged.write_bytes(ACTED.read_bytes()[:-200])
    assert said(capsys, damaged)[0] == Exit.DAMAGED
    assert said(capsys, tmp_path / "nowhere.ndjson")[0] == Exit.UNUSABLE
    assert said(capsys, ACTED, "--receipt", tmp_path / "nothing")[0] == Exit.UNUSABLE
    (tmp_path / "receipt.json").write_text('{"session":"r1"}')
    code, text = said(capsys, ACTED, "--receipt", tmp_path / "receipt.json")
    assert (code, "not proved" in text) == (Exit.RECEIPT, True)
    hidden = golden("3-acted")
    closed = first(records_of(hidden), "division_closed")
    header = hidden[closed - 1].partition(b',"header":')[2].rpartition(b',"salt":')[0]
    hidden[closed - 1] = b'{"header":' + header + b"}\n"
    damaged.write_bytes(b"".join(hidden))
    code, text = said(capsys, damaged)
    assert (code, f"Entry {closed} is withheld" in text) == (Exit.WITHHELD, True)


def test_the_exit_codes_are_documented_everywhere(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    help_text = capsys.readouterr().out
    assert ended.value.code == 0
    for code, meaning in MEANINGS.items():
        assert f"{int(code)}  {meaning}" in help_text
        for document in (README, FORMAT):
            assert f"| {int(code)} | {meaning} |" in document.read_text(), document.name
    assert set(MEANINGS) == set(Exit)


def test_wrong_usage_ends_with_2(capsys):
    for arguments in ([], [str(ACTED), "--unknown"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == Exit.UNUSABLE
    assert "usage" in capsys.readouterr().err


def test_as_json_everything_is_told_for_programs(capsys, tmp_path):
    whole = json.loads(said(capsys, ACTED, "--json")[1])
    assert (whole["code"], whole["verdict"], whole["verifier"]) == (0, "whole", __version__)
    assert whole["figures"] == {"annulled": 1, "recounted": 1, "without_figures": 2}
    assert len(whole["words"].split()) == 8
    path, position = lying(tmp_path)
    bad = json.loads(said(capsys, path, "--json")[1])
    assert (bad["code"], bad["verdict"], bad["position"]) == (3, "tally", position)


def test_an_earlier_checkpoint_is_read_from_a_file(capsys, tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_bytes(golden("3-acted")[-1])
    code, text = said(capsys, ACTED, "--earlier", kept, "--earlier", kept)
    assert (code, "2 kept from before, which it extends" in text) == (Exit.WHOLE, True)
    kept.write_bytes(golden("3-elected")[-1])
    assert said(capsys, ACTED, "--earlier", kept)[0] == Exit.DAMAGED


def test_a_key_that_did_not_sign_is_told(capsys):
    assert said(capsys, ACTED, "--key", "other+00000000+AAAA")[0] == Exit.DAMAGED


def test_on_a_terminal_a_long_reading_says_how_far_it_has_come(capsys, monkeypatch):
    monkeypatch.setattr(command, "PATIENCE_S", -1.0)
    monkeypatch.setattr(command, "EVERY", 10)
    said(capsys, ACTED)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    main([str(ACTED)])
    assert "\r100 entries read" in capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    main([str(ACTED)])
    assert capsys.readouterr().err == ""


def test_nothing_from_a_file_steers_the_terminal():
    assert printable("a\x1b[31mb\nc") == "a\N{REPLACEMENT CHARACTER}[31mb\N{REPLACEMENT CHARACTER}c"
    assert printable("Répétition") == "Répétition"


def test_the_command_is_installed():
    program = Path(sys.executable).parent / "hemicycle-verify"
    done = subprocess.run([program, ACTED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (Exit.WHOLE, "")
