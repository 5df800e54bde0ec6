"""Webhooks: every entry is told once it is recorded, signed, in order, until it is taken."""

import json
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module

import httpx
import pytest
from acting import actor
from demo_house import CLERK, REHEARSAL, DemoHouse, demo_house, wait_until
from page_reader import text_of
from test_accessibility import found_by_axe
from test_record import seated

from hemicycle.web.webhook_posting import signature

DESK = f"/en/a/{REHEARSAL}/desk/webhooks"
LONG_S = 60  # a machine with much other work
REASONS = {"address": "no address that can be told", "kinds": "no kind of entry"}


@dataclass
class Hall:
    """The system of a hall: what it was told, and how it answers; the last answer is repeated."""

    answers: list[int] = field(default_factory=lambda: [204])
    told: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    address: str = ""
    asked: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    let_go: threading.Semaphore | None = None  # where it answers only when it is let

    @property
    def taken(self) -> list[int]:
        """The positions of what it took, in the order in which it did."""
        return [json.loads(body)["position"] for _, body in self.told]


@contextmanager
def hall() -> Iterator[Hall]:
    """A real server that takes what it is told."""
    own = Hall()

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            own.asked.release()
            if own.let_go is not None:
                own.let_go.acquire(timeout=LONG_S)
            status = own.answers[0] if len(own.answers) == 1 else own.answers.pop(0)
            if status < 300:
                own.told.append((dict(self.headers), body))
            self.send_response(status)
            self.send_header("location", f"{own.address}/elsewhere")
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    own.address = f"http://127.0.0.1:{server.server_port}/told"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield own
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal in the middle of its debate."""
    with demo_house(tmp_path_factory.mktemp("webhooks")) as house:
        house.forward("09:20")
        yield house


@pytest.fixture
def clerk(house) -> Iterator[httpx.Client]:
    """Somebody of the secretariat; what was added is taken away again."""
    client = house.visitor(CLERK)
    yield client
    while (page := client.get(DESK).text).count('name="hook"'):
        hook = page.split('name="hook" value="')[1].split('"')[0]
        client.post(DESK, data={"csrf": house.token_of(client), "hook": hook, "do": "remove"})


def add(house: DemoHouse, clerk: httpx.Client, address: str, kinds: str = "") -> httpx.Response:
    """Fill in the form of the desk."""
    form = {"csrf": house.token_of(clerk), "address": address, "kinds": kinds}
    return clerk.post(DESK, data=form)


def secret_of(answer: httpx.Response) -> str:
    """The secret that is shown once."""
    return "whsec_" + answer.text.split("whsec_")[1].split("<")[0]


def corrected(house: DemoHouse, times: int = 1) -> None:
    """The record gains entries."""
    desk = actor(house, CLERK, "chair")
    for _ in range(times):
        answer = desk.press("correct_record", corrects="1", **{"words.en": "Read: so."})
        assert answer.status_code == 303


def press(house: DemoHouse, clerk: httpx.Client, wish: str, *, last: bool = False) -> None:
    """Press a button of the only address, or of the one that came last."""
    hook = clerk.get(DESK).text.split('name="hook" value="')[-1 if last else 1].split('"')[0]
    form = {"csrf": house.token_of(clerk), "hook": hook, "do": wish}
    assert clerk.post(DESK, data=form).status_code == 303


def test_an_address_is_told_of_every_entry_in_order_and_signed(house, clerk):
    with hall() as told:
        shown = add(house, clerk, told.address)
        secret, before = secret_of(shown), house.position
        assert "whsec_" not in clerk.get(DESK).text
        corrected(house, 3)
        wait_until(lambda: len(told.told) == 3, within_s=LONG_S)
        assert told.taken == [before + 1, before + 2, before + 3]
        headers, body = told.told[0]
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        assert headers["webhook-signature"] == signature(secret, signed)
        assert headers["webhook-signature"] != signature("whsec_AAAA", signed)  # the control
        assert len(b64decode(secret.removeprefix("whsec_"))) == 32
        assert json.loads(body)["basis"] == "rehearsal"
        wait_until(
            lambda: f"Told up to entry {house.position}." in text_of(clerk.get(DESK).text),
            within_s=LONG_S,
        )


def test_an_address_that_fails_is_tried_again_and_nothing_is_left_out(house, clerk):
    with hall() as told:
        told.answers = [500, 204]
        add(house, clerk, told.address)
        before = house.position
        corrected(house, 2)
        wait_until(lambda: "Does not answer" in text_of(clerk.get(DESK).text), within_s=LONG_S)
        wait_until(lambda: len(told.told) == 2, within_s=LONG_S)
        assert told.taken == [before + 1, before + 2]
        wait_until(lambda: "Does not answer" not in text_of(clerk.get(DESK).text), within_s=LONG_S)


def test_redirections_are_not_followed(house, clerk):
    with hall() as told:
        told.answers = [302]
        add(house, clerk, told.address)
        corrected(house)
        wait_until(lambda: "(302)" in text_of(clerk.get(DESK).text), within_s=LONG_S)
        assert told.told == []


def test_only_the_kinds_that_are_wanted_are_told_and_a_pause_loses_nothing(house, clerk):
    with hall() as told:
        add(house, clerk, told.address, "record_corrected, floor_given")
        press(house, clerk, "pause")
        corrected(house)
        house.forward("09:24")
        assert told.told == []
        press(house, clerk, "go_on")
        wait_until(lambda: bool(told.told), within_s=LONG_S)
        corrected(house)
        wait_until(lambda: told.taken[-1:] == [house.position], within_s=LONG_S)
        kinds = {json.loads(body)["kind"] for _, body in told.told}
        assert kinds == {"record_corrected", "floor_given"}


@pytest.mark.parametrize(
    ("address", "kinds", "field"),
    [
        ("", "", "address"),
        ("ftp://example.org", "", "address"),
        ("javascript:alert(1)", "", "address"),
        ("https://user:word@example.org", "", "address"),
        ("https://", "", "address"),
        ("https://example.org:99999", "", "address"),
        ("https://example.org/a b", "", "address"),
        ("https://exämple.org", "", "address"),
        ("https://example..org", "", "address"),
        (f"https://{'x' * 64}.org", "", "address"),
        (f"https://example.org/{'x' * 500}", "", "address"),
        ("https://example.org", "floor_given, dance", "kinds"),
    ],
)
def test_what_cannot_be_told_is_refused_at_its_field(house, clerk, address, kinds, field):
    answer = add(house, clerk, address, kinds)
    assert answer.status_code == 422
    assert REASONS[field] in text_of(answer.text)
    assert f'id="{field}-w"' in answer.text


def test_an_address_is_told_once_and_no_more_than_twenty_are(house, clerk):
    assert add(house, clerk, "https://hall.invalid/1").status_code == 200
    again = add(house, clerk, "https://hall.invalid/1")
    assert (again.status_code, "told already" in text_of(again.text)) == (422, True)
    for number in range(2, 21):
        assert add(house, clerk, f"https://hall.invalid/{number}").status_code == 200
    assert "No more than 20" in text_of(add(house, clerk, "https://hall.invalid/21").text)


def test_an_address_that_is_paused_meanwhile_is_told_no_more(house, clerk):
    with hall() as told:
        told.let_go = threading.Semaphore(0)
        add(house, clerk, told.address)
        before = house.position
        corrected(house, 3)
        assert told.asked.acquire(timeout=LONG_S)
        press(house, clerk, "pause")
        told.let_go.release(9)
        up_to = f"Told up to entry {before + 1}."
        wait_until(lambda: up_to in text_of(clerk.get(DESK).text), within_s=LONG_S)
        told_others(house, clerk)
        assert told.taken == [before + 1]
        press(house, clerk, "go_on")
        wait_until(lambda: told.taken[-1:] == [house.position], within_s=LONG_S)
        assert told.taken == list(range(before + 1, house.position + 1))


def test_an_address_that_is_taken_away_meanwhile_is_told_no_more(house, clerk):
    with hall() as told:
        told.let_go = threading.Semaphore(0)
        add(house, clerk, told.address)
        corrected(house, 3)
        assert told.asked.acquire(timeout=LONG_S)
        press(house, clerk, "remove")
        told.let_go.release(9)
        told_others(house, clerk)
        assert len(told.told) == 1


def told_others(house: DemoHouse, clerk: httpx.Client) -> None:
    """Control: meanwhile another address is told as many entries."""
    with hall() as other:
        add(house, clerk, other.address)
        corrected(house, 3)
        wait_until(lambda: len(other.told) == 3, within_s=LONG_S)
        press(house, clerk, "remove", last=True)


def test_whatever_goes_wrong_counts_as_a_failure_and_is_tried_again(house, clerk, monkeypatch):
    webhooks = import_module("hemicycle.web.webhooks")  # once Django is set up
    event, wrong = webhooks.event, [ValueError, RuntimeError]

    def failing(*given: object, **named: object) -> object:
        if wrong:
            raise wrong.pop()
        return event(*given, **named)

    monkeypatch.setattr(webhooks, "event", failing)
    with hall() as told:
        add(house, clerk, told.address)
        corrected(house)
        wait_until(lambda: "(RuntimeError)" in text_of(clerk.get(DESK).text), within_s=LONG_S)
        wait_until(lambda: len(told.told) == 1, within_s=LONG_S)
    assert wrong == []


def test_only_the_secretariat_sees_and_changes_them(house):
    assert house.visitor().get(DESK).status_code == 303
    [delegation, *_] = house.present_delegations()
    assert house.visitor(house.head_of(delegation)).get(DESK).status_code == 403
    stranger = house.visitor(CLERK)
    assert stranger.post(DESK, data={"address": "https://hall.invalid/"}).status_code == 403


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_is_accessible(house, clerk, browser, language):
    add(house, clerk, "https://hall.invalid/told")
    shown = seated(browser, house, CLERK)
    shown.goto(f"{house.url}/{language}/a/{REHEARSAL}/desk/webhooks")
    for width in (320, 1280):
        shown.set_viewport_size({"width": width, "height": 900})
        assert found_by_axe(shown) == [], width
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
    shown.context.close()
