"""nginx with nchan in front, really: live frames, pages that are kept, and what never is."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import httpx
import pytest
from demo_house import PRESIDENT, REHEARSAL, DemoHouse, demo_house, operator_of, wait_until
from installed import free_port
from nginx_in_front import MODULE, accepts, in_front, nginx_folder, written
from page_reader import read, text_of

from hemicycle.operation.settings import Settings
from hemicycle.web.fronts import MOST_CHANGES, Fronts, channel_name
from hemicycle.web.http_sessions import new_key
from hemicycle.web.live import Audience, Broadcaster
from hemicycle.web.running import watched
from operation.test_doctor import shown_certificate

# What nginx is not told within a second or two it does without, so these run alone.
pytestmark = pytest.mark.quiet

PAGE = f"/en/a/{REHEARSAL}"
HALL = f"/en/a/{REHEARSAL}/hall"


@dataclass
class Front:
    """A house, nginx in front of it, and where it takes frames."""

    house: DemoHouse
    url: str
    publish: str
    listeners: list["Listener"] = field(default_factory=list)

    @property
    def fronts(self) -> Fronts:
        """What the house posts to."""
        return self.house.server.application.watch.fronts

    def own_streams(self, page: str) -> int:
        """How many streams of a page the house sends itself, and posts."""
        return self.house.server.application.broadcaster.by_page().get(page, 0)

    def listen(self, path: str, **headers: str) -> "Listener":
        """A browser that follows a page through nginx, from the address on it."""
        listener = Listener(self.url, path, headers)
        self.listeners.append(listener)
        listener.begin()
        return listener


@dataclass
class Listener:
    """One browser that follows; all that it got so far, and the headers before that."""

    url: str
    path: str
    headers: dict[str, str]
    head: bytes = b""
    got: bytes = b""
    wire: socket.socket | None = None
    thread: threading.Thread | None = None

    def begin(self) -> None:
        """Read the page, and then its stream, beside the test."""
        page = httpx.get(self.url + self.path, headers=self.headers)
        [body] = [one for one in read(page.text).elements if one.tag == "body"]
        host = self.url.partition("://")[2]
        asked = {"host": host, **self.headers}
        # Of the older protocol the body comes as it is, not in chunks.
        lines = [f"GET {body.attrs['hx-sse:connect']} HTTP/1.0"]
        lines += [f"{name}: {value}" for name, value in asked.items()]
        self.wire = socket.create_connection(("127.0.0.1", int(host.partition(":")[2])))
        self.wire.sendall("\r\n".join([*lines, "", ""]).encode())
        self.thread = threading.Thread(target=self.follow)
        self.thread.start()
        wait_until(lambda: self.head)

    def follow(self) -> None:
        """Keep what comes until it ends."""
        heard = b""
        while b"\r\n\r\n" not in heard:
            heard += self.wire.recv(65536) or b"\r\n\r\n"
        self.head, _, self.got = heard.partition(b"\r\n\r\n")
        while part := self.wire.recv(65536):
            self.got += part

    def end(self) -> None:
        """Go away."""
        with suppress(OSError):
            self.wire.shutdown(socket.SHUT_RDWR)
        self.thread.join(10)
        self.wire.close()

    def positions(self) -> list[int]:
        """The positions that came, in their order."""
        return [int(line[4:]) for line in self.got.splitlines() if line.startswith(b"id: ")]


@pytest.fixture(scope="module")
def behind(tmp_path_factory) -> Iterator[Front]:
    """The rehearsal behind nginx, some minutes into the morning."""
    folder, publish = tmp_path_factory.mktemp("nginx"), f"127.0.0.1:{free_port()}"
    with demo_house(tmp_path_factory.mktemp("house")) as house:
        house.forward("09:02")
        at = f"127.0.0.1:{house.server.port}"
        with in_front(folder, house=at, port=free_port(), publish=publish) as url:
            yield Front(house, url, publish)
    assert "unexpected status" not in (folder / "error.log").read_text()


@pytest.fixture
def front(behind) -> Iterator[Front]:
    """The same, feeding nginx anew for each test, once whoever followed before is gone."""
    wait_until(lambda: behind.own_streams("hall") == 0)
    with feeding(behind, behind.publish):
        yield behind
    for one in behind.listeners:
        one.end()
    behind.listeners.clear()


@contextmanager
def feeding(front: Front, *addresses: str) -> Iterator[Fronts]:
    """The house posts to these, and to nobody afterwards."""
    application = front.house.server.application
    fronts = Fronts.at(addresses, application.broadcaster)
    application.watch.fronts = fronts
    yield fronts
    application.watch.fronts = Fronts()
    front.house.server.run(fronts.end())


def test_a_frame_posted_once_reaches_every_browser(front):
    own = front.own_streams("hall")
    some = [front.listen(HALL) for _ in range(3)]
    wait_until(lambda: all(one.got for one in some))
    first = front.house.position
    for one in some:
        head = one.head.lower()
        assert head.startswith(b"http/1.1 200 ")
        assert b"content-type: text/event-stream; charset=utf-8" in head
        assert b"cache-control: no-store" in head
        assert b"content-security-policy: default-src 'none'" in head
        assert one.positions() == [first]
    assert front.own_streams("hall") == own + 1  # for all of them together
    front.house.forward("09:03")
    then = front.house.position
    assert then > first
    wait_until(lambda: all(one.positions()[-1] == then for one in some))
    assert len({one.got for one in some}) == 1
    wait_until(lambda: all(b"event: clock" in one.got for one in some))
    assert front.fronts.listening["hall"] == 3


def test_who_comes_back_gets_everything_as_from_our_own_stream(front):
    front.listen(HALL)
    for minute in ("09:04", "09:05"):
        front.house.forward(minute)
    back = front.listen(HALL, **{"last-event-id": "7"})
    wait_until(lambda: back.positions() and back.positions()[-1] == front.house.position)
    for block in (b"#header", b"#main", b"#footer"):
        assert block in back.got
    own = httpx.Client(base_url=front.house.url)
    with own.stream("GET", f"/a/{REHEARSAL}/live?view=hall&body=plenary&lang=en&since=0") as one:
        told = next(part for part in one.iter_raw() if b"#main" in part)
    assert told[told.index(b'data: <hx-partial hx-target="#main"') :] in back.got
    own.close()


def test_what_lies_there_stays_short(front):
    front.listen(PAGE)
    [channel] = [
        one
        for feeder in front.fronts.by_address.values()
        for one in feeder.channels.values()
        if one.audience.page == ""
    ]
    for second in range(0, 60, 3):
        front.house.forward(f"09:06:{second:02}")
    assert channel.lying <= MOST_CHANGES + 1
    wait_until(lambda: channel.lying == 1)  # once it is quiet


def test_whoever_is_signed_in_gets_the_stream_from_the_house(front):
    key, house = new_key(), front.house.server.application.house
    house.http_sessions.put(key, front.house.site.login(PRESIDENT))
    port = front.url.rpartition(":")[2]
    own, posted = front.own_streams("hall"), front.fronts.listening.get("hall", 0)
    front.listen(HALL, cookie=f"{house.http_sessions.cookie_name}-{port}={key}")
    wait_until(lambda: front.own_streams("hall") == own + 1)
    assert front.fronts.listening.get("hall", 0) == posted == 0


def test_where_nothing_can_be_posted_the_house_sends_the_stream_and_says_so(front):
    nobody = f"127.0.0.1:{free_port()}"
    for addresses in ((), (nobody,)):
        with feeding(front, *addresses):
            own = front.own_streams("hall")
            one = front.listen(HALL.replace("/en/", "/fr/"))
            wait_until(lambda one=one: b"#main" in one.got)
            assert front.own_streams("hall") == own + 1
            front.house.server.application.watch.fronts = Fronts()
    told = Fronts.at((front.publish, nobody), front.house.server.application.broadcaster)
    audience = Audience(REHEARSAL, "hall", "plenary", "en")
    assert front.house.server.run(told.by_address[nobody].has(audience)) is False
    front.house.server.application.watch.fronts = told
    page = text_of(operator_of(front.house).get("/operator").text)
    assert f"Live frames cannot be posted to {nobody}" in page
    figures = front.house.visitor().get("/metrics").text
    assert f'hemicycle_front_failing{{at="{nobody}"}} 1' in figures
    assert f'hemicycle_front_failing{{at="{front.publish}"}} 0' in figures
    front.house.server.run(told.end())


def test_only_what_we_would_write_is_posted(front):
    asked = f"/a/{REHEARSAL}/live/shared"
    own = httpx.Client(base_url=front.house.url)
    for query, status in (
        (f"view=hall&body=plenary&lang=en&of=&at={front.publish}", 204),
        (f"view=hall&body=plenary&lang=en&of=&at={front.publish}&view=vote", 409),
        (f"v%69ew=hall&body=plenary&lang=en&of=&at={front.publish}", 409),
        (f"view=hall&body=&lang=en&of=&at={front.publish}", 409),
        (f"view=hall&body=plenary&lang=&of=&at={front.publish}", 409),
        (f"view=vote&body=plenary&lang=en&of=&at={front.publish}", 409),
        (f"view=nothing&body=plenary&lang=en&of=&at={front.publish}", 409),
        ("view=hall&body=plenary&lang=en&of=&at=198.51.100.1:80", 409),
    ):
        assert own.get(f"{asked}?{query}").status_code == status, query
    own.close()
    names = [
        channel_name(one) for each in front.fronts.by_address.values() for one in each.channels
    ]
    assert names == [f"{REHEARSAL}/hall/plenary/en/"]


def test_public_pages_are_kept_and_nobody_s_own_page_is(front):
    reader = httpx.Client(base_url=front.url)

    def kept(path: str, **headers: str) -> str:
        return reader.get(path, headers=headers).headers["x-kept"]

    assert kept(f"{PAGE}/decisions") in ("MISS", "EXPIRED")
    wait_until(lambda: kept(f"{PAGE}/decisions") == "HIT")
    packed = reader.get(f"{PAGE}/decisions")
    plain = reader.get(f"{PAGE}/decisions", headers={"accept-encoding": "identity"})
    assert packed.text == plain.text
    told = reader.get(f"{PAGE}/decisions", headers={"if-none-match": packed.headers["etag"]})
    assert told.status_code in (200, 304)
    # Somebody with a cookie neither gets what is kept nor leaves anything.
    key, house = new_key(), front.house.server.application.house
    house.http_sessions.put(key, front.house.site.login(PRESIDENT))
    port = front.url.rpartition(":")[2]
    cookie = f"{house.http_sessions.cookie_name}-{port}={key}"
    own = reader.get(f"{PAGE}/chair", headers={"cookie": cookie})
    assert (own.status_code, own.headers["x-kept"]) == (200, "BYPASS")
    assert reader.get(f"{PAGE}/chair").status_code == 303
    assert kept(f"{PAGE}/decisions", cookie=cookie) == "BYPASS"
    # What is negotiated is for one browser, and what is signed in for is nobody else's.
    for path in (f"/a/{REHEARSAL}/decisions", "/login", f"/a/{REHEARSAL}/time"):
        answers = [httpx.get(front.url + path) for _ in range(3)]
        assert {one.headers["x-kept"] for one in answers} == {"MISS"}, path
    reader.close()


def test_what_is_not_for_outsiders_is_not_there(front):
    for path in ("/metrics", f"/a/{REHEARSAL}/live/shared?view=hall", "/frames?channel=x&keep=1"):
        assert httpx.get(front.url + path).status_code == 404, path
        assert httpx.post(front.url + path, content=b"x").status_code in (404, 405), path
    for place in ("frames", "clock"):  # a webhook that leads there, or a page in a browser there
        to = f"http://{front.publish}/{place}?channel={REHEARSAL}/hall/plenary/en/&keep=1"
        assert httpx.post(to, content=b"x").status_code == 403
    assert httpx.get(f"{front.url}/health").text == "well\n"
    # The house hears the address from which a request came, and not the one that is claimed.
    figures = httpx.get(f"{front.house.url}/metrics", headers={"x-forwarded-for": "198.51.100.7"})
    assert figures.status_code == 403


def test_a_page_that_nobody_looks_at_is_no_longer_posted(front, monkeypatch):
    monkeypatch.setattr("hemicycle.web.fronts.FORGOTTEN_AFTER_S", 0.5)
    monkeypatch.setattr("hemicycle.web.live.HEARTBEAT_S", 0.2)
    one = front.listen(PAGE)
    [feeder] = front.fronts.by_address.values()
    assert len(feeder.channels) == 1
    one.end()
    front.house.server.run(told_the_time(front))
    wait_until(lambda: not feeder.channels, within_s=30)


async def told_the_time(front: Front) -> None:
    """The clock of the session is told to all, as every ten seconds."""
    front.house.server.application.broadcaster.tell_clock(REHEARSAL)


def test_what_is_on_its_way_at_the_end_is_given_up(front):
    front.house.server.run(ended_while_posting(front.house.server.application.broadcaster))


async def ended_while_posting(broadcaster: Broadcaster) -> None:
    """Where frames are posted nobody answers, and the posting ends in the midst of it."""
    asked, hung_up = asyncio.Event(), asyncio.Event()

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"x" * 9)
        asked.set()
        await reader.read()
        writer.close()
        hung_up.set()

    silent = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    fronts = Fronts.at([f"127.0.0.1:{port}"], broadcaster)
    [feeder] = fronts.by_address.values()
    feeder.begin(Audience(REHEARSAL, "hall", "plenary", "en")).stream.push(b"x" * 9)
    [posting] = feeder.tasks
    await asked.wait()
    assert not posting.done()
    await fronts.end()
    assert posting.cancelled()
    assert not feeder.channels
    assert broadcaster.by_page().get("hall", 0) == 0
    await hung_up.wait()
    silent.close()


def test_the_settings_begin_it(front):
    application = front.house.server.application
    before, background = application.watch.fronts, list(application.background)
    settings = Settings(publish=("127.0.0.1:8151", "10.0.0.2:8151"))
    watch = watched(application, None, settings=settings, store_at="", is_first=True)
    assert list(watch.fronts.by_address) == ["127.0.0.1:8151", "10.0.0.2:8151"]
    application.watch.fronts = before
    watched(application, None, settings=settings, store_at="", is_first=False)
    assert application.watch.fronts is before  # of several processes one feeds
    application.background[:] = background


def test_nginx_itself_accepts_every_form_of_the_configuration(tmp_path):
    certificate = shown_certificate(tmp_path, days=30)
    module = ("--module", str(nginx_folder() / MODULE), "--cache", str(tmp_path / "kept"))
    secure = ("--base-url", "https://a.example", "--certificate", str(certificate))
    secure += ("--key", str(certificate))
    several = ("--house", "127.0.0.1:8150", "--house", "127.0.0.2:8150")
    for options in (("--base-url", "http://a.example"), secure, (*secure, *several)):
        told = accepts(tmp_path, written(*module, *options, "--publish", "127.0.0.1:8151"))
        assert (told.returncode, "test is successful" in told.stderr) == (0, True), told.stderr
        assert "[warn]" not in told.stderr, told.stderr
    broken = written(*module, *secure).replace("keepalive 64;", "keepalife 64;")
    assert accepts(tmp_path, broken).returncode == 1


@pytest.mark.browser
def test_a_page_in_a_browser_follows_through_nginx(front, page):
    for _ in range(3):  # where nginx had no answer in time the page follows the house itself
        page.goto(front.url + HALL)
        page.wait_for_selector("html[data-net=live]")
        with suppress(AssertionError):
            wait_until(lambda: front.fronts.listening.get("hall") == 1, within_s=20)
            break
    assert front.fronts.listening.get("hall") == 1
    before = page.locator("main").inner_text()
    front.house.forward("09:12:30")
    page.wait_for_function("was => document.querySelector('main').innerText !== was", arg=before)
    assert page.locator("html").get_attribute("data-net") == "live"
