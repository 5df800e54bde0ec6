"""Who reads public pages keeps nobody waiting but others who read, whatever addresses they try."""

import gzip
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from acting import actor
from demo_house import CLERK, PRESIDENT, REHEARSAL, DemoHouse, demo_house, wait_until

from hemicycle.web import http, render
from hemicycle.web.api import reading

HERE = f"/en/a/{REHEARSAL}"
TABLE = f"/api/v1/sessions/{REHEARSAL}/speakers"
PATIENT_S = 30


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    with demo_house(tmp_path) as one:
        one.forward("09:20")
        yield one


class Held:
    """Work that is not done before it is let go; how often it was begun, and in which threads."""

    def __init__(self) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()
        self.threads: list[str] = []

    def wait(self) -> None:
        """Wait until it is let go."""
        self.threads.append(threading.current_thread().name.partition("_")[0])
        self.begun.set()
        assert self.let_go.wait(PATIENT_S)


@pytest.fixture
def held(monkeypatch) -> Iterator[Held]:
    """The minutes are not drawn, and no table of the interface made, before it is let go."""
    own, draw, make = Held(), render.page, reading.page

    def drawn(template: str, context: dict) -> str:
        if template == "minutes.html":
            own.wait()
        return draw(template, context)

    def made(*given: object, **named: object) -> dict:
        own.wait()
        return make(*given, **named)

    monkeypatch.setattr(render, "page", drawn)
    monkeypatch.setattr(reading, "page", made)
    yield own
    own.let_go.set()


def meanwhile(
    house: DemoHouse, held: Held, addresses: list[str], see: Callable[[], None]
) -> list[httpx.Response]:
    """What is answered at some addresses, asked for at once, while something else is seen to."""
    with ThreadPoolExecutor(len(addresses)) as pool:
        asked = [pool.submit(house.visitor().get, one) for one in addresses]
        assert held.begun.wait(PATIENT_S)
        try:
            see()
        finally:
            held.let_go.set()
        return [one.result() for one in asked]


@pytest.mark.parametrize("address", [f"{HERE}/minutes", TABLE])
def test_others_are_answered_while_a_page_is_made_and_it_is_made_once(house, held, address):
    def see() -> None:
        assert house.visitor().get("/time", timeout=10).status_code == 200
        assert house.visitor(PRESIDENT).get(f"{HERE}/chair", timeout=10).status_code == 200

    answers = meanwhile(house, held, [address] * 6, see)
    assert {one.status_code for one in answers} == {200}
    assert len({one.content for one in answers}) == 1
    assert len(held.threads) == 1
    assert held.threads[0] in ("public-pages", "programs")


def test_what_no_page_reads_in_a_query_makes_no_other_page(house, held):
    noise = [f"{HERE}/minutes?x={n}&body=b{n}" for n in range(6)]
    answers = meanwhile(house, held, noise, lambda: None)
    assert len({one.content for one in answers}) == 1
    assert house.visitor().get(f"{HERE}/minutes?utm=1").content == answers[0].content
    assert len(held.threads) == 1  # from what is kept
    assert house.visitor().get(f"{HERE}/minutes?q=1").status_code == 200
    assert len(held.threads) == 2  # the control: this one is read by some page


@pytest.mark.parametrize("address", [f"{HERE}/minutes?q=", f"{TABLE}?limit=1"])
def test_only_so_many_wait(house, held, address):
    application = house.server.application
    lanes = application.asked_pages, application.interface.tables
    for lane in lanes:
        lane.most_waiting = 2
    refused: list[httpx.Response] = []

    def see() -> None:
        wait_until(lambda: sum(lane._waiting for lane in lanes) == 2)
        refused.append(house.visitor().get(f"{address}3"))

    answers = meanwhile(house, held, [f"{address}1", f"{address}2"], see)
    assert {one.status_code for one in answers} == {200}
    assert (refused[0].status_code, refused[0].headers["retry-after"]) == (503, "5")
    assert [lane._waiting for lane in lanes] == [0, 0]
    assert house.visitor().get(f"{address}3").status_code == 200


def test_a_page_is_drawn_from_the_session_as_it_was_when_it_was_asked_for(house, held):
    def see() -> None:
        clerk = actor(house, CLERK, "chair")
        clerk.press("correct_record", corrects="1", **{"words.en": "Read: meanwhile."})

    [before] = meanwhile(house, held, [f"{HERE}/minutes"], see)
    assert "Read: meanwhile." not in before.text
    assert "Read: meanwhile." in house.visitor().get(f"{HERE}/minutes").text


def test_large_answers_are_packed_beside_the_requests(house, held, monkeypatch):
    """Where too many are packed at once the next one comes as it is, and at once."""
    pack = gzip.compress

    def slowly(body: bytes, *given: int, **named: int) -> bytes:
        if len(body) > http.QUICKLY_PACKED:
            held.wait()
        return pack(body, *given, **named)

    monkeypatch.setattr(http.gzip, "compress", slowly)
    monkeypatch.setattr(http.PACKING, "most_waiting", 2)
    journals = [f"{HERE}/journal.ndjson?q={n}" for n in range(2)]
    plain: list[httpx.Response] = []

    def see() -> None:
        wait_until(lambda: http.PACKING._waiting == 2)
        plain.append(house.visitor().get(f"{HERE}/journal.ndjson?q=3", timeout=10))
        assert house.visitor().get("/time", timeout=10).status_code == 200

    answers = meanwhile(house, held, journals, see)
    assert {one.headers.get("content-encoding") for one in answers} == {"gzip"}
    assert "content-encoding" not in plain[0].headers
    assert {one.content for one in answers} == {plain[0].content}
    assert set(held.threads) == {"packing"}


def test_who_reads_usual_pages_does_not_wait_for_those_who_ask_for_others(house, held):
    def see() -> None:
        for page in ("", "/decisions", "/delegations?utm=1"):
            assert house.visitor().get(f"{HERE}{page}", timeout=10).status_code == 200

    odd = [f"{HERE}/minutes?q={n}" for n in range(4)]
    answers = meanwhile(house, held, odd, see)
    assert {one.status_code for one in answers} == {200}
    assert set(held.threads) == {"asked-pages"}
