"""Ten sudden deaths here; `make chaos` does two hundred."""

import socket
import sqlite3
import subprocess
import sys

import pytest

from hemicycle.store.folder import FILE

from .kill import Killer
from .promises import require_kept
from .real_server import HERE, Lost, Server, prepared
from .voters import Press

pytestmark = [pytest.mark.chaos, pytest.mark.slow]


def test_ten_sudden_deaths_lose_nothing_that_was_acknowledged():
    found = Killer(seed=20).run(10)
    assert found.kills == 10
    assert found.acknowledged > 250


def test_a_server_that_answers_before_its_commit_is_found_out():
    with pytest.raises(Lost, match="acknowledged are gone"):
        Killer(seed=20, fault="hasty").run(20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A data folder with an open vote."""
    made = tmp_path_factory.mktemp("chaos") / "data"
    prepared(made, "--vote")
    return made


def test_a_record_with_one_byte_altered_is_found_out(folder, tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "keys").symlink_to(folder / "keys")
    original = sqlite3.connect(folder / FILE)
    altered = sqlite3.connect(copy / FILE)
    original.backup(altered)
    original.close()
    require_kept(copy, [])
    altered.execute("DROP TRIGGER entries_stay_update")
    altered.execute(
        "UPDATE entries SET body = CAST(replace(body, 'president', 'precedent') AS BLOB)"
    )
    altered.commit()
    altered.close()
    with pytest.raises(Exception, match="body"):
        require_kept(copy, [])


def test_an_act_that_never_was_is_missed(folder):
    with pytest.raises(Lost, match="1 of 1 acknowledged are gone"):
        require_kept(folder, [Press("p-0001-1", "never", "acts/ask_for_floor", {})])


def started(folder, fault):
    """How a server with a fault ends that is expected not to start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [sys.executable, str(HERE / "planted_server.py"), fault]
    run = [*program, "serve", "--data", str(folder), "--port", str(port)]
    return subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)


def test_a_server_that_would_not_sync_its_commits_refuses_to_start(folder):
    ended = started(folder, "careless")
    assert ended.returncode != 0
    said = " ".join((ended.stdout + ended.stderr).split())
    assert "cannot be kept safely: synchronous is NORMAL, but must be FULL" in said
    assert "Traceback" not in said


@pytest.mark.quiet  # it allows for a start that shares the machine with nobody
def test_the_same_server_with_full_synchronous_starts(folder):
    server = Server(folder, "careless")
    with pytest.raises(Lost, match="does not start"):
        begin(server)
    begin(Server(folder))


def begin(server):
    """Start a server, wait for it and end it."""
    try:
        server.start()
        assert server.wait() < 10
    finally:
        server.kill()
