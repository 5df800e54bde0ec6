"""Documents as pages in a real browser: accessible, under their own policy, banded when printed."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from hemicycle.publish import publish

from .small_session import reported_session, whole_session

pytestmark = pytest.mark.browser

OF_RECORD = (
    ("summary-record.html", "plenary-1"),
    ("daily-journal.html", "2026-03-02"),
    ("decisions-list.html", ""),
    ("results-book.html", ""),
)
OF_REPORTS = (("decisions-list.html", ""), ("results-book.html", ""))


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize(
    ("session", "documents"), [(whole_session, OF_RECORD), (reported_session, OF_REPORTS)]
)
def test_documents_are_accessible_and_keep_their_policy(
    page: Page, tmp_path: Path, language: str, session, documents
):
    published = session().published(language)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.set_viewport_size({"width": 320, "height": 700})
    for name, part in documents:
        file = tmp_path / name
        file.write_bytes(publish(name, published, part=part))
        page.goto(file.as_uri())
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        page.emulate_media(media="print")
        shown = page.locator(".band").evaluate("node => getComputedStyle(node).display")
        assert shown == "table-header-group"
        page.emulate_media(media="screen")
    assert said == []


def test_a_page_against_its_policy_is_found(page: Page, tmp_path: Path):
    content = publish("decisions-list.html", whole_session().published()).decode()
    file = tmp_path / "page.html"
    file.write_text(content.replace("<style>", "<style>/* other */", 1))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert any("Content Security Policy" in one for one in said)
