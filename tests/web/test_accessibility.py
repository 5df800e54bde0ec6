"""axe on every screen in its main states, in English, French and Arabic, on phone and desktop."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from acting import actor
from axe_playwright_python.sync_playwright import Axe
from demo_house import CLERK, PRESIDENT, REHEARSAL, REPORTED, TELLER, DemoHouse, demo_house
from playwright.sync_api import Browser, Page
from screens_at_hand import DESKTOP, PHONE

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "fr", "ar")
SIZES = {"phone": PHONE, "desktop": DESKTOP}
# A page is the same in every language but for its words, which are narrowest on a phone.
SIZES_IN = {"en": ("phone", "desktop"), "fr": ("phone",), "ar": ("phone",)}
RULES = {
    "preload": False,  # of style sheets, for rules that are not run
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
HERE = f"/a/{REHEARSAL}"
OUTSIDE = ("/", "/login", "/new", "/help", "/nothing", "/demo/sit/delegate", "/genuine")
RECORDS = tuple(
    f"{HERE}/{page}"
    for page in (
        *("minutes", "decisions", "speakers", "rights", "rules", "verify", "receipt"),
        *("divisions/1", "emergency", "record", "entries/40"),
    )
)
SITE = tuple(
    f"{HERE}/{page}"
    for page in (
        *("programme", "delegations", "delegations/p-0001", "bodies", "bodies/plenary"),
        *("statements", "documents", "data", "search?q=floor", "minutes.docx", "items/plenary-2"),
        "follow?refresh=off",  # that it loads itself again is a violation, so it can be stopped
    )
)
TEXT = f"{HERE}/texts/C-I-150-DR"
TEXTS = (
    f"{HERE}/texts",
    *(f"{TEXT}{rest}" for rest in ("", "?view=stands", "?view=beside", "?view=amendments")),
    *(f"{TEXT}{rest}" for rest in ("/rev.1", "/amendments/1")),
)
PROPOSE = tuple(f"{TEXT}{rest}" for rest in ("", "/amendments/4", "/propose?to=4"))
OF_REPORTED = tuple(
    f"/a/{REPORTED}{path}"
    for path in ("", "/minutes", "/decisions", "/emergency", "/programme", "/statements", "/texts")
)
DELEGATE = tuple(f"{HERE}/{page}" for page in ("vote", "floor", "today", "questions"))
CHAIR = f"{HERE}/chair"
DESK_PAGES = (
    *("", "/delegations", "/register", "/votes", "/import"),
    *("/attendance", "/papers", "/papers/texts", "/officers"),
)
DESK = tuple(f"{HERE}/desk{page}" for page in DESK_PAGES)
# When, and who looks at what: the states in which a screen looks different.
MOMENTS: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "welcome": ("08:57:45", {"public": (HERE, f"{HERE}/hall", *OUTSIDE, *OF_REPORTED)}),
    "a guest speaks": ("08:59:10", {"public": (HERE, f"{HERE}/hall"), "chair": (CHAIR,)}),
    "a question is put": ("09:09:10", {"public": (f"{HERE}/hall",), "delegate": DELEGATE[:1]}),
    "a vote is open": (
        "09:10:45",
        {
            "public": (HERE, f"{HERE}/hall", f"{HERE}/divisions/1"),
            "chair": (CHAIR,),
            "clerk": (CHAIR, *DESK),
            "delegate": (*DELEGATE, f"{HERE}/rights"),
            "voted": DELEGATE[:2],
        },
    ),
    "a vote is closed": (
        "09:13:40",
        {"public": (f"{HERE}/hall",), "chair": (CHAIR,), "teller": (CHAIR,), "voted": DELEGATE[:1]},
    ),
    "a result": (
        "09:14:20",
        {
            "public": (HERE, f"{HERE}/hall", *RECORDS),
            "chair": (CHAIR,),
            "voted": (DELEGATE[0], f"{HERE}/requests"),
        },
    ),
    "a point of order": (
        "09:37:22",
        {"public": (f"{HERE}/hall",), "chair": (CHAIR,), "delegate": DELEGATE[1:2]},
    ),
    "a draft resolution": ("09:47", {"public": TEXTS, "delegate": PROPOSE}),
    "suspended": ("11:38", {"public": (HERE, f"{HERE}/hall"), "delegate": DELEGATE[:2]}),
    "all is over": ("17:18", {"public": (HERE, f"{HERE}/hall"), "chair": (CHAIR,)}),
}
AXE = Axe()
ADD = "document.querySelector('main').insertAdjacentHTML('beforeend', `{}`)"


@dataclass
class Visitors:
    """One page for each seat, in contexts into which axe may be brought."""

    browser: Browser
    house: DemoHouse
    pages: dict[str, Page] = field(default_factory=dict)

    def page(self, seat: str, size: str) -> Page:
        """The page of a seat, made at the first look; as large as a phone or a desktop."""
        if seat not in self.pages:
            context = self.browser.new_context(bypass_csp=True, reduced_motion="reduce")
            context.add_init_script(AXE.axe_script)
            member = self.member(seat)
            if member:
                key = self.house.visitor(member).cookies[self.house.cookie_name]
                cookie = {"name": self.house.cookie_name, "value": key, "url": self.house.url}
                context.add_cookies([cookie])
            self.pages[seat] = context.new_page()
        self.pages[seat].set_viewport_size(SIZES[size])
        return self.pages[seat]

    def member(self, seat: str) -> str:
        """Who sits in a seat."""
        officers = {"public": "", "chair": PRESIDENT, "clerk": CLERK, "teller": TELLER}
        if seat in officers:
            return officers[seat]
        able = self.house.present_delegations()
        return self.house.head_of(able[0 if seat == "voted" else 5])

    def violations(self, seat: str, address: str) -> list[str]:
        """What axe finds on one page, loaded once and looked at in the sizes of its language."""
        self.page(seat, next(iter(SIZES))).goto(
            self.house.url + address, wait_until="domcontentloaded"
        )
        return [
            f"{seat} {size} {address}: {one}"
            for size in SIZES_IN[address.split("/")[1]]
            for one in found_by_axe(self.page(seat, size))
        ]


def found_by_axe(page: Page) -> list[str]:
    """Each violation with the first place where it is."""
    if not page.evaluate("'axe' in window"):  # a page of a context of its own
        page.evaluate(AXE.axe_script)
    results = page.evaluate("options => axe.run(options)", RULES)["violations"]
    return [f"{one['id']} {one['nodes'][0]['target']} ({len(one['nodes'])})" for one in results]


@pytest.fixture(scope="module")
def visitors(browser, tmp_path_factory) -> Iterator[Visitors]:
    """The rehearsal, moved on by the tests in their order, and everybody who looks."""
    with demo_house(tmp_path_factory.mktemp("axe")) as house:
        house.forward("08:57:40")
        looking = Visitors(browser, house)
        yield looking
        for page in looking.pages.values():
            page.context.close()


@pytest.mark.parametrize("moment", MOMENTS)
def test_axe_finds_nothing(visitors, moment):
    clock, seats = MOMENTS[moment]
    visitors.house.forward(clock)
    if moment == "a vote is open":
        voter = actor(visitors.house, visitors.member("voted"), "vote")
        assert voter.vote(1, yes=7, no=2, abstain=1).status_code == 303
    found = [
        violation
        for seat, addresses in seats.items()
        for address in addresses
        for language in LANGUAGES
        for violation in visitors.violations(seat, f"/{language}{address}".rstrip("/"))
    ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_public_site(visitors, language):
    found = [
        violation
        for address in (*SITE, *OF_REPORTED, "/statements")
        for violation in visitors.violations("public", f"/{language}{address}")
    ]
    assert found == []


PRESS_WITHOUT_TOKEN = """back => { const form = document.createElement("form");
  form.method = "post"; form.action = "%s/acts/close_list";
  const field = document.createElement("input"); field.name = "back"; field.value = back;
  form.append(field); document.body.append(form); form.submit(); }"""


def test_axe_finds_nothing_in_a_refusal(visitors):
    found = []
    for seat, size, path in (("chair", "desktop", CHAIR), ("delegate", "phone", DELEGATE[1])):
        page = visitors.page(seat, size)
        for language in LANGUAGES:
            page.goto(f"{visitors.house.url}/{language}{path}", wait_until="domcontentloaded")
            page.evaluate(PRESS_WITHOUT_TOKEN % HERE, f"/{language}{path}")
            page.wait_for_selector("#errors")
            found += [f"{seat} {language}: {one}" for one in found_by_axe(page)]
    assert found == []


# What the command line looks like: everything that can be said, a grave act, a mistake.
TYPED = ("", "hands the chair to ", "gives the floor to Nobody")


def test_axe_finds_nothing_on_the_command_line_and_in_notes(visitors):
    clerk, found = actor(visitors.house, CLERK, "chair"), []
    for about in ("speaker", "time"):
        form = {"csrf": clerk.csrf, "act_id": f"axe-{about}", "body": "plenary", "about": about}
        sent = clerk.client.post(f"{HERE}/notes", data={**form, "note": "Ten minutes are left."})
        assert sent.status_code == 303
    for seat in ("chair", "clerk"):
        page = visitors.page(seat, "desktop")
        for language in LANGUAGES:
            page.goto(f"{visitors.house.url}/{language}{CHAIR}", wait_until="domcontentloaded")
            page.locator("#notes li").first.wait_for()
            page.locator("#command[role=combobox]").click()
            page.locator("[role=option]").first.wait_for()
            for typed in TYPED:
                with page.expect_response(lambda answer: "/command?" in answer.url):
                    page.locator("#command").fill(typed or " ")
                for size in SIZES:
                    visitors.page(seat, size)
                    where = f"{seat} {size} {language} “{typed}”"
                    found += [f"{where}: {one}" for one in found_by_axe(page)]
            page.locator("#command").press("Escape")  # or else the line would be kept
    assert found == []


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        ("document.documentElement.removeAttribute('lang')", "html-has-lang"),
        ("document.querySelector('h1').outerHTML = '<p>gone</p>'", "page-has-heading-one"),
        (ADD.format('<p style="color:#ccc;background:#fff">faint</p>'), "color-contrast"),
        (ADD.format("<input>"), "label"),
    ],
)
def test_what_is_not_accessible_is_found(visitors, damage, rule):
    page = visitors.page("public", "desktop")
    page.goto(f"{visitors.house.url}/en/a/{REHEARSAL}/verify")
    assert found_by_axe(page) == []
    page.evaluate(damage)
    assert [one for one in found_by_axe(page) if one.startswith(rule)] != []


def test_what_is_too_faint_on_a_phone_alone_is_found(visitors):
    """The control of looking at one load in both sizes."""
    page = visitors.page("public", "desktop")
    page.goto(f"{visitors.house.url}/en/a/{REHEARSAL}/verify")
    page.evaluate(ADD.format('<p class="faint">faint</p>'))
    page.add_style_tag(content="@media (width < 600px) { .faint { color: #ccc } }")
    assert found_by_axe(page) == []
    found = found_by_axe(visitors.page("public", "phone"))
    assert [one for one in found if one.startswith("color-contrast")] != []
