"""A person's own account: browsers that end at once, one-time codes, limits without lock-outs."""

import base64
import hmac
import re
import statistics
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha1

import httpx
import pytest
from demo_house import PATIENT_S
from installed import submit
from lakes import (
    CLERK,
    ENROL,
    HEAD,
    OTHER,
    PASSWORD,
    PRESIDENT,
    SECOND,
    SESSION,
    Lakes,
    lakes,
    press_of,
)
from page_reader import forms_of, frame_faults, policy_faults, text_of

KEYS, DESK = "/account/keys", f"/a/{SESSION}/desk"
CROWD = 30


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    with lakes(tmp_path_factory.mktemp("own")) as running:
        yield running


def pressed(browser: httpx.Client, path: str, wanted: str, **fields: str) -> httpx.Response:
    """Press the button whose form sends something: "do=remove", "browser=others"."""
    return press_on(browser, browser.get(path), wanted, **fields)


def press_on(
    browser: httpx.Client, page: httpx.Response, wanted: str, **fields: str
) -> httpx.Response:
    """The same on a page at hand."""
    for form in forms_of(page.text):
        if tuple(wanted.split("=")) in form.fields:
            return browser.post(form.action, data=dict(form.fields) | fields)
    raise AssertionError(f"no form sends {wanted}: {text_of(page.text)}")


def one_time(secret: str) -> str:
    """The code that an authenticator app shows (RFC 6238), with time left to type it."""
    if time.time() % 30 > 26:
        time.sleep(30 - time.time() % 30)
    key, counter = base64.b32decode(secret), int(time.time()) // 30
    mac = hmac.new(key, struct.pack(">Q", counter), sha1).digest()
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def works(browser: httpx.Client) -> bool:
    """Whether the browser is signed in."""
    return browser.get("/account").status_code == 200


def buttons(page: httpx.Response) -> list[str]:
    """What the buttons of the list of browsers send."""
    return re.findall(r'name="browser" value="([0-9a-f]+)"', page.text)


def test_a_person_sees_and_ends_the_browsers_that_are_signed_in(here):
    phone, computer, lost = (here.sign_in(OTHER) for _ in range(3))
    stranger = here.sign_in(SECOND)
    page = phone.get("/account")
    assert text_of(page.text).count("this browser") == 1
    assert len(buttons(page)) == 3
    assert phone.cookies["hemi"] not in page.text
    [csrf] = set(re.findall(r'name="csrf" value="([^"]+)"', page.text))
    foreign = buttons(stranger.get("/account"))[0]
    phone.post("/account", data={"csrf": csrf, "browser": foreign})
    assert works(stranger)
    last = buttons(computer.get("/account"))[0]  # its own line comes first
    assert phone.post("/account", data={"csrf": "no", "browser": last}).status_code == 403
    assert works(computer)
    assert phone.post("/account", data={"csrf": csrf, "browser": last}).status_code == 303
    assert [works(one) for one in (phone, computer, lost)] == [True, False, True]
    phone.post("/account", data={"csrf": csrf, "browser": "others"})
    assert [works(one) for one in (phone, computer, lost)] == [True, False, False]
    assert phone.get(f"/a/{SESSION}/vote").status_code == 200
    assert lost.get(f"/a/{SESSION}/vote").status_code == 303


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("path", ["/account", KEYS, f"{KEYS}/first", "/login", "/enrol"])
def test_the_pages_are_whole_in_every_language(here, language, path):
    page = here.operator.get(f"/{language}{path}")
    assert page.status_code == 200
    assert frame_faults(page.text, language) + policy_faults(page.text) == []


@pytest.mark.parametrize("path", ["/account", KEYS, f"{KEYS}/first"])
def test_who_is_not_signed_in_has_no_account(here, path):
    answer = here.house.browser().get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=")


def turned_on(browser: httpx.Client) -> tuple[str, list[str]]:
    """The secret of the one-time codes that were turned on, and the recovery codes."""
    answer = pressed(browser, KEYS, "do=set_up_codes")
    [secret] = re.findall(r'<bdi class="typed" dir="ltr">([A-Z2-7]+)</bdi>', answer.text)
    wrong = press_on(browser, answer, "do=turn_codes_on", code="000000")
    assert wrong.status_code == 422
    done = press_on(browser, wrong, "do=turn_codes_on", code=one_time(secret))
    codes = re.findall(r'<li><bdi dir="ltr">(\d+)</bdi></li>', done.text)
    assert len(codes) == len(set(codes)) == 10
    return secret, codes


