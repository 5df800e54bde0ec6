"""A day with six rooms at once, drafted at the desk of the rehearsal; clashes are planted in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from acting import fresh_id, tokens_of
from demo_house import CLERK, REHEARSAL, DemoHouse, demo_house
from page_reader import forms_of

from hemicycle.demo import sessions

DESK = f"/en/a/{REHEARSAL}/desk/programme"
DAY, NEXT = "2026-03-03", "2026-03-04"
ROOMS = {letter: f"r-{n}" for n, letter in enumerate("ABCDEF", 1)}


@dataclass
class ProgrammeDesk:
    """The clerk at the desk of the programme."""

    client: httpx.Client
    csrf: str
    added: dict[str, str] = field(default_factory=dict)

    def post(self, where: str = "", **fields: str) -> httpx.Response:
        """Press a button of the desk."""
        named = {name.replace("__", "."): value for name, value in fields.items()}
        return self.client.post(f"{DESK}{where}", data={"csrf": self.csrf, **named})

    def page(self, where: str = "") -> str:
        """A page of the desk."""
        return self.client.get(f"{DESK}{where}").text

    def room(self, letter: str) -> None:
        """Add a room."""
        answer = self.post(do="room", title__en=f"Hall {letter}", title__fr=f"Salle {letter}")
        assert answer.status_code == 303

    def slot(self, begins: str, ends: str, *, where: str = "/new", **fields: str) -> httpx.Response:
        """Add an entry, or write one anew; hours are those of the day, or of the next."""
        told = {"kind": "sitting", "body": "", "room": "", "chair": "", **fields}
        last = NEXT if ends < begins else DAY
        return self.post(
            where, do="save", begins_at=f"{DAY}T{begins}", ends_at=f"{last}T{ends}", **told
        )

    def publish(self, **fields: str) -> httpx.Response:
        """Publish what the page shows now."""
        forms = [
            dict(one.fields) for one in forms_of(self.page()) if one.action.endswith("programme")
        ]
        seen = next(form["seen"] for form in forms if "seen" in form)
        return self.post(do="publish", act_id=fresh_id(), **{"seen": seen, **fields})


def programme_desk(house: DemoHouse) -> ProgrammeDesk:
    """The clerk of the rehearsal, at the desk of its programme."""
    client = house.visitor(CLERK)
    [csrf] = tokens_of(client, "desk/programme")
    return ProgrammeDesk(client, csrf)


def six_rooms(desk: ProgrammeDesk) -> None:
    """Six sittings and events at once; Hall D is taken twice and team B is in two places."""
    for letter in ROOMS:
        desk.room(letter)
    chairs = {"committee-1": "o-chair-1", "committee-2": "o-chair-2"}
    rows = [
        ("09:00", "12:00", {"body": "plenary", "room": "r-1", "languages": "en fr", "team": "A"}),
        ("09:00", "11:00", {"body": "committee-1", "room": "r-2", "languages": "en", "team": "B"}),
        ("09:30", "11:00", {"body": "committee-2", "room": "r-3", "languages": "en", "team": "B"}),
        ("09:00", "10:30", {"title__en": "Forum of Women", "title__fr": "Forum", "room": "r-4"}),
        ("10:00", "12:00", {"title__en": "Youth Forum", "room": "r-4", "is_closed": "yes"}),
        ("09:00", "10:30", {"title__en": "Briefing", "kind": "event", "room": "r-6"}),
        ("09:00", "10:00", {"title__en": "Seminar", "kind": "event", "room": "r-5"}),
        ("12:30", "14:00", {"title__en": "Lunch", "kind": "meal"}),
        ("22:00", "01:30", {"body": "plenary", "title__en": "Night sitting", "room": "r-1"}),
    ]
    for begins, ends, fields in rows:
        body = str(fields.get("body", ""))
        answer = desk.slot(begins, ends, **{"chair": chairs.get(body, ""), **fields})
        assert answer.status_code == 303, answer.text


@contextmanager
def unplanned_house(folder: Path) -> Iterator[DemoHouse]:
    """The rehearsal as it would be if its clerk had published no programme."""
    lines = sessions.REHEARSAL.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "publishes the programme" not in line]
    own = folder / sessions.REHEARSAL.name
    own.write_text("".join(one for one in kept if "= programme:" not in one), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sessions, "REHEARSAL", own)
        with demo_house(folder / "house") as house:
            yield house
