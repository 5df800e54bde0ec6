"""Enrolment at the desk over the real server: a code is made, looked at, used once, told of."""

import re

import httpx
import pytest
from installed import submit
from lakes import CLERK, ENROL, HEAD, OTHER, SECOND, SESSION, lakes
from page_reader import frame_faults, policy_faults, text_of


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    with lakes(tmp_path_factory.mktemp("enrolment")) as running:
        yield running


@pytest.fixture(scope="module")
def clerk(here) -> httpx.Client:
    return here.sign_in(CLERK)


@pytest.mark.parametrize(
    ("typed", "found", "not_found"),
    [
        ("arvenia", HEAD, OTHER),
        ("ile d'ecume", "p-0003-1", HEAD),
        ("ÉCUME", "p-0003-1", HEAD),
        ("p-0002", OTHER, HEAD),
        ("general secretary", CLERK, HEAD),
    ],
)
def test_the_desk_finds_people_whatever_accents_and_capitals_are_typed(
    clerk, typed, found, not_found
):
    page = clerk.get(ENROL, params={"q": typed})
    assert f"member={found}" in page.text
    assert f"member={not_found}" not in page.text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_state_of_the_page_is_whole(here, clerk, language):
    states = {"": "", "nobody": "?q=zzz", "found": "?q=arvenia", "person": f"?member={SECOND}"}
    pages = [clerk.get(f"/{language}{ENROL}{query}") for query in states.values()]
    pages.append(clerk.get(f"/{language}{ENROL}", params={"member": "p-9999-1"}))
    here.code_for(clerk, SECOND)
    pages.append(clerk.get(f"/{language}{ENROL}?member={SECOND}"))
    here.press(clerk, SECOND, "void")
    pages.append(clerk.get(f"/{language}{ENROL}?member={SECOND}"))
    for page in pages:
        assert page.status_code == 200
        assert frame_faults(page.text, language) + policy_faults(page.text) == []


def test_only_the_secretariat_makes_codes(here):
    delegate = here.sign_in(OTHER)
    assert delegate.get(ENROL).status_code == 403
    assert delegate.get(f"{ENROL}/state?member={OTHER}").status_code == 403
    assert here.house.browser().get(ENROL).status_code == 303
    assert here.operator.get(ENROL).status_code == 200


def test_a_code_is_used_once_and_opens_the_ballot_of_its_person(here, clerk):
    code = here.code_for(clerk, HEAD)
    phone = here.house.browser()
    for _ in range(2):  # looking is not using
        asked = phone.get(f"/enrol/{code.replace('-', '')}")
        assert "delegation of Arvenia" in text_of(asked.text)
    state = clerk.get(f"{ENROL}/state?member={HEAD}").json()["mark"]
    assert ".open." in state
    answer = submit(phone, asked, "/enrol$", use="1")
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f"/account/keys/first?session={SESSION}")
    first = phone.get(answer.headers["location"])
    assert f'href="/a/{SESSION}/vote"' in first.text
    assert phone.get(f"/a/{SESSION}/vote").status_code == 200
    assert ".used." in clerk.get(f"{ENROL}/state?member={HEAD}").json()["mark"]
    again = here.house.browser().get(f"/enrol/{code}")
    assert again.status_code == 410
    assert "used already" in text_of(again.text)
    told = text_of(clerk.get(f"{ENROL}?member={HEAD}").text)
    assert re.search(r"The code was used at \d\d:\d\d", told)
    assert "a code was tried again after it was used" in told


def test_a_code_is_typed_as_well_in_capitals_and_without_hyphens(here, clerk):
    code = here.code_for(clerk, OTHER)
    phone = here.house.browser()
    asked = submit(phone, phone.get("/enrol"), "/enrol$", code=code.upper().replace("-", " "))
    assert "delegation of Boltara" in text_of(asked.text)
    assert submit(phone, asked, "/enrol$", use="1").status_code == 303


def test_a_new_code_makes_the_old_one_void_and_the_desk_is_told(here, clerk):
    old = here.code_for(clerk, SECOND)
    new = here.code_for(clerk, SECOND)
    assert old != new
    refused = here.house.browser().get(f"/enrol/{old}")
    assert refused.status_code == 410
    assert "voided" in text_of(refused.text)
    assert "a void code was tried" in text_of(clerk.get(ENROL).text)
    assert here.house.browser().get(f"/enrol/{new}").status_code == 200
    here.press(clerk, SECOND, "void")
    assert here.house.browser().get(f"/enrol/{new}").status_code == 410


@pytest.mark.quiet
def test_a_code_that_nobody_made_is_counted_and_guessing_gets_slower(here, clerk):
    guesser = here.house.browser()
    guesser.get("/enrol")
    answers = [guesser.get(f"/enrol/{'a' * 25}{digit}") for digit in "234567"]
    assert [one.status_code for one in answers] == [404] * 5 + [429]
    assert answers[-1].headers["retry-after"] == "1"
    assert "Wait 1" in text_of(answers[-1].text)
    assert "codes that nobody made were tried 6 times" in text_of(clerk.get(ENROL).text)
    code = here.code_for(clerk, SECOND)
    assert guesser.get(f"/enrol/{code}").status_code == 200  # a right one never waits
    here.press(clerk, SECOND, "void")


def test_another_site_cannot_use_a_code(here, clerk):
    code = here.code_for(clerk, SECOND)
    phone = here.house.browser()
    asked = phone.get(f"/enrol/{code}")
    phone.headers["origin"] = "https://elsewhere.example"
    assert submit(phone, asked, "/enrol$", use="1").status_code == 403
    phone.headers["origin"] = here.url
    assert submit(phone, asked, "/enrol$", use="1").status_code == 303


def test_a_code_never_opens_the_operators_account(here, clerk):
    _, answer = here.enrol(here.code_for(clerk, CLERK))
    assert answer.status_code == 303
    enrolled, _ = here.enrol(here.code_for(clerk, CLERK))
    assert enrolled.get("/new").status_code in (302, 303)
    assert here.operator.get("/new").status_code == 200


def test_the_desk_signs_a_person_out_everywhere_at_once(here, clerk):
    phone, _ = here.enrol(here.code_for(clerk, OTHER))
    computer = here.sign_in(OTHER)
    assert {one.get(f"/a/{SESSION}/vote").status_code for one in (phone, computer)} == {200}
    assert here.press(clerk, OTHER, "end").status_code == 303
    assert {one.get(f"/a/{SESSION}/vote").status_code for one in (phone, computer)} == {303}
    assert clerk.get(ENROL).status_code == 200
