"""The pages of groups in a real browser: axe, every language, and nothing wider than a phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from committee_of_lakes import press
from lakes import HEAD, SESSION, Lakes
from people_at_hand import People
from screens_at_hand import NARROW, OUTSIDE, WIDE
from test_accessibility import RULES
from test_groups import WORK, with_group

pytestmark = pytest.mark.browser
PLACES = (
    "groups",
    "groups/north",
    "polling?body=north",
    "group-papers/north",
    "group-sittings/north/1",
)


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The lakes with a group of two delegations, of which one left."""
    with with_group(tmp_path_factory.mktemp("groups")) as running:
        chair = running.sign_in(HEAD)
        for delegation in ("p-0001", "p-0002"):
            joined = {"delegations": delegation, "group": "North"}
            assert press(chair, WORK, joined, form_of="join_group").status_code == 303
        left = {"delegations": "p-0002"}
        assert press(chair, WORK, left, form_of="leave_group").status_code == 303
        yield running


@pytest.fixture
def people(browser, here) -> Iterator[People]:
    """Browsers of people, which complain of nothing."""
    at_hand = People(browser, here=here)
    yield at_hand
    at_hand.close()
    assert at_hand.complaints == []


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["phone", "desktop"])
def test_every_page_in_every_language_and_size(people, here, size):
    page = people.seated(HEAD, size)
    for language in ("en", "fr", "ar"):
        for place in PLACES:
            page.goto(f"{here.url}/{language}/a/{SESSION}/{place}")
            page.wait_for_load_state()
            assert Axe().run(page, options=RULES).response["violations"] == [], (language, place)
            assert page.evaluate(OUTSIDE) == [], (language, place)
