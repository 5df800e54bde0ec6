"""Sixty telephones on a bad network: everybody ends with one counted ballot and a true receipt.

`HEMICYCLE_CHAOS=long` has five hundred of them, 300 ms of delay and a cut of twenty seconds;
`HEMICYCLE_CHAOS_SEED` repeats the weather of an earlier run.
"""

import asyncio
import hashlib
import json
import os
import re
import secrets
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from hemicycle.journal.header import leaf_hash
from hemicycle.journal.tree import Inclusion, includes
from hemicycle.store.sqlite import open_reader

from .phones import CHOICES, Patience, Phone, phones, press, read
from .promises import require_whole
from .proxy import FATES, ChaosProxy, Weather, least
from .real_server import Lost, Server, prepared
from .voters import SESSION, Load

pytestmark = [pytest.mark.chaos, pytest.mark.slow]

IS_LONG = os.environ.get("HEMICYCLE_CHAOS") == "long"
SEED = int(os.environ.get("HEMICYCLE_CHAOS_SEED") or secrets.randbelow(10**6))
VOTERS = 500 if IS_LONG else 60
PATIENCE = Patience() if IS_LONG else Patience(wait_s=0.9, first_s=0.3, longest_s=0.9)


def weather(*, cut_s: float) -> Weather:
    """The weather of a run."""
    if IS_LONG:
        return Weather(seed=SEED, cut_s=cut_s and 20.0, late_s=12.0)
    return Weather(seed=SEED, delay_s=0.2, late_s=1.2, cut_after_s=0.6, cut_s=cut_s)


@dataclass
class Vote:
    """A vote that was taken over a bad network, and the server that took it."""

    load: Load
    phones: list[Phone]
    proxy: ChaosProxy
    server: Server


async def taken(server: Server, known: dict, *, cut_s: float = 0, fault: str = "none") -> Vote:
    """Everybody votes; then the vote is closed and declared, without any bad network."""
    async with ChaosProxy(server.port, weather(cut_s=cut_s)) as proxy:
        load = Load(proxy.port, known["cookie"], known["people"], f"n{SEED}")
        people = list(phones(load, PATIENCE, SEED, fault=fault))
        await asyncio.gather(*(one.vote() for one in people))
        await proxy.quiet()
    load.port = server.port
    await press(load, "o-president", "close_division", division="1")
    await press(load, "o-president", "declare_result")
    return Vote(load, people, proxy, server)


async def require_true(vote: Vote) -> None:
    """Everybody's last choice counts, once, and its receipt leads to the root of the record.

    Errors: Lost
    """
    addresses = [f"{phone.answer['address']}.json" for phone in vote.phones]
    journal, *receipts = await read(vote.load, [f"/a/{SESSION}/journal.ndjson", *addresses])
    root = root_in(journal.decode())
    for phone, receipt in zip(vote.phones, receipts, strict=True):
        told = json.loads(receipt)
        wanted = {f"{name}_votes": int(phone.wanted.fields[name]) for name in ("for", "against")}
        if told["state"] != "counted":
            raise Lost(f"the receipt of {phone.member} is {told['state']}")
        ballot = json.loads(told["ballot"])
        if ballot["member"] != phone.member or not wanted.items() <= ballot.items():
            raise Lost(f"what counts of {phone.member} is not the last choice")
        require_proved(told, root)
    require_counted_once(vote)


def root_in(journal: str) -> str:
    """The root of the ballots as the closing entry of the record has it."""
    [closed] = [line for line in journal.splitlines() if '"kind":"division_closed"' in line]
    return re.findall(r'"root":"([0-9a-f]{64})"', closed)[0]


def require_proved(told: dict, root: str) -> None:
    """The ballot of a receipt is in the root, as anybody works it out.

    Errors: Lost
    """
    own = hashlib.sha256(bytes.fromhex(told["salt"]) + told["ballot"].encode()).digest()
    given = told["proof"]
    path = tuple(bytes.fromhex(one) for one in given["path"])
    proof = Inclusion(told["number"] - 1, given["size"], path)
    if not includes(bytes.fromhex(root), leaf_hash(own), proof=proof):
        raise Lost(f"ballot {told['number']} is not in the root of the record")


def require_counted_once(vote: Vote) -> None:
    """The store holds a whole record, and of everybody no key twice.

    Errors: Lost
    """
    reader = open_reader(vote.server.folder)
    try:
        require_whole(reader, (vote.server.folder / "keys" / "journal.key").read_bytes())
        rows = reader.ballots(SESSION, 1)
    finally:
        reader.close()
    if len({(row.member, row.key) for row in rows}) != len(rows):
        raise Lost("one press lies in the box twice")
    pressed = Counter(row.member for row in rows)
    often = [member for member, times in pressed.items() if times > CHOICES]
    if often:
        raise Lost(f"{often[0]} lies in the box more often than that person chose")
    if {row.member for row in rows} != {phone.member for phone in vote.phones}:
        raise Lost("not everybody who was answered lies in the box")


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    """A data folder with an open vote, and who is signed in there."""
    path = tmp_path_factory.mktemp("network") / "data"
    return path, prepared(path, "--vote", "--delegations", str(VOTERS))


@pytest.fixture
def voting(pristine, tmp_path):
    """The same, copied for one run."""
    path, known = pristine
    return shutil.copytree(path, tmp_path / "data"), known


def run(folder, known, *, server_fault: str = "none", **options) -> Vote:
    """One vote on a server of its own, and what must hold of it.

    Errors: Lost
    """
    server = Server(folder, server_fault)
    try:
        server.start()
        server.wait()
        vote = asyncio.run(taken(server, known, **options))
        asyncio.run(require_true(vote))
    finally:
        server.kill()
    return vote


def test_everybody_ends_with_one_counted_ballot_and_a_true_receipt(voting, record_property):
    print(f"seed {SEED}")
    vote = run(*voting, cut_s=2.5)
    print(f"{VOTERS} voters, {sum(one.tries for one in vote.phones)} tries, {vote.proxy.fates}")
    assert len(vote.phones) == VOTERS
    assert least(vote.proxy.fates, ["passes", "cut", "refused", "twice", "late"]) == []
    assert sum(vote.proxy.fates[fate] for fate in FATES) > VOTERS / 4
    tries = sum(one.tries for one in vote.phones)
    assert tries > VOTERS * 2
    record_property("figure", f"{VOTERS} voters, {tries:,} tries, one ballot each")


PLANTED = {
    "a telephone that takes a new key for each try": (
        {"fault": "new_key"},
        "is replaced|more often than",
    ),
    "a server that forgets keys": ({"server_fault": "forgetful"}, "is replaced|more often than"),
    "a server that lets late choices in": (
        {"server_fault": "disorderly"},
        "is replaced|not the last choice",
    ),
}


@pytest.fixture(scope="module")
def controls(pristine, tmp_path_factory):
    """Votes with a planted fault each, all at once: most of their time they wait."""
    path, known = pristine
    with ThreadPoolExecutor(len(PLANTED)) as pool:
        yield {
            name: pool.submit(run, shutil.copytree(path, folder / "data"), known, **faults)
            for name, (faults, _) in PLANTED.items()
            for folder in [tmp_path_factory.mktemp("planted")]
        }


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_out(controls, name):
    print(f"seed {SEED}")
    with pytest.raises(Lost, match=PLANTED[name][1]):
        controls[name].result()
