"""The archive of statements as the public meets it: empty, searched, read, by theme, in trouble."""

import asyncio
import re
import sys
from pathlib import Path

import pytest
from demo_house import REHEARSAL, REPORTED, DemoHouse, demo_house
from page_reader import text_of
from screens_at_hand import DESKTOP, PHONE
from test_accessibility import found_by_axe

from archive.shelves import OWN, kept, statement
from hemicycle.archive.importing import take_in
from hemicycle.archive.shelf import NAME, ShelfRefused, TookTooLong

LANGUAGES = ("en", "fr", "ar")
LONG = "The climate is changing, and the small islands of this test say so. " * 12
STATEMENTS = (
    statement("lake-1", "Mr President,", LONG, "We ask for water & <peace>.", year=2024),
    statement("lake-2", "Le climat change, dit l’État d’Écume.", language="fr", state="XAB"),
    statement("lake-3", "المناخ يتغير والسَّلامُ غاية.", language="ar", state="XAC", year=2023),
    statement(
        *("own-1", "The climate was on our agenda."),
        collection=OWN,
        speaker="Erla Tarn",
        capacity="delegate",
        day="2026-03-02",
        year=2026,
    ),
    *(statement(f"many-{n}", f"Bread number {n}.", year=2000 + n) for n in range(25)),
)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("statements")) as house:
        house.forward("09:09")
        yield house


@pytest.fixture
def shelf(house) -> Path:
    """The file of the statements, which is not there yet."""
    path = sys.modules["hemicycle.web.shell"].shell[0].installation.folder / NAME
    for one in path.parent.glob(f"{NAME}*"):
        one.unlink()
    return path


@pytest.fixture
def filled(shelf) -> Path:
    """The same with invented statements."""
    kept(shelf, *STATEMENTS)
    return shelf


def page(house: DemoHouse, address: str, *, status: int = 200) -> str:
    """A page as the public gets it."""
    answer = house.visitor().get(address)
    assert answer.status_code == status
    assert answer.headers["cache-control"] == "no-store"
    return answer.text


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "No statements have been taken in yet."),
        ("fr", "Aucune déclaration n’a encore été reprise."),
        ("ar", "لم تُنقل أي بيانات بعد."),
    ],
)
def test_before_anything_was_taken_in_every_page_says_how(house, shelf, language, sentence):
    for path in ("", "/themes", "/themes/13"):
        text = text_of(page(house, f"/{language}/statements{path}"))
        assert sentence in text
        assert "hemicycle archive FILE --data DIR" in text
    page(house, f"/{language}/statements/lake-1", status=404)
    assert not shelf.exists(), "looking makes nothing"


def test_an_answer_shows_whose_words_where_from_and_leads_to_the_paragraph(house, filled):
    html = page(house, "/en/statements?q=islands")
    assert '<a href="/en/statements/lake-1#p2">' in html
    assert "<mark>islands</mark>" in html
    text = text_of(html)
    for told in (
        "1 paragraph found",
        "2024",
        "Reported text, not a record",
        "English",
        "No rights",
    ):
        assert told in text
    assert "Bread" not in text


def test_a_whole_statement_has_an_address_for_each_paragraph(house, filled):
    html = page(house, "/en/statements/lake-1")
    assert re.findall(r'<p id="p(\d+)">', html) == ["1", "2", "3"]
    assert re.findall(r'href="#p(\d+)"', html) == ["1", "2", "3"]
    assert "water &amp; &lt;peace&gt;" in html
    text = text_of(html)
    assert "Reported text, not a record of this assembly" in text
    assert "not named in the source" in text
    assert "A file of tests" in text


def test_what_was_said_here_is_told_apart_from_what_was_said_elsewhere(house, filled):
    text = text_of(page(house, "/en/statements/own-1"))
    assert "Record of this assembly" in text
    assert "Reported text" not in text
    assert "Erla Tarn" in text
    assert "delegate" in text
    assert "2 March 2026" in text


def test_accents_and_arabic_forms_do_not_matter_and_the_words_stay_as_they_were(house, filled):
    french = page(house, "/fr/statements?q=ecume")
    assert "<mark>Écume</mark>" in french
    assert 'lang="fr"' in french
    arabic = page(house, "/ar/statements", status=200)
    assert 'dir="rtl"' in arabic
    assert "<mark>والسَّلامُ</mark>" in page(house, "/ar/statements?q=والسلام")


@pytest.mark.parametrize("typed", ['"', "NEAR(", "a AND OR", "*", "%00", "x" * 500, "<script>"])
def test_nothing_that_is_typed_is_an_error(house, filled, typed):
    html = house.visitor().get("/en/statements", params={"q": typed}).text
    assert "Statements" in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=99999", "page=x", "theme=99", "theme=x", "state=%27", "year=²"],
)
def test_nothing_in_an_address_is_an_error(house, filled, query):
    page(house, f"/en/statements?q=bread&{query}")


def test_filters_narrow_and_are_taken_away_again(house, filled):
    html = page(house, "/en/statements?q=bread&year=2003")
    assert "1 paragraph found" in text_of(html)
    assert '<option value="2003" selected>2003 (1)</option>' in html
    assert 'href="/en/statements?q=bread"' in html
    assert "25 paragraphs found" in text_of(page(house, "/en/statements?q=bread"))


def test_answers_are_turned_over(house, filled):
    first = page(house, "/en/statements?q=bread")
    assert 'rel="next" href="/en/statements?q=bread&amp;page=2"' in first
    second = page(house, "/en/statements?q=bread&page=2")
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second
    assert "There are fewer pages" in text_of(page(house, "/en/statements?q=bread&page=3"))


