"""Accounts, seats, who stays signed in, and the names of a session, in tables of their own."""

import importlib
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hemicycle.journal.names import NO_NAMES, Name, Names
from hemicycle.secretariat.django_setup import cookie_name, start_django
from ready_tables import work_in

SESSION = "lakes-1"


@pytest.fixture
def folder(tmp_path) -> Iterator[Path]:
    """A data folder with the tables of the secretariat; Django is configured once a process."""
    work_in(tmp_path)
    start_django(tmp_path, secret_key="0" * 64, base_url="http://localhost")
    yield tmp_path
    connections.close_all()


@pytest.fixture
def accounts(folder) -> ModuleType:
    """What the web may ask of accounts."""
    return importlib.import_module("hemicycle.secretariat.accounts")  # once Django is set up


@pytest.fixture
def account(accounts):
    """One account, signed in nowhere."""
    return accounts.Account.objects.create_user("registrar", "a long enough sentence")


def browser_of(
    accounts, account, key: str, *, hours: int = 1, has_secret: bool = True, **more: int
) -> None:
    """A browser that signed in, as the tables keep it."""
    store = accounts.Session.get_session_store_class()
    secret = {accounts.FORM_SECRET: "ab"} if has_secret else {}
    data = {SESSION_KEY: str(account.pk), **secret, **more}
    expires = timezone.now() + timedelta(hours=hours)
    text = store().encode(data)
    accounts.Session.objects.create(session_key=key, session_data=text, expire_date=expires)


def test_a_password_is_kept_as_a_hash(folder, account):
    assert account.check_password("a long enough sentence")
    assert not account.check_password("another sentence")
    with sqlite3.connect(folder / "secretariat.sqlite3") as tables:
        [(kept,)] = tables.execute("SELECT password FROM secretariat_account")
    tables.close()
    assert kept.startswith("pbkdf2_sha256$")
    assert "sentence" not in kept


def test_an_account_without_a_password_cannot_sign_in_by_one(accounts):
    nobody = accounts.Account.objects.create_user("o-guest")
    assert not nobody.check_password("")
    assert str(nobody) == "o-guest"


def test_an_account_is_one_person_in_each_session(accounts, account):
    accounts.give_seat(account, session=SESSION, member="o-president")
    accounts.give_seat(account, session="lakes-2", member="p-0001-1")
    accounts.give_seat(account, session=SESSION, member="o-clerk")
    assert accounts.seats_of(account) == {SESSION: "o-clerk", "lakes-2": "p-0001-1"}


def test_somebody_runs_the_installation_from_the_first_operator_on(accounts, account):
    assert not accounts.has_operator()
    account.is_operator = True
    account.save()
    assert accounts.has_operator()


def test_only_browsers_that_still_may_are_signed_in_after_a_start(accounts, account):
    closed = accounts.Account.objects.create_user("closed", is_active=False)
    accounts.give_seat(account, session=SESSION, member="o-president")
    browser_of(accounts, account, "one")
    browser_of(accounts, account, "expired", hours=-1)
    browser_of(accounts, account, "without-secret", has_secret=False)
    browser_of(accounts, closed, "closed")
    [found] = accounts.all_signed_in()
    assert (found.key, found.account, found.secret) == ("one", account.pk, "ab")
    assert dict(found.seats) == {SESSION: "o-president"}


def test_a_clock_set_back_before_a_start_keeps_nobody_signed_in_for_longer_than_promised(
    accounts, account
):
    a_year, three_weeks = 365 * 24, 21 * 24 * 3600
    browser_of(accounts, account, "one", hours=a_year)
    browser_of(accounts, account, "keeper", hours=a_year, _session_expiry=three_weeks)
    browser_of(accounts, account, "soon")
    left_s = {one.key: round(one.left_s) for one in accounts.all_signed_in()}
    assert left_s == {"one": 14 * 3600, "keeper": three_weeks, "soon": 3600}


def test_a_start_asks_the_tables_as_often_for_three_browsers_as_for_one(accounts, account):
    browser_of(accounts, account, "one")
    with CaptureQueriesContext(connections["default"]) as of_one:
        assert len(list(accounts.all_signed_in())) == 1
    for name in ("second", "third"):
        browser_of(accounts, accounts.Account.objects.create_user(name), name)
    with CaptureQueriesContext(connections["default"]) as of_three:
        assert len(list(accounts.all_signed_in())) == 3
    assert len(of_one) == len(of_three) > 0


def test_names_come_back_as_they_were_kept(folder):
    tables = importlib.import_module("hemicycle.secretariat.names")
    load_names, save_names = tables.load_names, tables.save_names
    names = Names(3, {"p-0001": Name(label={"en": "Arvenia", "fr": "Arvénie"})})
    assert load_names(SESSION) is NO_NAMES
    save_names(SESSION, names)
    save_names(SESSION, names)
    assert load_names(SESSION) == names
    assert load_names("another") is NO_NAMES


def test_over_https_the_cookie_is_bound_to_its_host():
    assert cookie_name("https://assembly.example") == "__Host-hemi"
    assert cookie_name("http://localhost:8150") == "hemi"
