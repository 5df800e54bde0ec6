"""Keys that change are told, and a code for an officer who has a key takes two persons."""

import re
from collections.abc import Iterator

import httpx
import pytest
from acting import Actor, tokens_of
from lakes import CLERK, ENROL, HEAD, OTHER, PASSWORD, SESSION, Lakes, lakes
from page_reader import forms_of, frame_faults, policy_faults, text_of
from test_own_account import KEYS, pressed, turned_on

SECOND, THIRD, LET_IN = "o-clerk-1", "o-clerk-2", "o-clerk-3"
WAITS = "This code cannot be used yet"
TYPED = re.compile(r'<bdi class="typed" dir="ltr">([a-z2-7-]+)</bdi>')


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """An assembly with one officer of the secretariat beside its operator."""
    with lakes(tmp_path_factory.mktemp("two")) as running:
        yield running


@pytest.fixture(scope="module")
def secretary(here) -> httpx.Client:
    """The Secretary General, who has a password; the tests follow each other."""
    return here.sign_in(CLERK)


@pytest.fixture(scope="module")
def operator(here) -> httpx.Client:
    """Whoever runs the installation, on a device that is known."""
    return here.sign_in_as("registrar", PASSWORD)


def page_of(clerk: httpx.Client, member: str, language: str = "en") -> httpx.Response:
    """The desk's page of a person."""
    return clerk.get(f"/{language}{ENROL}", params={"member": member})


def desk_post(clerk: httpx.Client, member: str, wish: str) -> httpx.Response:
    """A press of the desk's page, whether its button is there or not."""
    [csrf] = {dict(one.fields).get("csrf") for one in forms_of(page_of(clerk, member).text)} - {
        None
    }
    return clerk.post(ENROL, data={"csrf": csrf, "member": member, "do": wish})


def code_on(clerk: httpx.Client, member: str) -> list[str]:
    """The code that the desk's page shows to whoever stands there."""
    return TYPED.findall(page_of(clerk, member).text)


def test_what_happens_to_keys_is_told_at_the_own_account_and_at_the_desk(here, secretary):
    head = here.sign_in(HEAD)
    assert "Your keys have changed" not in text_of(head.get("/account").text)
    head.headers["user-agent"] = "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36"
    turned_on(head)
    for language, said in (("en", "one-time codes were turned on"), ("fr", "ont été activés")):
        page = head.get(f"/{language}/account")
        assert said in text_of(page.text)
        assert frame_faults(page.text, language) + policy_faults(page.text) == []
    told = text_of(head.get(KEYS).text)
    assert re.search(
        r"On \d+ \w+ \d{4} at \d\d:\d\d one-time codes were turned on from Chrome", told
    )
    assert "If this was not you, go to the accreditation desk" in told
    assert "one-time codes were turned on (Chrome" in text_of(secretary.get(ENROL).text)
    pressed(head, KEYS, "do=new_recovery")
    assert "new recovery codes were made" in text_of(head.get("/account").text)


def test_it_is_shown_until_the_person_knows_of_it_and_stays_in_the_list(here, secretary):
    head, _ = here.enrol(here.code_for(secretary, HEAD))  # no officer: one person is enough
    told = text_of(head.get("/account").text)
    assert "a code of the accreditation desk opened this account" in told
    assert pressed(head, "/account", "do=known").status_code == 303
    told = text_of(head.get("/account").text)
    assert "Your keys have changed" not in told
    assert "Earlier changes of your keys" in told
    assert "opened this account" in told
    assert "If this was not you" not in text_of(head.get(KEYS).text)
    pressed(head, KEYS, "do=turn_codes_off")
    told = text_of(head.get("/account").text)
    assert "Your keys have changed" in told
    assert "one-time codes were turned off" in told
    desk = text_of(secretary.get(ENROL).text)
    assert "a code of the desk opened an account that has a key" in desk
    assert "one-time codes were turned off" in desk


def test_nobody_sees_or_puts_away_what_happened_to_somebody_else(here):
    head = here.sign_in(HEAD)
    other = here.sign_in(OTHER)
    assert "keys have changed" not in text_of(other.get("/account").text)
    [csrf] = set(re.findall(r'name="csrf" value="([^"]+)"', other.get("/account").text))
    other.post("/account", data={"csrf": csrf, "do": "known", "change": "999"})
    assert "Your keys have changed" in text_of(head.get("/account").text)


