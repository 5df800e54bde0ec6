"""Health, readiness and figures for programs; one page for whoever operates the house."""

import asyncio
import logging
import struct
from collections.abc import Iterator
from importlib import import_module

import httpx
import pytest
from demo_house import REHEARSAL, DemoHouse, demo_house, operator_of
from page_reader import text_of
from prometheus_client.parser import text_string_to_metric_families

from hemicycle.clerk import system_now
from hemicycle.operation.schedule import Backups, Wish
from hemicycle.web import asgi
from hemicycle.web.live import Audience, Stream
from hemicycle.web.silence import read_silence, silent_for_s
from hemicycle.web.site_keeping import SiteKeeping, write_beside

FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip", "via")


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal with a vote open."""
    with demo_house(tmp_path_factory.mktemp("watching")) as house:
        house.forward("09:10:45")
        yield house


@pytest.fixture
def watch(house):
    """What the house knows of itself; as it was afterwards."""
    watch = house.server.application.watch
    yield watch
    watch.metrics, watch.backups, watch.site = "loopback", Backups(), None


def values(text: str) -> dict[str, dict[tuple[str, ...], float]]:
    """The figures as Prometheus's own reader reads them."""
    read: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            read.setdefault(sample.name, {})[tuple(sample.labels.values())] = sample.value
    return read


def test_programs_are_answered_under_any_name(house):
    for name in ("127.0.0.1", "assembly.example", ""):
        told = httpx.get(f"{house.url}/health", headers={"host": name})
        assert (told.status_code, told.text) == (200, "well\n")
    ready = house.visitor().get("/ready")
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "why": []})


def test_a_house_that_can_record_nothing_is_not_ready(house, watch, monkeypatch):
    clerk = house.server.application.house.clerk
    monkeypatch.setattr(clerk, "_may_be_behind", True)
    told = house.visitor().get("/ready")
    assert told.status_code == 503
    assert "store" in told.json()["why"][0]
    assert house.visitor().get("/health").status_code == 200
    page = text_of(operator_of(house).get("/operator").text)
    assert "The store takes nothing" in page
    monkeypatch.undo()
    monkeypatch.setattr(type(watch), "room", lambda _self: 1000)
    assert house.visitor().get("/ready").json()["why"] == ["the disk is full"]


def test_figures_are_read_by_prometheus_and_name_nobody(house):
    text = house.visitor().get("/metrics").text
    read = values(text)
    head = house.server.application.house.clerk.states[REHEARSAL].tail.position
    assert read["hemicycle_entries_total"][(REHEARSAL,)] == head
    assert read["hemicycle_store_failed"] == {(): 0}
    assert read["hemicycle_answers_total"][("200",)] > 0
    people = house.server.application.house.clerk.states[REHEARSAL].assembly.people
    assert people
    assert not [member for member in people if member in text]


def test_figures_are_for_this_computer_alone(house, watch):
    client = house.visitor()
    assert client.get("/metrics").status_code == 200
    for header in FORWARDED:  # as a server in front on the same computer sends them
        assert client.get("/metrics", headers={header: "198.51.100.1"}).status_code == 403
    assert client.get("/metrics", headers={"host": "assembly.example"}).status_code == 403
    watch.metrics = "operator"
    assert client.get("/metrics").status_code == 403
    assert operator_of(house).get("/metrics").status_code == 200
    watch.metrics = "off"
    assert operator_of(house).get("/metrics").status_code == 403


def test_the_pages_of_an_operator_lead_there_and_those_of_others_do_not(house):
    for language in ("", "/fr", "/ar"):
        link = f'href="{language}/operator"'
        assert link in operator_of(house).get(f"{language}/a/{REHEARSAL}").text, language
        assert link in operator_of(house).get(f"{language}/account").text, language
        assert link not in house.visitor("o-clerk").get(f"{language}/a/{REHEARSAL}").text


def test_the_operator_sees_what_is_bad_first(house, watch, tmp_path):
    client = operator_of(house)
    assert "No backups are taken by the clock" in text_of(client.get("/operator").text)
    wish = Wish(folder=tmp_path, to=tmp_path, every_min=10, keep=2)
    watch.backups = Backups(wish, failure="The stick is gone.", failing_since=None)
    page = text_of(client.get("/operator").text)
    assert page.index("The stick is gone.") < page.index("The store takes what is recorded")
    french = text_of(client.get("/fr/operator").text)
    assert "Aucune sauvegarde n’a pu être prise" in french
    assert house.visitor().get("/operator").status_code == 303


