"""Starts what is measured: the real server, the bare ones, and the data folders they serve."""

import json
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(__file__).resolve().parent
# A server with a fault planted shows that a measurement would notice it: HEMICYCLE_FAULT=slow.
FAULT = os.environ.get("HEMICYCLE_FAULT", "none")
PLANTED = HERE.parent / "tests" / "chaos" / "planted_server.py"


def server(fault: str) -> list[str]:
    """What Python runs: the real server, or one with a fault planted."""
    return ["-m", "hemicycle"] if fault == "none" else [str(PLANTED), fault]


SERVER = server(FAULT)
PREPARE = HERE.parent / "tests" / "chaos" / "prepare.py"
SESSION = "s-1"
LONGEST_START_S = 60
HOME = "127.0.0.1"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Process:
    """A running server. Units: `started_s` seconds from the call to the first connection."""

    port: int
    pid: int
    started_s: float
    host: str = HOME

    def cpu_s(self) -> float:
        """Seconds of processor time it has used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory_mb(self) -> float:
        """Resident memory in megabytes."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1000
        raise LookupError("the system does not tell memory")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(
    program: list[str], port: int, *, host: str = HOME, inside: tuple[str, ...] = ()
) -> Iterator[Process]:
    """A server process while it is needed; `inside` is what runs it in a network of its own."""
    began = time.perf_counter()
    run = [*inside, sys.executable, *program]
    process = subprocess.Popen(run, stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                socket.create_connection((host, port), 1).close()
                break
            except OSError:
                if process.poll() is not None or time.perf_counter() - began > LONGEST_START_S:
                    raise RuntimeError(f"{program} does not start") from None
                time.sleep(0.005)
        yield Process(port, process.pid, time.perf_counter() - began, host)
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End it at once; one that has begun others gets time to end these."""
    if Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text():
        process.terminate()
        process.wait(30)
    process.kill()
    process.wait()


@contextmanager
def hemicycle(folder: Path, *options: str, fault: str = FAULT) -> Iterator[Process]:
    """The real server on a data folder, or one with a fault planted."""
    port = free_port()
    program = [*server(fault), "serve", "--data", str(folder), "--port", str(port), *options]
    with running(program, port) as process:
        yield process


@contextmanager
def bare(kind: str, *options: str) -> Iterator[Process]:
    """A server that only answers."""
    port = free_port()
    with running([str(HERE / "bare_server.py"), kind, str(port), *options], port) as process:
        yield process


@dataclass(frozen=True)
class People:
    """Who is signed in, and the requests they send."""

    cookie: str
    members: list[str]
    keys: dict[str, dict[str, str]]

    def get(self, path: str, member: str = "") -> bytes:
        """The bytes of a request for a page, a part or a stream."""
        who = f"Cookie: {self.cookie}={self.keys[member]['key']}\r\n" if member else ""
        return f"GET /a/{SESSION}{path} HTTP/1.1\r\nHost: localhost\r\n{who}\r\n".encode()

    def post(self, path: str, member: str, **fields: str) -> bytes:
        """The bytes of a posted form."""
        person = self.keys[member]
        form = urlencode({"csrf": person["token"], **fields}).encode()
        head = (
            f"POST /a/{SESSION}/{path} HTTP/1.1",
            "Host: localhost",
            "Origin: http://localhost",
            f"Cookie: {self.cookie}={person['key']}",
            "Accept: application/json",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(form)}",
        )
        return "\r\n".join((*head, "", "")).encode() + form


def prepared(folder: Path, *options: str) -> People:
    """A data folder with an open sitting, and the people in it."""
    run = [sys.executable, str(PREPARE), str(folder), *options]
    told = json.loads(subprocess.run(run, check=True, stdout=subprocess.PIPE).stdout)
    return People(told["cookie"], told["members"], told["people"])


def allow_many_connections() -> None:
    """Each connection is a file to the system."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 20_000), hard))