def test_with_nobody_else_at_the_desk_an_operator_with_a_key_confirms(here, secretary, operator):
    free = here.code_for(secretary, CLERK)  # while the account has no key, one person is enough
    turned_on(secretary)
    refused = here.house.browser().get(f"/enrol/{free}")
    assert refused.status_code == 409
    assert "a second person of the secretariat must confirm it first" in text_of(refused.text)
    assert desk_post(secretary, CLERK, "make").status_code == 303
    page = page_of(secretary, CLERK)
    assert WAITS in text_of(page.text)
    assert "the operator of the installation confirms it" in text_of(page.text)
    assert code_on(secretary, CLERK) == []
    assert "was tried before a second person confirmed it" in text_of(page.text)
    without = pressed(operator, "/account", "do=confirm")
    assert without.status_code == 409
    assert "only with a passkey or a second step of their own" in text_of(without.text)
    turned_on(operator)
    assert pressed(operator, "/account", "do=confirm").status_code == 303
    assert "A code waits for you" not in text_of(operator.get("/account").text)
    [code] = code_on(secretary, CLERK)
    phone, answer = here.enrol(code)
    assert answer.status_code == 303
    told = text_of(phone.get("/account").text)
    assert "a code of the accreditation desk opened this account" in told
    assert "a second person confirmed the code" in text_of(secretary.get(ENROL).text)


def test_the_operator_who_made_a_code_does_not_confirm_it(operator):
    assert desk_post(operator, CLERK, "make").status_code == 303
    assert code_on(operator, CLERK) == []
    refused = pressed(operator, "/account", "do=confirm")
    assert refused.status_code == 409
    assert "Whoever made the code cannot confirm it" in text_of(refused.text)


def test_who_is_no_operator_confirms_nothing_at_the_own_account(here, secretary, operator):
    desk_post(secretary, CLERK, "make")
    waiting = operator.get("/account")
    [code] = [dict(one.fields)["code"] for one in forms_of(waiting.text) if "code" in str(one)]
    other = here.sign_in(OTHER)
    [csrf] = set(re.findall(r'name="csrf" value="([^"]+)"', other.get("/account").text))
    form = {"csrf": csrf, "do": "confirm", "code": code}
    refused = other.post("/account", data=form)
    assert refused.status_code == 409
    assert "There is no open code to confirm" in text_of(refused.text)
    assert code_on(secretary, CLERK) == []


def clerk_by(here: Lakes, maker: httpx.Client, secretary: httpx.Client, member: str):
    """A further clerk, accredited by the secretary and let in by a code of the maker."""
    [token] = tokens_of(secretary, "chair", SESSION)
    press = Actor(secretary, "chair", token, SESSION).press
    assert press("accredit_person", member=member, office="clerk").status_code == 303
    clerk, answer = here.enrol(here.code_for(maker, member))
    assert answer.status_code == 303
    return clerk


def test_the_second_person_is_neither_the_maker_nor_one_whom_the_maker_let_in(
    here, secretary, operator
):
    second = clerk_by(here, secretary, secretary, SECOND)
    third = clerk_by(here, secretary, secretary, THIRD)
    let_in = clerk_by(here, second, secretary, LET_IN)
    assert desk_post(second, CLERK, "make").status_code == 303
    assert 'value="confirm"' not in page_of(second, CLERK).text
    assert "A second person of the secretariat confirms it" in text_of(page_of(second, CLERK).text)
    for clerk, said in ((second, "Whoever made the code"), (let_in, "no second person beside")):
        refused = desk_post(clerk, CLERK, "confirm")
        assert refused.status_code == 409
        assert said in text_of(refused.text)
        assert code_on(clerk, CLERK) == []
    assert "A code waits for you" not in text_of(operator.get("/account").text)
    for language in ("en", "fr"):
        page = page_of(third, CLERK, language)
        assert frame_faults(page.text, language) + policy_faults(page.text) == []
        assert 'value="confirm"' in page.text
    before = third.get(f"{ENROL}/state?member={CLERK}").json()
    assert desk_post(third, CLERK, "confirm").status_code == 303
    assert third.get(f"{ENROL}/state?member={CLERK}").json() != before
    [code] = code_on(second, CLERK)
    assert here.enrol(code)[1].status_code == 303
    assert desk_post(third, CLERK, "confirm").status_code == 409  # it is used


def test_an_officer_without_a_key_needs_one_person(secretary):
    assert desk_post(secretary, SECOND, "make").status_code == 303
    assert WAITS not in text_of(page_of(secretary, SECOND).text)
    assert len(code_on(secretary, SECOND)) == 1
