"""The drill of a power cut: a vote is open in the hall, and the current of the box fails.

    python tests/chaos/pull_the_plug.py [--seed 7] [--no-paper | --hasty | --left-behind]

It runs where no network is, says what a technician would see, and invents its parliaments. The
paper pack on the disk must be whole and name the open vote; when the current is back the vote must
be open still with everything that was acknowledged; the rest goes on from paper, by two tellers,
and the total must be what was asked for. When the line is back the public site is carried home as
files, and shows the result. With `--no-paper` no pack is kept, with `--hasty` the house answers
before it writes, with `--left-behind` nobody carries the site; each run must end with something
lost.

The process dies without warning, but the system lives on: what a disk forgets that loses its
current with the system is looked for by `make power`.
"""

import argparse
import asyncio
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    __package__ = "chaos"

import httpx

from .no_network import apart_from_network, require_no_way_out, switch_loopback_on
from .packs import names_the_vote, require_pack
from .promises import require_kept, require_known
from .real_server import Lost, Server, prepared
from .voters import SESSION, VOTES, Load, Press

QUESTION = "The current fails"
QUESTION_FR = "Le courant manque"
TITLES = {"en": QUESTION, "fr": QUESTION_FR}
DELEGATIONS = 40
NAMES = {f"p-{number:04}": f"Parliament {number:04}" for number in range(1, DELEGATIONS + 1)}
AT_ONCE = 4
BEFORE_IT_FAILS = (10, 25)
PACK_WITHIN_S = 20
PRESIDENT, TELLERS = "o-president", ("o-teller", "o-teller-2")
NO_NETWORK = "--without-network"


