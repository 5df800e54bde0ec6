"""What a browser fetches for a page stays within the budget of the design, in every language."""

from collections.abc import Iterator

import pytest
from demo_house import REHEARSAL, REPORTED, DemoHouse, demo_house
from screens_at_hand import Screens, screens_of

pytestmark = pytest.mark.browser

KIB = 1024
DONE, OPEN = "15:25", "09:10:45"
LANGUAGES = ("en", "fr", "ar")
# The page itself first; what a script asks for afterwards (the time, the stream) is no part of it.
FILES = """
[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter(one => !["fetch", "xmlhttprequest"].includes(one.initiatorType))
  .map(one => [new URL(one.name).pathname, one.encodedBodySize])
"""
OF_PUBLIC = {"page": 15, "css": 8, "js": 30, "woff2": 90, "requests": 12}
OF_DELEGATE = {"page": 8, "css": 6, "js": 30, "woff2": 0, "requests": 8}
PUBLIC = (
    *("", "programme", "decisions", "divisions/1", "delegations", "delegations/p-0001"),
    *("statements", "documents", "data", "minutes", "minutes/plenary-1", "minutes/plenary-0"),
    *("elections", "bodies/plenary", "search?q=water", "texts", "record"),
)
# A session that is only reported has no minutes, no divisions and no elections of its own.
OF_REPORTED = ("", "programme", "minutes", "statements", "delegations", "documents")


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """The rehearsal before its first line."""
    with demo_house(tmp_path) as running:
        yield running


@pytest.fixture
def screens(browser, house) -> Iterator[Screens]:
    """Browsers that complain of nothing."""
    with screens_of(browser, house) as at_hand:
        yield at_hand


def fetched(page, address: str) -> dict[str, float]:
    """The bytes of a page by kind of file, and how many requests it made."""
    page.goto(address, wait_until="load")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.wait_for_load_state("load")
    files = page.evaluate(FILES)
    found: dict[str, float] = {"requests": len(files), "page": files[0][1]}
    for path, size in files[1:]:
        kind = path.rpartition(".")[2]
        found[kind] = found.get(kind, 0) + size
    return found


def over(found: dict[str, float], budget: dict[str, int]) -> dict[str, str]:
    """What is over the budget, as one reads it."""
    units = {kind: 1 if kind == "requests" else KIB for kind in budget}
    return {
        kind: f"{found.get(kind, 0) / units[kind]:.1f} of {most}"
        for kind, most in budget.items()
        if found.get(kind, 0) > most * units[kind]
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_are_within_their_budgets(house, screens, language):
    house.forward(DONE)
    addresses = [f"{REHEARSAL}/{page}".rstrip("/") for page in PUBLIC]
    addresses += [f"{REPORTED}/{page}".rstrip("/") for page in OF_REPORTED]
    faults = {}
    for address in addresses:
        # What a service worker hands out is no longer packed, and it may come in time for a page.
        page = screens.visitor({"width": 390, "height": 844}, service_workers="block")
        found = fetched(page, f"{screens.origin('public')}/{language}/a/{address}")
        assert found["page"] > KIB, address
        if told := over(found, OF_PUBLIC):
            faults[address] = told
        page.context.close()
    screens.complaints[:] = [one for one in screens.complaints if "blocked by" not in one]
    assert faults == {}
    assert over({"requests": 13, "page": 1, "woff2": 90 * KIB + 1}, OF_PUBLIC).keys() == {
        "requests",
        "woff2",
    }


def test_a_delegates_pages_are_within_their_budgets_while_a_vote_is_open(house, screens):
    house.forward(OPEN)
    for language in LANGUAGES:
        for name in ("vote", "floor"):
            phone = screens.sit("delegate", service_workers="block")
            address = f"{screens.origin('delegate')}/{language}/a/{REHEARSAL}/{name}"
            assert over(fetched(phone, address), OF_DELEGATE) == {}, (language, name)
            phone.context.close()
    screens.complaints[:] = [one for one in screens.complaints if "blocked by" not in one]
