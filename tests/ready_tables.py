"""The tables of the secretariat, made once a process: most of a start went into making them."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.management import call_command
from django.db import connections

import houses_in_postgres

FILE = "secretariat.sqlite3"
Made = TypeVar("Made")


def work_in(folder: Path) -> None:
    """From now on Django works in this folder; what is not there yet is there afterwards, empty.

    Django is configured once a process: the first folder gets its tables when it is.
    """
    if houses_in_postgres.ARE_WANTED:
        houses_in_postgres.work_in_database(folder)
    elif settings.configured:
        connections.close_all()
        if not (folder / FILE).exists():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(made() / FILE, folder / FILE)
        connections.settings["default"]["NAME"] = folder / FILE


def built_apart(build: Callable[..., Made], *needs: object) -> Made:
    """What a test needs of Django, built in a thread of its own.

    Playwright keeps a loop running in the test's own thread, and Django minds that.
    """
    leave_connections()
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(build, *needs).result()


def leave_connections() -> None:
    """What an earlier test left open here leads into its folder: the next question opens anew.

    They are dropped, not closed: Django refuses to close where Playwright keeps a loop running.
    """
    if settings.configured:
        for one in connections.all(initialized_only=True):
            del connections[one.alias]


@cache
def made() -> Path:
    """A folder that goes with the process, with the tables in it."""
    folder = Path(tempfile.mkdtemp(prefix="hemicycle-tables-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    connections.settings["default"]["NAME"] = folder / FILE
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()
    return folder