@dataclass
class Drill:
    """One rehearsal; `say` is told each step as the technician sees it."""

    seed: int
    fault: str = "none"
    say: Callable[[str], object] = print
    presses: int = 0
    sent: int = 0
    screens: dict[str, int] = field(default_factory=dict)
    sheets: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - it chooses votes, not secrets

    def run(self) -> None:
        """Rehearse once, on a fresh house.

        Errors: Lost
        """
        with tempfile.TemporaryDirectory(prefix="hemicycle-drill-") as temporary:
            place = Path(temporary)
            known = prepared(place / "house", "--delegations", str(DELEGATIONS))
            server = Server(
                place / "house",
                fault="hasty" if self.fault == "hasty" else "none",
                more=("--config", str(self.settings(place))),
            )
            load = Load(0, known["cookie"], known["people"], "d")
            try:
                self.sit(server, load, place / "packs")
                self.cut(server, load, place / "packs")
                self.come_back(server, load)
                self.go_on_paper(load)
                self.declare(load, place)
                if self.fault != "left_behind":
                    carry_home(place)
                self.look_at_home(place)
            finally:
                server.kill()

    def settings(self, place: Path) -> Path:
        """The settings of the box."""
        file, to = place / "hemicycle.toml", place / "packs"
        kept = "" if self.fault == "no_paper" else f'[paper]\nto = "{to}"\nevery_minutes = 1\n'
        file.write_text(kept)
        return file

    # -- what happens ----------------------------------------------------------------------------

    def sit(self, server: Server, load: Load, packs: Path) -> None:
        """The house is started, everybody opens their page, and a vote is opened.

        Errors: Lost
        """
        server.start()
        took_s = server.wait()
        load.port = server.port
        self.say(f"The house is started on the box, and answers after {took_s:.1f} s.")
        carry_home(server.folder.parent)
        self.say("The public site as it is now was carried home.")
        for member in load.delegates:
            self.page(load, member, "vote")
        self.say(f"{len(load.delegates)} delegations take their seats: each has its page.")
        words = {f"{one}.{of}": TITLES[of] for one in ("title", "yes_means") for of in TITLES}
        self.act(load, PRESIDENT, "put_question", method="roll_call", **words)
        self.act(load, PRESIDENT, "open_division")
        self.say(f"The Chair opens the vote by roll call on “{QUESTION}”.")
        made_s = waited(
            lambda: all(names_the_vote(*one, packs=packs) for one in TITLES.items()), PACK_WITHIN_S
        )
        if made_s is not None:
            self.say(f"After {made_s:.0f} s the paper pack of this vote lies in {packs}.")

    def cut(self, server: Server, load: Load, packs: Path) -> None:
        """Delegations vote; in the middle of it the current fails, and paper is what is left.

        Errors: Lost
        """
        asyncio.run(self.vote_until(self.random.randint(*BEFORE_IT_FAILS), server, load))
        self.screens = {one.member: int(one.fields["for"]) for one in load.acknowledged}
        silent = self.sent - len(self.screens)
        self.say(f"{len(self.screens)} votes are received, {silent} sent without an answer yet.")
        self.say("THE CURRENT FAILS.")
        for language, title in TITLES.items():
            require_pack(language, title, packs=packs, names=NAMES.values())
            self.say(
                f"The paper pack ({language}) is whole: the open vote, roll and sheets of all."
            )

    async def vote_until(self, count: int, server: Server, load: Load) -> None:
        """Some at a time press once; once so many are received the current is gone."""
        waiting = iter(self.random.sample(load.delegates, DELEGATIONS))

        async def one_after_the_other() -> None:
            wire = await asyncio.open_connection("127.0.0.1", load.port)
            try:
                for member in waiting:
                    self.sent += 1
                    chosen = self.random.randint(0, VOTES)
                    await load.put(wire, load.ballot(member, for_votes=chosen))
                    if len(load.acknowledged) >= count:
                        server.kill()
            except (OSError, asyncio.IncompleteReadError):
                return  # the current is gone
            finally:
                wire[1].close()

        await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))

    def come_back(self, server: Server, load: Load) -> None:
        """The current is back: everything is there once, and the vote is open still.

        Errors: Lost
        """
        require_kept(server.folder, load.acknowledged)
        server.start()
        took_s = server.wait()
        load.port = server.port
        self.say(f"The current is back. The house answers after {took_s:.1f} s.")
        for press in load.acknowledged:
            asyncio.run(require_known(load, press))
        self.say(f"All {len(load.acknowledged)} votes that were received are there, once.")
        if "/acts/close_division" not in self.page(load, PRESIDENT, "chair"):
            raise Lost("the vote is not open any more")
        self.say("The vote is open still; the Chair decides to go on with the printed sheets.")

    def go_on_paper(self, load: Load) -> None:
        """Who has no receipt hands in a sheet; two tellers enter them apart, one of them wrongly.

        Errors: Lost
        """
        self.act(load, PRESIDENT, "go_on_paper")
        left = sorted(one for one in load.delegates if one not in self.screens)
        self.sheets = {member: self.random.randint(0, VOTES) for member in left}
        wrong = left[0]
        for teller in TELLERS:
            for member, votes in self.sheets.items():
                is_slip = member == wrong and teller == TELLERS[1]
                self.enter(
                    load, teller, member, for_votes=(votes + 1) % VOTES if is_slip else votes
                )
        self.say(f"{len(left)} sheets are handed in; two tellers enter them apart.")
        status, body = self.press(load, PRESIDENT, "close_division")
        if status != 409 or "Two tellers have not entered the same for 1 delegation" not in body:
            raise Lost(f"two entries differ, and the vote is closed: {status}")
        name = NAMES[delegation_of(wrong)]
        if "heard differently at the two desks" not in self.page(load, TELLERS[0], "tellers"):
            raise Lost("no teller is told whose entries differ")
        self.say(f"The house refuses to close: the two entries of {name} differ. They look again.")
        self.enter(load, TELLERS[1], wrong, for_votes=self.sheets[wrong])

    def declare(self, load: Load, place: Path) -> None:
        """The vote is closed and declared; total and record are checked from outside.

        Errors: Lost
        """
        self.act(load, PRESIDENT, "close_division")
        self.act(load, TELLERS[0], "report_tally")
        self.act(load, PRESIDENT, "declare_result")
        [decision] = httpx.get(
            f"http://localhost:{load.port}/en/a/{SESSION}/decisions.json", trust_env=False
        ).json()["decisions"]
        yes = sum(self.screens.values()) + sum(self.sheets.values())
        asked = {"yes": yes, "no": DELEGATIONS * VOTES - yes}
        declared = {one: decision["division"][one] for one in asked}
        if declared != asked:
            raise Lost(f"{asked} was asked for, and {declared} is declared")
        self.say(
            f"Declared: {yes} yes, {asked['no']} no, as the {len(self.screens)} votes on "
            f"screens and {len(self.sheets)} sheets say."
        )
        record = place / "record.ndjson"
        url = f"http://localhost:{load.port}/en/a/{SESSION}/journal.ndjson"
        record.write_bytes(httpx.get(url, trust_env=False).content)
        verified = subprocess.run(
            [sys.executable, "-m", "hemicycle_verify", str(record)],
            capture_output=True,
            text=True,
            check=False,
        )
        if verified.returncode:
            raise Lost(f"hemicycle-verify: {verified.stdout}{verified.stderr}")
        *_, verdict = verified.stdout.splitlines()
        self.say(f"hemicycle-verify: {verdict.removeprefix('verdict').strip()}")

    def look_at_home(self, place: Path) -> None:
        """The public site at home is whole, and shows the result.

        Errors: Lost
        """
        run_site("--check", str(place / "home"))
        page = (place / "home" / "en" / "a" / SESSION / "decisions" / "index.html").read_text()
        yes = sum(self.screens.values()) + sum(self.sheets.values())
        if QUESTION not in page or str(yes) not in page:
            raise Lost("the public site at home does not show the result")
        self.say("The line is back. The public site is carried home, is whole, and shows it.")

    # -- what people do --------------------------------------------------------------------------

    def page(self, load: Load, member: str, page: str) -> str:
        """A page as somebody sees it who is signed in.

        Errors: Lost
        """
        told = httpx.get(
            f"http://localhost:{load.port}/en/a/{SESSION}/{page}",
            headers={"cookie": f"{load.cookie}={load.people[member]['key']}"},
            trust_env=False,
        )
        if told.status_code != 200:
            raise Lost(f"{member} sees no {page}: {told.status_code}")
        return told.text

    def press(self, load: Load, member: str, act: str, **fields: object) -> tuple[int, str]:
        """What somebody is answered who presses a button."""
        self.presses += 1
        key = f"press-{self.presses}"
        given = {"act_id": key, **{name: str(value) for name, value in fields.items()}}
        told = asyncio.run(load.answered(Press(member, key, f"acts/{act}", given)))
        return told[0], told[1].decode()

    def act(self, load: Load, member: str, act: str, **fields: object) -> None:
        """A press that is in order.

        Errors: Lost
        """
        status, body = self.press(load, member, act, **fields)
        if status != 303:
            raise Lost(f"{act} of {member} was answered {status}: {body[:300]}")

    def enter(self, load: Load, teller: str, member: str, *, for_votes: int) -> None:
        """One teller enters one sheet.

        Errors: Lost
        """
        self.act(
            load,
            teller,
            "enter_answer",
            division=1,
            delegation=delegation_of(member),
            for_votes=for_votes,
            against_votes=VOTES - for_votes,
        )


