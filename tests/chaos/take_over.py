"""The drill of a take-over: votes come in, the writer dies, the second machine goes on.

    python tests/chaos/take_over.py [--times 3] [--seed 7] [--deaf | --unfenced]

Whatever was acknowledged must be in the record that goes on, whole, within 60 seconds, and the old
machine must refuse on its return. With `--deaf` the writer does not wait for the second machine,
and with `--unfenced` the old machine does not ask it; either run must end with something lost.
"""

import argparse
import asyncio
import os
import secrets
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    __package__ = "chaos"

import httpx

from hemicycle.store.sqlite import open_reader
from tls import TLS

from .promises import require_kept, require_known
from .real_server import Lost, Server, prepared
from .voters import SESSION, Load

PEOPLE_AT_ONCE = 16
VOTED_S = 1.0
LONGEST_S = 60.0
REASON = "The first machine is silent."
REFUSED_WITHIN_S = 40


@dataclass
class Drilled:
    """What the drills so far have shown. Units: seconds."""

    drills: int = 0
    acknowledged: int = 0
    longest_s: float = 0.0


@dataclass
class Second(Server):
    """The second machine: `hemicycle follow` on a folder that begins as a copy."""

    writer: str = ""
    key_file: Path = Path()

    @property
    def command(self) -> list[str]:
        """What it is started with."""
        return ["follow", self.writer, "--key-file", str(self.key_file)]


@dataclass
class Drill:
    """One drill after another; `fault` is planted in the writer, or in the old one."""

    seed: int
    fault: str = "none"

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - it chooses moments, not secrets
        self.found = Drilled()

    def run(self, times: int) -> Drilled:
        """Drill so many times, each on a fresh house.

        Errors: Lost
        """
        for _ in range(times):
            with tempfile.TemporaryDirectory(prefix="hemicycle-drill-") as temporary:
                place = Path(temporary)
                self.once(place, prepared(place / "one", "--vote"))
        return self.found

    def once(self, place: Path, known: dict) -> None:
        """A writer and its second machine, votes, a death, a take-over, and the return."""
        writer = Server(place / "one", fault="deaf" if self.fault == "deaf" else "none")
        second = Second(place / "two", key_file=place / "key", keeps_port=True)
        load = Load(0, known["cookie"], known["people"], "d")
        try:
            writer.start()
            writer.wait()
            second.choose_port()
            make_key(writer.folder, at=second.url, to=second.key_file)
            second.writer = writer.url
            second.start()
            second.wait()
            wait_until(lambda: follows(writer))
            load.port = writer.port
            asyncio.run(self.vote_until_death(writer, load))
            self.go_on(second, load)
            self.come_back(writer)
        finally:
            writer.kill()
            second.kill()

    async def vote_until_death(self, writer: Server, load: Load) -> None:
        """Everybody presses as fast as answers come, until the writer is killed in the middle."""
        members = self.random.sample(load.delegates, PEOPLE_AT_ONCE)
        randoms = [Random(self.random.random()) for _ in members]  # noqa: S311 - as above
        tasks = [
            asyncio.create_task(load.keep_pressing(member, random))
            for member, random in zip(members, randoms, strict=True)
        ]
        await asyncio.sleep(VOTED_S + self.random.random())  # so that it dies at any moment
        writer.kill()
        await asyncio.gather(*tasks)

    def go_on(self, second: Second, load: Load) -> None:
        """Take over, and find everything that was acknowledged; the first new vote is received.

        Errors: Lost
        """
        began = time.monotonic()
        before = list(load.acknowledged)
        command("take-over", "--data", str(second.folder), "--reason", REASON, "--yes")
        load.port = second.port
        asyncio.run(one_more(load))
        took_s = time.monotonic() - began
        require_kept(second.folder, load.acknowledged)
        asyncio.run(require_known(load, next(press for press in before[::-1] if press.is_ballot)))
        if took_s > LONGEST_S:
            raise Lost(f"the take-over lasted {took_s:.1f} s")
        self.found.drills += 1
        self.found.acknowledged += len(before)
        self.found.longest_s = max(self.found.longest_s, took_s)

    def come_back(self, writer: Server) -> None:
        """The old machine starts again as it was, and must refuse.

        Errors: Lost
        """
        before = head(writer.folder)
        old = Server(writer.folder, fault="unfenced" if self.fault == "unfenced" else "none")
        old.start(stderr=subprocess.PIPE)
        try:
            _, said = old.process.communicate(timeout=REFUSED_WITHIN_S)
        except subprocess.TimeoutExpired:
            old.kill()
            old.process.communicate()  # closes what it said
            raise Lost("the old machine records again") from None
        if old.process.returncode != 1 or b"Another machine took over" not in said:
            raise Lost(f"the old machine ended with {old.process.returncode}: {said.decode()}")
        if head(writer.folder) != before:
            raise Lost("the old machine wrote something on its return")


def make_key(folder: Path, *, at: str, to: Path, program: Path | None = None) -> None:
    """The key with which the second machine follows; made by the program of now, or an earlier."""
    told = command("second", "--data", str(folder), "--at", at, program=program)
    to.write_text(told.strip().splitlines()[-1])


def command(*words: str, program: Path | None = None) -> str:
    """What a command says.

    Errors: Lost
    """
    done = subprocess.run(
        [sys.executable, "-m", "hemicycle", *words],
        env=os.environ | ({"PYTHONPATH": str(program)} if program else {}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Lost(f"{words[0]}: {done.stderr or done.stdout}")
    return done.stdout


def follows(writer: Server) -> bool:
    """Whether the second machine keeps up, as the writer sees it."""
    told = httpx.get(f"{writer.url}/metrics", trust_env=False, verify=TLS).text
    return "hemicycle_second_there 1" in told


def wait_until(condition) -> None:
    """Wait until something holds.

    Errors: Lost
    """
    until = time.monotonic() + REFUSED_WITHIN_S
    while not condition():
        if time.monotonic() > until:
            raise Lost("the second machine does not follow")
        time.sleep(0.05)  # what another program says of itself is asked for


async def one_more(load: Load) -> None:
    """One new ballot on the machine that took over."""
    wire = await asyncio.open_connection("127.0.0.1", load.port)
    received = len(load.acknowledged)
    await load.put(wire, load.ballot(load.delegates[0], "after-the-take-over", 3))
    wire[1].close()
    if len(load.acknowledged) == received:
        raise Lost("no vote is received after the take-over")


def head(folder: Path) -> int:
    """The last entry of a folder."""
    reader = open_reader(folder)
    try:
        return reader.head(SESSION)
    finally:
        reader.close()


def main() -> None:
    """Run from the command line; the exit says whether what was promised was kept."""
    parser = argparse.ArgumentParser(description="Kill the writer, and let the other take over.")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--deaf", dest="fault", action="store_const", const="deaf")
    parser.add_argument("--unfenced", dest="fault", action="store_const", const="unfenced")
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}")
    try:
        found = Drill(wanted.seed, wanted.fault or "none").run(wanted.times)
    except Lost as loss:
        sys.exit(f"LOST: {loss}")
    print(
        f"{found.drills} take-overs: {found.acknowledged} acknowledged, all there; from the "
        f"decision to the first vote received at most {found.longest_s:.1f} s; the old machine "
        "refused each time."
    )


if __name__ == "__main__":
    main()
