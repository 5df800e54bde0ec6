"""The same change to the same streams, but through nginx with nchan instead of the built-in way."""

import asyncio
import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from figures import Figure
from hemicycle.operation.front import Wish, nginx_conf
from processes import Process, free_port, hemicycle, prepared
from streams import CHANGES, OPTIONS, STREAMS, Sent, changes

FOLDER = Path(os.environ.get("HEMICYCLE_NGINX") or "/")
NGINX = FOLDER / "usr/sbin/nginx"
MODULE = FOLDER / "usr/lib/nginx/modules/ngx_nchan_module.so"
STREAM = "/live?view=hall&body=plenary&lang=en&since=0"
LONGEST_START_S = 20
# What nginx writes lies in a folder of the run; whoever runs the bench runs nginx.
WRITTEN = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True)
class Nginx(Process):
    """The master of nginx and its workers, in front of a house."""

    @property
    def workers(self) -> list[Process]:
        """Its processes that hold connections."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [Process(0, int(one), 0) for one in children]

    def cpu_s(self) -> float:
        """Seconds of processor time of all its workers."""
        return sum(one.cpu_s() for one in self.workers)

    def memory_mb(self) -> float:
        """What its workers take; memory that they share counts in each."""
        return sum(one.memory_mb() for one in self.workers)


def adapted(conf: str, folder: Path) -> str:
    """A configuration that needs no rights and writes nothing elsewhere."""
    places = "".join(f"\n    {one}_temp_path {folder}/{one};" for one in WRITTEN)
    user = "user root;" if os.geteuid() == 0 else ""
    return conf.replace("\nuser www-data;", f"\n{user}").replace("\nhttp {", "\nhttp {" + places)


@contextmanager
def nginx(folder: Path, house: Process, publish: str) -> Iterator[Nginx]:
    """It runs in front of a house, by the configuration that the command writes."""
    port, began = free_port(), time.perf_counter()
    wish = Wish(
        base_url=f"http://localhost:{port}",
        houses=[f"127.0.0.1:{house.port}"],
        publish=publish,
        module=str(MODULE),
        cache=str(folder / "kept"),
        connections=12_000,
    )
    (folder / "nginx.conf").write_text(adapted(nginx_conf(wish), folder))
    command = [str(NGINX), "-p", str(folder), "-e", str(folder / "error.log"), "-c"]
    command += [str(folder / "nginx.conf"), "-g", f"pid {folder}/nginx.pid; daemon off;"]
    with subprocess.Popen(command) as process:
        try:
            while not is_up(port):
                if process.poll() is not None or time.perf_counter() - began > LONGEST_START_S:
                    raise RuntimeError((folder / "error.log").read_text())
                time.sleep(0.01)  # a program does not tell that it listens now
            yield Nginx(port, process.pid, time.perf_counter() - began)
        finally:
            process.terminate()


def is_up(port: int) -> bool:
    """Whether nginx answers."""
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/health") as answer:
            return bool(answer.status)
    except OSError:
        return False


def own_streams(house: Process) -> str:
    """What the house says of the hall's streams that it sends itself."""
    with urllib.request.urlopen(f"http://127.0.0.1:{house.port}/metrics") as answer:
        told = answer.read().decode()
    [line] = [one for one in told.splitlines() if one.startswith('hemicycle_streams{page="hall"}')]
    return str(line.split()[-1])


def fronts(folder: Path, *, streams: int = STREAMS, aim_ms: int = 80) -> list[Figure]:
    """One change to the last of all hall screens, through nginx and without it."""
    if not (NGINX.exists() and MODULE.exists()):
        print("No nginx with nchan here; see requirements/nginx and HEMICYCLE_NGINX.")
        return []
    data, publish = folder / "data", f"127.0.0.1:{free_port()}"
    people = prepared(data, *OPTIONS)
    settings = folder / "hemicycle.toml"
    settings.write_text(f'[front]\npublish = "{publish}"\n')
    posts = [
        [
            people.post(f"acts/{act}", people.members[turn_of], act_id=f"act-{turn_of}-{turn}")
            for turn in range(CHANGES)
            for act in (("withdraw_request",) if turn % 2 else ("ask_for_floor",))
        ]
        for turn_of in (0, 1)
    ]
    gets = [people.get(STREAM)] * streams
    with hemicycle(data, "--config", str(settings)) as house:
        own = asyncio.run(changes(house, gets=gets, posts=posts[0]))
        with nginx(folder, house, publish) as front:
            used, memory = house.cpu_s(), front.memory_mb()
            found = asyncio.run(changes(front, gets=gets, posts=posts[1]))
            used, memory = house.cpu_s() - used, front.memory_mb() - memory
            assert own_streams(house) == "1"
    return [
        *of_sends(found, own, of=streams, aim_ms=aim_ms),
        Figure(
            what="the same: processor time of the house for one change, whoever follows",
            value=1000 * used / len(posts[1]),
            unit="ms",
        ),
        Figure(
            what="the same: memory of nginx for one stream",
            value=1000 * memory / streams,
            unit="kB",
        ),
    ]


def of_sends(found: Sent, own: Sent, *, of: int, aim_ms: int) -> list[Figure]:
    """How soon, and at what price, beside the built-in stream."""
    return [
        Figure(
            what=f"through nginx with nchan: one change to the last of {of:,} streams",
            value=1000 * found.last_s,
            unit="ms",
            aim=aim_ms,
            limit=1000 * own.last_s,
            limit_is=f"ms, the built-in stream, {own.frame_bytes:,} bytes",
        ),
        Figure(
            what="the same: processor time of nginx for one send",
            value=1e6 * found.cpu_s,
            unit="us",
            aim=1e6 * own.cpu_s,
            limit=1e6 * own.cpu_s,
            limit_is="us, the built-in stream",
        ),
    ]
