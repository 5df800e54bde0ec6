"""What installs a house fits the program: the unit, the container, the settings, the wheel."""

import configparser
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.main import get_command

from hemicycle.cli import app
from hemicycle.operation.settings import SETTINGS, example, read_settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SETTINGS_FILE = "/etc/hemicycle/hemicycle.toml"


def require_command(words):
    """A command of ours, with options that it has."""
    command = get_command(app).commands[words[0]]
    known = {name for one in command.params for name in one.opts}
    assert {word for word in words[1:] if word.startswith("--")} <= known, words


def test_a_command_that_is_none_is_noticed():
    require_command(["serve", "--config", "x"])
    with pytest.raises(AssertionError):
        require_command(["serve", "--settings", "x"])


def test_the_unit_starts_the_program_as_it_is():
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(DEPLOY / "hemicycle.service")
    service = unit["Service"]
    for name in ("ExecStartPre", "ExecStart"):
        program, *words = shlex.split(service[name])
        assert program == "/usr/local/lib/hemicycle/bin/hemicycle"
        assert words[-1] == SETTINGS_FILE
        require_command(words)
    folder = f"/var/lib/{service['StateDirectory']}"
    told = read_settings(DEPLOY / "hemicycle.toml")
    assert str(told.data) == folder == service["WorkingDirectory"]
    assert f"-{told.backup_to}" == service["ReadWritePaths"]
    assert int(service["LimitNOFILE"]) >= 65_536
    assert (service["User"], service["UMask"]) == ("hemicycle", "0077")


def test_systemd_understands_the_unit(tmp_path):
    if not shutil.which("systemd-analyze"):
        return  # a computer without systemd runs no unit; what it names was looked at above
    text = (DEPLOY / "hemicycle.service").read_text()
    for name, replaced in (("good", text), ("bad", text.replace("Restart=always", "Restart=evr"))):
        file = tmp_path / f"{name}.service"
        there = replaced.replace("/usr/local/lib/hemicycle/bin/hemicycle", sys.executable)
        file.write_text(there.replace("User=hemicycle\nGroup=hemicycle\n", ""))
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", str(file)],
            capture_output=True,
            text=True,
            check=False,
        )
        found = [line for line in done.stderr.splitlines() if file.name in line]
        assert bool(found) == (name == "bad"), done.stderr


def test_the_settings_beside_it_name_every_setting():
    text = (DEPLOY / "hemicycle.toml").read_text()
    for one in SETTINGS:
        assert f"# {one.says}" in text, f"{one.key} is not explained in deploy/hemicycle.toml"
    names = re.findall(r"^(\w+) = ", text, re.MULTILINE)
    assert names == re.findall(r"^(\w+) = ", example(), re.MULTILINE)


def test_the_container_is_made_of_what_is_here():
    text = (DEPLOY / "Containerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == "COPY" and not rest.startswith("--from"):
            *sources, _ = rest.split()
            assert all((ROOT / source).exists() for source in sources), line
        if word == "FROM":
            assert re.search(r":3\.\d+-", rest), "the version of the image is named"
    assert "--require-hashes" in text
    last = {line.partition(" ")[0]: line.partition(" ")[2] for line in lines}
    assert last["USER"] == "hemicycle"
    require_command(re.findall(r'"([^"]+)"', last["CMD"]))
    assert "/ready" in last["HEALTHCHECK"]


@pytest.mark.slow
def test_the_wheel_holds_everything_that_the_program_reads(tmp_path):
    tree = tmp_path / "tree"
    tree.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, tree)
    shutil.copytree(ROOT / "src", tree / "src", ignore=shutil.ignore_patterns("*.egg-info"))
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"),
            *("--no-index", "-q", "-w", str(tmp_path), str(tree)),
        ],
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        held = set(packed.namelist())
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "src/hemicycle"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    wanted = {name.removeprefix("src/") for name in listed.stdout.splitlines()}
    assert not sorted(wanted - held)
