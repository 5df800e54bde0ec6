"""Enrolment codes in the tables: one open code a person, one use a code, only hashes kept."""

import importlib
import sqlite3
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest
from django.db import connections
from django.utils import timezone

from hemicycle.secretariat.django_setup import start_django
from ready_tables import work_in

SESSION, MEMBER = "lakes-1", "p-0001-1"


@pytest.fixture
def folder(tmp_path) -> Iterator[Path]:
    """A data folder with the tables of the secretariat; Django is configured once a process."""
    work_in(tmp_path)
    start_django(tmp_path, secret_key="0" * 64, base_url="http://localhost")
    yield tmp_path
    connections.close_all()


@pytest.fixture
def enrolment(folder) -> ModuleType:
    """What the web may ask of codes."""
    return importlib.import_module("hemicycle.secretariat.enrolment")  # once Django is set up


def refusal(enrolment, text: str) -> str:
    """Why a code is refused; empty when it would be taken."""
    try:
        enrolment.look_up(text)
    except enrolment.CodeRefused as refused:
        return refused.reason_key
    return ""


def test_a_code_is_long_readable_and_kept_as_a_hash(folder, enrolment):
    text, _ = enrolment.make_code(SESSION, MEMBER, made_by=None)
    assert len(enrolment.plain(text)) * 5 >= 128
    assert all(1 <= len(group) <= 4 for group in text.split("-"))
    with sqlite3.connect(folder / "secretariat.sqlite3") as tables:
        kept = " ".join(map(str, tables.execute("SELECT * FROM secretariat_enrolmentcode")))
    tables.close()
    assert enrolment.hash_of(text) in kept
    assert enrolment.plain(text) not in kept.replace("-", "")
    drawn = {enrolment.draw_enrolment_code() for _ in range(100)}
    assert len(drawn) == 100


@pytest.mark.parametrize("change", [str.upper, lambda t: t.replace("-", " "), lambda t: f" {t}\n"])
def test_a_code_is_known_however_it_is_typed(enrolment, change):
    text, _ = enrolment.make_code(SESSION, MEMBER, made_by=None)
    assert refusal(enrolment, change(text)) == ""
    assert refusal(enrolment, change(text)[:-5]) == "code_unknown"


def test_a_used_code_opens_nothing(enrolment):
    text, row = enrolment.make_code(SESSION, MEMBER, made_by=None)
    account = enrolment.use_code(text, label="Ada", device="Chrome, Android")
    assert not account.has_usable_password()
    assert list(account.seats.values_list("session", "member")) == [(SESSION, MEMBER)]
    assert refusal(enrolment, text) == "code_used"
    row.refresh_from_db()
    assert row.used_from == "Chrome, Android"


def test_the_next_code_of_a_person_opens_the_same_account(enrolment):
    first = enrolment.use_code(
        enrolment.make_code(SESSION, MEMBER, made_by=None)[0], label="Ada", device=""
    )
    second = enrolment.use_code(
        enrolment.make_code(SESSION, MEMBER, made_by=None)[0], label="Ada", device=""
    )
    other = enrolment.use_code(
        enrolment.make_code("lakes-2", MEMBER, made_by=None)[0], label="Ada", device=""
    )
    assert first.pk == second.pk
    assert other.pk != first.pk


def test_an_old_a_voided_and_a_replaced_code_open_nothing(enrolment):
    old, row = enrolment.make_code(SESSION, MEMBER, made_by=None)
    assert refusal(enrolment, old) == ""
    row.expires_at = timezone.now() - timedelta(seconds=1)
    row.save()
    assert refusal(enrolment, old) == "code_old"
    replaced, _ = enrolment.make_code(SESSION, MEMBER, made_by=None)
    text, _ = enrolment.make_code(SESSION, MEMBER, made_by=None)
    assert refusal(enrolment, replaced) == "code_voided"
    assert refusal(enrolment, text) == ""
    assert enrolment.void_codes(SESSION, MEMBER) == 1
    assert refusal(enrolment, text) == "code_voided"


def test_a_code_lasts_ten_minutes(enrolment):
    _, row = enrolment.make_code(SESSION, MEMBER, made_by=None)
    assert row.expires_at - row.made_at == timedelta(minutes=10)


def test_of_two_who_use_a_code_at_once_one_is_refused(enrolment):
    for _ in range(10):
        text, _ = enrolment.make_code(SESSION, MEMBER, made_by=None)
        start, outcomes = threading.Barrier(4), []

        def use(text=text, start=start, outcomes=outcomes):
            start.wait()
            try:
                outcomes.append(enrolment.use_code(text, label="Ada", device="").pk)
            except enrolment.CodeRefused as refused:
                outcomes.append(refused.reason_key)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=use) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert outcomes.count("code_used") == 3, outcomes


def test_an_operators_account_is_never_opened_by_a_code(enrolment):
    boss = enrolment.Account.objects.create_user("boss", "a long enough one", is_operator=True)
    enrolment.give_seat(boss, SESSION, member=MEMBER)
    text, _ = enrolment.make_code(SESSION, MEMBER, made_by=boss.pk)
    assert enrolment.use_code(text, label="Ada", device="").pk != boss.pk
    assert set(enrolment.accounts_at(SESSION, MEMBER)) > {boss.pk}


def test_a_closed_account_stays_closed_and_the_code_unused(enrolment):
    text, _ = enrolment.make_code(SESSION, MEMBER, made_by=None)
    enrolment.Account.objects.create_user(f"{SESSION}.{MEMBER}", is_active=False)
    with pytest.raises(enrolment.CodeRefused, match="account_closed"):
        enrolment.use_code(text, label="Ada", device="")
    assert refusal(enrolment, text) == ""


def test_what_was_tried_in_vain_is_told_and_not_without_end(enrolment):
    text, _ = enrolment.make_code(SESSION, MEMBER, made_by=None)
    enrolment.use_code(text, label="Ada", device="")
    for _ in range(enrolment.MOST_ATTEMPTS + 5):
        with pytest.raises(enrolment.CodeRefused) as refused:
            enrolment.look_up(text)
        enrolment.note_attempt(refused.value, device="Safari, iPhone")
    told = enrolment.what_happened(SESSION)
    assert [one.what for one in told[-2:]] == ["used", "made"]
    assert [one.what for one in told].count("code_used") == enrolment.MOST_ATTEMPTS
    assert enrolment.what_happened("lakes-2") == []
