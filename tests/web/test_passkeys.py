"""From the desk to the ballot with a passkey, in browsers with an authenticator of their own."""

import base64
import json
import re
from collections.abc import Iterator

import httpx
import pytest
from installed import submit
from lakes import CLERK, ENROL, PRESIDENT, SESSION, Lakes, lakes
from page_reader import text_of
from people_at_hand import AUTHENTICATOR, People
from playwright.sync_api import Page, expect
from screens_at_hand import PHONE, SOON_MS
from test_accessibility import found_by_axe

pytestmark = pytest.mark.browser

VOTER = {"en": "p-0001-1", "fr": "p-0002-1", "ar": "p-0003-1"}


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The assembly of the lakes while a vote is open."""
    with lakes(tmp_path_factory.mktemp("passkeys")) as running:
        president, secretary = running.sign_in(PRESIDENT), running.sign_in(CLERK)
        question = {"title.en": "Shall the lakes be protected?", "yes_means.en": "They are."}
        for browser, act, fields in (
            (president, "open_sitting", {}),
            (secretary, "call_roll", {}),
            (president, "put_question", question),
            (president, "open_division", {}),
        ):
            press(browser, act, **fields)
        yield running


def press(browser: httpx.Client, act: str, **fields: str) -> None:
    """Press a button of the console."""
    answer = submit(browser, browser.get(f"/a/{SESSION}/chair"), f"/acts/{act}$", **fields)
    assert answer.status_code == 303, text_of(answer.text)


@pytest.fixture
def people(browser, here) -> Iterator[People]:
    """Everybody of one test; nobody may have complained at its end."""
    at_hand = People(browser, here)
    yield at_hand
    for context in at_hand.contexts:
        context.close()
    assert at_hand.complaints == []


def enrolled(people: People, language: str, member: str, **options: object) -> tuple[Page, Page]:
    """The clerk's page with a code, and the phone that used it, asked whether to keep a key."""
    clerk = people.clerk(language, **options)
    clerk.goto(f"{people.here.url}/{language}{ENROL}")
    clerk.locator("#q").fill(member)
    clerk.keyboard.press("Enter")
    clerk.locator(f'a[href*="member={member}"]').click()
    clerk.locator('button[value="make"]').press("Enter")
    expect(clerk.locator("img.qr")).to_be_visible()
    code = clerk.locator(".typed").inner_text()
    phone = people.phone(language, **options)
    phone.goto(f"{people.here.url}/enrol/{code}")
    assert phone.locator("html").get_attribute("lang") == language
    phone.locator('button[name="use"]').click()
    phone.wait_for_url("**/account/keys/first?*")
    return clerk, phone


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_from_the_desk_to_the_ballot_with_a_passkey_alone(people, here, language):
    clerk, phone = enrolled(people, language, VOTER[language])
    expect(clerk.locator('#person p[role="status"]')).to_contain_text(re.compile(r"\d\d:\d\d"))
    phone.locator("form[data-passkey] button").click()
    phone.wait_for_url(f"**/a/{SESSION}/vote")

    phone.goto(f"{here.url}/account/keys")
    expect(phone.locator("h3 bdi")).to_have_text("Chrome, Linux")
    phone.goto(f"{here.url}/account")
    phone.locator('form[action$="/logout"] button').click()
    phone.goto(f"{here.url}/a/{SESSION}/vote")
    phone.wait_for_url("**/login?next=*")
    phone.locator("form[data-passkey] button").click()
    phone.wait_for_url(f"**/a/{SESSION}/vote")

    assert phone.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    most = int(phone.locator('input[name="for"]').get_attribute("max"))
    phone.locator('input[name="for"]').fill(str(most))
    phone.locator('input[name="for"]').blur()
    for _ in range(60):
        if phone.locator("[data-cast]").is_enabled():
            break
        phone.locator('[data-step="1"][data-of="abstain"]').click()
    phone.locator("[data-cast]").click()
    expect(phone.locator(".receipt")).to_be_visible(timeout=SOON_MS)


def answer_of(phone: Page) -> dict[str, str]:
    """What the page of signing in would send, held back; its passkey has answered."""
    phone.evaluate(
        """() => { window.sent = new Promise(resolve => { HTMLFormElement.prototype.submit =
        function () { resolve(Object.fromEntries(new FormData(this))); }; }); }"""
    )
    phone.locator("form[data-passkey] button").click()
    return phone.evaluate("window.sent")


def client_of(here: Lakes, phone: Page) -> httpx.Client:
    """A program that has the cookies of the phone."""
    client = here.house.browser()
    for cookie in phone.context.cookies():
        client.cookies.set(cookie["name"], cookie["value"])
    return client


def forged(answer: str, **changed: object) -> str:
    """The same answer, with something else in what the browser says it has signed."""
    credential = json.loads(answer)
    packed = credential["response"]["clientDataJSON"]
    said = json.loads(base64.urlsafe_b64decode(packed + "=="))
    packed = base64.urlsafe_b64encode(json.dumps({**said, **changed}).encode()).decode()
    credential["response"]["clientDataJSON"] = packed.rstrip("=")
    return json.dumps(credential)


def post(here: Lakes, device: str, form: dict[str, str]) -> httpx.Response:
    """Send an answer from a program with the cookie of a device."""
    browser = here.house.browser()
    if device:
        browser.cookies.set("hemi-device", device)
    return browser.post("/login/passkey", data=form)


