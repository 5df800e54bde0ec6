"""A house brought from SQLite to PostgreSQL or back: its journal, and the secretariat's tables."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from django.db import DatabaseError, connections

from hemicycle.secretariat import copying
from hemicycle.secretariat.django_setup import configure
from hemicycle.secretariat.places import (
    DEFAULT,
    FILE,
    at,
    bring_up_to_date,
    in_file,
)
from hemicycle.store import Store, StoreRefused
from hemicycle.store.chosen import SQLITE, kept_address, words_beside
from hemicycle.store.database import place
from hemicycle.store.moving import Moved, free_name, move_journal
from hemicycle.store.postgres import PostgresStore

THERE = "there"
NEW_FILE = f"moving-{FILE}"


@dataclass(slots=True)
class MovedTables:
    """The secretariat's tables on their way, and how many were found the same on both sides."""

    folder: Path
    to: str
    tables: int = 0
    rows: int = 0

    def copy_beside(self, source: Store, target: Store) -> None:
        """Copy them beside a journal that has just been copied; only then anything is renamed."""
        words, new = words_beside(target), self.folder / NEW_FILE
        new.unlink(missing_ok=True)
        self.copy(
            at(self.folder, words_beside(source)),
            at(self.folder, words) if words else in_file(new),
        )
        if words:
            self.set_aside()
        else:
            new.rename(self.folder / FILE)

    def copy(self, here: dict[str, Any], there: dict[str, Any]) -> None:
        """Copy, read both sides again, and find them the same.

        Errors: StoreRefused
        """
        key = secrets.token_hex()  # nothing is signed in a move
        configure({DEFAULT: here, THERE: there}, secret_key=key, base_url="http://localhost")
        django.setup()
        try:
            for alias in (DEFAULT, THERE):
                bring_up_to_date(alias)
            if not copying.is_empty(THERE):
                raise StoreRefused("not_empty", file=self.where)
            copying.copy_tables(DEFAULT, THERE)
            for table, (one, other) in copying.differing(DEFAULT, THERE).items():
                counted = f"{table}, {one.rows} rows here and {other.rows} there"
                raise StoreRefused("not_the_same", file=self.where, what=counted)
            held = [copying.found(table, THERE).rows for table in copying.tables().values()]
        except DatabaseError as error:
            said = str(error).strip().partition("\n")[0].rstrip(".")
            raise StoreRefused("database", file=self.where, reason=said) from None
        finally:
            connections.close_all()
        self.tables, self.rows = len(held), sum(held)

    def set_aside(self) -> None:
        """The file that was moved stays, under a name that nothing opens."""
        (self.folder / FILE).rename(free_name(self.folder, FILE))

    @property
    def where(self) -> str:
        """The new place, as it may be shown."""
        return str(self.folder / FILE) if self.to == SQLITE else place(self.to)


def move_house(folder: Path, to: str) -> tuple[Moved, MovedTables]:
    """Bring everything that is kept in a database to another place; then use it there.

    Errors: StoreRefused, JournalDamaged, WriteFailed
    Note: the folder names the new place only once both were read again there. What was moved
    stays where it was: files under another name, tables as they are.
    """
    tables = MovedTables(folder, to)
    if to != SQLITE and is_left_behind(folder) and place(to) == place(kept_address(folder)):
        return _tables_alone(tables), tables
    return move_journal(folder, to, beside=tables.copy_beside), tables


def is_left_behind(folder: Path) -> bool:
    """Whether the journal lies in a database, and the tables in the folder as they once did."""
    return bool(kept_address(folder)) and (folder / FILE).exists()


def _tables_alone(tables: MovedTables) -> Moved:
    """Bring the tables after a journal that lies in the database already."""
    store = PostgresStore(tables.to, alone=True)
    try:
        tables.copy(at(tables.folder, None), at(tables.folder, words_beside(store)))
    finally:
        store.close()
    tables.set_aside()
    return Moved(0, 0, 0, tables.where)
