"""The pages that belong to no session, and what browsers report."""

import json
import logging
from dataclasses import dataclass

from hemicycle.clerk import system_now
from hemicycle.screens.start import start
from hemicycle.web.drawing import Drawing
from hemicycle.web.house import House
from hemicycle.web.http import Answer, NotUnderstood, Request
from hemicycle.web.sitemap import robots, sitemap

reports = logging.getLogger("hemicycle.csp")
MOST_REPORTS, A_WHILE_MS = 30, 60_000  # strangers must not fill the log, and with it the disk


@dataclass(slots=True)
class Told:
    """How many reports were kept in this minute."""

    minute: int = 0
    n: int = 0

    def has_room(self, now_ms: int) -> bool:
        """Whether one more is kept."""
        if now_ms // A_WHILE_MS != self.minute:
            self.minute, self.n = now_ms // A_WHILE_MS, 0
        self.n += 1
        return self.n <= MOST_REPORTS


told_now = Told()


async def answer(house: House, drawing: Drawing, request: Request, path: str) -> Answer | None:
    """The answer at an address outside the sessions, or None where Django has it."""
    if path == "/" and request.method != "POST":
        return start_page(house, drawing, request)
    if path == "/help" and request.method != "POST":
        return drawing.small(request, "help.html", {})
    if path == "/robots.txt":
        return Answer(200, robots(house), "text/plain; charset=utf-8")
    if path == "/sitemap.xml":
        return Answer(200, sitemap(house), "application/xml")
    if path == "/time":
        told = {"now": system_now(), "rate": 1}
        return Answer(200, json.dumps(told).encode(), "application/json")
    if path == "/csp-reports" and request.method == "POST":
        return await keep_report(request)
    if house.demo is not None:
        return await house.demo.answer(drawing, request, path)
    return None


def start_page(house: House, drawing: Drawing, request: Request) -> Answer:
    """The sessions of the installation."""
    demo = house.demo
    facts: dict[str, object] = {
        "sessions": start(state.assembly for state in house.clerk.states.values()),
        **(demo.start(request.header(b"host")) if demo else {}),
    }
    return drawing.small(request, "start.html", facts)


async def keep_report(request: Request) -> Answer:
    """A browser found something on a page that our content policy forbids."""
    try:
        report = (await request.body())[:2000]
    except NotUnderstood:
        return Answer(400)
    if told_now.has_room(system_now()):
        reports.warning("%a", report)
    return Answer(204)
