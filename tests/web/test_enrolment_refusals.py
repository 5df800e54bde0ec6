"""Codes that are old or foreign, or of nobody accredited; and enrolment in the rehearsal."""

import asyncio
import importlib
import re
import time
from datetime import timedelta

import pytest
from demo_house import CLERK, REHEARSAL, demo_house
from django.db import connections
from django.utils import timezone
from page_reader import text_of

ENROL = f"/a/{REHEARSAL}/desk/enrol"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("refusals")) as running:
        running.forward("09:09")
        yield running
    connections.close_all()


@pytest.fixture(scope="module")
def enrolment(house):
    return importlib.import_module("hemicycle.secretariat.enrolment")  # once Django is set up


def tried(house, code: str):
    """Open the address of a code, and press its button where there is one."""
    phone = house.visitor()
    phone.get("/enrol")
    shown = phone.get(f"/enrol/{code}")
    used = phone.post("/enrol", data={"code": code, "use": "1"})
    assert used.status_code == (303 if shown.status_code == 200 else shown.status_code)
    return phone, used


def delegate(house, place: int) -> str:
    """A delegate in the room."""
    return house.head_of(house.present_delegations()[place])


def test_an_old_code_is_refused_and_the_desk_is_told(house, enrolment):
    text, row = enrolment.make_code(REHEARSAL, delegate(house, 0), made_by=None)
    row.expires_at = timezone.now() - timedelta(seconds=1)
    row.save()
    _, answer = tried(house, text)
    assert answer.status_code == 410
    assert "older than ten minutes" in text_of(answer.text)
    desk = text_of(house.visitor(CLERK).get(ENROL).text)
    assert "a code older than ten minutes was tried" in desk


def test_a_code_of_a_session_that_is_not_held_here_is_refused(house, enrolment):
    text, _ = enrolment.make_code("elsewhere-1", "p-0001-1", made_by=None)
    _, answer = tried(house, text)
    assert answer.status_code == 410
    assert "not held here" in text_of(answer.text)
    assert enrolment.what_happened("elsewhere-1")[0].what == "code_foreign"
    assert "another session" not in text_of(house.visitor(CLERK).get(ENROL).text)


def test_a_code_of_somebody_who_is_not_accredited_is_refused(house, enrolment):
    text, _ = enrolment.make_code(REHEARSAL, "p-9999-1", made_by=None)
    assert tried(house, text)[1].status_code == 410


def test_who_is_enrolled_in_the_rehearsal_has_the_ballot_of_their_port(house, enrolment):
    member = delegate(house, 1)
    text, _ = enrolment.make_code(REHEARSAL, member, made_by=None)
    phone, answer = tried(house, text)
    assert answer.status_code == 303
    assert house.cookie_name in phone.cookies
    assert "hemi" not in phone.cookies
    assert phone.get(f"/a/{REHEARSAL}/vote").status_code == 200
    assert phone.get("/account").status_code == 200
    seated = house.visitor(CLERK)
    assert "a seat of the rehearsal" in text_of(seated.get("/account").text)
    assert "a seat of the rehearsal" in text_of(seated.get("/account/keys").text)
    for path in ("/login", "/account", "/enrol"):
        seated.get(path)
    assert seated.get(ENROL).status_code == 200  # still in its seat


def test_keys_change_only_soon_after_signing_in(house, enrolment):
    own = importlib.import_module("hemicycle.web.accounts.own")
    phone, _ = tried(house, enrolment.make_code(REHEARSAL, delegate(house, 2), made_by=None)[0])
    begin = {"headers": {"content-type": "application/json"}, "content": "{}"}
    assert phone.post("/account/keys/begin", **begin).status_code == 200
    usual, own.FRESH_S = own.FRESH_S, -1
    try:
        assert phone.post("/account/keys/begin", **begin).status_code == 403
        page = phone.get("/account/keys").text
        assert "sign in again first" in text_of(page)
        [csrf] = set(re.findall(r'name="csrf" value="([^"]+)"', phone.get("/account").text))
        answer = phone.post("/account/keys", data={"csrf": csrf, "do": "add", "answer": "{}"})
        assert answer.status_code == 403
    finally:
        own.FRESH_S = usual
    answer = phone.post("/account/keys", data={"csrf": csrf, "do": "add", "answer": "{}"})
    assert answer.status_code == 422
    assert phone.post("/account/keys", data={"csrf": csrf, "do": "dance"}).status_code == 400


def test_a_form_of_another_site_gets_no_challenge(house):
    visitor = house.visitor()
    assert visitor.get("/login").status_code == 200
    form = visitor.post("/login/passkey/begin", data={"a": "b"})
    assert form.status_code == 403
    json = {"headers": {"content-type": "application/json"}, "content": "{}"}
    assert visitor.post("/login/passkey/begin", **json).status_code == 200
    visitor.headers["origin"] = "https://elsewhere.example"
    assert visitor.post("/login/passkey/begin", **json).status_code == 403


def test_guessing_at_an_account_without_a_password_costs_no_processor(house, enrolment):
    signing_in = importlib.import_module("hemicycle.web.accounts.signing_in")
    nobody_knows = enrolment.Account(username="x")
    nobody_knows.set_unusable_password()
    chosen = enrolment.Account(username="y")
    chosen.set_password("a long enough sentence")

    def cost_s(account) -> float:
        begun = time.process_time()
        wrong = signing_in.has_password(account, "wrong", is_known=False)
        assert asyncio.run(wrong) is False
        return time.process_time() - begun

    assert cost_s(chosen) > 0.1
    assert max(cost_s(nobody_knows), cost_s(None)) < 0.1
