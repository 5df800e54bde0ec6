"""Ordinary acts: one at a time, and fifty people at once."""

import asyncio
import os
import time
from itertools import count
from pathlib import Path

from figures import Figure, median, percentile
from processes import People, Process, bare, hemicycle, prepared
from wires import Wire, close, connected, timed

ALONE = 400
AT_ONCE = 50
EACH = 20
OPTIONS = ("--delegations", "140", "--members", "3")
IDS = count(1)


async def press_by_turns(wire: Wire, people: People, *, member: str, presses: int) -> list[float]:
    """One person asks for the floor and withdraws again, and again. Units: seconds."""
    times = []
    for turn in range(presses):
        act = "withdraw_request" if turn % 2 else "ask_for_floor"
        request = people.post(f"acts/{act}", member, act_id=f"act-{next(IDS)}")
        status, body, seconds = await timed(wire, request)
        assert status == 200, (status, body[:200])
        times.append(seconds)
    return times


async def p95(process: Process, people: People) -> tuple[float, float]:
    """The 95th percentile alone, and with fifty at once. Units: seconds."""
    wires = await connected(process.port, AT_ONCE)
    await press_by_turns(wires[0], people, member=people.members[0], presses=20)
    alone = await press_by_turns(wires[0], people, member=people.members[0], presses=ALONE)
    together = await asyncio.gather(
        *(
            press_by_turns(wire, people, member=member, presses=EACH)
            for wire, member in zip(wires, people.members, strict=False)
        )
    )
    close(wires)
    return percentile(alone, 0.95), percentile([t for own in together for t in own], 0.95)


def sync_s(folder: Path) -> float:
    """The middle time of writing a page and syncing it, as a commit must. Units: seconds."""
    times = []
    with (folder / "sync").open("wb", buffering=0) as file:
        for _ in range(200):
            began = time.perf_counter()
            file.write(b"x" * 4096)
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - began)
    return median(times)


def acts(folder: Path) -> list[Figure]:
    """The acts at the real server, and at one that only answers, with one sync added."""
    people = prepared(folder, *OPTIONS)
    with hemicycle(folder) as server:
        alone_s, together_s = asyncio.run(p95(server, people))
    with bare("asgi") as server:
        bare_alone_s, bare_together_s = asyncio.run(p95(server, people))
    sync_ms = 1000 * sync_s(folder)
    return [
        Figure(
            what="an act, p95, alone",
            value=1000 * alone_s,
            unit="ms",
            aim=10,
            limit=1000 * bare_alone_s + sync_ms,
            limit_is="ms, bare uvicorn + sync",
        ),
        Figure(
            what=f"an act, p95, {AT_ONCE} people at once",
            value=1000 * together_s,
            unit="ms",
            aim=50,
            limit=1000 * bare_together_s + sync_ms,
            limit_is="ms, bare uvicorn + sync",
        ),
    ]
