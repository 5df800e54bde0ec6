"""Two hosts, one database: one act on the first, until all streams on both hosts have it.

Each host is a network namespace of this computer with a serving process in it. They, PostgreSQL and
the load meet at a bridge: nothing of what they say to each other goes by the loopback.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import Manager
from pathlib import Path
from threading import Barrier
from typing import NamedTuple

from psycopg.conninfo import make_conninfo

from figures import Figure, median
from processes import HERE, SERVER, People, Process, prepared, running
from streams import OPTIONS, Audience, told
from wires import StreamWire, Wire, close, timed

sys.path.insert(0, str(HERE.parent / "tests"))

from private_postgres import private_server

BRIDGE, NETWORK, HUB = "hemibr0", "10.77.0.0/24", "10.77.0.1"
HOSTS = {"hemi-one": "10.77.0.11", "hemi-two": "10.77.0.12"}
PORT = 8177
STREAMS = int(os.environ.get("HEMICYCLE_STREAMS_A_HOST") or 10_000)
CHANGES = 10
LONGEST_S = 120
BASE_URL = "https://localhost"  # who is reached from a network has a name with a certificate


def ip(*words: str) -> None:
    """Change the network of this computer.

    Errors: CalledProcessError, FileNotFoundError
    """
    program = shutil.which("ip") or "ip"
    subprocess.run([program, *words], check=True, capture_output=True)


@contextmanager
def two_networks() -> Iterator[None]:
    """Two namespaces at one bridge, taken away afterwards.

    Errors: CalledProcessError, FileNotFoundError, where that is not allowed
    """
    with ExitStack() as made:
        ip("link", "add", BRIDGE, "type", "bridge")
        made.callback(ip, "link", "del", BRIDGE)
        ip("addr", "add", f"{HUB}/24", "dev", BRIDGE)
        ip("link", "set", BRIDGE, "up")
        for number, (name, address) in enumerate(HOSTS.items()):
            outside, inside = f"hemi{number}", f"hemi{number}-in"
            ip("netns", "add", name)
            made.callback(ip, "netns", "del", name)
            ip("link", "add", outside, "type", "veth", "peer", "name", inside, "netns", name)
            ip("link", "set", outside, "master", BRIDGE, "up")
            ip("-n", name, "addr", "add", f"{address}/24", "dev", inside)
            for one in (inside, "lo"):
                ip("-n", name, "link", "set", one, "up")
        yield


class Seen(NamedTuple):
    """When a change was pressed, if here, when the last stream here had it, and its bytes."""

    began: float
    ended: float
    frame_bytes: int


@dataclass(frozen=True)
class Part:
    """The load of one host, a process of its own: nobody may open all connections at once.

    `posts` are what it presses itself, one a change; without them the other one presses.
    """

    host: Process
    get: bytes
    posts: list[bytes]
    turn: Barrier

    async def follow(self) -> list[Seen]:
        """What was seen of each change."""
        loop, streams = asyncio.get_running_loop(), []
        audience = Audience(STREAMS)
        audience.wait_for(b"HTTP/1.1 200")
        for number in range(STREAMS):
            stream = StreamWire(self.get, partial(told, audience, number=number))
            await loop.create_connection(lambda one=stream: one, self.host.host, self.host.port)
            streams.append(stream)
        _, wire = await loop.create_connection(Wire, self.host.host, self.host.port)
        await asyncio.wait_for(audience.everybody.wait(), LONGEST_S)
        found = [await self.one_change(audience, wire, number=number) for number in range(CHANGES)]
        close([wire])
        close(streams)
        return found

    async def one_change(self, audience: Audience, wire: Wire, *, number: int) -> Seen:
        """From a press to its last byte in the last stream of this host."""
        await asyncio.sleep(0.5)  # what the change before still brings is no part of this one
        audience.wait_for(b"id: ")
        self.turn.wait(LONGEST_S)
        began = time.perf_counter()  # of both processes it tells the same time
        if self.posts:
            status, body, _ = await timed(wire, self.posts[number])
            assert status in (200, 303), (status, body[:200])
        await asyncio.wait_for(audience.everybody.wait(), LONGEST_S)
        return Seen(began if self.posts else float("inf"), audience.last, audience.frame_bytes)


def followed(part: Part) -> list[Seen]:
    """Follow one host, in a process of its own."""
    return asyncio.run(part.follow())


def changes(hosts: list[Process], get: bytes, *, posts: list[list[bytes]]) -> tuple[float, int]:
    """One change after the other; the middle of the last arrivals, and the bytes of a frame."""
    with Manager() as shared, ProcessPoolExecutor(len(hosts)) as load:
        turn = shared.Barrier(len(hosts))
        pairs = zip(hosts, posts, strict=True)
        seen = load.map(followed, [Part(host, get, own, turn) for host, own in pairs])
        both = list(zip(*seen, strict=True))
    took = [max(one.ended for one in two) - min(one.began for one in two) for two in both]
    return median(took), int(median([two[0].frame_bytes for two in both]))


def moved(folder: Path, address: str) -> People:
    """A house in the database, with the keys of it for a second host; who is in it."""
    people = prepared(folder / "hemi-one", *OPTIONS)
    move = ["move", "--data", str(folder / "hemi-one"), "--to", address]
    run = [sys.executable, "-m", "hemicycle", *move]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    shutil.copytree(folder / "hemi-one" / "keys", folder / "hemi-two" / "keys")
    return replace(people, cookie=f"__Host-{people.cookie}")


@contextmanager
def at_both(programs: list[list[str]]) -> Iterator[list[Process]]:
    """A process in each of the two."""
    with ExitStack() as held:
        yield [
            held.enter_context(
                running(program, PORT, host=host, inside=("ip", "netns", "exec", name))
            )
            for program, (name, host) in zip(programs, HOSTS.items(), strict=True)
        ]


def serving(folder: Path, address: str) -> list[list[str]]:
    """What each host serves with."""
    more = ["--base-url", BASE_URL, "--store", address, "--workers", "1", "--port", str(PORT)]
    return [
        [*SERVER, "serve", "--data", str(folder / name), "--host", host, *more]
        for name, host in HOSTS.items()
    ]


def pressed(people: People) -> list[bytes]:
    """Acts of one delegate."""
    acts = ("ask_for_floor", "withdraw_request") * (CHANGES // 2)
    posts = [
        people.post(f"acts/{act}", people.members[0], act_id=f"act-{turn}")
        for turn, act in enumerate(acts)
    ]
    return [one.replace(b"Origin: http:", b"Origin: https:") for one in posts]


def two_hosts(folder: Path) -> list[Figure]:
    """One act on one host to the last stream of both; where networks are not ours, nothing."""
    with ExitStack() as held:
        try:
            held.enter_context(two_networks())
        except (subprocess.CalledProcessError, FileNotFoundError):
            print("Network namespaces are not allowed here; two hosts are left out.")
            return []
        server = held.enter_context(private_server())
        server.listen_at(HUB, NETWORK)
        address = make_conninfo(server.database(), host=HUB)
        people = moved(folder, address)
        get = people.get("/live?view=hall&since=0")
        with at_both(serving(folder, address)) as hosts:
            found, size = changes(hosts, get, posts=[pressed(people), []])
        bare = [str(HERE / "bare_server.py"), "sockets", str(PORT), str(size)]
        with at_both([[*bare, host] for host in HOSTS.values()]) as hosts:
            least, _ = changes(hosts, get, posts=[pressed(people)] * len(hosts))
    return [
        Figure(
            what=f"two hosts, one database: an act on one to the last of {2 * STREAMS:,} streams",
            value=1000 * found,
            unit="ms",
            limit=1000 * least,
            limit_is=f"ms, plain sockets on both, {size:,} bytes",
        )
    ]
