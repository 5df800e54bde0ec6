"""Houses of tests in PostgreSQL, as `hemicycle serve --store` keeps one: record and tables there.

With HEMICYCLE_TEST_STORE=postgresql every house that a test of the web builds in a folder of its
own gets a database of its own, on a server of this process; the folder names it, as it would after
the first start, and nothing of what the test does is otherwise.
"""

import atexit
import os
from contextlib import ExitStack
from functools import cache
from itertools import count
from pathlib import Path

from django.conf import settings
from django.db import connections

from hemicycle.secretariat.places import bring_up_to_date, in_database
from hemicycle.store.chosen import keep_address, kept_address
from hemicycle.store.database import words_of
from hemicycle.store.postgres import PostgresStore
from private_postgres import PrivateServer, private_server

ARE_WANTED = os.environ.get("HEMICYCLE_TEST_STORE") == "postgresql"
LEFT_OPEN = "ignore:.* was deleted while still open:ResourceWarning"
# What is about the files of SQLite itself, and so is left out: the file or the test, and why.
OF_FILES = {
    "test_second_machine.py": "a second machine of ours follows a house in SQLite only",
    "test_meetings_hidden.py::test_nothing_of_it_lies_on_the_disk_or_in_the_log": (
        "it reads the bytes of the file of the tables"
    ),
    "test_group_papers_hidden.py::test_nothing_of_it_lies_on_the_disk_or_in_the_log": (
        "it reads the bytes of the file of the tables"
    ),
}
MADE_READY = "made_ready"
DEFAULT = "default"
numbers = count(1)


def is_of_files(name: str) -> bool:
    """Whether a test, by the name that pytest gives it, is about the files of SQLite."""
    file, _, test = name.rpartition("/")[2].partition("::")
    return bool({file, f"{file}::{test.partition('[')[0]}"} & OF_FILES.keys())


@cache
def server() -> PrivateServer:
    """The server of this process; it ends with it."""
    held = ExitStack()
    atexit.register(held.close)
    return held.enter_context(private_server())


def work_in_database(folder: Path) -> None:
    """From now on Django works in the database of this folder, which is made where it has none.

    Django is configured once a process: the first folder gets its tables when it is.
    """
    if not kept_address(folder):
        keep_address(folder, copied() if settings.configured else server().database())
    if settings.configured:
        lead_to(kept_address(folder))


def lead_to(address: str) -> None:
    """Let Django's connections lead to a database, also those that this thread has."""
    connections.close_all()
    connections.settings[DEFAULT].update(in_database(words_of(address)))


def copied() -> str:
    """The address of a new database with all tables in it; to copy one is soon done."""
    name = f"house_{next(numbers)}"
    server().run(f"CREATE DATABASE {name} TEMPLATE {made_ready()}")
    return server().named(name)


@cache
def made_ready() -> str:
    """A database with all tables in it and no house: to copy one is much sooner done."""
    server().run(f"CREATE DATABASE {MADE_READY}")
    address = server().named(MADE_READY)
    PostgresStore(address).close()
    lead_to(address)
    bring_up_to_date(DEFAULT)
    connections.close_all()
    return MADE_READY
