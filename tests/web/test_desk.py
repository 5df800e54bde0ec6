"""The desk of the secretariat: who comes in, who is sent away, and what a post must carry."""

import pytest
from acting import actor
from demo_house import CLERK, PRESIDENT, REHEARSAL, REPORTED, TELLER, demo_house

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
