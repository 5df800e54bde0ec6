"""Ballots: a burst of two thousand, each on its own open connection, each answered when durable."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

from figures import Figure, median, percentile
from processes import People, Process, bare, hemicycle, prepared
from wires import Wire, close, connected, timed

VOTERS = 2000
BURSTS = 5
MEMBERS_EACH = 3  # in council a parliament has three seats, each with a vote
OPTIONS = (
    *("--delegations", str(-(-VOTERS // MEMBERS_EACH)), "--members", str(MEMBERS_EACH)),
    *("--organ", "council", "--vote"),
)


async def burst(wires: list[Wire], requests: list[bytes]) -> tuple[float, list[float]]:
    """Send everything at once; how long until the last answer, and each answer's time."""
    began = time.perf_counter()
    answers = await asyncio.gather(*map(timed, wires, requests))
    took = time.perf_counter() - began
    refused = [answer for answer in answers if answer[0] != 200]
    assert not refused, (len(refused), refused[0])
    return took, [seconds for _, _, seconds in answers]


@dataclass(frozen=True)
class Bursts:
    """Several bursts: the middle rate and p99. Units: a second; seconds, of processor a ballot."""

    rate: float
    p99_s: float
    cpu_s: float


async def bursts(process: Process, requests: list[list[bytes]]) -> Bursts:
    """Send one burst after the other, and hang up."""
    wires = await connected(process.port, VOTERS)
    found = await sent(process, requests, wires=wires)
    close(wires)
    return found


async def and_closed(
    process: Process, requests: list[list[bytes]], *, people: People
) -> tuple[Bursts, float]:
    """The same, and how long the close of the vote takes while everybody is there still."""
    wires = await connected(process.port, VOTERS)
    found = await sent(process, requests, wires=wires)
    closing_s = await close_and_declare(process, people)
    close(wires)
    return found, closing_s


async def sent(process: Process, requests: list[list[bytes]], *, wires: list[Wire]) -> Bursts:
    """Send one burst after the other."""
    used = process.cpu_s()
    found = [await burst(wires, one) for one in requests]
    used = process.cpu_s() - used
    return Bursts(
        rate=median([VOTERS / took for took, _ in found]),
        p99_s=median([percentile(times, 0.99) for _, times in found]),
        cpu_s=used / (len(requests) * VOTERS),
    )


def ballots(folder: Path) -> list[Figure]:
    """The burst at the real server, and the same burst at one that only answers."""
    people = prepared(folder, *OPTIONS)
    requests = [
        [
            people.post("divisions/1/ballots", member, key=f"{turn}-{member}", **{"for": "1"})
            for member in people.members[:VOTERS]
        ]
        for turn in range(BURSTS)
    ]
    with hemicycle(folder) as server:
        found, closing_s = asyncio.run(and_closed(server, requests, people=people))
    with hemicycle(folder, fault="idle") as server:
        idle = asyncio.run(bursts(server, requests))
    with bare("asgi") as server:
        least = asyncio.run(bursts(server, requests))
    return figures(found, idle=idle, least=least, closing_s=closing_s)


def figures(found: Bursts, *, idle: Bursts, least: Bursts, closing_s: float) -> list[Figure]:
    """What was found, beside a server whose clerk does nothing and one that only answers."""
    return [
        Figure(
            what=f"ballots answered when durable, burst of {VOTERS:,}",
            value=found.rate,
            unit="a second",
            aim=5000,
            limit=least.rate,
            limit_is="bare uvicorn",
            larger_is_better=True,
        ),
        Figure(
            what="the same, p99",
            value=1000 * found.p99_s,
            unit="ms",
            aim=300,
            limit=1000 * least.p99_s,
            limit_is="ms, bare uvicorn",
        ),
        Figure(
            what="processor time of one ballot",
            value=1e6 * found.cpu_s,
            unit="us",
            aim=1.3e6 * least.cpu_s,
            limit=1e6 * least.cpu_s,
            limit_is="us, bare uvicorn",
        ),
        Figure(
            what="the same, beside a clerk who does nothing",
            value=1e6 * found.cpu_s,
            unit="us",
            aim=1.3e6 * idle.cpu_s,
            limit=1e6 * idle.cpu_s,
            limit_is="us, the same server: sign-in, token and form read, nothing decided or kept",
        ),
        Figure(
            what=f"from close to declared tally, {VOTERS:,} ballots",
            value=1000 * closing_s,
            unit="ms",
            aim=50,
        ),
    ]


async def close_and_declare(process: Process, people: People) -> float:
    """Close, report and declare, one after the other. Units: seconds."""
    [wire] = await connected(process.port, 1)
    began = time.perf_counter()
    for act, by in (
        ("close_division", "o-president"),
        ("report_tally", "o-teller"),
        ("declare_result", "o-president"),
    ):
        status, body, _ = await timed(wire, people.post(f"acts/{act}", by, act_id=act))
        assert status == 200, (status, body)
    took = time.perf_counter() - began
    close([wire])
    return took