def second_step(here: Lakes, member: str) -> tuple[httpx.Client, httpx.Response]:
    """A browser whose password was right, and what it is asked then."""
    browser, username = here.house.browser(), f"{SESSION}.{member}"
    form = {"username": username, "password": here.passwords[username]}
    return browser, submit(browser, browser.get("/login"), "/login$", **form)


def test_an_officer_without_a_key_is_reminded_and_secrets_lie_sealed(here):
    teller = here.sign_in("o-teller-1")
    assert "a password alone can be read" in text_of(teller.get("/account").text)
    assert "a password alone can be read" in text_of(teller.get(KEYS).text)
    assert "a password alone can be read" in text_of(here.operator.get(DESK).text)
    assert "a password alone can be read" not in text_of(here.sign_in(HEAD).get(KEYS).text)
    secret, _ = turned_on(teller)
    assert "a password alone can be read" not in text_of(teller.get(KEYS).text)
    tables = (here.house.folder / "secretariat.sqlite3").read_bytes()
    tables += (here.house.folder / "secretariat.sqlite3-wal").read_bytes()
    assert b'"secret"' in tables
    assert secret.encode() not in tables


def test_one_time_codes_stand_behind_the_password(here):
    secret, recovery = turned_on(here.sign_in(PRESIDENT))
    browser, asked = second_step(here, PRESIDENT)
    assert asked.status_code == 200
    assert "hemi" not in browser.cookies
    wrong = submit(browser, asked, "/login/code$", code="000000")
    assert wrong.status_code == 403
    right = submit(browser, wrong, "/login/code$", code=one_time(secret))
    assert right.status_code == 303
    assert works(browser)
    again, asked = second_step(here, PRESIDENT)
    used = submit(again, asked, "/login/code$", code=one_time(secret))
    assert used.status_code == 403  # a code serves once
    saved = submit(again, used, "/login/code$", code=recovery[0])
    assert saved.status_code == 303
    assert "9 recovery codes are left" in text_of(again.get(KEYS).text)
    third, asked = second_step(here, PRESIDENT)
    assert submit(third, asked, "/login/code$", code=recovery[0]).status_code == 403
    pressed(again, KEYS, "do=new_recovery")
    assert submit(third, asked, "/login/code$", code=recovery[1]).status_code == 403
    stolen = here.house.browser()
    stolen.get("/login")
    assert submit(stolen, asked, "/login/code$", code=one_time(secret)).status_code == 403
    pressed(again, KEYS, "do=turn_codes_off")
    assert works(here.sign_in(PRESIDENT))


def guess(here: Lakes, browser: httpx.Client, username: str) -> httpx.Response:
    """Sign in with a wrong password."""
    form = {"username": username, "password": "wrong", "next": "/"}
    return browser.post("/login", data=form)


@pytest.mark.quiet
def test_whoever_guesses_waits_and_the_owner_at_home_does_not(here):
    home, username = here.sign_in(HEAD), f"{SESSION}.{HEAD}"
    guesser = here.house.browser()
    guesser.get("/login")
    answers = [guess(here, guesser, username) for _ in range(4)]
    assert [one.status_code for one in answers] == [403, 403, 403, 429]
    assert answers[-1].headers["retry-after"] == "1"
    assert "nothing is locked" in text_of(answers[-1].text)
    time.sleep(1)
    assert guess(here, guesser, username).status_code == 403
    assert guess(here, guesser, username).headers["retry-after"] == "2"
    right = {"username": username, "password": here.passwords[username], "next": "/"}
    assert guesser.post("/login", data=right).status_code == 429  # the right one waits as well
    assert home.post("/login", data=right).status_code == 303


