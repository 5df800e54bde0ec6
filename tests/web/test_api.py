"""The programming interface: what it says of itself is so; a wrong question has a sentence."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from acting import actor
from demo_house import CLERK, REHEARSAL, REPORTED, DemoHouse, demo_house

from hemicycle.journal.forms import Written
from hemicycle.procedure.acts.credentials.deputise import Deputised
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.publish.data.resources import RESOURCES
from hemicycle.web.api import events
from hemicycle.web.api.events import Events, Wanted
from hemicycle.web.house import House
from hemicycle.web.live import Audience, Stream

ROOT = Path(__file__).resolve().parent.parent.parent
BASE = "/api/v1"
OWN = f"{BASE}/sessions/{REHEARSAL}"
STILL_EMPTY = (
    "elections",
    "reports",
    "texts",
    "amendments",
    "commitments",
    "answers",
    "public-questions",
    "memberships",
    "nominations",
)  # nobody stood yet, and no press told of it


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal after its first result, beside the reported session."""
    with demo_house(tmp_path_factory.mktemp("api")) as house:
        house.forward("09:20")
        yield house


@pytest.fixture(scope="module")
def program(house) -> httpx.Client:
    """A program that reads."""
    return house.visitor()


def got(program: httpx.Client, address: str) -> dict:
    """What stands at an address."""
    answer = program.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_description_tells_every_table_and_what_each_field_holds(program):
    told = got(program, f"{BASE}/openapi.json")
    assert told["openapi"] == "3.1.0"
    for name in RESOURCES:
        assert f"{BASE}/sessions/{{session}}/{name}" in told["paths"]
    decisions = told["components"]["schemas"]["Decisions"]["properties"]
    assert all(field["description"] for field in decisions.values())


def test_both_sessions_are_there_with_what_must_be_said_with_them(program):
    sessions = {one["id"]: one for one in got(program, f"{BASE}/sessions")["items"]}
    assert sessions[REHEARSAL]["notice"].startswith("REHEARSAL")
    assert sessions[REPORTED]["basis"] == "reported"
    assert sessions[REPORTED]["notice"]
    assert len(sessions[REHEARSAL]["root_words"].split()) == 8


@pytest.mark.parametrize("name", RESOURCES)
def test_pages_put_together_are_the_whole_and_each_has_its_own_address(program, name):
    whole = got(program, f"{OWN}/{name}?limit=500")
    assert whole["notice"].startswith("REHEARSAL")
    found, address = [], f"{OWN}/{name}?limit=37"
    while address and len(found) < 500:
        page = got(program, address)
        assert len(page["items"]) <= 37
        found, address = found + page["items"], page["next"]
    assert found[:500] == whole["items"]
    ids = [one["id"] for one in found]
    assert len(set(ids)) == len(ids)
    assert bool(ids) == (name not in STILL_EMPTY)
    for one in found[:3]:
        assert got(program, f"{OWN}/{name}/{one['id']}")["item"] == one


def test_rows_are_chosen_by_what_they_are_about(program, house):
    [delegation, *_] = house.present_delegations()
    chosen = got(program, f"{OWN}/roll-call?division=1&delegation={delegation}")
    assert [one["delegation"] for one in chosen["items"]] == [delegation]
    row = chosen["items"][0]
    placed = row["yes"] + row["no"] + row["abstain"] + row["not_cast"]
    assert row["entitled"] == placed
    assert got(program, f"{OWN}/roll-call?division=99")["items"] == []


def test_figures_of_an_open_vote_are_nowhere(program, house):
    stages = {one.number: one.stage for one in house.assembly.divisions.values()}
    assert stages == {1: "declared", 2: "open"}
    rows = got(program, f"{OWN}/roll-call?limit=500")["items"]
    assert {one["division"] for one in rows} == {1}
    assert [one["division"] for one in got(program, f"{OWN}/decisions")["items"]] == [1]


def test_tables_and_lists_of_files_are_told_without_reading_the_record_again(
    program, house, monkeypatch
):
    store, read = house.server.application.house.clerk.store, []
    real = store.read
    monkeypatch.setattr(store, "read", lambda session: read.append(session) or real(session))
    assert got(program, f"{OWN}/delegations?limit=11")["items"]
    assert "plenary-1.pdf" in program.get(f"/fr/a/{REHEARSAL}/documents").text
    assert read == []
    assert program.get(f"/fr/a/{REHEARSAL}/delegations.csv").status_code == 200
    assert read == [REHEARSAL]  # the control: a file is made from the record


def test_the_language_is_negotiated(program):
    french = program.get(f"{OWN}/delegations", headers={"accept-language": "fr"}).json()
    english = program.get(f"{OWN}/delegations", headers={"accept-language": "en"}).json()
    assert (french["language"], english["language"]) == ("fr", "en")
    assert french["items"] != english["items"]
    assert [one["id"] for one in french["items"]] == [one["id"] for one in english["items"]]


