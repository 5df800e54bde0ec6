"""The key of two machines is shown and never sent: a mistyped address learns nothing it can use."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from demo_house import REHEARSAL, DemoHouse, demo_house

from hemicycle.operation.faults import BackupFault
from hemicycle.operation.other_machine import STANDING, overtaken_by, standing_of
from hemicycle.operation.shown_keys import (
    ASKS_SECOND,
    ASKS_WRITER,
    LIFE_S,
    NO_LONGER_GOOD,
    REFUSED,
    NotShown,
    Numbers,
    Shown,
)
from hemicycle.store.writer import FENCED, FOLLOWS, SECOND, Link, keep, link_in
from hemicycle.web.second.running import fetch

FIRST, SECOND_AT = "https://first.example", "https://second.example"
MISTYPED = "https://frist.example"
KEY, OTHER_KEY = "k" * 64, "j" * 64
SENT = {"authorization": f"Bearer {KEY}"}
EVERYTHING = (
    "/second/hello",
    STANDING,
    "/second/house",
    "/second/beside",
    "/second/after?number=0",
)


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal with a vote open."""
    with demo_house(tmp_path_factory.mktemp("shown")) as house:
        house.forward("09:10:45")
        yield house


@pytest.fixture
def writer(house, tmp_path):
    """The house with a second machine, which asks it at an address that was agreed."""
    keep(tmp_path / SECOND, Link(address=SECOND_AT, key=KEY, here=FIRST, was_sent=False))
    door = house.server.application.door
    door.folder = tmp_path
    yield door
    door.folder = None


class Way:
    """A way to the house that remembers what went over it; `said` may answer instead."""

    def __init__(self, house, said=None):
        self.visitor, self.said = house.visitor(), said
        self.asked: list[httpx.Request] = []
        self.answered: list[httpx.Response] = []

    def __call__(self, request):
        """Hand a question on to the house, as it is."""
        request.read()
        self.asked.append(request)
        if self.said is not None:
            return self.said(request)
        told = self.again(request)
        kept = {k: v for k, v in told.headers.items() if not k.startswith("content-")}
        self.answered.append(httpx.Response(told.status_code, headers=kept, content=told.content))
        return self.answered[-1]

    def again(self, request):
        """Ask the right house what was asked."""
        target = request.url.raw_path.decode()
        headers = {k: v for k, v in request.headers.items() if k != "host"}
        return self.visitor.request(
            request.method, target, headers=headers, content=request.content
        )

    def client(self, link):
        """Somebody who asks over this way."""
        shown = Shown(link)
        transport = httpx.MockTransport(self)
        return httpx.Client(base_url=link.address, transport=transport, auth=shown), shown


def link(address=FIRST, key=KEY, **known):
    """What a second machine knows of its writer."""
    return Link(address=address, key=key, **({"was_sent": False} | known))


def secrets_in(way):
    """Whether the key stands in anything that went over a way."""
    told = [f"{one.url}{dict(one.headers)}{one.content!r}" for one in way.asked]
    return KEY in "".join(told)


# Who has the key is answered


def test_who_has_the_key_is_answered_without_sending_it(house, writer):
    way = Way(house)
    client, shown = way.client(link())
    assert client.get(STANDING).json()["sessions"][REHEARSAL]["term"] == 1
    assert client.get("/second/house").content.startswith(b"\x1f\x8b")
    assert client.post("/second/since", content=b"{}").status_code == 200
    assert [one.url.path for one in way.asked].count(
        "/second/hello"
    ) == 1  # no second way each time
    assert not secrets_in(way)
    assert (shown.link.here, shown.link.was_sent) == (SECOND_AT, False)
    assert link_in(writer.folder, SECOND).is_met


# A server at the wrong address


def at_the_wrong_address(house, about, *, status=200):
    """A server that remembers what it is asked, and says something; and how the asking ended."""
    way = Way(house, said=lambda _request: httpx.Response(status, json={"writes": True}))
    client, _ = way.client(about)
    with pytest.raises(NotShown) as fault:
        client.post("/second/since", content=json.dumps({"secret": "heads of the house"}))
    return way, str(fault.value)


@pytest.mark.parametrize("status", [200, 204, 401, 404, 428])
def test_a_server_at_the_wrong_address_learns_nothing_with_which_it_could_ask(
    house, writer, status
):
    way, said = at_the_wrong_address(house, link(MISTYPED), status=status)
    assert "does not show that it has the key" in said
    assert "was not sent" in said
    assert [one.url.path for one in way.asked] == ["/second/hello"]  # not what was to be asked
    assert not secrets_in(way)
    for one in way.asked:
        for target in EVERYTHING:
            headers = {k: v for k, v in one.headers.items() if k != "host"}
            for more in ({}, {"x-second-to": FIRST}, {"x-second-number": writer.numbers.give()}):
                told = way.visitor.get(target, headers=headers | more)
                assert told.status_code == 401 or told.headers[REFUSED], target
                assert len(told.content) < 200


