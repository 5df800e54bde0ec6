"""The secretariat's tables in PostgreSQL: one writes at a time, a lost server comes back."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Barrier

import psycopg
import pytest
from django.db import OperationalError, connections, transaction
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hemicycle.secretariat import copying, places
from hemicycle.secretariat.django_setup import start_django
from ready_tables import work_in

THERE = "there"
AT_ONCE = 8


@pytest.fixture(scope="module")
def database(postgres):
    """The words that lead to a database with the tables in it."""
    return {name: str(value) for name, value in conninfo_to_dict(postgres.database()).items()}


@pytest.fixture
def tables(tmp_path, database):
    """Both places at hand: the file as the usual one, the database as `there`."""
    work_in(tmp_path)
    start_django(tmp_path, secret_key="0" * 64, base_url="http://localhost")
    connections.settings[THERE] = connections.configure_settings(
        {"default": {}, THERE: places.in_database(database)}
    )[THERE]
    places.bring_up_to_date(THERE)
    for table in copying.tables().values():
        if table.__name__ in {"Account", "Seat"}:
            table.objects.using(THERE).all().delete()
    yield import_module("hemicycle.secretariat.models")
    connections[THERE].close()
    del connections[THERE]
    del connections.settings[THERE]


def counted_up(accounts, barrier):
    """Read, then write, as so much of the secretariat does; in a thread of its own."""
    barrier.wait()
    try:
        with transaction.atomic(using=THERE):
            one = accounts.objects.using(THERE).get(username="counted")
            one.label = str(int(one.label) + 1)
            one.save(using=THERE)
    finally:
        connections[THERE].close()


def count_at_once(accounts):
    """What is counted, when eight count up at once."""
    accounts.objects.using(THERE).create(username="counted", label="0")
    barrier = Barrier(AT_ONCE)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(lambda _: counted_up(accounts, barrier), range(AT_ONCE)))
    return int(accounts.objects.using(THERE).get(username="counted").label)


def test_who_reads_and_writes_meets_nobody_in_between(tables):
    assert count_at_once(tables.Account) == AT_ONCE


def test_without_the_lock_the_same_run_loses_some(tables, monkeypatch):
    engine = "django.db.backends.postgresql"
    monkeypatch.setitem(connections.settings[THERE], "ENGINE", engine)
    connections[THERE].close()
    del connections[THERE]
    assert count_at_once(tables.Account) < AT_ONCE


def test_who_waits_too_long_is_told_and_may_try_again(tables, postgres, monkeypatch):
    options = connections.settings[THERE]["OPTIONS"]
    quick = options["options"].replace("lock_timeout=5000", "lock_timeout=50")
    monkeypatch.setitem(options, "options", quick)
    connections[THERE].close()
    del connections[THERE]
    account = tables.Account.objects.using(THERE)
    name = connections.settings[THERE]["NAME"]
    with psycopg_connection(postgres, name) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", (int.from_bytes(b"hemi-sec"),))
        with pytest.raises(OperationalError), transaction.atomic(using=THERE):
            account.create(username="late")
    with transaction.atomic(using=THERE):
        account.create(username="late")
    assert account.filter(username="late").count() == 1


def psycopg_connection(postgres, name):
    """A connection of somebody else, in a transaction."""
    return psycopg.connect(make_conninfo(postgres.address, dbname=name))


def test_a_connection_that_the_server_ended_is_opened_anew(tables, postgres):
    account = tables.Account.objects.using(THERE)
    assert account.count() == 0
    number = connections[THERE].connection.info.backend_pid
    postgres.run(f"SELECT pg_terminate_backend({number})")
    with pytest.raises(OperationalError):
        account.count()
    assert account.count() == 0


def test_everything_is_copied_and_a_changed_row_is_found(tables):
    account = tables.Account.objects.create(username="first", label="بلد")
    tables.Seat.objects.create(account=account, session="s-1", member="o-president")
    assert copying.is_empty(THERE)
    copying.copy_tables("default", THERE)
    assert not copying.is_empty(THERE)
    assert copying.differing("default", THERE) == {}
    second = tables.Account.objects.using(THERE).create(username="second")
    assert second.pk != account.pk
    assert set(copying.differing("default", THERE)) == {"secretariat.Account"}
    second.delete(using=THERE)
    tables.Seat.objects.using(THERE).update(member="o-teller-1")
    assert set(copying.differing("default", THERE)) == {"secretariat.Seat"}


STARTS = """
import sys
from pathlib import Path
from hemicycle.secretariat.django_setup import start_django
from psycopg.conninfo import conninfo_to_dict
words = {name: str(value) for name, value in conninfo_to_dict(sys.argv[2]).items()}
if sys.argv[3:]:
    from hemicycle.secretariat import places
    places.MIGRATING = int(sys.argv[3])
start_django(Path(sys.argv[1]), secret_key="0" * 64, base_url="http://localhost", database=words)
from hemicycle.secretariat.models import Account
print(Account.objects.count())
"""


def start_at_once(folder, address, *, locks):
    """Several processes that start over one empty database; how each ended."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", STARTS, str(folder), address, *lock],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONWARNINGS": "error::UserWarning"},
        )
        for lock in locks
    ]
    ended = [one.communicate(timeout=120) for one in started]
    return [one.returncode for one in started], ended


def test_of_several_that_start_at_once_one_makes_the_tables(tmp_path, postgres):
    codes, ended = start_at_once(tmp_path, postgres.database(), locks=[(), (), ()])
    assert codes == [0, 0, 0], ended
    assert [out for out, _ in ended] == [b"0\n"] * 3


def test_where_each_has_a_lock_of_its_own_some_of_them_fail(tmp_path, postgres):
    codes, _ = start_at_once(tmp_path, postgres.database(), locks=[("1",), ("2",), ("3",)])
    assert any(codes)
