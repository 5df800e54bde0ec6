"""A backup restored with everything that the tables need: what was erased is erased again."""

from collections.abc import Sequence
from pathlib import Path

from hemicycle.clerk import system_now
from hemicycle.operation.restoring import Restored, Source, restore
from hemicycle.secretariat.django_setup import start_django
from hemicycle.secretariat.erasures import Erasure
from hemicycle.web.installation import make_private, secret


def restore_house(source: Source, to: Path) -> Restored:
    """Restore a backup into a new folder.

    Errors: BackupFault, OSError
    """
    return restore(source, to, now=system_now(), erase=erase_in)


def erase_in(folder: Path, erasures: Sequence[Erasure]) -> int:
    """Erase again in the tables of a folder; how much of it was there."""
    make_private(folder)
    start_django(folder, secret_key=secret(folder, "django.key").hex(), base_url="http://localhost")
    from django.db import connections

    from hemicycle.secretariat.erasing_again import erase_again

    try:
        return erase_again(erasures)
    finally:
        connections.close_all()