def test_the_control_a_program_of_before_would_have_told_it_everything(house, writer):
    way = Way(house, said=lambda _request: httpx.Response(401))
    client, _ = way.client(link(MISTYPED, was_sent=True))
    client.get(STANDING)
    assert secrets_in(way)
    keep(writer.folder / SECOND, link(SECOND_AT, was_sent=True))
    told = way.visitor.get("/second/house", headers=SENT)
    assert (told.status_code, told.content[:2]) == (200, b"\x1f\x8b")


def test_a_server_that_hands_everything_on_to_the_right_house_learns_nothing(house, writer):
    way = Way(house)
    client, _ = way.client(link(MISTYPED))
    for target in EVERYTHING:
        with pytest.raises(NotShown, match=rf"{MISTYPED} leads to the house http.*at that address"):
            client.get(target)
    assert all(len(one.content) < 100 for one in way.answered)
    assert not link_in(writer.folder, SECOND).is_met
    client, _ = Way(house).client(link(FIRST))  # the control: the same way, the right address
    assert client.get("/second/house").status_code == 200


def test_what_a_server_without_the_key_says_is_not_believed(house, writer):
    honest = Way(house)
    honest.client(link())[0].get(STANDING)
    told = iter(honest.answered)  # of another time, signed by the right house
    for said in (
        lambda _request: httpx.Response(200, json={"writes": True}),
        lambda _request: next(told),
        lambda request: httpx.Response(200, headers=dict(request.headers), json={"writes": True}),
    ):
        with pytest.raises(NotShown):
            Way(house, said=said).client(link())[0].get(STANDING)


def test_a_server_in_trouble_is_silence_and_no_lie(house, writer):
    for status in (429, 500, 502, 503):
        way = Way(house, said=lambda _request, status=status: httpx.Response(status))
        assert way.client(link())[0].get(STANDING).status_code == status


# What was asked once


def test_no_question_is_answered_twice(house, writer):
    way = Way(house)
    client, _ = way.client(link())
    client.get("/second/house")
    client.post("/second/since", content=b"{}")
    for one in way.asked[1:]:
        told = way.again(one)
        assert told.status_code == NO_LONGER_GOOD
        assert len(told.content) < 50
    again = way.again(way.asked[0])  # hello may be said again: it holds nothing
    assert (again.status_code, again.content) == (204, b"")


def test_nothing_of_a_question_may_be_changed(house, writer):
    way = Way(house)
    client, shown = way.client(link())
    client.get("/second/beside?known=x")
    number = writer.numbers.give()
    question = httpx.Request("GET", f"{FIRST}/second/beside?known=x")
    shown.sign(question, number=number)
    signed = {k: v for k, v in question.headers.items() if k.startswith(("x-", "auth"))}
    changed = [
        ("POST", "/second/since", {}),
        ("GET", "/second/house", {}),
        ("GET", "/second/beside?known=y", {}),
        ("GET", "/second/beside", {}),
        ("GET", "/second/beside?known=x", {"x-second-number": writer.numbers.give()}),
        ("GET", "/second/beside?known=x", {"x-second-to": "http://localhost"}),
        ("GET", "/second/beside?known=x", {"x-second-own": "0" * 32}),
        ("GET", "/second/beside?known=x", {"authorization": "Hemicycle"}),
        ("GET", "/second/beside?known=x", {"authorization": "Hemicycle é".encode()}),
    ]
    for method, target, more in changed:
        told = way.visitor.request(method, target, headers={**signed, **more})
        assert told.status_code == 401, (method, target, more)
    told = way.visitor.get("/second/beside?known=x", headers=signed)
    assert told.status_code == 200  # the control


def test_a_number_is_good_once_and_for_half_a_minute_and_only_here():
    now = [1000.0]
    numbers = Numbers(lambda: now[0])
    one, two, late = (numbers.give() for _ in range(3))
    assert [numbers.take(one), numbers.take(one), numbers.take(two)] == [True, False, True]
    now[0] += LIFE_S + 0.1
    assert not numbers.take(late)
    assert not numbers.take(one)
    assert not Numbers(lambda: now[0]).take(numbers.give())  # after another start
    for other in ("", "-", "x", one[:-1], one[:-1] + "é", "0-0-0", f"ffffffff{one[8:]}"):
        assert not numbers.take(other), other


def test_used_numbers_are_not_kept_for_ever():
    now = [0.0]
    numbers = Numbers(lambda: now[0])
    for _ in range(1000):
        now[0] += 0.1
        assert numbers.take(numbers.give())
    assert len(numbers._used) < LIFE_S / 0.1 + 10


def test_a_house_that_was_started_again_is_asked_with_a_number_of_now(house, writer):
    way = Way(house)
    client, _ = way.client(link())
    client.get(STANDING)
    writer.numbers = Numbers()
    assert client.get(STANDING).json()["writes"] is True
    assert [one.status_code for one in way.answered] == [204, 200, NO_LONGER_GOOD, 204, 200]


