"""What backups are called: by their time, so that their order is that of their names; packs."""

import re
from datetime import UTC, datetime
from pathlib import Path

from hemicycle.procedure.kernel import Instant

FORM = re.compile(r"hemicycle-(\d{4}-\d\d-\d\dT\d{6}Z)\.tar\.gz(\.age)?")
TIME = "%Y-%m-%dT%H%M%SZ"
PARTIAL = ".partial"
PAPER = "paper-pack-"


def name_of(at: Instant, *, is_locked: bool) -> str:
    """The name of a backup of this second."""
    told = datetime.fromtimestamp(at / 1000, UTC).strftime(TIME)
    return f"hemicycle-{told}.tar.gz" + (".age" if is_locked else "")


def taken_at(file: Path) -> Instant | None:
    """The second of a backup, by its name; None for any other file."""
    found = FORM.fullmatch(file.name)
    if found is None:
        return None
    try:
        read = datetime.strptime(found[1], TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Instant(int(read.timestamp()) * 1000)


def is_backup(name: str) -> bool:
    """Whether a file is a backup, or was to become one."""
    return FORM.fullmatch(name.removeprefix(".").removesuffix(PARTIAL)) is not None


def backups_in(folder: Path) -> list[Path]:
    """The backups of a folder, the latest last."""
    if not folder.is_dir():
        return []
    return sorted(file for file in folder.iterdir() if taken_at(file) is not None)


def is_paper(name: str) -> bool:
    """Whether a file is a paper pack that is made anew by itself, or one being made."""
    return name.removeprefix(".").startswith(PAPER)
