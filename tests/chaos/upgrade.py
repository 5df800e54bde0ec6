"""The drill of an upgrade: two machines run an earlier program, and end with this one.

    python tests/chaos/upgrade.py [--times 1] [--from REVISION] [--both-at-once]

The earlier program is that of a revision of this repository, in processes of its own. People vote
at the writer all the while, and readers ask both machines for a public page. The second machine is
upgraded first and follows the earlier writer; then the writer is. At every moment a page must be
readable at one of the two, nothing acknowledged may be lost, and both verifiers must find both
records whole. With `--both-at-once` both are stopped together, and the readers must notice.
"""

import argparse
import asyncio
import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Self

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    __package__ = "chaos"

import httpx

from hemicycle.store.writer import FOLLOWS, SECOND, Link, link_in
from tls import TLS

from .promises import require_kept
from .real_server import Lost, Server
from .take_over import Second, command, follows, make_key, wait_until
from .voters import SESSION, Load

ROOT = Path(__file__).resolve().parents[2]
EARLIER = "15d6cec"  # the first revision with a second machine; its tables are older, too
PEOPLE_AT_ONCE = 8
LONGEST_GAP_S = 3.0  # a page among votes on two processors; where none answers it is far more
LONGEST_WITHOUT_VOTES_S = 60.0
INSTALLS_S = 3.0
PAGE = f"/en/a/{SESSION}"


@dataclass
class Drilled:
    """What the drills so far have shown. Units: seconds."""

    drills: int = 0
    acknowledged: int = 0
    pages: int = 0
    longest_gap_s: float = 0.0
    without_votes_s: float = 0.0


def is_kept(revision: str) -> bool:
    """Whether this copy of the repository has a revision; one without its history has none."""
    asked = ["git", "-C", str(ROOT), "cat-file", "-e", f"{revision}^{{commit}}"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def unpack(revision: str, to: Path) -> Path:
    """The program of a revision; where its packages begin.

    Errors: Lost
    """
    asked = ["git", "-C", str(ROOT), "archive", revision, "src", "tests/chaos"]
    packed = subprocess.run(asked, capture_output=True, check=False)
    if packed.returncode:
        raise Lost(f"the earlier program is not in the history here: {packed.stderr.decode()}")
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as tar:
        tar.extractall(to, filter="data")
    return to / "src"


def prepared_by(program: Path, folder: Path) -> dict:
    """An open vote in a folder that the earlier program itself has made; who is signed in."""
    script = program.parent / "tests" / "chaos" / "prepare.py"
    told = subprocess.run(
        [sys.executable, str(script), str(folder), "--vote"],
        env=os.environ | {"PYTHONPATH": str(program)},
        check=True,
        capture_output=True,
    )
    return json.loads(told.stdout)


@dataclass
class Readers:
    """Somebody at each address who asks for a page again and again; when each one came."""

    urls: list[str]
    came: list[float] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.threads = [threading.Thread(target=self.read, args=(url,)) for url in self.urls]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_fault) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def read(self, url: str) -> None:
        """Ask until it is over."""
        with httpx.Client(trust_env=False, timeout=5, verify=TLS) as client:
            while not self.over.wait(0.02):
                try:
                    answer = client.get(url + PAGE)
                except httpx.TransportError:
                    continue
                if answer.status_code == httpx.codes.OK:
                    self.came.append(time.monotonic())

    @property
    def longest_gap_s(self) -> float:
        """For how long no page came from either address."""
        return max(after - before for before, after in pairwise(sorted(self.came)))


