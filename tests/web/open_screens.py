"""An assembly in memory's likeness that is really served, and pages of it that are kept open."""

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from demo_house import Server, serving
from django.db import connections
from playwright.sync_api import Browser, Page
from screens_at_hand import DESKTOP, PHONE, WALL, Listening, live

from hemicycle.journal.names import Name, Names
from hemicycle.procedure.kernel import Instant
from hemicycle.screens.on_file import OnFile
from hemicycle.screens.view import View
from hemicycle.web.asgi import Hemicycle
from hemicycle.web.http_sessions import Login, new_key
from hemicycle.web.installation import Installation, open_installation
from hemicycle.web.running import application
from hemicycle.web.server import listen
from ready_tables import built_apart, work_in
from screens.little_house import MORNING, SESSION, LittleHouse

JUMP_MS = 1000  # what passes with each act; more than that is told to the pages
SIZES = {"hall": WALL, "floor": PHONE}
GROUPS = ("African Group", "Eurasia", "")


class StillClock:
    """A clock that stands where it was put."""

    rate_thousandths = 0

    def __init__(self) -> None:
        self.at = Instant(MORNING)

    def now(self) -> Instant:
        """The time it was put to."""
        return self.at


class ServedHouse(LittleHouse):
    """The same session, its acts taken by the queue of a house that browsers look at."""

    def __init__(self, server: Server, installation: Installation, **wishes: object) -> None:
        self.server, self.installation = server, installation
        self.clock = installation.clocks.special[SESSION] = StillClock()
        super().__init__(clerk=installation.house.clerk, **wishes)

    @property
    def now(self) -> int:
        """The time in the session."""
        return self.clock.at

    @now.setter
    def now(self, at: int) -> None:
        is_jump = at - self.clock.at > JUMP_MS
        self.clock.at = Instant(at)
        if is_jump:
            house = self.installation.house
            self.server.loop.call_soon_threadsafe(house.tell_clock, SESSION)

    def take(self, asked):
        """Hand one act to the house's queue, and wait until it is durable."""
        return self.server.run(self.installation.house.queue.ask(asked))

    @property
    def position(self) -> int:
        """How long the record is."""
        return self.clerk.state(SESSION).tail.position

    def seen_by_anybody(self) -> View:
        """The session as the house shows it to nobody in particular."""
        return self.installation.house.view(SESSION, None)

    def name_everybody(self) -> None:
        """Give every delegation and member an invented name, and put something on file."""
        assembly, named = self.assembly, self.installation.names
        entries = {
            key: Name(label={"en": f"Land {key[2:]}"}, short={"en": f"Land {key[2:]}"})
            for key in assembly.delegations
        }
        entries |= {
            one.id: Name(label={"en": f"Person {one.id[2:]}"}, delegation=one.delegation, seat=1)
            for one in assembly.people.values()
        }
        named.kept[SESSION] = Names(2, entries)
        named.put_files(SESSION, dict(self.on_file()))

    def on_file(self) -> Iterator[tuple[str, OnFile]]:
        """Every third parliament is in one group, every third in another; most declare a sex."""
        for number, one in enumerate(self.assembly.people.values()):
            if one.delegation:
                group = GROUPS[int(one.delegation[2:]) % 3]
                sex = "fmm"[number % 3] if number % 7 else ""
                yield one.id, OnFile(groups=(group,) if group else (), sex=sex)


@contextmanager
def served_house(folder: Path, **wishes: object) -> Iterator[ServedHouse]:
    """A session that is served from a folder of its own."""
    listening = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    installation, hemicycle = built_apart(put_together, folder, url)
    with serving(hemicycle, listening) as server:
        yield ServedHouse(server, installation, **wishes)


def put_together(folder: Path, url: str) -> tuple[Installation, Hemicycle]:
    """An installation of its own, and its application."""
    work_in(folder)
    installation = open_installation(folder, base_url=url)
    made = installation, application(installation)
    connections.close_all()
    return made


@dataclass
class OpenScreens(Listening):
    """Pages in one browser that stay open, and everything they complain of."""

    house: ServedHouse
    loads: Counter[Page] = field(default_factory=Counter)

    @property
    def url(self) -> str:
        """Where the house is."""
        return self.house.installation.house.base_url

    def show(self, page: str, member: str = "", *, is_live: bool = True, **wishes) -> Page:
        """Open a page as nobody in particular, or as one accredited person."""
        shown = self.opened(SIZES.get(page, DESKTOP), **wishes)
        if member:
            shown.context.add_cookies([self.cookie(member)])
        shown.on("load", lambda _: self.loads.update([shown]))
        shown.goto(f"{self.url}/en/a/{SESSION}/{page}".rstrip("/"))
        return live(shown) if is_live else shown

    def cookie(self, member: str) -> Mapping[str, str]:
        """A browser that has signed in as somebody."""
        sessions, key = self.house.installation.house.http_sessions, new_key()
        seats = {SESSION: member}
        secret = secrets.token_bytes(32)
        sessions.put(key, Login(account=0, label=member, seats=seats, secret=secret))
        return {"name": sessions.cookie_name, "value": key, "url": self.url}


@contextmanager
def open_screens(browser: Browser, house: ServedHouse) -> Iterator[OpenScreens]:
    """The screens of one test; none may have complained at its end."""
    screens = OpenScreens(browser, house)
    try:
        yield screens
    finally:
        screens.close()
    assert screens.complaints == []
