"""A program that copies the tables of a database into a file of SQLite, as they are at one moment.

It is a process of its own, because Django reaches only the places that it was set up with. It reads
one JSON object: the words that lead to the `database`, and the file `to` write. Where the database
has no tables of ours it writes none; where it cannot copy them it says why and ends with 1.
"""

import json
import secrets
import sys
from pathlib import Path

import django
from django.db import DatabaseError, connections, transaction
from django.db.backends.postgresql.psycopg_any import IsolationLevel

from hemicycle.secretariat import copying
from hemicycle.secretariat.django_setup import configure
from hemicycle.secretariat.places import DEFAULT, bring_up_to_date, in_database, in_file
from hemicycle.secretariat.postgres.base import TABLES

COPY = "copy"


def main() -> None:
    """Copy what standard input names."""
    told = json.load(sys.stdin)
    # Django's own engine: nobody who writes waits for a copy, which reads one snapshot.
    source = in_database(told["database"]) | {"ENGINE": "django.db.backends.postgresql"}
    source["OPTIONS"] |= {"isolation_level": IsolationLevel.REPEATABLE_READ}
    places = {DEFAULT: source, COPY: in_file(Path(told["to"]))}
    configure(places, secret_key=secrets.token_hex(), base_url="http://localhost")
    django.setup()
    try:
        if not are_there():
            return
        bring_up_to_date(COPY)
        with transaction.atomic(using=DEFAULT):
            copying.copy_tables(DEFAULT, COPY)
            differing = copying.differing(DEFAULT, COPY)
    except DatabaseError as error:
        sys.exit(str(error).strip().partition("\n")[0])
    finally:
        connections.close_all()
    if differing:
        sys.exit(f"not the same when read again: {', '.join(differing)}")


def are_there() -> bool:
    """Whether the database has tables of ours, and not the journal alone."""
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", (TABLES,))
        (found,) = cursor.fetchone()
    return bool(found)


if __name__ == "__main__":
    main()