def delegation_of(member: str) -> str:
    """For whom somebody votes."""
    return member.rpartition("-")[0]


def carry_home(place: Path) -> None:
    """Write the public site of the box as files, and copy them as a stick would.

    Errors: Lost
    """
    address = "https://www.parliament.example"
    run_site("--data", str(place / "house"), "--to", str(place / "site"), "--base-url", address)
    shutil.copytree(place / "site", place / "home", dirs_exist_ok=True)


def run_site(*options: str) -> None:
    """Run the command of the public site as files.

    Errors: Lost
    """
    run = [sys.executable, "-m", "hemicycle", "site", *options]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Lost(f"hemicycle site: {done.stdout}{done.stderr}")


def waited(condition: Callable[[], bool], longest_s: float) -> float | None:
    """How long it took until something held; None where it never did. Units: seconds."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > longest_s:
            return None
        time.sleep(0.2)  # a file appears, and nothing tells when
    return time.monotonic() - began


def main() -> None:
    """Run from the command line; the exit says whether what was promised was kept."""
    parser = argparse.ArgumentParser(description="Pull the plug of the box in an open vote.")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--no-paper", dest="fault", action="store_const", const="no_paper")
    parser.add_argument("--hasty", dest="fault", action="store_const", const="hasty")
    parser.add_argument("--left-behind", dest="fault", action="store_const", const="left_behind")
    parser.add_argument(NO_NETWORK, action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    again = [__file__, *sys.argv[1:]]
    command = [] if wanted.without_network else apart_from_network(again)
    if command:
        # This program again, where no network is.
        os.execv(command[0], [*command, NO_NETWORK])  # noqa: S606 - no shell is wanted
    print(f"seed {wanted.seed}; the parliaments of this rehearsal do not exist", flush=True)

    def say(step: str) -> None:
        print(f"{time.strftime('%H:%M:%S')}  {step}", flush=True)

    try:
        if wanted.without_network:
            switch_loopback_on()
            require_no_way_out()
            say("The box stands in the hall: no route leads out of it.")
        else:
            say("No network can be set apart here, so the one of this computer stays on.")
        Drill(wanted.seed, wanted.fault or "none", say).run()
    except Lost as loss:
        sys.exit(f"LOST: {loss}")
    say("The sitting goes on.")


if __name__ == "__main__":
    main()
