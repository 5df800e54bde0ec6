"""The desk of the secretariat: who comes in, who is sent away, and what a post must carry."""

import re

import pytest
from acting import actor
from demo_house import CLERK, PRESIDENT, REHEARSAL, REPORTED, TELLER, demo_house
from page_reader import text_of

from hemicycle.procedure.rules.quorums import delegations_present

DESK = f"/a/{REHEARSAL}/desk"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("desk")) as house:
        house.forward("09:09")
        yield house


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_secretariat_finds_its_desk(house, language):
    answer = house.visitor(CLERK).get(f"/{language}{DESK}")
    assert answer.status_code == 200
    assert f'href="/{language}/a/{REHEARSAL}/chair"' in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("member", [PRESIDENT, TELLER])
def test_nobody_else_comes_in(house, member):
    answer = house.visitor(member).get(DESK)
    assert answer.status_code == 403
    assert "/desk/" not in answer.text


def test_a_delegate_does_not_come_in(house):
    member = house.head_of(house.present_delegations()[0])
    assert house.visitor(member).get(DESK).status_code == 403


def test_who_is_not_signed_in_is_asked_to(house):
    answer = house.visitor().get(DESK)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Fa%2Frehearsal-150%2Fdesk"


def test_a_seat_in_one_session_opens_no_desk_of_another(house):
    assert house.visitor(CLERK).get(f"/a/{REPORTED}/desk").status_code == 403


def test_there_is_no_desk_of_an_unknown_session(house):
    assert house.visitor(CLERK).get("/a/nowhere/desk").status_code == 404


def test_a_post_without_the_token_of_its_page_does_nothing(house):
    clerk = actor(house, CLERK, "chair")
    assert clerk.client.post(DESK, data={"csrf": "made up"}).status_code == 403
    token = house.token_of(clerk.client)
    assert clerk.client.post(DESK, data={"csrf": token}).status_code == 200


def test_what_a_stranger_sends_is_not_read(house):
    body = {"csrf": "x" * 70_000}
    assert house.visitor().post(DESK, data=body).status_code == 303
    assert house.visitor(CLERK).post(DESK, data=body).status_code == 403


def test_nobody_sends_without_limit(house):
    assert house.visitor(CLERK).post(DESK, data={"csrf": "x" * 9_000_000}).status_code == 413


@pytest.mark.parametrize("language", ["en", "fr"])
def test_attendance_tells_four_figures_and_never_one(house, language):
    page = house.visitor(CLERK).get(f"/{language}{DESK}/attendance")
    assert page.status_code == 200
    cells = re.findall(r'<td class="num">([0-9]+)', page.text)
    sits, plenary = house.assembly.delegations, house.assembly.bodies["plenary"]
    persons = sum(bool(one.delegation) for one in house.assembly.people.values())
    present = delegations_present(house.assembly, plenary)
    assert 0 < present < len(sits)
    told = [0, 0, len(sits), persons]  # no file of anybody here
    told += [0, 0, present, len(plenary.present)]  # and nobody was read at a door
    assert cells[:8] == [str(number) for number in told]
    assert {"en": "No roll was called", "fr": "Aucun appel"}[language] in text_of(page.text)


def test_the_desk_is_found_from_the_pages_of_the_secretariat_and_from_no_others(house):
    for page in ("", "/chair"):
        assert f'href="/en{DESK}"' in house.visitor(CLERK).get(f"/en/a/{REHEARSAL}{page}").text
        assert (
            f'href="/en{DESK}"' not in house.visitor(PRESIDENT).get(f"/en/a/{REHEARSAL}{page}").text
        )
