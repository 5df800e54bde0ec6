"""The tables of the secretariat brought from one place to another, all or none, and compared."""

import hashlib
import json
from itertools import islice
from typing import Any, NamedTuple

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.models import Model, QuerySet

AT_ONCE = 500
# Django writes these itself, wherever it makes its tables.
MADE_BY_DJANGO = ("contenttypes.ContentType", "auth.Permission")


class Found(NamedTuple):
    """What a table holds: how many rows, and the fingerprint of all that stands in them."""

    rows: int
    sha256: str


def tables() -> dict[str, type[Model]]:
    """Every table of ours and of what we borrow, those between two tables too."""
    return {
        f"{app.label}.{table.__name__}": table
        for app in apps.get_app_configs()
        for table in app.get_models(include_auto_created=True)
    }


def is_empty(alias: str) -> bool:
    """Whether nothing was ever kept in the tables of a place."""
    ours = (table for name, table in tables().items() if name not in MADE_BY_DJANGO)
    return not any(_rows(table, alias).exists() for table in ours)


def copy_tables(source: str, target: str) -> None:
    """Bring every row from one place to another, whose tables are there and empty.

    Errors: DatabaseError
    """
    with transaction.atomic(using=source), transaction.atomic(using=target):
        for name in reversed(MADE_BY_DJANGO):
            _rows(apps.get_model(name), target).delete()
        for table in tables().values():
            remaining = _rows(table, source).order_by("pk").iterator(AT_ONCE)
            while some := list(islice(remaining, AT_ONCE)):
                _rows(table, target).bulk_create(some)
        numbered = connections[target].ops.sequence_reset_sql(no_style(), [*tables().values()])
        with connections[target].cursor() as cursor:
            for statement in numbered:  # what is numbered goes on from here
                cursor.execute(statement)


def differing(source: str, target: str) -> dict[str, tuple[Found, Found]]:
    """The tables that do not hold the same in two places; each with what both hold.

    Errors: DatabaseError
    """
    both = {name: (found(one, source), found(one, target)) for name, one in tables().items()}
    return {name: (here, there) for name, (here, there) in both.items() if here != there}


def found(table: type[Model], alias: str) -> Found:
    """The rows of a table and their fingerprint, whatever order the place keeps them in."""
    marks = sorted(_mark(row) for row in _rows(table, alias).values_list().iterator(AT_ONCE))
    return Found(len(marks), hashlib.sha256(b"".join(marks)).hexdigest())


def _rows(table: type[Model], alias: str) -> QuerySet[Model]:
    return QuerySet(table, using=alias)


def _mark(row: tuple[Any, ...]) -> bytes:
    return hashlib.sha256(json.dumps(row, sort_keys=True, default=_written).encode()).digest()


def _written(value: Any) -> str:
    """A value that JSON has no form for, as text: bytes, dates, sets of rights."""
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else repr(value)