def test_where_nothing_is_found_the_page_says_what_to_try(house, filled):
    text = text_of(page(house, "/en/statements?q=zzzz&state=XAA"))
    assert "Nothing was found" in text
    assert "without filters" in text
    assert "without filters" not in text_of(page(house, "/en/statements?q=zzzz"))
    assert "passed over" in text_of(page(house, "/en/statements?q=-bread"))


def test_themes_by_year_and_state_are_found_by_words_and_say_so(house, filled):
    listed = text_of(page(house, "/en/statements/themes"))
    assert "13 · Climate action 3 paragraphs" in listed
    html = page(house, "/en/statements/themes/13?year=2024")
    assert "not by judgement" in text_of(html)
    assert "global warming" in html
    assert '/en/statements?theme=13&amp;state=XAB&amp;year=2024"' in html
    assert "1 paragraph found" in text_of(
        page(house, "/en/statements?theme=13&state=XAB&year=2024")
    )
    newest = page(house, "/en/statements/themes/13")
    assert 'aria-current="page" href="/en/statements/themes/13?year=2026"' in newest
    page(house, "/en/statements/themes/18", status=404)
    assert "Climate action" in page(house, "/en/statements/themes/0", status=404)


def test_a_statement_that_is_not_kept_is_said_to_be_missing(house, filled):
    for language in LANGUAGES:
        assert "nobody-1" in text_of(page(house, f"/{language}/statements/nobody-1", status=404))


def test_a_file_that_cannot_be_read_is_trouble_and_not_emptiness(house, shelf):
    shelf.write_bytes(b"no database" * 1000)
    for path in ("", "/themes", "/themes/13", "/lake-1"):
        text = text_of(page(house, f"/en/statements{path}", status=503))
        assert "The archive did not answer" in text
        assert "taken in yet" not in text


def test_a_search_that_takes_too_long_is_told(house, filled):
    statements = sys.modules["hemicycle.web.statements"]

    def refuse(fault):
        raise fault

    assert asyncio.run(statements.looked(lambda: refuse(TookTooLong()))) == {
        "trouble": "too_long",
        "status": 503,
    }
    assert asyncio.run(statements.looked(dict)) == {}
    phrases = statements.shell[0].installation.house.phrases
    assert all(phrases.has("statements.trouble_too_long", language) for language in LANGUAGES)
    assert issubclass(ShelfRefused, Exception)


def test_statements_stand_in_no_page_of_a_rehearsal(house, filled):
    start = page(house, "/en")
    assert 'href="/en/statements"' in start
    for path in ("", "/minutes", "/decisions", "/hall", "/verify"):
        answer = house.visitor().get(f"/en/a/{REHEARSAL}{path}")
        assert answer.status_code == 200
        assert '"/en/statements' not in answer.text  # what was said here has a page of its own
    for path in ("/en/statements", "/en/statements/lake-1"):
        assert "REHEARSAL" not in text_of(page(house, path)).upper()
    for path in ("", "?in=plenary", "?of=lake"):
        heard = house.visitor().get(f"/en/a/{REHEARSAL}/statements{path}").text
        assert '"/en/statements' not in heard
        assert "REHEARSAL" in text_of(heard)
    told = house.visitor().get(f"/en/a/{REPORTED}/statements").text
    assert '"/en/statements' in told


def test_the_real_sample_is_served_with_its_source(house, shelf, data_dir):
    take_in(data_dir / "ungdc_s79_2024.tar.gz", shelf, told=lambda _step: None)
    text = text_of(page(house, "/fr/statements?q=%22climate+change%22&state=FRA"))
    assert "France" in text
    assert "Texte repris" in text
    assert "Documents des Nations Unies" in text
    html = page(house, "/ar/statements/ungd-79-pse")
    assert "دولة فلسطين" in html
    assert "PSE_79_2024.txt" in html


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(house, shelf, browser, language):
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    looking, found = context.new_page(), []
    here = f"{house.url}/{language}/statements"
    states = {
        "empty": ("", "/themes", "/themes/13"),
        "filled": (
            *("", "?q=climate+-bread&year=2024&theme=13", "?q=bread&page=2", "?q=zz&state=XAA"),
            *("/lake-1", "/own-1", "/lake-3", "/nobody", "/themes", "/themes/13", "/themes/5"),
        ),
    }
    for state, paths in states.items():
        if state == "filled":
            kept(shelf, *STATEMENTS)
        for path in paths:
            looking.goto(here + path, wait_until="domcontentloaded")
            for summary in looking.query_selector_all("main details"):
                summary.evaluate("one => { one.open = true }")
            for size in (PHONE, DESKTOP, {"width": 320, "height": 700}):
                looking.set_viewport_size(size)
                found += [f"{path} {size}: {one}" for one in found_by_axe(looking)]
                wide = looking.evaluate("document.documentElement.scrollWidth - innerWidth")
                found += [f"{path} is {wide} wider than {size}"] if wide > 0 else []
    looking.evaluate("document.querySelector('h1').outerHTML = '<p>gone</p>'")
    assert found_by_axe(looking) != [], "the control"
    context.close()
    assert found == []


@pytest.mark.browser
def test_without_scripts_a_search_leads_to_the_paragraph(house, filled, browser):
    context = browser.new_context(java_script_enabled=False)
    looking = context.new_page()
    looking.goto(f"{house.url}/en/statements")
    looking.fill("#q", "islands small")
    looking.click("form button")
    looking.click("ol.found a")
    assert looking.url.endswith("/en/statements/lake-1#p2")
    assert looking.locator("p:target").inner_text().startswith("2")
    context.close()
