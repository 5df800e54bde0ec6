"""The browser and the server read every code alike, and find the same names."""

import json
from base64 import b64encode
from collections.abc import Iterator

import pytest
from at_the_gate import (
    STRANGE_KEY,
    code_of,
    key_of,
    officer_of,
    tampered,
)
from demo_house import REHEARSAL, DemoHouse, demo_house
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_people import fill
from playwright.sync_api import Page

from hemicycle.publish.papers.badge_code import (
    CATEGORIES,
    SIGNS,
    Badge,
    BadgeRefused,
    base45,
    from_base45,
    key_id,
    read_badge,
    written,
)
from hemicycle.secretariat.lists.comparing import matches
from hemicycle.web.static_files import static_url

pytestmark = pytest.mark.browser
AT_ONCE = 40  # codes that the browser reads in one go
UNSENT = "Object.keys(localStorage).filter(name => name.includes('.scan.')).length"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal with an officer at the doors and four files."""
    with demo_house(tmp_path_factory.mktemp("gate-js")) as house:
        house.forward("09:14:20")
        officer_of(house)
        fill(house)
        yield house


# -- both sides read the same ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def reader(browser, house) -> Iterator[Page]:
    """A page that may import the modules of the gate."""
    page = browser.new_page()
    page.goto(f"{house.url}/en/login")
    yield page
    page.close()


def read_by_browser(page: Page, house: DemoHouse, codes: list[str]) -> list[str]:
    """What badge.js says of each code, as text."""
    key = key_of(house).public_key()
    told = page.evaluate(
        """async ([url, key, id, codes]) => {
          const {readBadge, signerOf} = await import(url);
          const signer = await signerOf(key, id);
          return Promise.all(codes.map(code => readBadge(code, signer)));
        }""",
        [
            static_url("js/badge.js"),
            b64encode(key.public_bytes_raw()).decode(),
            key_id(key).hex(),
            codes,
        ],
    )
    return [one["why"] or json.dumps(one["badge"], sort_keys=True) for one in told]


def read_by_server(house: DemoHouse, codes: list[str]) -> list[str]:
    """What badge_code.py says of each code, as text."""
    key = key_of(house).public_key()

    def read(code: str) -> str:
        try:
            badge = read_badge(code, key)
        except BadgeRefused as fault:
            return fault.why
        facts = {"session": badge.session, "member": badge.member, "category": badge.category}
        return json.dumps(facts | {"until": badge.until_min * 60_000}, sort_keys=True)

    return [read(code) for code in codes]


TEXTS = st.one_of(
    st.sampled_from([REHEARSAL, "p-0171-1", "n-00012", "\ufeffx", "é", "", "𝕏"]),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=25),
)
BADGES = st.builds(
    Badge,
    session=TEXTS,
    member=TEXTS,
    category=st.sampled_from(sorted(CATEGORIES)),
    until_min=st.integers(0, 2**32 - 1),
)


def damaged(code: str, at: int, sign: str) -> str:
    """A code with one sign exchanged."""
    at = 4 + at % (len(code) - 4)
    return code[:at] + sign + code[at + 1 :]


def other_facts(code: str, at: int, byte: int) -> str:
    """A code with one byte of what it says exchanged, and the signature left as it was."""
    raw = bytearray(from_base45(code.removeprefix("HB1:")))
    raw[at % (len(raw) - 64)] = byte
    return "HB1:" + base45(bytes(raw))


DAMAGES = st.tuples(
    BADGES,
    st.integers(0, 400),
    st.sampled_from([*SIGNS, "é", "a", "💥", "\n"]),
    st.integers(0, 255),
)


@settings(max_examples=15)
@given(st.lists(DAMAGES, min_size=1, max_size=AT_ONCE // 5))
def test_browser_and_server_read_every_code_alike(reader, house, drawn):
    key = key_of(house)
    codes = []
    for badge, at, sign, byte in drawn:
        code = written(badge, key)
        codes += [code, damaged(code, at, sign), other_facts(code, at, byte), code[: 4 + at]]
        codes += [written(badge, STRANGE_KEY), tampered(code), sign * at]
    assert read_by_browser(reader, house, codes) == read_by_server(house, codes)


def test_the_comparison_has_every_answer(reader, house):
    """Control: what is compared above is not one answer over and over."""
    good = code_of(house, "p-0001-1")
    codes = [good, tampered(good), code_of(house, "p-0001-1", key=STRANGE_KEY), good[:50]]
    told = read_by_browser(reader, house, codes)
    assert told == read_by_server(house, codes)
    assert [one[:9] for one in told] == ['{"categor', "tampered", "foreign_k", "unreadabl"]


SOUGHT = (
    *("koshanev", "Koshanov", "yerlan k", "Yerzhan", "ts'ita", "TSITA", "الفاروقي", "Қошанев"),
    *("ngueyn", "dang", "evenia", "xyzzy", "kos", "nar", "p 9001", "gunes", "Narbeava"),
)


@pytest.mark.parametrize("sought", SOUGHT)
def test_browser_and_server_find_the_same_names(reader, sought):
    names = ["Yerlan Koshanev", "Қошанев Ерлан", "Yerzhan Koshanev", "Mamello Ts'ita-Mosane"]
    names += ["Omar al-Farouqi", "عمر الفاروقي", "Tanzila Narbaeva", "Nguyễn Thị Đặng-Ğüneş"]
    names += ["Évenia", "p-9001-2"]
    found = reader.evaluate(
        """async ([url, sought, names]) => {
          const {matches, words} = await import(url);
          return names.filter(name => matches(sought, words(name)));
        }""",
        [static_url("js/gate_list.js"), sought, names],
    )
    assert found == [name for name in names if matches(sought, [name])]
