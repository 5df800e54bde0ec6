"""Real browsers at the seats of the demonstration, and everything they complain of."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from demo_house import REHEARSAL, DemoHouse, wait_until
from playwright.sync_api import Browser, BrowserContext, Locator, Page

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROW, WIDE = {"width": 360, "height": 780}, {"width": 1280, "height": 800}
WALL = {"width": 1920, "height": 1080}
SIZES = {"hall": WALL, "delegate": PHONE}
SOON_MS = 4000
# What reaches out of the screen. A menu that is closed reaches nowhere; the player of a rehearsal
# is a strip that scrolls by itself.
OUTSIDE = """() => Array.from(document.querySelectorAll("body *")).filter(e => {
  const box = e.getBoundingClientRect();
  return e.checkVisibility() && box.width && (box.right > innerWidth + 1 || box.left < -1)
    && !e.closest("svg, .vh, .scroll, .demo")
}).map(e => e.tagName + "#" + e.id + "." + e.className).slice(0, 5)"""


def comes_true(page: Page, condition: str, *argument: object, within_ms: int = 2 * SOON_MS) -> None:
    """Wait until something is so on a page.

    Note: it is asked from here each time; our content policy lets no page evaluate a text itself.
    """
    wait_until(lambda: page.evaluate(condition, *argument), within_s=within_ms / 1000)


@dataclass
class Listening:
    """Browsers of one test, and everything that their pages complain of."""

    browser: Browser
    complaints: list[str] = field(default_factory=list, kw_only=True)
    contexts: list[BrowserContext] = field(default_factory=list, kw_only=True)

    def opened(self, size: dict[str, int], *, locale: str = "en-GB", **options: object) -> Page:
        """An empty page of a browser of its own, which is listened to."""
        context = self.browser.new_context(viewport=size, locale=locale, **options)
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(2 * SOON_MS)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        return page

    def _hear(self, message) -> None:
        if message.type in ("error", "warning"):
            of = message.location.get("url", "") if "Failed to load" in message.text else ""
            self.complaints.append(f"{message.type}: {message.text} {of}".rstrip())

    def close(self) -> None:
        """Every browser is closed."""
        for context in self.contexts:
            context.close()


@dataclass
class Screens(Listening):
    """The screens of one test: each seat on its own origin, in a browser of its own."""

    house: DemoHouse

    def origin(self, seat: str) -> str:
        """The address of a seat, without the last slash."""
        return f"http://{seat}.localhost:{self.house.server.port}"

    def visitor(self, size: dict[str, int] | None = None, **options: object) -> Page:
        """An empty page of a new visitor, who is listened to."""
        return self.opened(size or DESKTOP, **options)

    def sit(self, seat: str, page: str = "", **options: object) -> Page:
        """A visitor who has pressed the one button of a seat, or looks at an open page."""
        visitor = self.visitor(SIZES.get(seat), **options)
        if seat in ("hall", "public"):
            visitor.goto(f"{self.origin(seat)}/a/{REHEARSAL}/{page}".rstrip("/"))
            return visitor
        visitor.goto(f"{self.origin(seat)}/demo/sit/{seat}")
        visitor.locator("main form button").click()
        visitor.wait_for_url(f"**/a/{REHEARSAL}/**")
        if page:
            visitor.goto(f"{self.origin(seat)}/a/{REHEARSAL}/{page}")
        return visitor

    def sit_as(self, member: str, page: str, **options: object) -> Page:
        """A visitor signed in as one accredited person."""
        visitor = self.visitor(PHONE, **options)
        client = self.house.visitor(member)
        key = client.cookies[self.house.cookie_name]
        visitor.context.add_cookies(
            [{"name": self.house.cookie_name, "value": key, "url": self.house.url}]
        )
        visitor.goto(f"{self.house.url}/a/{REHEARSAL}/{page}")
        return visitor


@contextmanager
def screens_of(browser: Browser, house: DemoHouse) -> Iterator[Screens]:
    """The screens of one test; nobody may have complained at its end."""
    screens = Screens(browser, house)
    try:
        yield screens
    finally:
        screens.close()
    if screens.complaints:
        raise AssertionError("; ".join(screens.complaints))


def live(page: Page) -> Page:
    """Wait until the stream of a page is open."""
    page.wait_for_selector("html[data-net=live]", state="attached")
    return page


def button(page: Page, act: str) -> Locator:
    """The first button of an act on a page."""
    return page.locator(f'form[action$="/acts/{act}"] button:not([type="button"])').first