def test_a_replayed_or_forged_answer_opens_nothing(people, here):
    _, phone = enrolled(people, "en", "p-0001-2")
    phone.locator("form[data-passkey] button").click()
    phone.wait_for_url(f"**/a/{SESSION}/vote")
    [device] = [c["value"] for c in phone.context.cookies() if c["name"] == "hemi-device"]
    phone.goto(f"{here.url}/login")
    other = answer_of(phone)
    phone.goto(f"{here.url}/login")
    sent = answer_of(phone)
    right = sent["answer"]
    credential = json.loads(right)
    foreign = {**credential, "response": {**credential["response"], "userHandle": "MQ"}}
    wrong = {
        "another origin": {**sent, "answer": forged(right, origin="http://127.0.0.1")},
        "another port": {**sent, "answer": forged(right, origin="http://localhost")},
        "within another site": {**sent, "answer": forged(right, crossOrigin=True)},
        "another challenge": {**sent, "answer": forged(right, challenge="AAAA")},
        "another kind": {**sent, "answer": forged(right, type="webauthn.create")},
        "the same, signed by nobody": {**sent, "answer": forged(right, more=1)},
        "a challenge of another answer": {**sent, "challenge": other["challenge"]},
        "no challenge": {**sent, "challenge": ""},
        "no answer": {**sent, "answer": ""},
        "a list": {**sent, "answer": "[]"},
        "a nest": {**sent, "answer": "[" * 9000},
        "another person": {**sent, "answer": json.dumps(foreign)},
    }
    for name, form in wrong.items():
        refused = post(here, device, form)
        assert refused.status_code == 403, name
        assert "opens nothing here" in text_of(refused.text), name
        assert "hemi" not in refused.cookies, name
    stranger = here.house.browser()
    stranger.get("/login")
    assert post(here, stranger.cookies["hemi-device"], sent).status_code == 403
    assert post(here, "", sent).status_code == 403
    taken = post(here, device, sent)
    assert taken.status_code == 303
    assert taken.cookies["hemi"]
    assert post(here, device, sent).status_code == 403  # replayed


def test_a_passkey_is_named_and_removed_and_the_last_way_in_warns(people, here):
    press(here.sign_in(CLERK), "accredit_person", member="o-guest-1", office="guest")
    _, phone = enrolled(people, "en", "o-guest-1")  # no sheet gave this person a password
    phone.locator('input[name="name"]').fill("my phone")
    phone.locator("form[data-passkey] button").click()
    phone.wait_for_url(f"**/a/{SESSION}/chair")
    phone.goto(f"{here.url}/account/keys")
    mine = phone.locator("li.card", has_text="my phone")
    expect(mine).to_have_count(1)
    phone.locator("form[data-passkey] button").click()
    expect(phone.locator("[data-said]")).to_contain_text("holds a passkey of yours already")
    mine.locator("button").click()
    expect(phone.locator("#last")).to_contain_text("only way in")
    expect(mine).to_have_count(1)
    phone.locator("section[aria-labelledby=last] button").click()
    expect(phone.locator("main")).to_contain_text("You have no passkey yet")
    phone.goto(f"{here.url}/account")
    phone.locator('form[action$="/logout"] button').click()
    phone.goto(f"{here.url}/login")
    phone.locator("form[data-passkey] button").click()  # the phone still holds it; we do not
    expect(phone.locator("#errors")).to_contain_text("opens nothing here")
    people.complaints.clear()  # 403 is what it answered


def test_a_browser_without_passkeys_is_told_what_to_do(people, here):
    plain = people.page("en", PHONE)
    plain.goto(f"{here.house.url}/login")  # another name of the same computer
    expect(plain.locator("main")).to_contain_text("Passkeys do not exist here")
    expect(plain.locator("form[data-passkey]")).to_have_count(0)
    bare = people.page("en", PHONE, java_script_enabled=False)
    bare.goto(f"{here.url}/login")
    expect(bare.locator("main")).to_contain_text("Passkeys need JavaScript")
    expect(bare.locator("form[data-passkey] button")).to_be_hidden()


def test_a_person_who_gives_no_passkey_is_told_that_nothing_was_done(people, here):
    phone = people.page("en", PHONE)
    keys = phone.context.new_cdp_session(phone)
    keys.send("WebAuthn.enable")
    keys.send(
        "WebAuthn.addVirtualAuthenticator", {"options": {**AUTHENTICATOR, "isUserVerified": False}}
    )
    phone.goto(f"{here.url}/login")
    phone.locator("form[data-passkey] button").click()
    expect(phone.locator("[data-said]")).to_contain_text("Nothing was done", timeout=SOON_MS)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_axe_finds_nothing_on_the_way(people, here, language):
    clerk, phone = enrolled(people, language, "p-0001-2", bypass_csp=True)
    # The desk's page turns to the person by itself once the code is used; until then it may move.
    expect(clerk.locator('#person p[role="status"]')).to_contain_text(re.compile(r"\d\d:\d\d"))
    found = found_by_axe(phone)
    for path in ("/account/keys", "/account", "/login", "/enrol", "/enrol/aaaa"):
        phone.goto(f"{here.url}/{language}{path}")
        found += [f"{path}: {one}" for one in found_by_axe(phone)]
    people.complaints.clear()  # 404 is what that address answers
    phone.set_viewport_size({"width": 320, "height": 700})
    for path in ("/account/keys", "/account", "/login", "/enrol"):
        phone.goto(f"{here.url}/{language}{path}")
        wide = phone.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, path
    clerk.goto(f"{here.url}/{language}{ENROL}?q=arvenia")
    found += found_by_axe(clerk)
    clerk.goto(f"{here.url}/{language}{ENROL}?member=p-0001-2")
    clerk.locator('button[value="make"]').click()
    expect(clerk.locator("img.qr")).to_be_visible()
    found += found_by_axe(clerk)
    assert found == []
