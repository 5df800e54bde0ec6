"""Cached public pages beside a static file of the same server: how many a second."""

import asyncio
import re
import time
from pathlib import Path

from figures import Figure
from processes import Process, hemicycle, prepared
from wires import Wire, close, connected

CONNECTIONS = 16
FOR_S = 2.0
SHARE_AIMED_AT = 0.8
PAGES = {"home": "", "decisions": "/decisions", "an output (minutes.html)": "/minutes.html"}


def get(path: str) -> bytes:
    """A request as a browser sends it, without a cookie."""
    lines = ("Host: localhost", "Accept-Encoding: gzip, br", "Accept-Language: en")
    return "\r\n".join((f"GET {path} HTTP/1.1", *lines, "", "")).encode()


async def asked(wire: Wire, request: bytes, until: float) -> int:
    """Ask again and again: how often it was answered."""
    times = 0
    while time.perf_counter() < until:
        status, _ = await wire.send(request)
        assert status == 200, status
        times += 1
    return times


async def a_second(process: Process, path: str) -> float:
    """Answers a second over a few connections."""
    wires = await connected(process.port, CONNECTIONS)
    request = get(path)
    await asked(wires[0], request, time.perf_counter() + 0.2)
    began = time.perf_counter()
    times = await asyncio.gather(*(asked(wire, request, began + FOR_S) for wire in wires))
    close(wires)
    return sum(times) / (time.perf_counter() - began)


async def style_sheet(process: Process) -> str:
    """The address of the style sheet of the home page."""
    [wire] = await connected(process.port, 1)
    _, body = await wire.send(get("/en/a/s-1").replace(b"gzip, br", b"identity"))
    close([wire])
    [path] = re.findall(rb'rel="stylesheet" href="([^"]+)"', body)
    return str(path.decode())


async def measured(process: Process) -> tuple[float, dict[str, float]]:
    """The static file, and each page."""
    static = await a_second(process, await style_sheet(process))
    return static, {
        name: await a_second(process, f"/en/a/s-1{path}") for name, path in PAGES.items()
    }


def pages(folder: Path) -> list[Figure]:
    """The figures, each beside the static file."""
    prepared(folder, "--delegations", "140", "--members", "3")
    with hemicycle(folder) as process:
        static, found = asyncio.run(measured(process))
    return [
        Figure(
            what=f"public page, cached: {name}",
            value=value,
            unit="a second",
            aim=SHARE_AIMED_AT * static,
            limit=static,
            limit_is="static file, same server",
            larger_is_better=True,
        )
        for name, value in found.items()
    ]
