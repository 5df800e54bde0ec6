"""Lists: how long a secretariat waits for 193 parliaments and 1,400 people, and for the longest."""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import connections, transaction

from figures import Figure, median
from hemicycle import rulebooks
from hemicycle.secretariat.django_setup import start_django
from hemicycle.secretariat.lists import parliaments, people
from hemicycle.secretariat.lists.plans import Plan
from hemicycle.secretariat.lists.reading import MOST_ROWS, read_list
from hemicycle.secretariat.lists.writing import as_workbook

ROUNDS = 5
PARLIAMENTS, PEOPLE = 193, 1400
SESSION = "bench"
LETTERS = "abdeiklmnorstuvyз'é"


def importing(folder: Path) -> list[Figure]:
    """Both lists written after they were looked at, and ten thousand rows looked at."""
    start_django(folder, secret_key="0" * 64, base_url="http://localhost")
    written, bare = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory(dir=folder) as fresh:
            opened(Path(fresh))
            written.append(write_both())
            bare.append(bare_inserts())
            connections.close_all()
    longest = as_workbook(people.COLUMNS, rows(MOST_ROWS), language="en")
    known = people.Delegations(parliaments=register())
    return [
        Figure(
            what=f"{PARLIAMENTS} parliaments and {PEOPLE:,} people, imported after the dry run",
            value=median(written),
            unit="s",
            aim=3,
            limit=median(bare),
            limit_is="s, bare inserts of the rows",
        ),
        Figure(
            what=f"the dry run of {MOST_ROWS:,} people in a workbook",
            value=took(lambda: looked(longest, known)),
            unit="s",
            aim=5,
            limit=took(lambda: read_list(longest)),
            limit_is="s, its cells read alone",
        ),
    ]


def opened(folder: Path) -> None:
    """Empty tables in a folder of their own."""
    connections.close_all()
    connections.settings["default"]["NAME"] = folder / "secretariat.sqlite3"
    start_django(folder, secret_key="0" * 64, base_url="http://localhost")


def write_both() -> float:
    """What the last button does, twice: the lists are read and compared again, then written."""
    # Tables can be imported only once Django is set up.
    from hemicycle.secretariat import delegations  # noqa: PLC0415
    from hemicycle.secretariat import register as tables  # noqa: PLC0415

    first = as_workbook(parliaments.COLUMNS, register().values(), language="en")
    second = as_workbook(people.COLUMNS, rows(PEOPLE), language="en")
    rules = rulebooks.load("ipu_assembly")
    began = time.perf_counter()
    known = tables.load_register()
    plan = parliaments.plan_parliaments(read_list(first), known, answers={})
    tables.write_parliaments(plan.changes, taken=(), seen=tables.revision())
    plan = looked(second, delegations.load_delegations(SESSION, rules))
    hand = delegations.Hand(by="bench", at_ms=0)
    delegations.write_people(SESSION, plan.changes, hand=hand, seen=tables.revision())
    seconds = time.perf_counter() - began
    assert len(delegations.load_people(SESSION)) == PEOPLE
    return seconds


def bare_inserts() -> float:
    """The same rows into the same tables, one transaction, nothing asked."""
    from hemicycle.secretariat.models import (  # noqa: PLC0415
        DelegationFile,
        Parliament,
        ParliamentName,
        Person,
        Place,
    )

    began = time.perf_counter()
    with transaction.atomic():
        known = [Parliament(id=f"p-{9000 + n}") for n in range(PARLIAMENTS)]
        Parliament.objects.bulk_create(known)
        ParliamentName.objects.bulk_create(
            ParliamentName(parliament=one, language="en", short=one.id) for one in known
        )
        files = DelegationFile.objects.bulk_create(
            DelegationFile(session="bare", parliament=one) for one in known
        )
        persons = Person.objects.bulk_create(
            Person(family=one["family"], given=one["given"]) for one in rows(PEOPLE)
        )
        Place.objects.bulk_create(
            Place(file=files[n % PARLIAMENTS], person=person, capacity="delegate")
            for n, person in enumerate(persons)
        )
    return time.perf_counter() - began


def register() -> dict[str, dict[str, str]]:
    """Invented parliaments by id."""
    draw = random.Random(1)  # noqa: S311 (names, not secrets)
    return {
        f"p-{n:04d}": {
            "id": f"p-{n:04d}",
            "short_en": f"{word(draw)} {n}",
            "short_fr": f"{word(draw)} {n}",
            "status": "member",
            "groups": f"{word(draw)}; {word(draw)}",
        }
        for n in range(1, PARLIAMENTS + 1)
    }


def rows(number: int) -> Iterator[dict[str, str]]:
    """Invented people, a head for each parliament first."""
    draw = random.Random(2)  # noqa: S311 (names, not secrets)
    for n in range(number):
        yield {
            "parliament": f"p-{n % PARLIAMENTS + 1:04d}",
            "capacity": "head" if n < PARLIAMENTS else "adviser",
            "family": f"{word(draw)}{word(draw)}",
            "given": f"{word(draw)}{n:x}",
            "languages": "English; français",
        }


def word(draw: random.Random) -> str:
    """Letters that look like a name."""
    return "".join(draw.choices(LETTERS, k=6)).strip("'").title() or "A"


def looked(raw: bytes, known: people.Delegations) -> Plan:
    """A list of people read and held against what is known; all who look alike are others."""
    plan = people.plan_people(read_list(raw), known, answers={})
    assert not plan.errors, plan.errors[0]
    return plan


def took(work: Callable[[], object]) -> float:
    """The middle of several times, in seconds."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return median(times)