def test_an_answer_that_has_not_changed_is_told_so(program, house):
    first = program.get(f"{OWN}/decisions")
    known = {"if-none-match": first.headers["etag"]}
    assert program.get(f"{OWN}/decisions", headers=known).status_code == 304
    assert program.get(f"{BASE}/openapi.json").status_code == 200
    described = program.get(f"{BASE}/openapi.json").headers["etag"]
    again = program.get(f"{BASE}/openapi.json", headers={"if-none-match": described})
    assert again.status_code == 304
    actor(house, CLERK, "chair").press("correct_record", corrects="1", **{"words.en": "Read: so."})
    changed = program.get(f"{OWN}/decisions", headers=known)
    assert changed.json()["position"] == first.json()["position"] + 1


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api", 404, "openapi.json tells all"),
        (f"{BASE}/nothing", 404, "openapi.json tells all"),
        (f"{BASE}/sessions/none", 404, "There is no session “none” here."),
        (f"{BASE}/sessions/none/decisions", 404, "There is no session"),
        (f"{BASE}/sessions/none/events", 404, "There is no session"),
        (f"{OWN}/nothing", 404, "There is no “nothing”; there are delegations"),
        (f"{OWN}/decisions/x", 404, "decisions has none with the id “x”."),
        (f"{OWN}/decisions?colour=red", 400, "There is no parameter “colour” here"),
        (f"{OWN}/decisions?colour=", 400, "There is no parameter “colour” here"),
        (f"{OWN}/decisions?limit=", 400, "a whole number from 1 to 500"),
        (f"{OWN}/decisions?limit=0", 400, "a whole number from 1 to 500"),
        (f"{OWN}/decisions?limit=501", 400, "a whole number from 1 to 500"),
        (f"{OWN}/decisions?limit=٣", 400, "a whole number from 1 to 500"),
        (f"{OWN}/decisions?after=nobody", 400, "“after” names no row here"),
        (f"{OWN}/decisions?body={'x' * 201}", 400, "is too long"),
        (f"{OWN}/events?since=-1", 400, "“since” is a position"),
        (f"{OWN}/events?kinds=dance", 400, "There is no kind of entry “dance”."),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(program, address, status, said):
    answer = program.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert said in told["detail"]


def test_a_choice_of_nothing_is_no_choice_of_everything(program):
    assert got(program, f"{OWN}/decisions")["total"] > 0
    assert got(program, f"{OWN}/decisions?body=plenary")["total"] > 0
    assert got(program, f"{OWN}/decisions?body=")["total"] == 0


def test_nothing_is_written_through_it(program):
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        answer = program.request(method, f"{OWN}/decisions")
        assert (answer.status_code, "GET" in answer.headers["allow"]) == (405, True), method


def corrected(house: DemoHouse, words: str) -> None:
    """The record gains one entry."""
    clerk = actor(house, CLERK, "chair")
    answer = clerk.press("correct_record", corrects="1", **{"words.en": words})
    assert answer.status_code == 303


def events_since(house: DemoHouse, query: str, count: int, **headers: str) -> list[dict]:
    """The first events of a stream, as a client of a few lines reads them."""
    found: list[dict] = []
    with house.visitor().stream("GET", f"{OWN}/events{query}", headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            if line.startswith("data: "):
                found.append(json.loads(line.removeprefix("data: ")))
                if len(found) == count:
                    return found
    raise AssertionError("the stream ended")


def test_events_come_as_they_are_recorded_and_nothing_is_missed(house):
    before = house.position
    with house.visitor().stream("GET", f"{OWN}/events?since={before}") as answer:
        lines = answer.iter_lines()
        corrected(house, "Read: opened.")
        told = next(line for line in lines if line.startswith("id: "))
        assert told == f"id: {before + 1}"
        assert next(lines) == "event: record_corrected"
        event = json.loads(next(lines).removeprefix("data: "))
    assert (event["kind"], event["position"]) == ("record_corrected", before + 1)
    assert "Read: opened." in event["sentence"]
    corrected(house, "Read: closed.")
    missed = events_since(house, "", 2, **{"last-event-id": str(before)})
    assert [one["entry"]["words"]["en"] for one in missed] == ["Read: opened.", "Read: closed."]


def ids_in(frames: bytes) -> list[int]:
    """The positions in what was sent."""
    return [int(one) for one in re.findall(rb"^id: (\d+)$", frames, re.MULTILINE)]


def wish(house: DemoHouse, language: str = "en", since: int = 0) -> tuple[Stream, Wanted]:
    """Somebody who wants everything since a position."""
    session = SessionId(house.player.current)
    wanted = Wanted(session=session, since=since, kinds=frozenset(), language=language)
    return Stream(audience=Audience(session, "events", "", language)), wanted


def test_who_was_away_is_told_in_parts_and_nothing_is_cut_out(house, monkeypatch):
    monkeypatch.setattr(events, "AT_ONCE", 50)
    listeners = house.server.application.interface.events
    stream, wanted = wish(house)
    missed = listeners.missed(stream, wanted)

    async def next_part() -> bytes:
        return await anext(missed, b"")

    async def begin(count: int) -> list[bytes]:
        return [await next_part() for _ in range(count)]

    parts = house.server.run(begin(3))
    corrected(house, "Read: while somebody is told what was before.")  # it is missed by nobody
    while part := house.server.run(next_part()):
        parts.append(part)
    told = [one for part in parts for one in ids_in(part)]
    assert told == list(range(1, house.position + 1))
    assert max(len(ids_in(part)) for part in parts) == 50
    corrected(house, "Read: after that.")
    assert ids_in(b"".join(stream.frames)) == [house.position]
    listeners._listening.pop(stream)


def test_others_are_served_between_the_parts(house, monkeypatch):
    monkeypatch.setattr(events, "AT_ONCE", 50)

    async def turns_of_others() -> list[int]:
        turns = 0

        async def others() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)  # gives its turn away, and counts how often it comes back

        beside = asyncio.ensure_future(others())
        stream, wanted = wish(house)
        listeners = Events(house.server.application.house)
        seen = [turns async for _ in listeners.missed(stream, wanted)]
        beside.cancel()
        return seen[1:]

    seen = house.server.run(turns_of_others())
    assert len(seen) > 3
    assert sorted(set(seen)) == seen


