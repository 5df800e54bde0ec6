"""A second machine shows and records nothing; an overtaken one stops; nobody else has the key."""

import asyncio
import contextlib
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from demo_house import REHEARSAL, DemoHouse, demo_house, wait_until
from installed import free_port, installed, submit
from page_reader import text_of
from test_serve import NEW
from test_watching import operator_of

from hemicycle.journal.forms import UnknownForm
from hemicycle.secretariat.places import bring_file_up_to_date
from hemicycle.store import StoreRefused, WriteFailed
from hemicycle.store.writer import FOLLOWS, SECOND, TOOK_OVER, Link, keep, link_in
from hemicycle.web.second import follower as following_module
from hemicycle.web.second.follower import Follower
from hemicycle.web.second.running import open_again, shut
from tls import TLS

FIRST = "https://first.example"
KEY = {"authorization": "Bearer " + "k" * 64}
WHY = "A rehearsal of the take-over."
SOON_S = 60  # programs that start beside all other tests
ASKED = ("standing", "house", "beside", "after")


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal with a vote open."""
    with demo_house(tmp_path_factory.mktemp("second")) as house:
        house.forward("09:10:45")
        yield house


@pytest.fixture
def closed(house):
    """The house while it follows another one."""
    inner = house.server.application.house
    shut(inner, "second_follows", FIRST)
    yield inner
    open_again(inner)


def test_an_act_is_refused_with_the_place_to_go(house, closed):
    member = house.head_of(house.present_delegations()[0])
    client = house.visitor(member)
    before = closed.clerk.state(REHEARSAL).tail
    form = {"csrf": house.token_of(client), "act_id": "x-1", "back": f"/en/a/{REHEARSAL}"}
    path = f"/a/{REHEARSAL}/acts/ask_for_floor"
    told = client.post(path, data=form)
    assert told.status_code == 503
    sentence = f"This machine only shows the record, which is written at {FIRST}"
    assert sentence in text_of(told.text)
    again = client.post(path, data=form | {"back": f"/fr/a/{REHEARSAL}/speakers"})
    assert f"qui s’écrit à {FIRST}" in text_of(again.text)
    lost = client.post(path, data=form | {"back": f"/en/a/{REHEARSAL}/nowhere"})
    assert sentence in text_of(lost.text)
    phone = client.post(path, data=form, headers={"accept": "application/json"})
    assert phone.json()["words"].startswith(sentence)
    assert closed.clerk.state(REHEARSAL).tail == before


def test_nothing_is_recorded_by_any_other_way(house, closed):
    visitor = house.visitor()
    for path in ("/fr/login", "/new", f"/a/{REHEARSAL}/desk/register", f"/a/{REHEARSAL}/command"):
        assert visitor.post(path, data={"x": "y"}).status_code in (303, 404, 503), path
    assert f"qui s’écrit à {FIRST}" in text_of(visitor.post("/fr/login").text)
    assert closed.queue.closed.problem.startswith("Another machine writes this record")


def test_pages_are_read_while_nothing_is_recorded(house, closed):
    assert closed.shut is not None
    visitor = house.visitor()
    for path in (f"/en/a/{REHEARSAL}", f"/en/a/{REHEARSAL}/minutes", f"/a/{REHEARSAL}/hall"):
        assert visitor.get(path).status_code == 200


def test_the_operator_of_an_overtaken_machine_reads_it_first(house, closed):
    shut(closed, "second_fenced", "https://second.example")
    page = text_of(operator_of(house).get("/en/operator").text)
    assert "the house goes on at https://second.example, and nothing is recorded here" in page
    told = house.visitor().get("/ready")
    assert (told.status_code, told.json()["why"]) == (503, ["another machine took over"])


def test_a_house_that_is_open_again_takes_what_is_asked(house):
    visitor = house.visitor()
    assert visitor.post("/en/login", data={"username": "x", "password": "y"}).status_code != 503


def test_only_the_other_machine_is_answered(house, tmp_path):
    visitor, door = house.visitor(), house.server.application.door
    assert {visitor.get(f"/second/{what}", headers=KEY).status_code for what in ASKED} == {401}
    keep(tmp_path / SECOND, Link(address="https://second.example", key="k" * 64))
    door.folder = tmp_path
    try:
        told = visitor.get("/second/standing", headers=KEY)
        assert told.json()["writes"] is True
        assert told.json()["sessions"][REHEARSAL]["term"] == 1
        for wrong in ({}, {"authorization": "Bearer " + "j" * 64}, {"authorization": "Bearer"}):
            answers = [visitor.get(f"/second/{what}", headers=wrong) for what in ASKED]
            assert {answer.status_code for answer in answers} == {401}
            assert all(len(answer.content) < 100 for answer in answers)
        assert visitor.post("/second/since", headers=KEY, content=b"[").status_code == 400
        assert visitor.get("/second/after?run=x&number=0", headers=KEY).status_code == 410
        assert visitor.get("/second/after?run=x&number=-", headers=KEY).status_code == 410
        long = "9" * 5000
        assert visitor.get(f"/second/after?run=x&number={long}", headers=KEY).status_code == 410
    finally:
        door.folder = None


def test_a_key_made_later_voids_the_one_of_before_but_who_was_overtaken_may_learn_of_it(
    house, tmp_path
):
    visitor, door = house.visitor(), house.server.application.door
    keep(tmp_path / TOOK_OVER, Link(address=FIRST, key="k" * 64))
    later = Link(address="https://third.example", key="n" * 64)
    keep(tmp_path / SECOND, later)
    door.folder = tmp_path
    try:
        assert visitor.get("/second/standing", headers=KEY).json()["writes"] is True
        asked = [visitor.get(f"/second/{what}", headers=KEY) for what in ASKED[1:]]
        asked.append(visitor.post("/second/since", headers=KEY, content=b"{}"))
        assert {answer.status_code for answer in asked} == {401}
        assert link_in(tmp_path, SECOND) == later
    finally:
        door.folder = None


# -- following -----------------------------------------------------------------------------------


@pytest.fixture
def follower(house):
    """One that follows nobody yet."""
    installation = SimpleNamespace(house=house.server.application.house)
    told = []
    return Follower(installation, Link(address=FIRST, key="k" * 64), told.append), told


def test_whatever_stops_a_second_machine_is_told(follower):
    machine, told = follower

    async def unknown():
        raise LookupError("a form of tomorrow")

    machine.keep_up = unknown
    asyncio.run(machine.follow())
    assert machine.standing == "It follows no more: LookupError"
    assert "cannot be followed: LookupError" in told[0]


def test_what_the_writer_has_shown_is_kept(follower, tmp_path):
    machine, _ = follower
    machine.installation.folder = tmp_path
    machine.keep_what_is_known()
    assert link_in(tmp_path, FOLLOWS) is None
    machine.shown.link = Link(
        address=FIRST, key="k" * 64, here="https://me.example", was_sent=False
    )
    machine.keep_what_is_known()
    assert link_in(tmp_path, FOLLOWS) == machine.link == machine.shown.link


def test_a_newer_writer_is_told_plainly_and_a_full_disk_here_is_no_silence_there(
    follower, monkeypatch
):
    machine, told = follower
    monkeypatch.setattr(following_module, "RETRY_S", 0)
    faults = [
        WriteFailed("disk_full"),
        WriteFailed("disk_full"),
        UnknownForm("it writes entries of the kind tomorrow"),
    ]

    async def failing():
        raise faults.pop(0)

    machine.keep_up = failing
    asyncio.run(machine.follow())
    assert len(told) == 2
    assert told[0].startswith("What came cannot be written on this machine: The disk is full")
    assert "its program is newer than the one here (it writes entries of the kind" in told[1]
    assert "Install the newer one on this machine" in machine.standing


def test_tables_of_an_earlier_writer_are_brought_up_to_date_and_those_of_a_newer_one_refused(
    house, tmp_path
):
    assert house.server  # Django knows the tables of a house that is open
    earliest = min((Path(__file__).parents[1] / "folders").glob("*.tar.gz"))
    with tarfile.open(earliest) as tar:
        tar.extractall(tmp_path, filter="data")
    file = tmp_path / "data" / "secretariat.sqlite3"
    with closing(sqlite3.connect(file)) as tables:
        before = tables.execute("SELECT count(*) FROM django_migrations").fetchone()
    bring_file_up_to_date(file)
    with closing(sqlite3.connect(file)) as tables, tables:
        assert tables.execute("SELECT count(*) FROM django_migrations").fetchone() > before
        tables.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('secretariat', '9999_from_tomorrow', '2030-01-01')"
        )
    with pytest.raises(StoreRefused, match=r"9999_from_tomorrow.*Install the newer one"):
        bring_file_up_to_date(file)


def test_what_is_beside_the_record_is_asked_for_again_whatever_went_wrong(follower, monkeypatch):
    machine, _ = follower
    times = []

    async def failing():
        times.append(1)
        raise LookupError("a table that is busy")

    machine.bring_beside = failing
    monkeypatch.setattr(following_module, "BESIDE_EVERY_S", 0.01)

    async def for_a_moment():
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                await machine.follow_beside()

    asyncio.run(for_a_moment())
    assert len(times) > 1


# -- two programs --------------------------------------------------------------------------------


def command(*words: str) -> subprocess.CompletedProcess[str]:
    """What a command says."""
    line = [sys.executable, "-m", "hemicycle", *words]
    return subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.slow
def test_a_machine_that_is_overtaken_while_it_runs_stops_by_itself(tmp_path):
    with installed(tmp_path / "one") as first:
        browser = first.browser()
        assert submit(browser, browser.get(first.first_page), "/new$", **NEW).status_code == 200
        port, key = free_port(), tmp_path / "key"
        address = f"http://localhost:{port}"
        made = command("second", "--data", str(first.folder), "--at", address)
        key.write_text(made.stdout.split()[-1])
        writer = first.url.replace("127.0.0.1", "localhost")
        with (
            following(tmp_path / "two", writer=writer, key=key, port=port),
            httpx.Client(base_url=address, trust_env=False) as look,
        ):
            assert "Assembly of the Lakes" in text_of(look.get("/en/a/lakes-1").text)
            (first.folder / "noted").write_text("beside the record")
            wait_until((tmp_path / "two" / "noted").exists, within_s=SOON_S)
            take_over_from_one_that_answers(tmp_path / "two")
            wait_until(lambda: browser.get("/ready").status_code == 503, within_s=SOON_S)
            said = text_of(browser.post("/en/login").text)
            assert f"Another machine took over writing the record: {address}" in said
            assert look.get("/ready").status_code == 200
            minutes = text_of(look.get("/en/a/lakes-1/minutes").text)
            assert f"took over writing the record (term 2): {WHY}" in minutes
            ended = command("serve", "--data", str(first.folder), "--port", "0")
            assert ended.returncode == 1
            first.process.terminate()
            first.process.wait(15)
            assert f"Another machine took over: {address}" in first.process.stderr.read()
    ended = command("serve", "--data", str(tmp_path / "one"), "--port", "0")
    assert (ended.returncode, "Another machine took over" in ended.stderr) == (1, True)


def take_over_from_one_that_answers(folder: Path) -> None:
    """It is refused, unless whoever decides it knows that the other one answers."""
    line = ("take-over", "--data", str(folder), "--reason", WHY, "--yes")
    refused = command(*line)
    assert (refused.returncode, "answers and records" in refused.stderr) == (1, True)
    taken = command(*line, "--although-it-answers")
    assert taken.returncode == 0, taken.stderr


@contextmanager
def following(folder: Path, *, writer: str, key: Path, port: int) -> Iterator[None]:
    """`hemicycle follow` into a folder, ended as a system ends it."""
    line = [sys.executable, "-m", "hemicycle", "follow", writer, "--key-file", str(key)]
    line += ["--data", str(folder), "--port", str(port)]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: follows(f"http://localhost:{port}"), within_s=SOON_S)
        yield
    finally:
        process.terminate()
        process.wait(20)


def follows(url: str) -> bool:
    """Whether it is there and has heard the writer."""
    try:
        told = httpx.get(f"{url}/ready", trust_env=False, verify=TLS).json()
    except httpx.TransportError:
        return False
    return "0 entries behind" in told["why"][0]


def test_a_large_house_is_not_packed_again_and_again():
    assert following_module.pause_after(0.01) == following_module.BESIDE_EVERY_S
    assert following_module.pause_after(3.0) == 57.0