# Another key


def test_another_key_is_refused_in_one_sentence(house, writer, tmp_path):
    key = tmp_path / "key"
    key.write_text(OTHER_KEY)
    url = str(house.visitor().base_url).rstrip("/")
    line = [sys.executable, "-m", "hemicycle", "follow", url, "--key-file", str(key)]
    done = subprocess.run(
        [*line, "--data", str(tmp_path / "two")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = " ".join(done.stderr.split())
    assert done.returncode == 1
    assert said.startswith(f"{url} did not send a copy of its house: it does not show that it has")
    assert OTHER_KEY not in said
    assert not (tmp_path / "two").exists()
    told = fetch(link(url), tmp_path / "pack")  # the control
    assert (told.here, told.was_sent) == (SECOND_AT, False)


def test_a_key_that_is_void_is_said_by_who_has_it(house, writer):
    keep(writer.folder / FOLLOWS, link("https://earlier.example", key=OTHER_KEY, here=FIRST))
    client, shown = Way(house).client(link(key=OTHER_KEY))
    shown.asks = ASKS_SECOND
    assert client.get(STANDING).status_code == 200  # so that who was overtaken learns of it
    with pytest.raises(NotShown, match="Another key was made"):
        client.get("/second/house")


# Two programs of different versions


class Earlier(BaseHTTPRequestHandler):
    """A writer of before, which knows no other way than the key itself."""

    def do_GET(self):
        """Answer as it did."""
        self.server.heard.append(self.headers.get("authorization", ""))
        is_known = self.headers.get("authorization") == SENT["authorization"]
        self.send_response(200 if is_known else 401)
        body = b'{"writes":true,"sessions":{}}' if is_known else b"no"
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        """Say nothing."""


@pytest.fixture
def earlier():
    """A writer of before, on this computer."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Earlier)
    server.heard, server.url = [], f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_earlier_writer_that_was_sent_the_key_is_followed_until_it_can_show_it(earlier):
    known = link(earlier.url, was_sent=True)
    shown = Shown(known)
    with httpx.Client(auth=shown, trust_env=False) as client:
        for _ in range(3):
            assert client.get(earlier.url + STANDING).json()["writes"] is True
        assert earlier.heard.count(SENT["authorization"]) == 3
        assert len(earlier.heard) == 4  # only once it was asked to show the key
        shown.forget()
        assert client.get(earlier.url + STANDING).status_code == 200
        assert len(earlier.heard) == 6
    assert shown.link == known
    assert standing_of(known, asks=ASKS_WRITER).writes


def test_an_earlier_writer_is_never_sent_a_key_of_now(earlier, tmp_path):
    assert standing_of(link(earlier.url), asks=ASKS_WRITER) is None
    with pytest.raises(BackupFault, match=r"or runs an older Hemicycle\. The key was not sent"):
        fetch(link(earlier.url), tmp_path / "pack")
    assert not any(KEY in one for one in earlier.heard)
    assert all(one.startswith("Hemicycle ") for one in earlier.heard)


def test_an_earlier_follower_is_served_until_it_has_shown_the_key(house, writer):
    visitor, of_before = house.visitor(), link(SECOND_AT, was_sent=True)
    keep(writer.folder / SECOND, of_before)
    assert visitor.post("/second/since", headers=SENT, content=b"{}").status_code == 200
    met = link_in(writer.folder, SECOND)
    assert (met.is_met, met.was_sent, met.here) == (True, True, "")
    client, _ = Way(house).client(link("https://within.example", was_sent=True))  # upgraded
    assert client.get("/second/house").status_code == 200
    met = link_in(writer.folder, SECOND)
    assert (met.is_met, met.was_sent, met.here) == (True, False, "https://within.example")
    told = visitor.get("/second/house", headers=SENT)
    assert (told.status_code, "install the newer Hemicycle" in told.text) == (401, True)
    with pytest.raises(NotShown, match="leads to the house"):
        Way(house).client(link(MISTYPED))[0].get(STANDING)


def test_a_key_of_now_is_not_taken_from_who_sends_it(house, writer):
    visitor = house.visitor()
    for target in EVERYTHING:
        told = visitor.get(target, headers=SENT)
        assert (told.status_code, "shown and never sent" in told.text) == (401, True)


# Each of the two asks in its own name


def test_a_house_that_asks_itself_does_not_take_itself_for_the_machine_that_took_over(
    house, writer
):
    own = str(house.visitor().base_url).rstrip("/")  # a wrong port, or one name for both machines
    expected = link(own, is_met=True, here=FIRST)
    keep(writer.folder / SECOND, expected)
    assert overtaken_by(writer.folder) is None
    assert not (writer.folder / FENCED).exists()
    told = standing_of(expected, asks=ASKS_WRITER)  # the control: its second machine may ask it
    assert told is not None
    assert told.writes
