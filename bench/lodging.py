"""Amendments lodged by fifty writers at once, each signed in on a connection of their own."""

import asyncio
import json
import re
from dataclasses import dataclass
from pathlib import Path

from acts import sync_s
from figures import Figure, percentile
from processes import SESSION, People, Process, bare, hemicycle, prepared
from wires import Wire, close, connected, timed

WRITERS, EACH = 50, 6
OPTIONS = ("--delegations", str(WRITERS), "--text")
KIND = "amendment_lodged"
AIM_MS, CPU_AIM_MS = 50, 10  # as for any act; as for one that is lodged beside many


def requests_of(people: People, text: str) -> list[list[bytes]]:
    """What each writer sends: other words for one paragraph after the other."""
    return [
        [
            people.post(
                "acts/lodge_amendment",
                member,
                act_id=f"{member}.{turn}",
                text=text,
                does="reword",
                clause=f"o{(number + turn) % WRITERS + 1}",
                **{"words.en": f"Asks what {member} asks at turn {turn} of the writing;"},
            )
            for turn in range(EACH)
        ]
        for number, member in enumerate(people.members)
    ]


@dataclass(frozen=True)
class Found:
    """What came of it. Units: seconds until the answer of 95 in 100; of processor for each."""

    p95_s: float
    cpu_s: float
    failed: int


async def at_once(process: Process, requests: list[list[bytes]]) -> Found:
    """Everybody writes at once."""
    wires = await connected(process.port, WRITERS)
    used = process.cpu_s()
    found = await asyncio.gather(*map(one_after_the_other, wires, requests))
    used = process.cpu_s() - used
    close(wires)
    answers = [one for own in found for one in own]
    return Found(
        p95_s=percentile([seconds for _, seconds in answers], 0.95),
        cpu_s=used / len(answers),
        failed=sum(status != 200 for status, _ in answers),
    )


async def one_after_the_other(wire: Wire, requests: list[bytes]) -> list[tuple[int, float]]:
    """One writer: the next amendment once the one before is answered."""
    answers = []
    for request in requests:
        status, _, seconds = await timed(wire, request)
        answers.append((status, seconds))
    return answers


async def read(process: Process, people: People, *, path: str) -> str:
    """A public page."""
    [wire] = await connected(process.port, 1)
    status, body, _ = await timed(wire, people.get(path))
    close([wire])
    assert status == 200, path
    return body.decode()


def misnumbered(journal: str) -> int:
    """How many amendments of the record stand under another number than the one that is next."""
    entries = [json.loads(line) for line in journal.splitlines()]
    numbers = [
        one["body"]["amendment"] for one in entries if one.get("header", {}).get("kind") == KIND
    ]
    wanted = range(1, WRITERS * EACH + 1)
    wrong = sum(found != next_one for found, next_one in zip(numbers, wanted, strict=False))
    return wrong + abs(len(numbers) - len(wanted))


def lodging(folder: Path) -> list[Figure]:
    """The amendments at the real server, and as many posts at one that only answers."""
    people = prepared(folder, *OPTIONS)
    with hemicycle(folder) as server:
        page = asyncio.run(read(server, people, path="/texts"))
        [text] = set(re.findall(rf"/a/{SESSION}/texts/([\w.-]+)", page))
        requests = requests_of(people, text)
        found = asyncio.run(at_once(server, requests))
        journal = asyncio.run(read(server, people, path="/journal.ndjson"))
    with bare("asgi") as server:
        least = asyncio.run(at_once(server, requests))
    return [
        Figure(
            what=f"an amendment lodged, p95, {WRITERS} writers at once",
            value=1000 * found.p95_s,
            unit="ms",
            aim=AIM_MS,
            limit=1000 * least.p95_s + 1000 * sync_s(folder),
            limit_is="ms, bare uvicorn + sync",
        ),
        Figure(
            what="the same, processor time of the server for each",
            value=1000 * found.cpu_s,
            unit="ms",
            aim=CPU_AIM_MS,
            limit=1000 * least.cpu_s,
            limit_is="ms, bare uvicorn",
        ),
        Figure(
            what=f"of {WRITERS * EACH} amendments not taken, or with a gap or twice in the numbers",
            value=found.failed + misnumbered(journal),
            unit="",
            aim=0,
        ),
    ]
