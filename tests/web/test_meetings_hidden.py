"""Of a meeting nothing shows in any answer to anybody else: every address, asked by everybody.

The answers before two heads have met and after must be the same to the last byte. What is kept
ready is thrown away in between, so that nothing is the same only because nobody made it again.
"""

import importlib
import itertools
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from demo_house import CLERK, PRESIDENT, REHEARSAL, DemoHouse, demo_house
from listening import listening
from meeting_people import (
    BOLTARA,
    GRELMOND,
    MEETINGS,
    NAKUREMBE,
    PROTOCOL_DESK,
    PROTOCOL_OFFICER,
    QUILMORA,
    READOUTS,
    SEE,
    Side,
    accredited,
    anybody,
    side,
)
from test_permissions import askers, lines_of, login_of

from hemicycle.journal.words import root_words
from hemicycle.secretariat.meeting import Meeting

SUBJECT, OTHER_SUBJECT, ROOM, READOUT = "Quillworthy", "Zantherine", "Ombrelle 9", "Vantablume"
CANARIES = (SUBJECT, OTHER_SUBJECT, ROOM, READOUT)
# What stands for the parts of an address that vary: a delegation, an entry or division, a sitting.
THINGS = (BOLTARA, "1", "plenary-1")
OPEN_ENDED = ("live", "events")
# What tells the time, ends the visit, or counts how often codes are tried.
NO_ANSWER = re.compile("/(logout|time)$|^/enrol/")
WATCHED = ("/metrics", "/operator")  # they count what everybody does
PUBLIC = "the public"
# For anybody alike, and large: it is enough that one asks.
FOR_ONE = re.compile(
    r"\.(zip|xlsx|docx|pdf|png|ndjson|xml|csv|json|atom|ics|jsonld|txt)$|-metadata"
)


@dataclass
class Lookers:
    """Everybody who has nothing to do with the meeting, and what they were told."""

    house: DemoHouse
    clients: Mapping[str, httpx.Client]
    meeting: str = ""
    addresses: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)  # for the public alone

    def collect(self, *only: str) -> dict[tuple[str, str], str]:
        """What each is answered at each address, made anew; or `only` some, without large files."""
        application = self.house.server.application
        application.kept._kept.clear()
        application.house.made.clear()
        application.house.parts.clear()
        return {
            (name, address): self.told(client, address)
            for name, client in self.clients.items()
            for address in (self.more if name == PUBLIC else self.addresses)
            if name in (only or self.clients)
            if (name == PUBLIC and not only) or not FOR_ONE.search(address)
        }

    def told(self, client: httpx.Client, address: str) -> str:
        """One answer: where it leads, and what it says."""
        answer = client.get(address, headers={"accept-encoding": "identity"})
        head = f"{answer.status_code} {answer.headers.get('location', '')}"
        kind = answer.headers.get("content-type", "")
        is_text = kind.startswith("text/") or "json" in kind or "xml" in kind
        text = without_figures(answer.text) if address in WATCHED else answer.text
        return f"{head} {self.plain(text) if is_text else len(answer.content)}"

    def plain(self, text: str) -> str:
        """A text without what is drawn by lot for each page."""
        text = re.sub(r'(name="(?:act_id|key|csrf|drawn)" value=)"[\w:-]*"', r'\1""', text)
        words = root_words(self.house.server.application.house.clerk.root(REHEARSAL))
        text = re.sub(r'"as_of": [0-9]+', "", text)  # how old the list of a gate is
        return re.sub(r"[0-9a-f]{24,}", "HEX", text).replace(words, "ROOT")


def without_figures(text: str) -> str:
    """The words of a text that counts, each line of it once."""
    return "\n".join(sorted(set(re.sub("-?[0-9.]+", "", text).splitlines())))


