"""`hemicycle consolidate`: a text on standard output, or every collision on standard error."""

import pytest
from typer.testing import CliRunner

from hemicycle.cli import app

BASE = "Preamble.\r\nUrges parliaments to build ramps.\n\nلا تغيير\n"


def consolidate(folder, **texts: bytes | str):
    """The command on three files."""
    options = []
    for name, text in texts.items():
        file = folder / f"{name}.txt"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        options += [f"--{name}", str(file)]
    return CliRunner().invoke(app, ["consolidate", *options])


def test_the_text_is_written_to_the_last_sign(tmp_path):
    current, amended = BASE.replace("Urges", "Calls on"), BASE.replace("ramps", "lifts")
    done = consolidate(tmp_path, base=BASE, current=current, amended=amended)
    assert done.exit_code == 0
    assert done.stdout_bytes.decode() == BASE.replace("Urges", "Calls on").replace("ramps", "lifts")
    assert not done.stderr


def test_every_collision_is_told_with_its_place_and_readings(tmp_path):
    current, amended = BASE.replace("ramps", "lifts"), BASE.replace("ramps", "")
    done = consolidate(tmp_path, base=BASE, current=current, amended=amended)
    assert done.exit_code == 2
    assert not done.stdout
    assert "Collision 1, base line 2, column 28:" in done.stderr
    assert 'base: "ramps"' in done.stderr
    assert 'current: "lifts"' in done.stderr
    assert "amended: (nothing)" in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"one\ntwo\xff\n", "line 2"), (b"x" * 10_000_001, "too many")],
)
def test_what_is_no_text_is_refused_in_a_sentence(tmp_path, content, said):
    done = consolidate(tmp_path, base=content, current="a", amended="b")
    assert done.exit_code == 1
    assert said in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path):
    done = CliRunner().invoke(
        app, ["consolidate", "--base", "nowhere", "--current", "nowhere", "--amended", "nowhere"]
    )
    assert done.exit_code == 1
    assert "nowhere" in done.stderr
