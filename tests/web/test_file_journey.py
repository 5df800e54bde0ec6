"""From the invitation to the ballot: a secretary, a clerk and a delegate, each in a browser."""

import re
from collections.abc import Iterator

import httpx
import pytest
from installed import submit
from lakes import CLERK, ENROL, PRESIDENT, SESSION, Lakes, lakes
from page_reader import text_of
from people_at_hand import People
from playwright.sync_api import Page, expect
from register_desk import Clerk
from screens_at_hand import DESKTOP, SOON_MS
from test_accessibility import found_by_axe

pytestmark = pytest.mark.browser

DELEGATIONS = f"/a/{SESSION}/desk/delegations"
PARLIAMENTS = "short name (English);short name (French);status\nThornmark;Épinemarche;member\n"
PEOPLE = (  # capacity, given, family; names of nobody
    ("head", "Ilsabet", "Óðinsson"),
    ("delegate", "Nurbek", "Turgunbek uulu"),
    ("delegate", "Mamello", "Ts'ita-Mosena"),
    ("delegate", "Quillon", ""),
    ("delegate", "Xóchitl", "van der Brugge"),
    ("adviser", "Aiyana", "Mac an Bhaird"),
    ("adviser", "Đorđe", "Łukasiewicz"),
    ("adviser", "Ngũgĩ", "Ó Dálaigh"),
    ("delegation_secretary", "Þóra", "Çelik"),
    ("honorary_member", "Ewuare", "Saint-Just"),
)
OWN_SCRIPT = {"given_own": "نوربك", "family_own": "تورغونبك أولو", "own_language": "ar"}


@pytest.fixture(params=["en", "fr", "ar"])
def language(request) -> str:
    return str(request.param)