def every_address(house: DemoHouse, *things: str) -> list[str]:
    """Every address that is read, with each of some things in the place of what varies in it."""
    found = set()
    for route in itertools.chain.from_iterable(one.routes for one in lines_of(house)):
        method, _, path = route.partition(" ")
        path = path.replace("/a/*", f"/a/{REHEARSAL}")
        if method != "GET" or path.rpartition("/")[2] in OPEN_ENDED or "demo" in path:
            continue
        for thing in things:
            found |= {path.replace("/**", end).replace("*", thing) for end in ("", f"/{thing}")}
    return sorted(one for one in found if not NO_ANSWER.search(one))


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal in its general debate, with an officer of protocol."""
    with demo_house(tmp_path_factory.mktemp("hidden")) as house:
        house.forward("09:40")
        accredited(house, PROTOCOL_OFFICER, office="protocol_officer")
        yield house


@pytest.fixture(scope="module")
def lookers(house) -> Lookers:
    """All roles there are, and those who stand nearest: a colleague, and the next delegation."""
    clients = {name: asker.client for name, asker in askers(house).items()}
    del clients["a protocol officer"]  # who is told of the hour, and asked apart
    clients["a colleague"] = house.visitor(f"{BOLTARA}-2")
    clients["a third head"] = house.visitor(f"{GRELMOND}-1")
    clients["the delegation's secretary"] = login_of(house, file=BOLTARA)
    clients["the delegation's tablet"] = login_of(house, tablet=f"tablet-{BOLTARA}-1")
    some, more = every_address(house, THINGS[0]), every_address(house, *THINGS)
    return Lookers(house, clients, addresses=some, more=more)


@pytest.fixture(scope="module")
def before(lookers) -> dict[tuple[str, str], str]:
    return lookers.collect()


@pytest.fixture(scope="module")
def met(house, lookers, before) -> tuple[Side, Side, str]:
    """Two heads wish to meet, agree on an hour and get a room, while a stream is listened to."""
    boltara, quilmora = side(house, BOLTARA), side(house, QUILMORA)
    officer, position = anybody(house, PROTOCOL_OFFICER), house.position
    with listening(house.visitor(CLERK), "view=chair&lang=en") as heard:
        heard.forget()
        boltara.wish(QUILMORA, subject=SUBJECT, language=["fr"])
        quilmora.wish(BOLTARA, subject=OTHER_SUBJECT)
        [meeting] = boltara.meetings()
        start = boltara.hours(meeting)[-1]
        boltara.post(meeting, do="choose", start=start)
        quilmora.post(meeting, do="confirm", start=start)
        identity = meeting.rpartition("/")[2]
        answer = officer.post(PROTOCOL_DESK, do="arrange", meeting=identity, room=ROOM)
        assert answer.status_code == SEE
        heard.quiet()
        assert [one for one in heard.new if "event: clock" not in one] == []
    assert house.position == position
    assert ROOM in boltara.text(meeting)
    lookers.meeting = meeting
    return boltara, quilmora, meeting


def test_nobody_else_is_told_anything_at_any_address(lookers, before, met):
    after = lookers.collect()
    assert len(after) > 1000
    assert differences(before, after) == []
    said = "\n".join(after.values())
    assert [one for one in CANARIES if one in said] == []


def differences(before: Mapping[tuple[str, str], str], after: Mapping[tuple[str, str], str]):
    """Who is told something else at which address."""
    return [key for key, told in after.items() if before[key] != told]


def test_the_meeting_of_others_is_like_one_that_there_is_not(house, lookers, met):
    """By reading and by pressing, with its own address in hand."""
    meeting = met[2]
    none = f"{meeting[:-4]}none"

    def nameless(told: str) -> str:
        """An answer without which meeting was asked for."""
        return told.replace(meeting[-16:], "").replace(none[-16:], "")

    for name, client in lookers.clients.items():
        for part in ("", "/card"):
            told = (lookers.told(client, f"{address}{part}") for address in (meeting, none))
            assert len(set(map(nameless, told))) == 1, name
        looker = Side(house, client)
        for do in ("answer", "confirm", "choose", "give_back", "off", "word", "agree", "drop"):
            fields = {"do": do, "subject": "x", "start": "1", "before": "", "readout": "x"}
            answers = [looker.post(address, **fields) for address in (meeting, none)]
            assert answers[0].status_code == answers[1].status_code, (name, do)
            assert len({nameless(lookers.plain(one.text)) for one in answers}) == 1, (name, do)
    assert house.visitor(f"{GRELMOND}-1").get(meeting).status_code == httpx.codes.NOT_FOUND
    assert ROOM in met[0].text(meeting)


def test_as_much_is_done_for_a_meeting_of_others_as_for_none(house, met, monkeypatch):
    """How long an answer takes tells nothing: each request opens all meetings of the session."""
    opened = []
    meetings = importlib.import_module("hemicycle.secretariat.meetings")  # once Django is set up
    known = meetings.opened
    monkeypatch.setattr(meetings, "opened", lambda row: opened.append(1) or known(row))
    counts = []
    third = side(house, GRELMOND)
    for address in (met[2], f"{met[2][:-4]}none"):
        opened.clear()
        third.client.get(address)
        counts.append(len(opened))
    assert counts[0] == counts[1] > 0


def test_a_wish_that_meets_nobody_is_answered_like_one_that_does(house, met):
    grelmond, nakurembe = side(house, GRELMOND), side(house, NAKUREMBE)
    nakurembe.wish(GRELMOND, subject="Else")
    told = [grelmond.wish(one, subject="Else") for one in (NAKUREMBE, BOLTARA)]
    assert told[0].status_code == told[1].status_code == SEE
    assert told[0].headers["location"] == told[1].headers["location"]
    for one in re.findall(rf'action="({MEETINGS}/[^"]+)"', grelmond.client.get(MEETINGS).text):
        assert grelmond.post(one, do="drop").status_code == SEE
    for one in grelmond.meetings():
        assert grelmond.post(one, do="off").status_code == SEE


def test_nothing_of_it_lies_on_the_disk_or_in_the_log(house, met, caplog):
    folder = sys.modules["hemicycle.web.shell"].shell[0].installation.folder
    files = [one for one in folder.rglob("*") if one.suffix in (".sqlite3", ".sqlite3-wal", ".db")]
    assert any(one.name == "secretariat.sqlite3" for one in files)
    stored = b"".join(map(bytes_of, files))
    assert [one for one in CANARIES if one.encode() in stored] == []
    assert b"protocol_officer" in stored  # control: what lies open is found
    assert [one for one in CANARIES if one in caplog.text] == []


def bytes_of(file: Path) -> bytes:
    """What lies in a file; a journal of writing that was just folded back is gone."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def test_of_a_readout_that_one_side_would_publish_nothing_shows(house, lookers, met):
    boltara, quilmora, meeting = met
    house.forward("19:50")
    near = (PUBLIC, "a colleague", "a third head", "the clerk")
    before = lookers.collect(*near)
    assert boltara.post(meeting, do="word", readout=READOUT, before="").status_code == SEE
    assert quilmora.post(meeting, do="agree", before=READOUT).status_code == SEE
    assert quilmora.post(meeting, do="publish").status_code == SEE
    after = lookers.collect(*near)
    assert differences(before, after) == []
    assert READOUT not in "\n".join(after.values())
    assert boltara.post(meeting, do="publish").status_code == SEE
    now = lookers.collect(*near)
    told = {address for _, address in differences(before, now)}
    assert told == {f"/a/{REHEARSAL}/readouts"}
    for word in (SUBJECT, OTHER_SUBJECT, ROOM):
        assert word not in "\n".join(now.values())


def test_a_leak_is_found(house, lookers, met, monkeypatch):
    """Control: a third head who saw too much, and readouts that came out too soon."""
    table = importlib.import_module("hemicycle.web.meeting_table").Table  # once Django is set up
    third, address = lookers.clients["a third head"], f"/a/{REHEARSAL}/meetings"
    before = lookers.told(third, address)
    with monkeypatch.context() as planted:
        planted.setattr(table, "sees", lambda *_: True)
        planted.setattr(Meeting, "is_asked_of", lambda *_: True)
        assert lookers.told(third, address) != before
        assert SUBJECT in lookers.told(third, address)
    assert lookers.told(third, address) == before
    before = lookers.told(house.visitor(PRESIDENT), READOUTS)
    monkeypatch.setattr(Meeting, "is_public", property(lambda _: True))
    assert lookers.told(house.visitor(PRESIDENT), READOUTS) != before
