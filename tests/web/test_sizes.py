"""Sizes on real screens: nothing out of reach on a telephone, nothing unreadable in the hall."""

from collections.abc import Iterator

import pytest
from demo_house import REHEARSAL, DemoHouse, demo_house
from screens_at_hand import OUTSIDE, WALL, Screens, screens_of

pytestmark = pytest.mark.browser

OPEN = "09:09:31"
SMALL = """least => Array.from(document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, summary")).filter(e => {
  const box = e.getBoundingClientRect();
  const shown = e.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const inline = e.tagName === "A" && e.closest("p, li:not(nav li), dd") && !e.className;
  const label = e.id && document.querySelector(`label[for="${e.id}"]`)?.getBoundingClientRect();
  const height = Math.max(box.height, label ? label.height : 0, e.closest("label")
    ? e.closest("label").getBoundingClientRect().height : 0);
  return shown && box.width && !inline && !e.classList.contains("skip") && !e.closest(".demo")
    && height < least - 0.5
}).map(e => `${e.tagName}#${e.id}.${e.className} ${e.getBoundingClientRect().height}`)"""
TINY = """least => Array.from(document.querySelectorAll("body *")).filter(e =>
  Array.from(e.childNodes).some(n => n.nodeType === 3 && n.textContent.trim()) &&
  e.checkVisibility({visibilityProperty: true}) && !e.closest(".vh, .skip, .demo, title, desc") &&
  parseFloat(getComputedStyle(e).fontSize) < least
).map(e => e.tagName + "." + e.className + " " + getComputedStyle(e).fontSize)"""
MOMENTS = {
    "a guest speaks": "08:59:10",
    "a question is put": "09:09:10",
    "a vote is open": "09:10:45",
    "a vote is closed": "09:13:40",
    "a result": "09:14:20",
    "a point of order": "09:37:22",
    "suspended": "11:38",
    "all is over": "17:18",
}


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


def test_nothing_of_a_delegates_pages_is_out_of_reach(house, screens):
    house.forward("08:58:40")
    phone = screens.sit("delegate")
    faults = []
    for moment, clock in MOMENTS.items():
        house.forward(clock)
        for language in ("en", "ar"):
            for page in ("vote", "floor", "today", "questions", ""):
                address = f"{screens.origin('delegate')}/{language}/a/{REHEARSAL}/{page}"
                phone.goto(address.rstrip("/"))
                for width in (320, 390):
                    phone.set_viewport_size({"width": width, "height": 700})
                    wide = phone.evaluate("document.documentElement.scrollWidth")
                    small = phone.evaluate(SMALL, 44) if page else []
                    where = f"{moment} {width} {language} {page}"
                    if wide > width:
                        faults.append(f"{where}: {wide} wide {phone.evaluate(OUTSIDE)}")
                    faults += [f"{where}: {one}" for one in small]
    assert sorted(set(faults)) == []


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_vote_that_was_received_stands_whole_on_a_telephone(house, screens, language):
    house.forward("09:11:30")
    phone = screens.sit_as(house.head_of(house.present_delegations()[20]), "")
    phone.goto(f"{house.url}/{language}/a/{REHEARSAL}/vote")
    assert phone.locator(".kept").count() == 1
    for width in (320, 360):
        phone.set_viewport_size({"width": width, "height": 640})
        assert phone.evaluate(OUTSIDE) == [], width


def test_public_pages_fit_a_narrow_window(house, screens):
    house.forward("09:14:20")
    page = screens.visitor({"width": 320, "height": 600})
    faults = []
    addresses = [f"/a/{REHEARSAL}{path}" for path in ("", "/minutes", "/decisions", "/verify")]
    addresses += [
        f"/a/{REHEARSAL}/{page}"
        for page in (
            *("programme", "delegations", "delegations/p-0001", "bodies", "bodies/plenary"),
            *("statements", "documents", "data", "search?q=floor", "follow?refresh=off"),
            *("minutes.docx", "delegations/p-9999"),
        )
    ]
    addresses += [f"/a/{REHEARSAL}/divisions/1", "/", "/login", "/new", "/nothing", "/help"]
    addresses += [
        "/a/as-reported-150",
        "/a/as-reported-150/minutes",
        "/a/as-reported-150/decisions",
    ]
    for address in addresses:
        for language in ("en", "ar"):
            page.goto(f"{screens.origin('public')}/{language}{address}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > 320:
                faults.append(f"{language} {address}: {wide} {page.evaluate(OUTSIDE)}")
    screens.complaints[:] = [c for c in screens.complaints if "404" not in c]
    assert faults == []


def test_a_text_and_the_form_to_amend_it_fit_a_phone(house, screens):
    house.forward("09:47")
    member = house.assembly.texts["C-I-150-DR"].amendments[3].lodged_by
    page = screens.sit_as(member, "texts")
    faults = []
    paths = ["", *(f"?view={view}" for view in ("stands", "beside", "amendments", "print"))]
    paths += ["/amendments/1", "/propose?at=o1", "/propose?at=o1&do=move"]
    for path in paths:
        for language in ("en", "fr", "ar"):
            page.goto(f"{house.url}/{language}/a/{REHEARSAL}/texts/C-I-150-DR{path}")
            for width in (320, 390):
                page.set_viewport_size({"width": width, "height": 700})
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    faults.append(f"{language} {width} {path}: {page.evaluate(OUTSIDE)}")
    assert faults == []


def test_what_the_hall_shows_can_be_read_from_afar_and_is_not_cut(house, screens):
    hall = None
    faults = []
    for moment, clock in {"welcome": "08:57:45", **MOMENTS}.items():
        house.forward(clock)
        hall = hall or screens.visitor(WALL)
        for language in ("en", "ar"):
            hall.goto(f"{screens.origin('hall')}/{language}/a/{REHEARSAL}/hall")
            faults += [f"{moment} {language}: {one}" for one in hall.evaluate(TINY, 24)]
            high = hall.evaluate("document.documentElement.scrollHeight")
            wide = hall.evaluate("document.documentElement.scrollWidth")
            if high > 1080 or wide > 1920:
                faults.append(f"{moment} {language}: {wide} × {high} {hall.evaluate(OUTSIDE)}")
    assert sorted(set(faults)) == []


def test_what_is_too_small_or_too_wide_is_found(house, screens):
    house.forward(OPEN)
    phone = screens.sit("delegate")
    assert phone.evaluate(SMALL, 44) == []
    assert phone.evaluate(SMALL, 200) != []
    assert phone.evaluate(TINY, 200) != []
    phone.set_viewport_size({"width": 100, "height": 700})
    assert phone.evaluate("document.documentElement.scrollWidth") > 100
