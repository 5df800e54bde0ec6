"""Pages of the demonstration as axe and a small phone find them, for somebody who is signed in."""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from demo_house import DemoHouse
from playwright.sync_api import Browser, Page
from test_accessibility import found_by_axe

SMALLEST = {"width": 320, "height": 640}
IS_TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


@contextmanager
def page_of(browser: Browser, house: DemoHouse, member: str) -> Iterator[Page]:
    """A browser in which somebody is signed in."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(Axe().axe_script)
    key = house.visitor(member).cookies[house.cookie_name]
    context.add_cookies([{"name": house.cookie_name, "value": key, "url": house.url}])
    yield context.new_page()
    context.close()


def faults_of(page: Page, *sizes: dict[str, int]) -> list[str]:
    """What axe finds in each size, and whether it is wider than the smallest screen."""
    found = []
    for size in sizes:
        page.set_viewport_size(size)
        found += [f"{size['width']}: {one}" for one in found_by_axe(page)]
    page.set_viewport_size(SMALLEST)
    return [*found, "too wide"] if page.evaluate(IS_TOO_WIDE) else found
