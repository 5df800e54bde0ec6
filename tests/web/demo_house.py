"""The demonstration as it really runs: both sessions, on a port, its player at any time of day.

The clock of the rehearsal stands still, so that a page looks the same however slow the machine is.
"""

import asyncio
import logging
import sys
import threading
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from django.db import connections

from hemicycle.demo.live import DemoWish, put_together
from hemicycle.demo.player import Player
from hemicycle.demo.site import DemoSite
from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.web.acts import acts_path
from hemicycle.web.asgi import Hemicycle
from hemicycle.web.http_sessions import Login, csrf_token, new_key
from hemicycle.web.server import listen, make_server
from ready_tables import built_apart, work_in
from tls import TLS

REHEARSAL, REPORTED = "rehearsal-150", "as-reported-150"
PRESIDENT, CLERK, TELLER = "o-president", "o-clerk", "o-teller-1"
HALF_A_SECOND_MS, MINUTE_MS, DAY_MS = 500, 60_000, 86_400_000
TASHKENT_MS = 5 * 60 * MINUTE_MS
START_S = 20
PATIENT_S = 60  # a machine that does other work as well may be slow; that is no finding
HEADERS = {"accept-language": "en"}


class Faults(logging.Handler):
    """What the server could not answer, kept for the test that ends."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the last line of a traceback, or the message."""
        fault = record.exc_info[1] if record.exc_info else None
        self.seen.append(repr(fault) if fault else record.getMessage())


@dataclass
class Server:
    """A real server in a thread, over any ASGI application of ours."""

    application: Hemicycle
    port: int = 0
    faults: Faults = field(default_factory=Faults)
    loop: asyncio.AbstractEventLoop | None = None
    serving: uvicorn.Server | None = None

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do something where the server does its own work, and wait for it."""
        assert self.loop is not None
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    async def remember_loop(self) -> None:
        """Run beside the requests, so that tests may hand work in."""
        self.loop = asyncio.get_running_loop()

    def stop(self) -> None:
        """Tell the server to end, as a signal would."""
        assert self.serving is not None
        self.serving.should_exit = True


@contextmanager
def serving(application: Hemicycle, listening: Any) -> Iterator[Server]:
    """The server, as long as the test lasts."""
    server = Server(application, port=listening.getsockname()[1])
    application.background.append(server.remember_loop)
    server.serving = make_server(application)
    logger = logging.getLogger("uvicorn.error")
    logger.addHandler(server.faults)
    # Its keeping of signals is for the main thread only; `run` leaves them alone elsewhere.
    thread = threading.Thread(target=server.serving.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        wait_until(lambda: server.loop is not None and server.serving.started)
        yield server
    finally:
        server.stop()
        thread.join(10)
        logger.removeHandler(server.faults)
    assert not thread.is_alive()
    assert server.faults.seen == []


def wait_until(is_so: Any, *, within_s: float = START_S) -> None:
    """Wait for something that must come true soon."""
    deadline = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.005)


@dataclass
class DemoHouse:
    """The demo's house with its server, and ways to look at it and act in it."""

    server: Server
    clients: list[httpx.Client] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address of the start page, without the last slash."""
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def site(self) -> DemoSite:
        """What the demo adds to the site."""
        site = self.server.application.house.demo
        assert isinstance(site, DemoSite)
        return site

    @property
    def first_key(self) -> str:
        """What opens the form for a new assembly while nobody runs the installation."""
        shell = sys.modules["hemicycle.web.shell"]  # importable once Django is set up
        return str(shell.shell[0].installation.first_key)

    @property
    def player(self) -> Player:
        """What plays the rehearsal."""
        return self.site.demo.player

    @property
    def assembly(self) -> Assembly:
        """The rehearsal as it stands."""
        return self.server.application.house.clerk.state(self.player.current).assembly

    @property
    def position(self) -> int:
        """How many entries the rehearsal's journal has."""
        return self.server.application.house.clerk.state(self.player.current).tail.position

    def receipt_of(self, member: str, division: int = 1) -> str:
        """The receipt of a person's ballot, as the person reads it."""
        opened = self.server.application.house.clerk.state(self.player.current).boxes[division]
        [ballot] = [own[member] for own in opened.box.current.values() if member in own]
        return opened.receipt(division, ballot).code

    def forward(self, clock: str) -> None:
        """Play at once all up to a time of the day, "09:10:30", and half a second beyond."""
        hours, minutes, seconds = (int(part) for part in f"{clock}:00:00".split(":")[:3])
        at = ((hours * 60 + minutes) * 60 + seconds) * 1000 + HALF_A_SECOND_MS
        start = self.player.scenario.starts_at
        midnight = (start + TASHKENT_MS) // DAY_MS * DAY_MS - TASHKENT_MS
        self.server.run(self.player.fast_forward(Instant(midnight + at)))

    def visitor(self, member: str = "") -> httpx.Client:
        """A browser without pictures: nobody's, or the one of an accredited person."""
        headers = {**HEADERS, "origin": self.url}
        client = httpx.Client(base_url=self.url, headers=headers, timeout=PATIENT_S, verify=TLS)
        if member:
            key = new_key()
            house = self.server.application.house
            house.http_sessions.put(key, self.site.login(MemberId(member)))
            client.cookies.set(self.cookie_name, key)
        self.clients.append(client)
        return client

    @property
    def cookie_name(self) -> str:
        """The cookie of an http_session on the port of this house."""
        return f"{self.server.application.house.http_sessions.cookie_name}-{self.server.port}"

    def token_of(self, client: httpx.Client) -> str:
        """The token that a signed-in visitor's forms would carry, where no page shows one now."""
        sessions = self.server.application.house.http_sessions
        login = sessions._logins.get(client.cookies.get(self.cookie_name, ""))
        return csrf_token(login, acts_path(self.player.current)) if login else ""

    def head_of(self, delegation: str) -> str:
        """The first member of a delegation that is in the room."""
        known, present = self.assembly.delegations, self.assembly.bodies["plenary"].present
        [found] = [one for one in known.values() if one.id == delegation]
        return next(member for member in found.members if member in present)

    def present_delegations(self) -> list[str]:
        """Who may vote and has at least two members in the room, most votes first."""
        present = self.assembly.bodies["plenary"].present
        able = [
            one
            for one in self.assembly.delegations.values()
            if one.has_vote and len(present & set(one.members)) > 1
        ]
        return [str(one.id) for one in sorted(able, key=lambda one: (-one.votes, one.id))]


@contextmanager
def demo_house(folder: Path) -> Iterator[DemoHouse]:
    """The demo in a folder of its own, standing still before its first line."""
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    application = built_apart(standing_still, folder, port)
    with serving(application, listening) as server:
        house = DemoHouse(server)
        try:
            yield house
        finally:
            for client in house.clients:
                client.close()


def standing_still(folder: Path, port: int) -> Hemicycle:
    """The application of the demo, its player not yet told to play."""
    work_in(folder)
    wish = DemoWish(port=port, lan=False, speed=1, browser=False)
    application, _ = put_together(folder, port=port, wish=wish)
    connections.close_all()
    return application


def operator_of(house: DemoHouse) -> httpx.Client:
    """A browser of whoever operates the house."""
    key = new_key()
    login = Login(account=0, label="x", seats={}, secret=bytes(32), is_operator=True)
    house.server.application.house.http_sessions.put(key, login)
    client = house.visitor()
    client.cookies.set(house.cookie_name, key)
    return client
