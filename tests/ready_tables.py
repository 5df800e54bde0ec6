"""The tables of the secretariat, made once a process: most of a start went into making them."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

FILE = "secretariat.sqlite3"


def work_in(folder: Path) -> None:
    """From now on Django works in this folder; what is not there yet is there afterwards, empty.

    Django is configured once a process: the first folder gets its tables when it is.
    """
    if settings.configured:
        connections.close_all()
        if not (folder / FILE).exists():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(made() / FILE, folder / FILE)
        connections.settings["default"]["NAME"] = folder / FILE


@cache
def made() -> Path:
    """A folder that goes with the process, with the tables in it."""
    folder = Path(tempfile.mkdtemp(prefix="hemicycle-tables-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    connections.settings["default"]["NAME"] = folder / FILE
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()
    return folder
