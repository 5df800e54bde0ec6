"""One file of settings: explained, checked, and every mistake said with its line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from hemicycle.cli import app, serving
from hemicycle.operation.settings import SETTINGS, Settings, SettingsFault, example, read_settings


def read(tmp_path, text):
    """The settings that a text stands for."""
    file = tmp_path / "hemicycle.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file)


def mistakes(tmp_path, text):
    """What is wrong with a text, without the name of the file."""
    with pytest.raises(SettingsFault) as fault:
        read(tmp_path, text)
    return [one.partition(", ")[2] for one in fault.value.mistakes]


def test_the_example_explains_every_setting_and_changes_nothing(tmp_path):
    assert read(tmp_path, example()) == Settings() == read(tmp_path, "")
    for one in SETTINGS:
        assert f"# {one.says}" in example()
        assert f"\n{one.name} = " in example()


def test_what_is_written_holds(tmp_path):
    told = read(tmp_path, '[backup]\nto = "/b"\nevery_minutes = 5\n[serve]\nport = 80\n')
    assert (told.backup_to, told.backup_every_min, told.port) == (Path("/b"), 5, 80)
    assert told.backup_keep == Settings().backup_keep


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n[hous]\n", "line 2: there is no [hous]; did you mean house."),
        ("[serve]\n\nprot = 1\n", "line 3: there is no serve.prot; did you mean port."),
        ("[serve]\nport = '80'\n", "line 2: serve.port must be a whole number."),
        ("[serve]\nport = true\n", "line 2: serve.port must be a whole number."),
        ("[serve]\nport = 99999\n", "line 2: serve.port must be from 0 to 65535."),
        ("[house]\ndata = 3\n", 'line 2: house.data must be text in "quotes".'),
        ("house = 3\n", "line 1: house is a table, written [house]."),
        ("[watch]\nlog = 'jsno'\n", "line 2: watch.log must be one of text, json; "),
        ("[backup]\nkeep = 0\n", "line 2: backup.keep must be from 1 to 10000."),
        ("[serve]\nport = \n", "line 2: this is no TOML: "),
        ("[hall]\nname = '" + "é" * 17 + "'\n", "line 2: hall.name must have at most 32 bytes."),
        ("[hall]\nname = 'a\u200b'\n", "line 2: hall.name must have signs that can be read."),
        ("[hall]\npassword = 'seven77'\n", "line 2: hall.password must have 8 to 63 signs of"),
        (f"[hall]\npassword = '{'x' * 64}'\n", "line 2: hall.password must have 8 to 63 signs"),
        ("[hall]\npassword = 'café-au-lait'\n", "line 2: hall.password must have 8 to 63 signs"),
        ("[hall]\nsecurity = 'wpa'\n", "line 2: hall.security must be one of wpa2, wpa3; did you"),
        ("[hall]\naddress = '10.42.0.1'\n", "line 2: hall.address must be a private address with"),
        ("[hall]\naddress = '8.8.8.8/24'\n", "line 2: hall.address must be a private address"),
        ("[hall]\naddress = '10.0.0.1/8'\n", "line 2: hall.address must be a private address"),
        ("[hall]\naddress = '10.42.0.0/24'\n", "line 2: hall.address must be an address of one"),
        ("[hall]\naddress = 'here'\n", "line 2: hall.address must be a private address"),
        ("[hall]\ncard = 'wlan0\tx'\n", "line 2: hall.card must be the name of a network card"),
        ("[hall]\nthrough = 'air'\n", "line 2: hall.through must be one of radio, cable"),
        ("[serve]\nqqqqqqqq = 1\n", "line 2: there is no serve.qqqqqqqq."),
    ],
)
def test_a_mistake_is_said_with_its_line_and_the_nearest_word(tmp_path, text, said):
    [found] = mistakes(tmp_path, text)
    assert found.startswith(said)


def test_all_mistakes_are_said_at_once_and_no_secret_is_repeated(tmp_path):
    text = '[serve]\nprot = 1\n[house]\nstore = 5\npasword = "hunter2"\n'
    found = mistakes(tmp_path, text)
    assert len(found) == 3
    assert "hunter2" not in "".join(found)


def test_the_command_shows_checks_and_says_how_it_ended(tmp_path):
    runner, file = CliRunner(), tmp_path / "hemicycle.toml"
    file.write_text(runner.invoke(app, ["config"]).stdout)
    checked = runner.invoke(app, ["config", "--check", str(file)])
    assert (checked.exit_code, "is in order" in checked.stdout) == (0, True)
    file.write_text("[serve]\nprot = 1\n")
    checked = runner.invoke(app, ["config", "--check", str(file)])
    assert (checked.exit_code, "did you mean port" in checked.stderr) == (1, True)
    missing = runner.invoke(app, ["config", "--check", str(tmp_path / "none")])
    assert missing.exit_code == 1
    assert "No such file" in missing.stderr


def test_what_the_command_says_goes_before_the_file(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(serving, "run_installation", lambda _folder, **wish: asked.append(wish))
    file = tmp_path / "hemicycle.toml"
    file.write_text('[serve]\nport = 80\nhost = "::1"\n[house]\nstore = "service=file"\n')
    runner = CliRunner()
    serve = ["serve", "--config", str(file)]
    for words, env in (
        ([], {}),
        (["--port", "8150"], {}),
        ([], {"HEMICYCLE_STORE": "service=environment"}),
    ):
        done = runner.invoke(app, [*serve, *words], env=env)
        assert done.exit_code == 0, done.output
    assert [(one["at"].port, one["at"].host) for one in asked] == [
        *((80, "::1"), (8150, "::1"), (80, "::1")),
    ]
    assert [one["store_at"] for one in asked] == [
        *("service=file", "service=file", "service=environment"),
    ]
    file.write_text("[serve]\nprot = 1\n")
    assert runner.invoke(app, serve).exit_code == 1
    assert len(asked) == 3
