"""PostgreSQL is gone for half a minute and comes back, while telephones vote; again and again.

    python tests/chaos/gone.py --times 2 [--for-s 30] [--seed 7] [--fault hopeful]

Two processes serve one house. Each telephone presses, and what was not answered as done it presses
again under the same key, as the page does. The database falls at a random moment, as in a power
cut. Until it is back nobody may be told that anything was received, and pages are read all the
same; afterwards each telephone is served again without anybody touching the house, and whatever
was answered as done is there, once. `--fault hopeful` plants processes that answer before they
commit, and go on where they cannot.
"""

import argparse
import asyncio
import json
import secrets
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    __package__ = "chaos"

from private_postgres import private_server

from .promises import require_known
from .real_server import Lost, Server
from .served import PEOPLE_AT_ONCE, Drill
from .voters import SESSION, Load, Press, Wire, ask

LIVES_S = (0.3, 1.5)
PAUSE_S = (0.2, 1.0)  # of a telephone before it tries again
LONGEST_S = 30  # until everybody is served again
HALL = f"GET /a/{SESSION}/hall HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


@dataclass(eq=False)
class Telephone:
    """One person's telephone, which tries again until it is answered."""

    load: Load
    member: str
    random: Random
    told: list[tuple[float, Press]] = field(default_factory=list)
    not_taken: int = 0
    wire: Wire | None = None

    async def keep_pressing(self) -> None:
        """Press one thing after another, until cancelled."""
        turn = 0
        try:
            while True:
                press = self.load.next_press(self.random, self.member, turn=turn)
                while not await self.is_answered(press):
                    self.not_taken += 1
                    await asyncio.sleep(self.random.uniform(*PAUSE_S))  # as the page does
                turn += 1
        finally:
            if self.wire is not None:
                self.wire[1].close()

    async def is_answered(self, press: Press) -> bool:
        """Press once; whether it was done, or refused by the rules."""
        sent = time.monotonic()
        try:
            if self.wire is None:
                self.wire = await asyncio.open_connection("127.0.0.1", self.load.port)
            status, body = await ask(self.wire, self.load.request(press))
        except (OSError, asyncio.IncompleteReadError):
            self.wire = None
            return False
        if press.is_ballot and status == 200:
            press = replace(press, receipt=json.loads(body)["receipt"])
        elif status != 303:
            return status == 409
        self.told.append((sent, press))
        return True


@dataclass
class Outage(Drill):
    """One house whose database goes and comes back."""

    for_s: float = 30.0
    slowest_s: float = 0.0

    def one_death(self, server: Server, known: dict[str, object]) -> None:
        """People vote, the database falls, and everything is looked for."""
        load = Load(server.port, known["cookie"], known["people"], f"g{self.kills}")
        phones = [
            Telephone(load, member, Random(self.random.random()))  # noqa: S311 - it chooses moments
            for member in self.random.sample(load.delegates, PEOPLE_AT_ONCE)
        ]
        asyncio.run(self.fall_and_come_back(phones))
        self.kills += 1
        self.presses += [press for phone in phones for _, press in phone.told]
        self.require_kept()
        for press in self.random.sample(self.presses, 2):
            asyncio.run(require_known(load, press))
        if self.slowest_s > LONGEST_S:
            raise Lost("the database is back, and some are not served again")
        refused = sum(phone.not_taken for phone in phones)
        print(
            f"{self.kills} times gone, {len(self.presses)} acknowledged: all there, once; "
            f"{refused} told that it was not, all served {self.slowest_s:.1f} s after it was back",
            flush=True,
        )

    async def fall_and_come_back(self, phones: list[Telephone]) -> None:
        """The database is gone for so long while everybody presses."""
        tasks = [asyncio.create_task(phone.keep_pressing()) for phone in phones]
        try:
            await asyncio.sleep(self.random.uniform(*LIVES_S))  # the moment of the fall is drawn
            self.database.fall()
            gone = time.monotonic()
            await asyncio.sleep(self.for_s)  # so long it is gone
            await require_readable(phones[0].load)
            back = time.monotonic()
            await asyncio.to_thread(self.database.come_back)
            self.slowest_s = await served_again(phones, since=back)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        early = [one for phone in phones for sent, one in phone.told if gone < sent < back]
        if early:
            raise Lost(f"{len(early)} were told that it was done while the database was gone")


async def served_again(phones: list[Telephone], *, since: float) -> float:
    """How long until everybody was answered again, or longer than it may. Units: seconds."""
    while time.monotonic() - since < LONGEST_S:
        if all(phone.told and phone.told[-1][0] > since for phone in phones):
            break
        await asyncio.sleep(0.05)  # telephones tell nobody that they were answered
    return time.monotonic() - since


async def require_readable(load: Load) -> None:
    """Whoever only reads is served while the database is gone.

    Errors: Lost
    """
    wire = await asyncio.open_connection("127.0.0.1", load.port)
    status, _ = await asyncio.wait_for(ask(wire, HALL), LONGEST_S)
    wire[1].close()
    if status != 200:
        raise Lost(f"the hall is shown {status} while the database is gone")


def main() -> None:
    """Let it go as often as is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--for-s", type=float, default=30)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--fault", choices=["none", "hopeful"], default="none")
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}", flush=True)
    with private_server() as server, tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        outage = Outage(wanted.seed, server, data, wanted.fault, for_s=wanted.for_s)
        try:
            outage.run(wanted.times)
        except Lost as lost:
            sys.exit(f"LOST: {lost}")


if __name__ == "__main__":
    main()