def test_an_event_is_written_once_a_language_however_many_listen(house, monkeypatch):
    told: list[tuple[int, str]] = []

    def noting(house: House, written: Written, *, language: str) -> dict:
        told.append((written.position, language))
        return event(house, written, language=language)

    event = events.event
    monkeypatch.setattr(events, "event", noting)
    monkeypatch.setattr(events, "MOST_KEPT", 300)
    listeners = Events(house.server.application.house)
    last = house.position - 20

    async def listen(language: str) -> bytes:
        stream, wanted = wish(house, language, since=last)
        return b"".join([part async for part in listeners.missed(stream, wanted)])

    several = [house.server.run(listen(language)) for language in ("en", "fr", "en", "en")]
    assert several[0] == several[2] == several[3] != several[1]
    assert len(told) == len(set(told)) == 2 * (house.position - last)
    house.server.application.listeners.append(listeners.follow)
    corrected(house, "Read: once for four.")
    house.server.application.listeners.remove(listeners.follow)
    assert [language for position, language in told if position == house.position] == ["en", "fr"]
    house.server.run(listen("ar"))
    assert len(listeners._kept) <= 300


def test_times_in_sentences_are_those_of_the_hall(house):
    """In Tashkent it is five hours later than in UTC."""
    running = house.server.application.house
    last = running.clerk.history[SessionId(REHEARSAL)][-1]
    six = Instant(1_772_431_200_000)  # by the clock of Greenwich
    deputised = Deputised(
        body=last.entry.body,
        at=six,
        member=MemberId(CLERK),
        to=MemberId(CLERK),
        starts_at=six,
        ends_at=Instant(six + 3_600_000),
    )
    told = events.event(running, replace(last, entry=deputised), language="en")
    assert re.findall(r"\d\d:\d\d", told["sentence"]) == ["11:00", "12:00"]
    assert told["at"].startswith("2026-03-02T06:00")  # the control: data are in UTC


def test_a_broadcaster_gets_who_speaks_with_name_and_parliament(house):
    [event] = events_since(house, "?since=0&kinds=floor_given,result_declared", 1)
    assert event["kind"] == "floor_given"
    assert event["names"][event["entry"]["speaker"]] in event["sentence"]
    kinds = {one["kind"] for one in events_since(house, "?since=0&kinds=result_declared", 1)}
    assert kinds == {"result_declared"}


def test_the_client_in_the_manual_is_short_and_prints_who_speaks(house, tmp_path):
    manual = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    [program] = re.findall(r"```python\n(.*?)```", manual, flags=re.DOTALL)
    assert len(program.splitlines()) <= 20
    (tmp_path / "captions.py").write_text(program)
    command = [sys.executable, str(tmp_path / "captions.py"), f"{house.url}{OWN}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        first = running.stdout.readline()
        running.terminate()
    [event] = events_since(house, "?since=0&kinds=floor_given", 1)
    assert first == f"{event['sentence']}\n"


def test_counts_are_withheld_from_events(house):
    [closed] = events_since(house, "?since=0&kinds=division_closed", 1)
    assert closed["entry"] is None
    [opened] = events_since(house, "?since=0&kinds=division_opened", 1)
    assert opened["entry"] is not None  # the control
