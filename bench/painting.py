"""Pages in a real browser on a slow line and a slow processor: when the largest part is painted.

400 kbit/s, 300 ms and a sixth of the processor, as the design asks; a telephone of 390 by 844, each
page into an empty cache. What the browser itself reports is what counts: PerformanceObserver for
the paint, for shifts of the layout and for the bytes on the line.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from figures import Figure, median

HERE = Path(__file__).resolve().parent
CLOCK = "15:25:00"
TIMES = 3
SLOW_LINE = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
SLOWER_BY = 6
SETTLED_MS = 1200
PHONE = {"width": 390, "height": 844}
REHEARSAL, REPORTED = "/en/a/rehearsal-150", "/en/a/as-reported-150"
PUBLIC = {
    "the 150th: home": REPORTED,
    "the 150th: programme": f"{REPORTED}/programme",
    "the 150th: statements": f"{REPORTED}/statements",
    **{
        f"rehearsal: {page or 'home'}": f"{REHEARSAL}/{page}".rstrip("/")
        for page in (
            *("", "programme", "decisions", "divisions/1", "delegations", "delegations/p-0001"),
            *("statements", "documents", "data", "minutes", "minutes/plenary-1"),
            *("elections", "search?q=water", "follow"),
        )
    },
    "rehearsal, French: home": "/fr/a/rehearsal-150",
    "rehearsal, Arabic: home": "/ar/a/rehearsal-150",
    "start": "/en",
}
DELEGATE = {f"delegate: {page}": f"{REHEARSAL}/{page}" for page in ("vote", "floor")}
BARE = "/robots.txt"
# Kilobytes of 1,024: html, css, js, fonts; requests; seconds to the largest paint; shift.
BUDGETS = {
    "public": {"Document": 15, "Stylesheet": 8, "Script": 30, "Font": 90, "n": 12, "s": 2.5},
    "delegate": {"Document": 8, "Stylesheet": 6, "Script": 30, "Font": 0, "n": 8, "s": 2.0},
}
LARGEST_SHIFT = {"public": 0.05, "delegate": 0.02}
WATCH = """
window.painted = { paint: 0, shift: 0 };
new PerformanceObserver(list => {
    for (const one of list.getEntries()) painted.paint = one.startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver(list => { for (const one of list.getEntries())
    if (!one.hadRecentInput) painted.shift += one.value; })
  .observe({ type: "layout-shift", buffered: true });
"""

# What was loaded, the page itself first, packed as it came over the line; what a script asks for
# afterwards (the time, the stream) is no part of the page.
FILES = """
[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter(one => !["fetch", "xmlhttprequest"].includes(one.initiatorType))
  .map(one => [new URL(one.name).pathname, one.encodedBodySize])
"""
KINDS = {".css": "Stylesheet", ".js": "Script", ".woff2": "Font"}


@dataclass(slots=True)
class Load:
    """One load of a page. Units: milliseconds; bytes on the line by kind of file."""

    paint_ms: float = 0
    shift: float = 0
    bytes_of: dict[str, float] = field(default_factory=dict)
    requests: int = 0


@contextmanager
def demonstration(folder: Path) -> Iterator[dict[str, Any]]:
    """The demonstration in a process of its own."""
    run = [sys.executable, str(HERE / "demo_at.py"), str(folder), CLOCK]
    with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.stdin.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that the tests use."""
    known = (os.environ.get("HEMICYCLE_CHROMIUM"), shutil.which("chromium"))
    path = next((one for one in known if one), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def slowed(page: Page) -> None:
    """Put a page on the slow line and the slow processor."""
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW_LINE)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_BY})


def loaded(context: BrowserContext, address: str) -> Load:
    """One load of a page into an empty cache, watched until nothing larger is painted."""
    page = context.new_page()
    page.add_init_script(WATCH)
    slowed(page)
    page.goto(address, wait_until="load", timeout=60_000)
    page.wait_for_timeout(SETTLED_MS)
    seen, files = page.evaluate("window.painted"), page.evaluate(FILES)
    page.close()
    load = Load(paint_ms=seen["paint"], shift=seen["shift"], requests=len(files))
    for name, size in files:
        kind = KINDS.get(Path(name).suffix, "Document" if name == files[0][0] else "others")
        load.bytes_of[kind] = load.bytes_of.get(kind, 0) + size
    return load


def measured(browser: Browser, told: dict[str, Any], *, path: str, is_seated: bool) -> list[Load]:
    """A page several times, each time in a browser that has never been here."""
    loads = []
    origin = f"http://127.0.0.1:{told['port']}"
    for turn in range(TIMES):
        # What a service worker hands out is no longer packed: the last load, whose bytes count, has
        # none.
        workers = "block" if turn == TIMES - 1 else "allow"
        context = browser.new_context(viewport=PHONE, service_workers=workers)
        if is_seated:
            key = {"name": told["cookie"], "value": told["key"], "url": origin}
            context.add_cookies([key])
        loads.append(loaded(context, f"{origin}{path}"))
        context.close()
    return loads


def figures_of(name: str, loads: list[Load], *, budget: str, bare_s: float) -> Iterator[Figure]:
    """The paint of a page beside that of a bare text; its bytes only where they are too many."""
    aims = BUDGETS[budget]
    yield Figure(
        what=f"largest paint, {name}",
        value=median([one.paint_ms for one in loads]) / 1000,
        unit="s",
        aim=aims["s"],
        limit=bare_s,
        limit_is="s, a bare text",
    )
    found = {
        kind: loads[-1].bytes_of.get(kind, 0) / 1024 for kind in aims if kind not in ("n", "s")
    }
    others = {
        **{f"KiB of {kind}": (value, aims[kind]) for kind, value in found.items()},
        "requests": (loads[-1].requests, aims["n"]),
        "of layout shift": (max(one.shift for one in loads), LARGEST_SHIFT[budget]),
    }
    for unit, (value, aim) in others.items():
        if value > aim:
            yield Figure(what=f"too much: {name}", value=value, unit=unit, aim=aim)


def painting(folder: Path) -> list[Figure]:
    """Every public page and those of a delegate."""
    figures: list[Figure] = []
    with demonstration(folder) as told, chromium() as browser:
        bare = measured(browser, told, path=BARE, is_seated=False)
        bare_s = median([one.paint_ms for one in bare]) / 1000
        for budget, pages in (("public", PUBLIC), ("delegate", DELEGATE)):
            for name, path in pages.items():
                loads = measured(browser, told, path=path, is_seated=budget == "delegate")
                figures += figures_of(name, loads, budget=budget, bare_s=bare_s)
    return figures
