"""PostgreSQL: durable ballots a second with one process and with two, beside bare inserts."""

import asyncio
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import psycopg

from ballots import BURSTS, OPTIONS, VOTERS, Bursts, bursts
from figures import Figure
from hemicycle.store.postgres import PostgresStore
from processes import People, Process, hemicycle, prepared
from record import BATCH, VOTE, ballot_of, clerk_of, require_done
from wires import close, connected, timed

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from private_postgres import PrivateServer, private_server

AIM = 3000
PROCESSES = (1, 2)
BARE = "bare inserts, same commits"
INSERT = "INSERT INTO bare VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


def postgres(folder: Path) -> list[Figure]:
    """The clerks alone and the whole server, each with one process and with two."""
    by_clerks, served = [], []
    with private_server() as server:
        for count in PROCESSES:
            people, address = moved(folder / f"clerk-{count}", server, options=VOTE)
            by_clerks.append(clerks(people.members, address, count=count))
        least = bare_inserts(address)
        for count in PROCESSES:
            data = folder / f"served-{count}"
            people, _ = moved(data, server, options=OPTIONS)
            served.append(serving(data, people, count=count))
    return [
        *(
            Figure(
                what=f"PostgreSQL: ballots by {count} clerks alone, batches of {BATCH}",
                value=rate,
                unit="a second",
                limit=least,
                limit_is=BARE,
                larger_is_better=True,
            )
            for count, rate in zip(PROCESSES, by_clerks, strict=True)
        ),
        *(
            Figure(
                what=f"PostgreSQL: the burst of {VOTERS:,} through HTTP, {count} processes",
                value=found.rate,
                unit="a second",
                aim=AIM,
                limit=least,
                limit_is=BARE,
                larger_is_better=True,
            )
            for count, found in zip(PROCESSES, served, strict=True)
        ),
    ]


def moved(folder: Path, server: PrivateServer, *, options: tuple[str, ...]) -> tuple[People, str]:
    """An open vote in a database of its own; who may vote, and its address."""
    people, address = prepared(folder, *options), server.database()
    move = ["move", "--data", str(folder), "--to", address]
    run = [sys.executable, "-m", "hemicycle", *move]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    return people, address


def clerks(members: list[str], address: str, *, count: int) -> float:
    """So many clerks share the ballots of all, each in a process of its own; ballots a second."""
    with ProcessPoolExecutor(count) as processes:
        parts = [members[start::count] for start in range(count)]
        taken = list(processes.map(take_part, parts, [address] * count))
    began, ended = min(one for one, _ in taken), max(one for _, one in taken)
    return len(members) / (ended - began)


def take_part(members: list[str], address: str) -> tuple[float, float]:
    """Take the ballots of some; when that began and ended, on this computer's clock."""
    store = PostgresStore(address)
    clerk = clerk_of(store)
    asked = [ballot_of(member) for member in members]
    began = time.perf_counter()
    for start in range(0, len(asked), BATCH):
        require_done(clerk.take(asked[start : start + BATCH]))
    ended = time.perf_counter()
    store.close()
    return began, ended


def bare_inserts(address: str) -> float:
    """The rows of a box, put into a table like it and committed as often; rows a second."""
    with psycopg.connect(address, autocommit=True) as database:
        database.execute("SET search_path = hemicycle")
        rows = database.execute("SELECT * FROM ballots ORDER BY number").fetchall()
        database.execute("CREATE TABLE bare (LIKE ballots INCLUDING ALL)")
        began = time.perf_counter()
        for start in range(0, len(rows), BATCH):
            with database.transaction(), database.cursor() as cursor:
                cursor.executemany(INSERT, rows[start : start + BATCH])
        return len(rows) / (time.perf_counter() - began)


def serving(folder: Path, people: People, *, count: int) -> Bursts:
    """The burst of all voters, through so many serving processes."""
    requests = [
        [
            people.post("divisions/1/ballots", member, key=f"{turn}-{member}", **{"for": "1"})
            for member in people.members[:VOTERS]
        ]
        for turn in range(BURSTS)
    ]
    with hemicycle(folder, "--workers", str(count)) as server:
        asyncio.run(first_answer(server, people))
        return asyncio.run(bursts(server, requests))


async def first_answer(process: Process, people: People) -> None:
    """Wait until all processes serve; connections are taken before that."""
    wires = await connected(process.port, 1)
    status, body, _ = await timed(wires[0], people.get("/vote", people.members[0]))
    assert status == 200, (status, body[:300])
    close(wires)
