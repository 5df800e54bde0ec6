"""An operation of the disk fails in the midst of a vote; `make power` tries every one."""

import asyncio
import json
import resource
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from hemicycle.store import WriteFailed, folder
from hemicycle.store.sqlite import SqliteStore, open_reader

from .bad_disk import ALL, DISK_ERROR, DISK_FULL, WRITES, Trial, prepared_for, trials
from .disk import MEMORY
from .promises import require_kept
from .real_server import Lost, Server, prepared
from .voters import SESSION, Load, ask

pytestmark = pytest.mark.chaos


@pytest.fixture
def in_memory():
    """A folder where syncing costs nothing."""
    with tempfile.TemporaryDirectory(prefix="hemicycle-bad-disk-", dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    """A data folder with an open vote, closed and whole."""
    return prepared_for(tmp_path_factory.mktemp("bad-disk") / "data")


def test_whatever_fails_once_is_told_and_nothing_is_lost_or_doubled(pristine, in_memory):
    tried = list(trials(pristine, in_memory, error=DISK_ERROR, kinds=ALL, every=3))
    assert all(trial.failures for trial in tried)
    struck = {trial.fault.struck[0] for trial in tried}
    assert len(tried) > 20
    assert {name.split()[0] for name in struck} >= {"read", "write", "sync", "truncate"}
    assert "sync journal.sqlite3-wal" in struck


def test_a_disk_full_until_there_is_space_is_told_and_the_vote_goes_on(pristine, in_memory):
    tried = list(trials(pristine, in_memory, error=DISK_FULL, kinds=WRITES, lasts=True, every=3))
    assert len(tried) > 12
    assert all(trial.failures for trial in tried)


@pytest.mark.parametrize("lasts", [False, True], ids=["once", "until_the_restart"])
def test_after_a_failed_sync_not_even_a_restart_says_what_is_on_no_disk(pristine, in_memory, lasts):
    kinds = {"sync", "open"} if lasts else {"sync"}
    fault = {"error": DISK_ERROR, "kinds": kinds, "lasts": lasts}
    assert len(list(trials(pristine, in_memory, restarts=True, **fault))) > 5


def test_a_start_that_trusts_what_was_not_synced_is_found_out(pristine, in_memory, monkeypatch):
    monkeypatch.setattr(folder, "_take_in_the_log", lambda _connection: None)
    with pytest.raises(Lost, match="acknowledged are gone"):
        list(trials(pristine, in_memory, error=DISK_ERROR, kinds={"sync"}, restarts=True))


class Careless(SqliteStore):
    """Swallows the error of a commit, and says it is done."""

    def commit(self) -> None:
        """Say nothing of what fails."""
        with suppress(WriteFailed):
            super().commit()


def test_a_swallowed_error_is_found_out(pristine, in_memory):
    found = trials(pristine, in_memory, error=DISK_ERROR, kinds=WRITES, store_type=Careless)
    with pytest.raises(Lost, match="acknowledged are gone"):
        list(found)


def test_without_a_fault_nobody_is_told_that_anything_failed(pristine, in_memory):
    trial = Trial.without_fault(pristine, in_memory / "good")
    trial.run()
    assert (trial.failures, trial.fault.struck, len(trial.groups)) == (0, [], 12)


# The real server


@pytest.fixture
def running(tmp_path):
    """The real server with an open vote, and people who press."""
    known = prepared(tmp_path / "data", "--vote", "--delegations", "8")
    server = Server(tmp_path / "data")
    server.start()
    try:
        server.wait()
        yield server, Load(server.port, known["cookie"], known["people"], "full")
    finally:
        server.kill()


@contextmanager
def no_file_longer_than(size, server):
    """Let the system refuse to lengthen any file of the server, as a full disk would."""
    soft, hard = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (soft, hard))


async def answered(load, presses):
    """What each press is answered with, one after the other."""
    wire = await asyncio.open_connection("127.0.0.1", load.port)
    answers = [await ask(wire, load.request(press)) for press in presses]
    wire[1].close()
    return answers


def test_a_server_whose_disk_takes_no_more_says_so_and_goes_on_when_it_does(running):
    server, load = running
    presses = [load.ballot(member) for member in load.delegates]
    first, rest = presses[:2], presses[2:]
    taken = asyncio.run(answered(load, first))
    with no_file_longer_than(4096, server):
        failed = asyncio.run(answered(load, rest))
    assert {status for status, _ in taken} == {200}
    assert {status for status, _ in failed} == {503}
    assert not any("receipt" in json.loads(body) for _, body in failed)
    assert b"it was not done" in failed[0][1]
    again = asyncio.run(answered(load, presses))
    assert {status for status, _ in again} == {200}
    receipts = [json.loads(body)["receipt"] for _, body in again]
    assert receipts[:2] == [json.loads(body)["receipt"] for _, body in taken]
    kept = [
        replace(press, receipt=receipt) for press, receipt in zip(presses, receipts, strict=True)
    ]
    require_kept(server.folder, kept)
    reader = open_reader(server.folder)
    assert sorted(row.key for row in reader.ballots(SESSION, 1)) == sorted(p.key for p in presses)
    reader.close()