@pytest.fixture
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The assembly of the lakes, whose register knows one more parliament, with its votes."""
    with lakes(tmp_path_factory.mktemp("files")) as running:
        clerk = clerk_at(running)
        clerk.write("parliaments", PARLIAMENTS)
        votes = {f"votes.{clerk.ids()['Thornmark']}": "14"}
        told = {"edition": "0", "dated": "2027-02-01", "source": "invented for this test"}
        assert clerk.post("votes", do="keep", **told, **votes).status_code == 303
        yield running


@pytest.fixture
def people(browser, here) -> Iterator[People]:
    """Everybody of one test; nobody may have complained at its end."""
    at_hand = People(browser, here)
    yield at_hand
    for context in at_hand.contexts:
        context.close()
    assert at_hand.complaints == []


def clerk_at(here: Lakes) -> Clerk:
    """The clerk in a browser without scripts."""
    client = here.sign_in(CLERK)
    page = client.get(f"{DELEGATIONS.removesuffix('/delegations')}/import")
    csrf = re.findall(r'name="csrf" value="([^"]+)"', page.text)[0]
    return Clerk(client, csrf, desk=f"/a/{SESSION}/desk")


def address_for_the_secretary(clerk: Page, here: Lakes, *, parliament: str) -> str:
    """The clerk invites everybody, and makes a code that travels with the invitation."""
    clerk.goto(f"{here.url}{DELEGATIONS}")
    clerk.locator('button[value="invite"]').click()
    clerk.locator(f'main a[href$="/delegations/{parliament}"]').click()
    clerk.locator('button[value="keeper_code"]').press("Enter")
    expect(clerk.locator("img.qr")).to_be_visible()
    return clerk.locator("#keepers ~ section .typed").first.inner_text()


def register(secretary: Page, person: tuple[str, str, str], *, is_last: bool) -> None:
    """Fill in the form of one person, as its labels ask."""
    capacity, given, family = person
    secretary.locator("#capacity").select_option(capacity)
    secretary.locator("#given").fill(given)
    secretary.locator("#family").fill(family)
    if given == "Nurbek":
        secretary.locator("main details summary").first.click()
        secretary.locator("#given_own").fill(OWN_SCRIPT["given_own"])
        secretary.locator("#family_own").fill(OWN_SCRIPT["family_own"])
        secretary.locator("#own_language").select_option(OWN_SCRIPT["own_language"])
    secretary.locator(f'button[value="{"save" if is_last else "save_and_next"}"]').click()
    expect(secretary.locator(".ended")).to_contain_text(given)


def press(browser: httpx.Client, act: str, **fields: str) -> None:
    """Press a button of the console."""
    answer = submit(browser, browser.get(f"/a/{SESSION}/chair"), f"/acts/{act}$", **fields)
    assert answer.status_code == 303, text_of(answer.text)


def opened_vote(here: Lakes) -> None:
    """The President opens the sitting and a vote, in which the new delegation has its place."""
    president, secretary = here.sign_in(PRESIDENT), here.sign_in(CLERK)
    question = {"title.en": "Shall the lakes be protected?", "yes_means.en": "They are."}
    for browser, act, fields in (
        (president, "open_sitting", {}),
        (secretary, "call_roll", {}),
        (president, "put_question", question),
        (president, "open_division", {}),
    ):
        press(browser, act, **fields)


def opened_file(people: People, address: str, *, language: str) -> Page:
    """The secretary opens the address of the invitation and says who it is."""
    secretary = people.page(language, DESKTOP)
    secretary.goto(address.replace(people.here.house.url, people.here.url))
    assert secretary.locator("html").get_attribute("lang") == language
    assert secretary.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    secretary.locator("#name").fill("Wren Halloway")
    secretary.locator('button[name="use"]').click()
    secretary.wait_for_url("**/account/keys/first?*")
    secretary.locator(f'a[href="/a/{SESSION}/delegation"]').click()
    secretary.wait_for_url(f"**/a/{SESSION}/delegation")
    return secretary


def handed_in(secretary: Page) -> None:
    """Ten people are registered and their credentials handed in."""
    assert secretary.locator('button[value="hand_in"]').count() == 0  # nobody is registered yet
    secretary.locator('main a[href$="/people/new"]').click()
    for number, person in enumerate(PEOPLE, 1):
        register(secretary, person, is_last=number == len(PEOPLE))
    expect(secretary.locator(".people-list li")).to_have_count(10)
    assert found_by_axe(secretary) == []
    secretary.locator("#signed_by").fill("The Speaker of Thornmark")
    secretary.locator("#signed_on").fill("2027-02-15")
    secretary.locator('button[value="hand_in"]').click()
    expect(secretary.locator(".ended")).to_be_visible()


def voted(phone: Page) -> None:
    """The delegate keeps a passkey and casts all votes there are."""
    phone.locator("form[data-passkey] button").click()
    phone.wait_for_url(f"**/a/{SESSION}/vote")
    most = int(phone.locator('input[name="for"]').get_attribute("max"))
    phone.locator('input[name="for"]').fill(str(most))
    phone.locator('input[name="for"]').blur()
    for _ in range(60):
        if phone.locator("[data-cast]").is_enabled():
            break
        phone.locator('[data-step="1"][data-of="abstain"]').click()
    phone.locator("[data-cast]").click()
    expect(phone.locator(".receipt")).to_be_visible(timeout=SOON_MS)


def test_ten_people_are_registered_accepted_and_one_votes(people, here, language):
    parliament = clerk_at(here).ids()["Thornmark"]
    clerk = people.clerk(language)
    address = address_for_the_secretary(clerk, here, parliament=parliament)
    secretary = opened_file(people, address, language=language)
    assert found_by_axe(secretary) == []
    handed_in(secretary)

    clerk.goto(f"{here.url}{DELEGATIONS}/{parliament}")
    expect(clerk.locator("main")).to_contain_text("The Speaker of Thornmark")
    expect(clerk.locator("main")).to_contain_text("Wren Halloway")
    assert found_by_axe(clerk) == []
    clerk.locator('button[value="accept"]').press("Enter")
    expect(clerk.locator('form button[value="accept"]')).to_have_count(0)
    secretary.reload()
    expect(secretary.locator(".steps-line li").last).to_have_attribute("aria-current", "step")

    opened_vote(here)
    clerk.goto(f"{here.url}{ENROL}?member={parliament}-2")
    expect(clerk.locator("#who")).to_contain_text("أولو" if language == "ar" else "Turgunbek uulu")
    clerk.locator('button[value="make"]').press("Enter")
    expect(clerk.locator("img.qr")).to_be_visible()
    phone = people.phone(language)
    phone.goto(f"{here.url}/enrol/{clerk.locator('.typed').inner_text()}")
    phone.locator('button[name="use"]').click()
    phone.wait_for_url("**/account/keys/first?*")
    voted(phone)
