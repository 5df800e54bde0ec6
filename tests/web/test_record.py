"""The record of a sitting in browsers: issued, corrected on request, and one address an entry."""

import re
from collections.abc import Iterator

import pytest
from acting import Actor, actor
from demo_house import CLERK, REHEARSAL, REPORTED, DemoHouse, demo_house
from page_reader import text_of
from playwright.sync_api import Browser, Page
from screens_at_hand import DESKTOP, PHONE
from test_accessibility import found_by_axe

from hemicycle.procedure.assembly.session import SessionId

ALL_IS_OVER = "17:18"
HERE = f"/a/{REHEARSAL}"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal after its last sitting."""
    with demo_house(tmp_path_factory.mktemp("record")) as house:
        house.forward(ALL_IS_OVER)
        yield house


def sitting(house: DemoHouse):
    """The record of the only sitting of the plenary."""
    return house.assembly.records["plenary", 1]


def page(house: DemoHouse, name: str, language: str = "en") -> str:
    """What anybody reads on a page."""
    answer = house.visitor().get(f"/{language}{HERE}/{name}")
    assert answer.status_code == 200, name
    return text_of(answer.text)


def test_a_record_is_issued_corrected_and_stays_provisional_while_corrections_are_open(house):
    clerk = actor(house, CLERK, "corrections")
    assert sitting(house).stage == "live"
    assert "is not issued yet" in page(house, "record")
    assert clerk.press("issue_record", sitting="1").status_code == 303
    assert sitting(house).stage == "provisional"
    assert "Corrections may be asked for until" in page(house, "record")
    assert "Provisional" in page(house, "minutes")
    delegate, entry = spoke(house)
    assert "about you" in delegate.text()
    asked = delegate.press("ask_for_correction", corrects=str(entry), **words("“Three” was said."))
    assert asked.status_code == 303, text_of(asked.text)
    assert "Waits for an answer" in page(house, "record")
    assert (
        clerk.press("accept_correction", request="1", **words("Read “three”.")).status_code == 303
    )
    assert "Read “three”." in page(house, f"entries/{entry}")
    assert "“Three” was said." in page(house, f"entries/{entry}")
    refused = clerk.press("certify_record", sitting="1")
    assert refused.status_code == 409
    assert "the record is certified after that" in text_of(refused.text)


def spoke(house: DemoHouse) -> tuple[Actor, int]:
    """A delegate who had the floor in the plenary, and the entry that gave it."""
    people = house.assembly.people
    for written in house.server.application.house.clerk.history[REHEARSAL]:
        speaker = getattr(written.entry, "speaker", "")
        is_here = written.header.kind == "floor_given" and written.entry.body == "plenary"
        if is_here and people[speaker].delegation:
            return actor(house, speaker, "corrections"), written.position
    raise AssertionError("nobody spoke")


def words(text: str) -> dict[str, str]:
    """The words of a form, in English."""
    return {"words.en": text, "words.fr": ""}


def test_every_entry_has_an_address_and_no_other_number_has(house):
    last = house.assembly.position
    for position in (1, last // 2, last):
        assert f"Entry {position}" in page(house, f"entries/{position}")
    for wrong in (0, last + 1, "x", "1e3", "-1"):
        assert house.visitor().get(f"/en{HERE}/entries/{wrong}").status_code == 404, wrong
    visitor = house.visitor()
    minutes = visitor.get(f"/en{HERE}/minutes").text
    listed = set(re.findall(rf'href="(/en{HERE}/minutes/[^"#]+)', minutes))
    told = "".join(visitor.get(one).text for one in listed)
    assert f'href="/en{HERE}/entries/{last}"' in told


def test_a_reported_session_has_no_record_and_its_entries_say_that_they_are_reported(house):
    base = f"/en/a/{REPORTED}"
    said = text_of(house.visitor().get(f"{base}/record").text)
    assert "there is no record of its sittings" in said
    entry = house.visitor().get(f"{base}/entries/40")
    assert entry.status_code == 200
    assert "Reconstructed from press reports" in text_of(entry.text)


def test_an_entry_of_a_reported_session_names_of_whom_and_its_source_and_no_hour(house):
    known = house.server.application.house.clerk.state(SessionId(REPORTED)).assembly.reports
    report = next(one for one in known if one.about == "text-c-i-150-dr")
    entry = house.visitor().get(f"/en/a/{REPORTED}/entries/{report.position}").text
    said = text_of(entry)
    assert "C-I/150/DR – Draft resolution, English title" in said
    assert f'<a href="{report.source}"' in entry
    assert "Confidence: " in said
    assert "05:00:00" not in said


@pytest.mark.parametrize("page", ["elections", "groups", "groups/group-eurasia"])
def test_what_nobody_reported_is_not_said_to_be_none(house, page):
    answer = house.visitor().get(f"/en/a/{REPORTED}/{page}")
    assert answer.status_code == 200
    said = text_of(answer.text)
    for claim in ("No election has been called", "0 members", "0 votes", "has no member"):
        assert claim not in said


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_pages_of_the_record_are_accessible(house, browser, language):
    pages = ("record", "entries/40", "corrections")
    for seat in ("", CLERK):
        shown = seated(browser, house, seat)
        for name in pages if seat else pages[:2]:
            shown.goto(f"{house.url}/{language}{HERE}/{name}")
            for size in (PHONE, DESKTOP):
                shown.set_viewport_size(size)
                assert found_by_axe(shown) == [], (name, size)
        shown.context.close()


def seated(browser: Browser, house: DemoHouse, seat: str) -> Page:
    """A page of a browser that sits there, into which axe may be brought."""
    context = browser.new_context(bypass_csp=True)
    if seat:
        key = house.visitor(seat).cookies[house.cookie_name]
        context.add_cookies([{"name": house.cookie_name, "value": key, "url": house.url}])
    return context.new_page()
