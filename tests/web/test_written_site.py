"""The site of the rehearsal as files: every link, nothing that is private, and in a browser."""

import asyncio
import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from demo_house import REHEARSAL, DemoHouse, demo_house
from page_reader import text_of
from site_reader import dead_links, pages

from hemicycle.operation.site_folder import read_list, what_is_wrong
from hemicycle.secretariat.press_item import OUT
from hemicycle.web.written_site.writing import SiteWish, write_site

BASE_URL = "https://www.example.org/records/150"
PATIENT_S = 600
SECRET = "Quillworthy"
SUB = "records"


@dataclass
class Written:
    """The house, and its site below a folder that a plain server serves."""

    house: DemoHouse
    above: Path

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.above / SUB / "150"


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Iterator[Written]:
    """The rehearsal in its general debate, with something private in it, written once."""
    with demo_house(tmp_path_factory.mktemp("house")) as house:
        house.forward("09:40:00")
        one = Written(house, tmp_path_factory.mktemp("www"))
        application = house.server.application
        plant(house)
        clock = application.house.clock_of(house.player.current)
        demo, application.house.demo = application.house.demo, None
        wish = SiteWish(to=one.site, base_url=BASE_URL, now=clock.now())
        work = write_site(application, wish, told=lambda _done, _of: None)
        asyncio.run_coroutine_threadsafe(work, house.server.loop).result(PATIENT_S)
        application.house.demo = demo
        yield one


def plant(house: DemoHouse) -> None:
    """An item for the press that comes out tomorrow: its words must be nowhere."""
    rooms = house.server.application.house.press_rooms
    room = rooms.of(house.player.current)
    item = next(iter(room.items.values()))
    number = max(room.items) + 1
    later = replace(
        item, number=number, headline={"en": SECRET, "fr": SECRET}, out_at=item.out_at + 10**10
    )
    rooms.put(house.player.current, replace(room, items={**room.items, number: later}))


def test_every_link_leads_to_a_file(written):
    assert dead_links(written.site, BASE_URL) == []


def test_a_file_that_is_missing_is_found(written):
    """Control: the reader of links finds one."""
    file = written.site / "en" / "a" / REHEARSAL / "decisions.csv"
    content = file.read_bytes()
    file.unlink()
    try:
        assert any(one.endswith("decisions.csv") for one in dead_links(written.site, BASE_URL))
        said = what_is_wrong(written.site, lambda _done, _of: None)
        assert said == f"en/a/{REHEARSAL}/decisions.csv is missing."
    finally:
        file.write_bytes(content)


def test_no_page_offers_what_needs_a_server(written):
    for place, reader in pages(written.site):
        tags = {one.tag for one in reader.elements}
        assert not tags & {"form", "script", "button", "input", "textarea"}, place
        links = [one.attrs.get("href", "") for one in reader.elements]
        assert not any(one.endswith("#left-out") for one in links), place


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_page_says_up_to_where_it_goes(written, language):
    place = written.site / language
    n = read_list(written.site).sessions[REHEARSAL].entry
    assert n == written.house.position
    seen = list(place.rglob("index.html"))
    assert len(seen) > 400
    for file in seen:
        text = file.read_text(encoding="utf-8")
        assert '<aside class="band stale files"' in text, file
        assert "<!--written-->" not in text, file
        if REHEARSAL in file.parts:
            assert str(n) in text_of(text), file
            assert '<aside class="band rehearsal"' in text, file
    assert '<aside class="band reported"' in (
        place / "a" / "as-reported-150" / "index.html"
    ).read_text(encoding="utf-8")