@pytest.mark.parametrize(
    ("percent", "said"),
    [(80, "its battery, 80 % are left."), (9, "9 % are left. Plug it in")],
)
def test_a_box_on_its_battery_is_told(house, watch, tmp_path, percent, said):
    client, before = operator_of(house), watch.supplies
    watch.supplies, told = tmp_path, {"type": "Battery", "capacity": percent}
    (tmp_path / "BAT0").mkdir()
    try:
        for status, is_told in (("Charging", False), ("Discharging", True)):
            for name, value in {**told, "status": status}.items():
                (tmp_path / "BAT0" / name).write_text(f"{value}\n")
            for path, words in (("", said), ("/fr", f"il reste {percent} %"), ("/ar", "بطاريته")):
                assert (words in text_of(client.get(f"{path}/operator").text)) == is_told
    finally:
        watch.supplies = before


def test_the_site_as_files_is_told_and_why_it_could_not_be_written(house, watch, tmp_path):
    client = operator_of(house)
    (tmp_path / "letter.txt").write_text("of somebody else")
    keeping = SiteKeeping(
        folder=tmp_path / "none", to=tmp_path, base_url="https://a.example", pause_s=60
    )
    watch.site = keeping
    assert "is being written for the first time" in text_of(client.get("/operator").text)
    keeping.note(house.server.run(write_beside(keeping)), system_now())
    for path, words in (("", "could not be written"), ("/fr", "n’a pas pu être écrit")):
        page = text_of(client.get(f"{path}/operator").text)
        assert words in page
        assert "holds something else than a site of ours" in page
    figures = values(client.get("/metrics").text)
    assert (figures["hemicycle_site_failing"], figures["hemicycle_site_last_seconds"]) == (
        {(): 1},
        {(): 0},
    )
    keeping.note("", system_now())
    assert f"lies in {tmp_path}" in text_of(client.get("/operator").text)
    assert values(client.get("/metrics").text)["hemicycle_site_failing"] == {(): 0}


def test_screens_that_confirm_nothing_are_told(house, watch):
    broadcaster = house.server.application.broadcaster
    audience = Audience(REHEARSAL, "hall", "plenary", "en")
    streams = [Stream(audience=audience, silent_for_s=lambda n=n: n) for n in (40.0, 31.0, 3.0)]
    broadcaster._streams[audience] = set(streams)
    try:
        page = text_of(operator_of(house).get("/operator").text)
        assert "2 screens of the hall silent for up to 40 s." in page
        read = values(house.visitor().get("/metrics").text)
        assert read["hemicycle_streams_silent"] == {("hall",): 2}
        assert read["hemicycle_streams"][("hall",)] == 3
    finally:
        del broadcaster._streams[audience]
    assert "silent" not in text_of(operator_of(house).get("/operator").text)


def test_silence_is_what_the_system_says_of_a_connection(house):
    info = bytearray(104)
    struct.pack_into("I", info, 56, 40_000)
    assert read_silence(bytes(info)) == 0  # everything was confirmed, and nothing was sent since
    struct.pack_into("I", info, 24, 2)
    assert read_silence(bytes(info)) == 40
    assert read_silence(b"") == 0


@pytest.mark.parametrize("fault", [OSError("gone"), ValueError("negative file descriptor")])
def test_a_connection_that_is_closed_meanwhile_is_not_silent(fault):
    class Closed(asyncio.BaseTransport):
        """What is asked of it is too late."""

        def getsockopt(self, *_what):
            raise fault

    assert silent_for_s(Closed(extra={"socket": Closed()})) == 0


def test_a_live_page_is_known_by_its_connection(house, monkeypatch):
    broadcaster = house.server.application.broadcaster
    with house.visitor().stream("GET", f"/a/{REHEARSAL}/live?view=hall") as answer:
        arriving = answer.iter_bytes()  # kept: an iterator that is dropped ends the connection
        next(arriving)
        [stream] = [one for some in broadcaster._streams.values() for one in some]
        assert stream.silent_for_s() == 0
        monkeypatch.setattr(import_module("hemicycle.web.silence"), "read_silence", lambda _: 77)
        assert stream.silent_for_s() == 77  # it asks the system about this connection


def test_what_the_server_says_goes_the_way_of_our_log(house):
    for name in ("uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        assert logger.propagate
        assert not [one for one in logger.handlers if isinstance(one, logging.StreamHandler)]


def test_who_only_looks_is_shed_first(house, monkeypatch):
    monkeypatch.setattr(asgi, "MOST_STREAMS", 10)
    monkeypatch.setattr(asgi, "KEPT_FOR_THE_HALL", 10)
    assert house.visitor().get(f"/a/{REHEARSAL}/live?view=minutes").status_code == 503
    with house.visitor().stream("GET", f"/a/{REHEARSAL}/live?view=hall") as answer:
        assert answer.status_code == 200
    with house.visitor("o-president").stream("GET", f"/a/{REHEARSAL}/live?view=chair") as answer:
        assert answer.status_code == 200
    assert values(house.visitor().get("/metrics").text)["hemicycle_answers_total"][("503",)] >= 1
