"""The published page in a real browser: accessible, under its own policy, banded when printed."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from hemicycle.publish import publish

from .small_session import reported_session, whole_session

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("session", [whole_session, reported_session])
def test_the_page_is_accessible_and_keeps_its_policy(
    page: Page, tmp_path: Path, language: str, session
):
    file = tmp_path / "minutes.html"
    file.write_bytes(publish("minutes.html", session().published(language)))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(file.as_uri())
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.emulate_media(media="print")
    band = page.locator(".band")
    assert band.evaluate("node => getComputedStyle(node).display") == "table-header-group"
    assert band.evaluate("node => getComputedStyle(node).breakInside") == "avoid"