def test_nothing_that_is_not_public_is_among_the_files(written):
    house = written.house.server.application.house
    session = written.house.player.current
    everything = {
        file: file.read_bytes()
        for file in written.site.rglob("*")
        if file.is_file() and file.suffix not in (".png", ".woff2", ".jpg")
    }
    sealed, opened = [], []
    for body in written.house.assembly.bodies.values():
        for one in body.written.values():
            kept = house.written_texts.of(session, one)
            words = [part for part in kept.paragraphs if len(part) > 60] if kept else []
            (opened if one.is_open else sealed).extend(words)
    assert opened, "control: what is open is looked for as well"
    assert sealed
    room = house.press_room_of(session)
    now = house.clock_of(session).now()
    hidden = [one for one in room.items.values() if one.state(now) != OUT]
    assert SECRET in {one.headline["en"] for one in hidden}
    told = b"\n".join(everything.values()).decode(errors="replace")
    for words in opened[:3]:
        assert words.replace("'", "&#39;") in told or words in told
    for words in (*sealed, *(one.headline["en"] for one in hidden)):
        assert words not in told
        assert words.replace("'", "&#39;") not in told
    for one in hidden:
        assert not (written.site / f"en/a/{REHEARSAL}/press-room/{one.number}").exists()
    for name in ("login", "desk", "vote", "chair", "meetings", "operator", "account"):
        assert not [one for one in everything if name in one.parts], name


def test_what_others_are_told_names_the_public_address(written):
    page = (written.site / f"fr/a/{REHEARSAL}/decisions/index.html").read_text(encoding="utf-8")
    assert f'rel="canonical" href="{BASE_URL}/fr/a/{REHEARSAL}/decisions"' in page
    assert f"{BASE_URL}/en/a/{REHEARSAL}/decisions" in (written.site / "sitemap.xml").read_text()
    assert BASE_URL in (written.site / f"en/a/{REHEARSAL}/press-room.atom").read_text()
    assert f"Sitemap: {BASE_URL}/sitemap.xml" in (written.site / "robots.txt").read_text()
    assert "localhost" not in page


class Quiet(http.server.SimpleHTTPRequestHandler):
    """The plain server of Python, which says nothing here."""

    def log_message(self, *_: object) -> None:
        """Say nothing on the terminal."""


@pytest.fixture
def served(written) -> Iterator[str]:
    """The site served from a folder below the top, by a server that knows nothing of us."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(written.above))
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{SUB}/150"
    server.shutdown()
    thread.join()
    server.server_close()


PAGES = (
    *("", "about-these-files/", f"a/{REHEARSAL}/", f"a/{REHEARSAL}/programme/"),
    *(f"a/{REHEARSAL}/minutes/plenary-1/", f"a/{REHEARSAL}/divisions/1/"),
    *(f"a/{REHEARSAL}/texts/C-I-150-DR/", f"a/{REHEARSAL}/decisions/"),
)


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_a_browser_has_nothing_to_complain_of(browser, served, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    # What a page still fetches when the next is opened is given up, and is no fault of the site.
    page.on(
        "requestfailed",
        lambda asked: said.append(asked.url) if asked.failure != "net::ERR_ABORTED" else None,
    )
    page.on("response", lambda answer: said.append(answer.url) if answer.status > 399 else None)
    for language in ("en", "fr", "ar"):
        for place in PAGES:
            page.goto(f"{served}/{language}/{place}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, place
            assert page.evaluate("document.styleSheets.length") == 1, place
    assert said == []
    context.close()


@pytest.mark.browser
def test_from_a_stick_links_and_languages_lead_on(browser, written):
    page = browser.new_page()
    page.goto((written.site / "index.html").as_uri())
    page.wait_for_url("**/en/index.html")
    page.click(f'main a[href*="{REHEARSAL}/index.html"] >> nth=0')
    page.click('header a[href$="decisions/index.html"]')
    page.click("header details.lang summary")
    page.click('header a[lang="fr"]')
    assert page.url.endswith(f"/fr/a/{REHEARSAL}/decisions/index.html")
    assert page.get_attribute("html", "lang") == "fr"
    page.goto((written.site / f"a/{REHEARSAL}/entries/5/index.html").as_uri())
    page.wait_for_url(f"**/en/a/{REHEARSAL}/entries/5/index.html")
    page.close()
