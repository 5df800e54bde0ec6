"""A chamber that its scenario has played, served from a folder, and its people signed in.

The assembly elsewhere is another scenario; its record is handed to the chamber as files.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from demo_house import PATIENT_S, Server, serving
from django.db import connections
from page_reader import forms_of

from hemicycle.demo.rehearse import rehearse
from hemicycle.demo.rehearsed import Rehearsed, Setting
from hemicycle.demo.reports import rehearse_to
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.screens.on_file import OnFile
from hemicycle.store.chosen import open_store
from hemicycle.web.asgi import Hemicycle
from hemicycle.web.http_sessions import Login, new_key
from hemicycle.web.installation import open_installation, secret
from hemicycle.web.running import application
from hemicycle.web.server import listen
from ready_tables import built_apart, work_in
from tls import TLS

SCENARIOS = Path(__file__).parents[1] / "minutes"
SESSION = "rehearsal-of-a-chamber"
CLERK, SPEAKER = "o-clerk", "o-speaker"


@dataclass
class Chamber:
    """The served chamber."""

    server: Server
    played: Rehearsed
    clients: list[httpx.Client] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def assembly(self):
        """The chamber as it stands."""
        return self.server.application.house.clerk.state(SessionId(SESSION)).assembly

    def visitor(self, member: str = "", language: str = "en") -> httpx.Client:
        """A browser: nobody's, or that of somebody who signed in."""
        headers = {"accept-language": language, "origin": self.url}
        client = httpx.Client(base_url=self.url, headers=headers, timeout=PATIENT_S, verify=TLS)
        if member:
            name, key = self.cookie(member)
            client.cookies.set(name, key)
        self.clients.append(client)
        return client

    def cookie(self, member: str) -> tuple[str, str]:
        """The cookie of a browser that has signed in as somebody."""
        sessions, key = self.server.application.house.http_sessions, new_key()
        seats = {SessionId(SESSION): member}
        secret = secrets.token_bytes(32)
        sessions.put(key, Login(account=0, label=member, seats=seats, secret=secret))
        return sessions.cookie_name, key


@contextmanager
def chamber_house(
    folder: Path, scenario: Path = SCENARIOS / "chamber.minutes"
) -> Iterator[Chamber]:
    """The chamber after its scenario."""
    listening = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    played, hemicycle = built_apart(put_together, folder, url, scenario)
    with serving(hemicycle, listening) as server:
        house = Chamber(server, played)
        try:
            yield house
        finally:
            for client in house.clients:
                client.close()


def put_together(folder: Path, url: str, scenario: Path) -> tuple[Rehearsed, Hemicycle]:
    """The record in the folder's journal, and the application over it."""
    work_in(folder)
    store = open_store(folder)
    played = rehearse(scenario, store=store, setting=Setting(seed=secret(folder, "journal.key")))
    store.close()
    installation = open_installation(folder, base_url=url)
    groups = played.scenario.cast.groups.items()
    installation.names.kept[SessionId(SESSION)] = played.scenario.names
    on_file = {member: OnFile(groups=(group,)) for member, group in groups if group}
    installation.names.put_files(SessionId(SESSION), on_file)
    made = application(installation)
    connections.close_all()
    return played, made


def record_of_the_assembly(folder: Path) -> tuple[Path, Path]:
    """The exported record of the assembly elsewhere, and its names."""
    journal = folder / "assembly.ndjson"
    rehearse_to(SCENARIOS / "report_back.minutes", journal)
    return journal, journal.with_name("assembly.names.json")


def fields_of(page: httpx.Response, name: str) -> dict[str, str]:
    """What the form with that field would send."""
    [form] = [one for one in forms_of(page.text) if name in dict(one.fields)]
    return dict(form.fields)