@pytest.mark.quiet
def test_a_crowd_that_guesses_one_account_locks_nobody_out(here):
    home, username = here.sign_in(SECOND), f"{SESSION}.{SECOND}"
    statuses = []

    def crowd() -> None:
        browser = here.house.browser()
        browser.get("/login")
        statuses.extend(guess(here, browser, username).status_code for _ in range(2))

    threads = [threading.Thread(target=crowd) for _ in range(15)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses.count(403) == 20
    assert statuses.count(429) == 10
    right = {"username": username, "password": here.passwords[username], "next": "/"}
    elsewhere = here.house.browser()
    elsewhere.get("/login")
    assert elsewhere.post("/login", data=right).status_code == 429
    assert home.post("/login", data=right).status_code == 303
    code = here.code_for(here.sign_in(CLERK), SECOND)
    assert here.enrol(code)[1].status_code == 303  # the desk lets the person in at once


@pytest.mark.quiet
def test_thirty_hostile_browsers_do_not_slow_an_honest_sign_in(here):
    refused = []
    own = here.sign_in_as("registrar", PASSWORD)

    def hostile(browser: httpx.Client, number: int) -> None:
        name = ("registrar", "nobody", f"nobody-{number}")[number % 3]
        refused.append(guess(here, browser, name))

    with crowd(here, lambda _browser, _number: None):
        beside_readers = honest_sign_ins(here)
    with crowd(here, hostile):
        beside_hostile = honest_sign_ins(here)
        form = {"username": "registrar", "password": PASSWORD, "next": "/"}
        assert own.post("/login", data=form).status_code == 303  # a known device has its own place
    busy = [one for one in refused if one.status_code == 503]
    assert {one.status_code for one in refused} <= {403, 429, 503}
    assert busy, "all thirty were let in to hash at once"
    assert all(one.headers["retry-after"] == "2" for one in busy)
    waits = (beside_readers, beside_hostile)
    assert statistics.median(beside_hostile) < 3 * statistics.median(beside_readers), waits


@contextmanager
def crowd(here, then: Callable[[httpx.Client, int], None]) -> Iterator[None]:
    """Thirty browsers that open the page of the login again and again, and then do something."""
    is_over, all_here = threading.Event(), threading.Barrier(CROWD + 1, timeout=PATIENT_S)

    def one_of_them(number: int) -> None:
        here.house.browser().get("/login")
        all_here.wait()
        while not is_over.is_set():
            browser = here.house.browser()
            browser.get("/login")
            then(browser, number)

    threads = [threading.Thread(target=one_of_them, args=(number,)) for number in range(CROWD)]
    for thread in threads:
        thread.start()
    try:
        all_here.wait()
        yield
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def honest_sign_ins(here) -> list[float]:
    """How long somebody who has the right password waits, each time from a new browser."""
    username = f"{SESSION}.p-0003-1"
    form = {"username": username, "password": here.passwords[username], "next": "/"}
    waits = []
    for _ in range(5):
        browser, begun = here.house.browser(), time.monotonic()
        assert browser.post("/login", data=form).status_code == 303
        waits.append(time.monotonic() - begun)
    return waits


def test_what_is_revoked_in_mid_vote_holds_from_the_next_ballot(here):
    president, secretary = here.sign_in(PRESIDENT), here.sign_in(CLERK)

    def press(browser: httpx.Client, act: str, **fields: str) -> None:
        answer = submit(browser, browser.get(f"/a/{SESSION}/chair"), f"/acts/{act}$", **fields)
        assert answer.status_code == 303, text_of(answer.text)

    press(president, "open_sitting")
    press(secretary, "call_roll")
    press(president, "put_question", **{"title.en": "Now?", "yes_means.en": "Now."})
    press(president, "open_division")
    phone, _ = here.enrol(here.code_for(secretary, OTHER))
    other, _ = here.enrol(here.code_for(secretary, "p-0003-1"))
    votes = {"for": "7", "against": "0", "abstain": "0"}
    shown = phone.get(f"/a/{SESSION}/vote")
    assert submit(phone, shown, "/ballots$", **votes).status_code == 303
    again = phone.get(f"/a/{SESSION}/vote")
    assert here.press(secretary, OTHER, "end").status_code == 303
    late = submit(phone, again, "/ballots$", **votes | {"for": "0", "against": "7"})
    assert late.status_code in (303, 401)
    assert "/login" in late.headers.get("location", "/login")

    shown = other.get(f"/a/{SESSION}/vote")
    few = {"for": "3", "against": "0", "abstain": "0"}
    assert submit(other, shown, "/ballots$", **few).status_code == 303
    again = other.get(f"/a/{SESSION}/vote")
    code = here.code_for(secretary, "p-0003-1")
    [form] = press_of(secretary.get(ENROL, params={"member": "p-0003-1"}), "make")
    press(secretary, "withdraw_credentials", member="p-0003-1")
    late = submit(other, again, "/ballots$", **few | {"for": "0", "against": "3"})
    assert late.status_code == 409
    refused = here.house.browser().get(f"/enrol/{code}")
    assert refused.status_code == 410
    assert "credentials of this person are withdrawn" in text_of(refused.text)
    assert secretary.post(ENROL, data=form).status_code == 409  # nor is there a new one
    desk = secretary.get(ENROL, params={"member": "p-0003-1"})
    assert "a code was tried, and the credentials are withdrawn" in text_of(desk.text)
    assert 'value="make"' not in desk.text
    press(president, "close_division")
