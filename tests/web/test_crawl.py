"""No dead link on the public site, in any language, and every page names its addresses."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

import httpx
import pytest
from crawler import LANGUAGES, Crawl
from demo_house import REHEARSAL, REPORTED, DemoHouse, demo_house

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The demonstration at the end of its day, when there is most to link to."""
    with demo_house(tmp_path_factory.mktemp("crawl")) as running:
        running.forward("17:18")
        yield running


def origin_of(house: DemoHouse) -> str:
    """What the addresses begin with that the house gives to others."""
    return house.server.application.house.base_url


@pytest.fixture(scope="module")
def crawls(house) -> dict[str, Crawl]:
    """The site in each language, with some of the things of which there are many."""
    bounds = {"en": 25, "fr": 4, "ar": 4}
    return {
        language: Crawl(house.visitor(), language, origin_of(house), bounds[language]).walk(
            f"/{language}/"
        )
        for language in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_is_broken_and_every_page_is_whole(crawls, language):
    assert sorted(set(crawls[language].faults)) == []


def test_the_walk_comes_by_every_page(crawls):
    """Control: what is not linked would be found by nobody."""
    for session in (REHEARSAL, REPORTED):
        for page in ("", "/programme", "/delegations", "/bodies", "/statements", "/documents"):
            assert f"/en/a/{session}{page}" in crawls["en"].pages
        for page in ("/data", "/search", "/follow", "/minutes", "/decisions", "/record"):
            assert f"/en/a/{session}{page}" in crawls["en"].pages
    assert f"/en/a/{REHEARSAL}/delegations/p-0001" in crawls["en"].pages
    assert len(crawls["en"].pages) > 100


class Damaged(httpx.BaseTransport):
    """The site with one thing changed in every page."""

    def __init__(self, client: httpx.Client, was: str, planted: str) -> None:
        self.client, self.was, self.planted = client, was, planted

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """What the site answers, changed."""
        answer = self.client.get(request.url)
        headers = {"content-type": answer.headers.get("content-type", "")}
        text = answer.text.replace(self.was, self.planted)
        return httpx.Response(answer.status_code, text=text, headers=headers)


@pytest.mark.parametrize(
    ("was", "planted", "complaint"),
    [
        ("</main>", '<a href="/en/nowhere">x</a></main>', "/en/nowhere: 404"),
        ("</main>", '<a href="#nowhere">x</a></main>', "no place 'nowhere'"),
        ('rel="canonical" href="', 'rel="canonical" href="/x', "its canonical address"),
        ('hreflang="x-default"', 'hreflang="de"', "its other addresses"),
        ("</h1>", "</h1><h1>twice</h1>", "2 h1"),
        ("</main>", "</div></main>", "</div> closes"),
    ],
)
def test_what_is_broken_is_found(house, was, planted, complaint):
    client = house.visitor()
    damaged = httpx.Client(transport=Damaged(client, was, planted), base_url=house.url)
    crawl = Crawl(damaged, "en", origin_of(house))
    crawl.is_followed = lambda address: "nowhere" in address
    crawl.walk("/en/help")
    assert complaint in " ".join(crawl.faults)


# -- for machines --------------------------------------------------------------------------------


def test_the_site_map_lists_every_public_page_in_every_language(house, crawls):
    answer = house.visitor().get("/sitemap.xml")
    urls = ET.fromstring(answer.content).findall(f"{SITEMAP}url")  # noqa: S314 (ours)
    listed = {one.findtext(f"{SITEMAP}loc", "").removeprefix(origin_of(house)) for one in urls}
    pages = {one for crawl in crawls.values() for one in crawl.pages if "?" not in one}
    # What was recorded outside the sittings of a body hangs on the list of its minutes.
    left_out = ("/follow", "/search", "/hall", "/receipt", "-0")
    missing = {
        one
        for one in pages
        if one not in listed
        and one.startswith(tuple(f"/{code}/a/" for code in LANGUAGES))
        and not one.endswith(left_out)
        and "/entries/" not in one
    }
    assert missing == set()
    assert all(one.findtext(f"{SITEMAP}lastmod") for one in urls if "/a/" in one[0].text)
    assert all(len(one.findall(f"{XHTML}link")) == len(LANGUAGES) + 1 for one in urls)


def test_every_address_of_the_site_map_answers(house):
    visitor = house.visitor()
    answer = visitor.get("/sitemap.xml")
    urls = ET.fromstring(answer.content).findall(f"{SITEMAP}url")  # noqa: S314 (ours)
    listed = [one[0].text.removeprefix(origin_of(house)) for one in urls]
    english = [one for one in listed if one.startswith("/en/")]
    assert len(english) > 150
    broken = [one for one in english[::7] if visitor.get(one).status_code != httpx.codes.OK]
    assert broken == []


def test_robots_find_the_site_map_and_stay_out_of_the_rehearsal(house):
    told = house.visitor().get("/robots.txt").text
    assert f"Sitemap: {origin_of(house)}/sitemap.xml" in told
    assert "Disallow: /demo/" in told
