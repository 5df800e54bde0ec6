"""Outputs are made beside the requests, once for all who ask; a long one keeps no other waiting."""

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import httpx
import pytest
from demo_house import REHEARSAL, REPORTED, DemoHouse, demo_house

from hemicycle import publish as every
from hemicycle.publish import OUTPUTS, Published, publish
from hemicycle.web import outputs
from hemicycle.web.beside import verifier_sources
from hemicycle.web.languages import OFFERED
from hemicycle.web.outputs import published

AT = "09:09:31"
PATIENT_S = 30


@pytest.fixture
def house(tmp_path):
    with demo_house(tmp_path) as one:
        one.forward(AT)
        yield one


def test_a_session_in_one_zip_is_served_whole(house):
    answer = house.visitor().get(f"/en/a/{REHEARSAL}/session.zip")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        names = {name.partition("/")[2] for name in archive.namelist()}
    assert {"index.html", "SHA256SUMS", "en/minutes.html", "fr/popolo.json"} <= names
    assert {"en/debate/plenary-1.xml", "checkpoint.txt"} <= names
    assert {name for name in names if name.startswith("verify/")} == set(verifier_sources())


def test_the_zip_is_one_in_every_language_and_takes_what_was_made_before(house, monkeypatch):
    """What was asked for before is not made again for the zip, and nobody sees a difference."""
    visitor, made = house.visitor(), []
    before = visitor.get(f"/fr/a/{REHEARSAL}/decisions.csv").content
    decisions = OUTPUTS["decisions.csv"]

    def write(one: Published) -> bytes:
        made.append(one.language)
        return decisions.write(one)

    changed = {**OUTPUTS, "decisions.csv": replace(decisions, write=write)}
    monkeypatch.setattr(every, "OUTPUTS", changed)
    packed = {code: visitor.get(f"/{code}/a/{REHEARSAL}/session.zip") for code in OFFERED}
    assert made == ["en"]  # the French one was there
    assert len({answer.content for answer in packed.values()}) == 1
    with zipfile.ZipFile(io.BytesIO(packed["ar"].content)) as archive:
        folder = archive.namelist()[0].partition("/")[0]
        assert archive.read(f"{folder}/fr/decisions.csv") == before


def test_both_sessions_are_served_in_every_format(house):
    for session in (REHEARSAL, REPORTED):
        of_session = published(house.server.application.house, session, "fr")
        for output in OUTPUTS.values():
            for part in output.parts(of_session) if output.is_in_parts else ("",):
                address = f"/fr/a/{session}/{output.place_of(part)}"
                answer = house.visitor().get(address)
                assert answer.status_code == 200, address
                assert answer.headers["content-type"] == output.media_type
                assert answer.content == publish(output.file_name, of_session, part=part), address


def test_what_there_is_not_is_said(house):
    for place in ("session.rar", "debate/plenary-9.xml", "debate.xml", "session/1.zip"):
        answer = house.visitor().get(f"/en/a/{REHEARSAL}/{place}")
        assert answer.status_code == 404, place
        assert "<h1" in answer.text


class Held:
    """A zip that is not ready before it is let go; how often it was begun."""

    def __init__(self) -> None:
        self.begun, self.let_go, self.times = Event(), Event(), 0

    def make(self, name: str, of_session: Published, *, part: str) -> bytes:
        """Wait until the zip may be ready; make everything else at once."""
        if name != "session.zip":
            return publish(name, of_session, part=part)
        self.times += 1
        self.begun.set()
        assert self.let_go.wait(PATIENT_S)
        return b"ready"


def hear(house: DemoHouse, held: Held, place: str) -> list[httpx.Response | None]:
    """Ask three times for the zip, and meanwhile for something else: all answers, that first."""
    address = f"/en/a/{REHEARSAL}/session.zip"
    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(house.visitor().get, address) for _ in range(3)]
        assert held.begun.wait(PATIENT_S)
        try:
            meanwhile = house.visitor().get(place, timeout=5)
        except httpx.TimeoutException:
            meanwhile = None
        held.let_go.set()
        return [meanwhile, *(one.result() for one in asked)]


@pytest.mark.parametrize("place", ["/time", f"/en/a/{REHEARSAL}/delegations.csv"])
def test_others_are_answered_while_it_is_made_and_it_is_made_once(house, monkeypatch, place):
    held = Held()
    monkeypatch.setattr(outputs, "publish", held.make)
    meanwhile, *answers = hear(house, held, place)
    assert meanwhile is not None
    assert meanwhile.status_code == 200
    assert [one.content for one in answers] == [b"ready"] * 3
    assert held.times == 1


def test_an_output_that_waits_for_a_long_one_is_found(house, monkeypatch):
    """Control: in one lane a table waits for the zip."""
    held = Held()
    monkeypatch.setattr(outputs, "publish", held.make)
    monkeypatch.setattr(outputs, "LANES", dict.fromkeys((False, True), outputs.LANES[True]))
    meanwhile, *answers = hear(house, held, f"/en/a/{REHEARSAL}/delegations.csv")
    assert meanwhile is None
    assert [one.content for one in answers] == [b"ready"] * 3


def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> list[object]:
    """How often something of the outputs is done, one for each time."""
    times: list[object] = []
    work = getattr(outputs, name)

    def noting(*given: object) -> object:
        times.append(given)
        return work(*given)

    monkeypatch.setattr(outputs, name, noting)
    return times


def test_a_part_there_is_not_is_refused_before_anything_is_read(house, monkeypatch):
    read, listings = counted(monkeypatch, "complete"), counted(monkeypatch, "listed")
    for number in range(9, 20):
        for place in (f"debate/plenary-{number}.xml", f"summary-record/plenary-{number}.pdf"):
            answer = house.visitor().get(f"/en/a/{REHEARSAL}/{place}")
            assert answer.status_code == 404
    assert read == []
    assert len(listings) == 1  # debates and summary records are of the same sittings
    assert house.visitor().get(f"/en/a/{REHEARSAL}/debate/plenary-1.xml").status_code == 200
    assert len(read) == 1  # the control


def test_who_asks_at_the_same_time_shares_one_copy(house, monkeypatch):
    held = Held()
    monkeypatch.setattr(outputs, "publish", held.make)
    read, copies = counted(monkeypatch, "complete"), counted(monkeypatch, "listed")
    _, *answers = hear(house, held, "/time")
    assert [one.content for one in answers] == [b"ready"] * 3
    assert (held.times, len(read), len(copies)) == (1, 1, 1)
    assert house.server.application.house.making == {}


def test_what_could_not_be_made_is_tried_again(house, monkeypatch):
    def failing(*_given: object, **_named: object) -> bytes:
        raise OSError("a disk that is not there")

    address = f"/en/a/{REHEARSAL}/delegations.csv"
    with monkeypatch.context() as broken:
        broken.setattr(outputs, "publish", failing)
        assert house.visitor().get(address).status_code == 500
    assert house.visitor().get(address).status_code == 200