@dataclass
class Drill:
    """One drill after another."""

    revision: str = EARLIER
    both_at_once: bool = False
    found: Drilled = field(default_factory=Drilled)

    def run(self, times: int) -> Drilled:
        """Drill so many times, each on a fresh house.

        Errors: Lost
        """
        for _ in range(times):
            with tempfile.TemporaryDirectory(prefix="hemicycle-drill-") as temporary:
                place = Path(temporary)
                program = unpack(self.revision, place / "earlier")
                self.once(place, program, prepared_by(program, place / "one"))
        return self.found

    def once(self, place: Path, program: Path, known: dict) -> None:
        """Two machines, votes and readers; one is upgraded, then the other one."""
        writer = Server(place / "one", keeps_port=True, program=program)
        second = Second(place / "two", key_file=place / "key", keeps_port=True, program=program)
        load = Load(0, known["cookie"], known["people"], "u")
        try:
            for machine in (writer, second):
                machine.choose_port()
            load.port = writer.port
            begin(writer)
            key = {"at": second.url, "to": second.key_file}
            make_key(writer.folder, **key, program=program)
            second.writer = writer.url
            begin(second)
            wait_until(lambda: follows(writer))
            earlier = tables_of(second.folder)
            with Readers([writer.url, second.url]) as readers:
                without_s = asyncio.run(self.upgrade_among_votes(writer, second, load))
                wait_until(lambda: is_level(second))
            if sent := [one for one in links_of(writer, second) if one.was_sent]:
                raise Lost(f"the key may be sent on to {sent[0].address}")
            if tables_of(second.folder) <= earlier:
                raise Lost("the tables of the second machine did not go forward")
            self.judge(readers, without_s)
            for machine in (writer, second):
                require_verified(machine, place)
                machine.stop()
                require_kept(machine.folder, load.acknowledged)
        finally:
            writer.kill()
            second.kill()
        self.found.drills += 1
        self.found.acknowledged += len(load.acknowledged)

    async def upgrade_among_votes(self, writer: Server, second: Second, load: Load) -> float:
        """Upgrade both while people vote; for how long nobody could. Units: seconds."""
        voting = begin_voting(load)
        await asyncio.sleep(1)  # so that there are votes of before
        if self.both_at_once:
            writer.kill()
        await asyncio.to_thread(upgrade, second)
        if not self.both_at_once:
            await asyncio.to_thread(wait_until, lambda: follows(writer))
        stopped = time.monotonic()
        await asyncio.to_thread(upgrade, writer)
        await asyncio.gather(*voting)
        count = len(load.acknowledged)
        voting = begin_voting(load)
        await asyncio.to_thread(wait_until, lambda: len(load.acknowledged) > count)
        without_s = time.monotonic() - stopped
        await asyncio.sleep(1)  # so that there are votes of after
        for task in voting:
            task.cancel()
        await asyncio.gather(*voting, return_exceptions=True)
        return without_s

    def judge(self, readers: Readers, without_s: float) -> None:
        """What the readers and the voters noticed.

        Errors: Lost
        """
        gap_s = readers.longest_gap_s
        if gap_s > LONGEST_GAP_S:
            raise Lost(f"no page could be read at either address for {gap_s:.1f} s")
        if without_s > LONGEST_WITHOUT_VOTES_S:
            raise Lost(f"nobody could vote for {without_s:.1f} s")
        found = self.found
        found.pages += len(readers.came)
        found.longest_gap_s = max(found.longest_gap_s, gap_s)
        found.without_votes_s = max(found.without_votes_s, without_s)


def begin(machine: Server) -> None:
    """Start a machine and wait until it answers."""
    machine.start()
    machine.wait()


def upgrade(machine: Server) -> None:
    """End a machine as a system does, and start it again with the program of now."""
    machine.stop()
    time.sleep(INSTALLS_S)  # between the two the program is exchanged, which takes its time
    machine.program = None
    begin(machine)


def begin_voting(load: Load) -> list[asyncio.Task]:
    """Everybody presses until the writer is gone."""
    members = load.delegates[:PEOPLE_AT_ONCE]
    return [
        asyncio.create_task(load.keep_pressing(member, Random(number)))  # noqa: S311 - no secret
        for number, member in enumerate(members)
    ]


def is_level(second: Second) -> bool:
    """Whether the second machine has heard everything."""
    told = httpx.get(f"{second.url}/ready", trust_env=False, verify=TLS).json()
    return "0 entries behind" in told["why"][0]


def links_of(writer: Server, second: Second) -> list[Link]:
    """What either machine knows of the other one."""
    known = ((writer.folder, SECOND), (second.folder, FOLLOWS))
    return [link for folder, name in known if (link := link_in(folder, name)) is not None]


def tables_of(folder: Path) -> set[str]:
    """The changes of form that the tables of a folder have gone through."""
    with closing(sqlite3.connect(folder / "secretariat.sqlite3")) as tables:
        return {name for (name,) in tables.execute("SELECT name FROM django_migrations")}


def require_verified(machine: Server, place: Path) -> None:
    """Both verifiers find the public record of a machine whole.

    Errors: Lost
    """
    file = place / f"{machine.folder.name}.ndjson"
    told = httpx.get(f"{machine.url}/a/{SESSION}/journal.ndjson", trust_env=False)
    file.write_bytes(told.content)
    command("verify", str(file))
    apart = [sys.executable, "-m", "hemicycle_verify", str(file)]
    done = subprocess.run(apart, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Lost(f"the verifier apart: {done.stdout}{done.stderr}")


def main() -> None:
    """Run from the command line; the exit says whether what was promised was kept."""
    parser = argparse.ArgumentParser(description="Upgrade two machines while people vote.")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--from", dest="revision", default=EARLIER)
    parser.add_argument("--both-at-once", action="store_true")
    wanted = parser.parse_args()
    if not is_kept(wanted.revision):
        print(f"No upgrade was drilled: {wanted.revision} is not in the history of this copy.")
        return
    try:
        found = Drill(wanted.revision, wanted.both_at_once).run(wanted.times)
    except Lost as loss:
        sys.exit(f"LOST: {loss}")
    print(
        f"{found.drills} upgrades from {wanted.revision}: {found.acknowledged} acknowledged, all "
        f"there on both machines; {found.pages} pages read, at one address or the other always "
        f"within {found.longest_gap_s:.1f} s; no vote was taken for at most "
        f"{found.without_votes_s:.1f} s."
    )


if __name__ == "__main__":
    main()
