"""Who searches keeps nobody waiting but others who search, and leaves only so much behind."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from demo_house import REHEARSAL, DemoHouse, demo_house, wait_until

from hemicycle.web import session_search
from hemicycle.web.session_search import Index

SEARCH = f"/en/a/{REHEARSAL}/search"
PATIENT_S = 30


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    with demo_house(tmp_path) as one:
        one.forward("09:09:31")
        yield one


class Held:
    """Searches that are not ready before they are let go, and the threads that searched."""

    def __init__(self) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()
        self.threads: list[str] = []
        self.found = Index.found

    def find(self, index: Index, question: object) -> Iterator[int]:
        """Wait until it may be ready."""
        self.threads.append(threading.current_thread().name)
        self.begun.set()
        assert self.let_go.wait(PATIENT_S)
        yield from self.found(index, question)


@pytest.fixture
def held(monkeypatch) -> Iterator[Held]:
    own = Held()

    def find(index: Index, question: object) -> Iterator[int]:
        return own.find(index, question)

    monkeypatch.setattr(Index, "found", find)
    yield own
    own.let_go.set()


def test_others_are_answered_while_many_search(house, held):
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(house.visitor().get, f"{SEARCH}?q=word{n}") for n in range(8)]
        assert held.begun.wait(PATIENT_S)
        try:
            assert house.visitor().get("/time", timeout=10).status_code == 200
        finally:
            held.let_go.set()
        assert {one.result().status_code for one in asked} == {200}
    assert len(held.threads) == 16  # eight questions, two indexes each
    assert {name.partition("_")[0] for name in held.threads} == {"session-search"}


def test_indexes_are_made_beside_the_requests(house, monkeypatch):
    threads, read = [], Index.read

    def noting(index: Index, told: object) -> None:
        threads.append(threading.current_thread().name.partition("_")[0])
        read(index, told)

    monkeypatch.setattr(Index, "read", noting)
    assert '<ul class="found"' in house.visitor().get(f"{SEARCH}?q=floor").text
    assert set(threads) == {"session-search"}


def test_what_was_found_is_kept_until_something_is_recorded(house, held):
    held.let_go.set()
    first = house.visitor().get(f"{SEARCH}?q=floor").text
    times = len(held.threads)
    assert house.visitor().get(f"{SEARCH}?q=floor").text == first
    assert len(held.threads) == times
    house.forward("09:20")
    assert house.visitor().get(f"{SEARCH}?q=floor").text != first
    assert len(held.threads) > times


def test_only_so_much_is_kept_and_only_so_many_wait(house, held, monkeypatch):
    monkeypatch.setattr(session_search, "MOST_FOUND", 3)
    monkeypatch.setattr(session_search, "MOST_WAITING", 2)
    search = house.server.application.drawing.search
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(house.visitor().get, f"{SEARCH}?q=a{n}") for n in range(2)]
        wait_until(lambda: search._waiting == 2)
        refused = house.visitor().get(f"{SEARCH}?q=b")
        held.let_go.set()
        assert {one.result().status_code for one in asked} == {200}
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
    for n in range(9):
        assert house.visitor().get(f"{SEARCH}?q=c{n}&page={n}").status_code == 200
    assert len(search._found) == 3
    assert house.visitor().get(f"{SEARCH}?q={'long ' * 2000}").status_code == 200
    assert max(len(typed) for _, _, typed, _, _ in search._found) <= 201
