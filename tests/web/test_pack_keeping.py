"""The paper pack lies there by itself: of each body, in both languages, and anew for a new item."""

import asyncio
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO

import pytest
from acting import actor
from demo_house import PRESIDENT, REHEARSAL, DemoHouse, demo_house, operator_of, wait_until
from page_reader import text_of
from pypdf import PdfReader

from hemicycle.clerk import system_now
from hemicycle.operation.kept_papers import KeptPapers, Wish
from hemicycle.operation.settings import Settings
from hemicycle.web.running import watched

AFTER_A_VOTE = "09:14:20"
KEEPING = "hemicycle.web.pack_keeping"  # importable once Django is set up
PACK = f"paper-pack-{REHEARSAL}-plenary"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal after its first vote."""
    with demo_house(tmp_path_factory.mktemp("packs")) as house:
        house.forward(AFTER_A_VOTE)
        yield house


@pytest.fixture
def kept(house, tmp_path) -> Iterator[KeptPapers]:
    """Packs are kept in a folder while the house serves."""
    module = import_module(KEEPING)
    before, module.LOOK_EVERY_S = module.LOOK_EVERY_S, 0.05
    application = house.server.application
    kept = application.watch.papers = KeptPapers(Wish(to=tmp_path / "paper", every_min=10))

    async def begin() -> "asyncio.Task[None]":
        return asyncio.ensure_future(module.keep_packs(application.house, kept, system_now))

    async def end(task: "asyncio.Task[None]") -> None:
        task.cancel()

    task = house.server.run(begin())
    yield kept
    house.server.run(end(task))
    application.watch.papers = KeptPapers()
    module.LOOK_EVERY_S = before


def pages(kept: KeptPapers, name: str) -> list[str]:
    """What each page of a pack says."""
    told = PdfReader(BytesIO((kept.wish.to / name).read_bytes())).pages
    return [" ".join(page.extract_text().split()) for page in told]


def test_packs_lie_there_and_another_question_makes_them_anew(house, kept):
    names = [f"{PACK}-en.pdf", f"{PACK}-fr.pdf"]
    wait_until(lambda: set(names) <= set(kept.made), within_s=60)
    assert set(names) <= {one.name for one in kept.wish.to.iterdir()}
    english, french = (pages(kept, name) for name in names)
    position = house.position
    assert all("Made 20" in page and f"record up to entry {position}" in page for page in english)
    assert all(f"jusqu’à l’écriture {position}" in page for page in french)
    assert "REHEARSAL" in english[0]
    chair = actor(house, PRESIDENT, "chair")
    chair.press("yield_floor")
    question = {"title.en": "Tea", "yes_means.en": "There is tea."}
    assert chair.press("put_question", **question, method="roll_call").status_code == 303
    wait_until(lambda: kept.made[names[0]][1].position == house.position, within_s=60)
    assert "There is tea." in pages(kept, names[0])[0]
    page = text_of(operator_of(house).get("/operator").text)
    assert f"Paper packs ready in {kept.wish.to}" in page
    assert "hemicycle_paper_failing 0" in house.visitor().get("/metrics").text


def test_where_one_cannot_be_made_the_earlier_one_stays_and_it_is_told(house, kept, monkeypatch):
    name = f"{PACK}-en.pdf"
    wait_until(lambda: name in kept.made, within_s=60)
    lying = (kept.wish.to / name).read_bytes()
    module = import_module(KEEPING)

    def broken(_paper: object) -> bytes:
        raise RuntimeError("no such letter")

    monkeypatch.setattr(module, "typeset", broken)
    kept.made.clear()  # as after a start
    wait_until(lambda: kept.failure, within_s=60)
    assert (kept.wish.to / name).read_bytes() == lying
    for path, said in (("/operator", "the earlier one is still there"), ("/fr/operator", "papier")):
        page = text_of(operator_of(house).get(path).text)
        assert said in page
        assert "no such letter" in page
    assert "hemicycle_paper_failing 1" in house.visitor().get("/metrics").text


def test_the_settings_begin_it_in_one_process(house, tmp_path):
    application = house.server.application
    background = list(application.background)
    settings = Settings(paper_to=tmp_path / "paper", paper_every_min=3)
    for is_first in (False, True):
        application.watch.papers = KeptPapers()
        watch = watched(application, tmp_path, settings=settings, store_at="", is_first=is_first)
        assert (watch.papers.wish is not None) is is_first
        assert (len(application.background) > len(background)) is is_first
    assert watch.papers.wish == Wish(to=tmp_path / "paper", every_min=3)
    application.background[:] = background
    application.watch.papers = KeptPapers()
