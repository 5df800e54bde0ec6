"""The register of parliaments in its tables: loaded as the list shows it, and written from one."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connections, models, transaction

from hemicycle.secretariat.lists.columns import period, written_period
from hemicycle.secretariat.lists.parliaments import LANGUAGES, Register
from hemicycle.secretariat.lists.plans import Change, Values
from hemicycle.secretariat.lists.worlds import world_beside
from hemicycle.secretariat.models import (
    Arrears,
    Chamber,
    FormerName,
    GroupSeat,
    Membership,
    Parliament,
    ParliamentName,
    RegisterState,
)

# The columns of a name in one language, and the fields that hold them.
NAME_FIELDS = {
    "name": "official",
    "short": "short",
    "of": "complement",
    "sort": "sorting",
    "source": "source",
    "dated": "dated",
}
# What is written anew whenever anything of a parliament changes; memberships have a history.
REWRITTEN = (ParliamentName, GroupSeat, Chamber, FormerName, Arrears)
BATCH = 500
OWN_ID = re.compile(r"p-(\d+)")


class RegisterChanged(Exception):
    """Somebody wrote the register after it was looked at."""


def revision() -> int:
    """How often the register and the delegations have been written."""
    return RegisterState.objects.filter(pk=1).values_list("revision", flat=True).first() or 0


@contextmanager
def writing(seen: int | None = None) -> Iterator[None]:
    """One change of the register, all of it or nothing.

    Errors: RegisterChanged, where it is not any more as it was seen
    """
    with transaction.atomic():
        state, _ = RegisterState.objects.get_or_create(pk=1)
        if seen is not None and seen != state.revision:
            raise RegisterChanged
        yield
        state.revision += 1
        state.save()


def load_register(taken: Collection[str] = (), *, invented: bool | None = None) -> Register:
    """The parliaments as rows of the list, by id, in the order of the ids.

    `taken` are ids that stand for somebody in a session's record and are not in the register.
    Where it is said whether they are `invented`, those of the other world stand apart.
    """
    kept = load_rows()
    if invented is None:
        return Register(kept, frozenset(taken) - frozenset(kept))
    made_up = invented_ids()
    own = {one: row for one, row in kept.items() if (one in made_up) == invented}
    others = {one: row for one, row in kept.items() if one not in own}
    return Register(
        own, frozenset(taken) - frozenset(kept), world_beside(others, is_invented=invented)
    )


def invented_ids() -> frozenset[str]:
    """The parliaments that were invented for rehearsals."""
    return frozenset(Parliament.objects.filter(is_invented=True).values_list("id", flat=True))


def load_rows() -> dict[str, Values]:
    """Every parliament as a row of the list, whatever its world."""
    rows: dict[str, dict[str, str]] = {
        one.id: {"id": one.id, "iso": one.iso} for one in Parliament.objects.order_by("id")
    }
    for name in ParliamentName.objects.filter(language__in=LANGUAGES):
        row = rows[name.parliament_id]
        for column, field in NAME_FIELDS.items():
            row[f"{column}_{name.language}"] = getattr(name, field)
        row[f"reviewed_{name.language}"] = "yes" if name.is_reviewed else ""
    for one in Membership.objects.order_by("pk"):
        rows[one.parliament_id] |= {"status": one.status, "since": one.since, "until": one.until}
    load_lists(rows)
    return {identity: {k: v for k, v in row.items() if v} for identity, row in rows.items()}


def load_lists(rows: dict[str, dict[str, str]]) -> None:
    """Add the columns that hold several things in one cell."""
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    for seat in GroupSeat.objects.order_by("pk"):
        told = written_period(seat.group, since=seat.since, until=seat.until)
        cells[seat.parliament_id, "groups"].append(told)
        if seat.stands_through:
            rows[seat.parliament_id]["stands_through"] = seat.group
    for former in FormerName.objects.order_by("pk"):
        told = written_period(former.name, since=former.since, until=former.until)
        cells[former.parliament_id, "former_names"].append(told)
    for chamber in Chamber.objects.order_by("pk"):
        cells[chamber.parliament_id, "chambers"].append(chamber.name)
    for (identity, column), told_all in cells.items():
        rows[identity][column] = "; ".join(told_all)
    for one in Arrears.objects.all():
        rows[one.parliament_id] |= {"arrears": str(one.years), "waiver": one.waiver}


def write_parliaments(
    changes: Sequence[Change], *, taken: Collection[str], seen: int, invented: bool = False
) -> None:
    """Write what a list of parliaments changes, all of it or nothing.

    Errors: RegisterChanged
    """
    with writing(seen):
        ids = new_ids(changes, taken)
        found = [(ids[n], change) for n, change in enumerate(changes)]
        Parliament.objects.bulk_create(
            [
                Parliament(id=identity, iso=one.values.get("iso", ""), is_invented=invented)
                for identity, one in found
            ],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["iso"],
        )
        known = [identity for identity, one in found if not one.is_new]
        for kind in REWRITTEN:
            for some in batches(known):
                kind.objects.filter(parliament_id__in=some).delete()
        create(row for identity, one in found for row in rows_of(identity, one.values))
        write_memberships(found)


def first_free_number(taken: Collection[str] = ()) -> int:
    """The number from which ids mean nobody in the register, and are none of those taken."""
    ids = [*taken, *Parliament.objects.values_list("id", flat=True)]
    return max(map(number_of, ids), default=0) + 1


def number_of(identity: str) -> int:
    """The number in an id; 0 where it is none of ours, as a record may hold others."""
    found = OWN_ID.fullmatch(identity)
    return int(found[1]) if found else 0


def batches(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    """As many at once as a query may name."""
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def create(rows: Iterable[models.Model]) -> None:
    """Write new rows of several tables, table by table."""
    by_kind: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        by_kind[type(row)].append(row)
    for kind, found in by_kind.items():
        kind._default_manager.bulk_create(found)  # noqa: SLF001 (Django's name for it)


def new_ids(changes: Sequence[Change], taken: Collection[str]) -> list[str]:
    """The id of each change: its own, or for a new parliament the next that was never used."""
    used = [*taken, *Parliament.objects.values_list("id", flat=True)]
    used += [one.id for one in changes if one.id]
    number = max(map(number_of, used), default=0)
    ids = []
    for change in changes:
        if not change.id:
            number += 1
        ids.append(change.id or f"p-{number:04d}")
    return ids


def rows_of(identity: str, values: Values) -> Iterable[models.Model]:
    """Everything of a parliament but its status."""
    for language in LANGUAGES:
        told = {
            field: values.get(f"{column}_{language}", "") for column, field in NAME_FIELDS.items()
        }
        is_reviewed = values.get(f"reviewed_{language}") == "yes"
        if any(told.values()) or is_reviewed:
            yield ParliamentName(
                parliament_id=identity, language=language, is_reviewed=is_reviewed, **told
            )
    for told_one in parts(values, "groups"):
        name, since, until = period(told_one)
        through = name == values.get("stands_through")
        yield GroupSeat(
            parliament_id=identity, group=name, since=since, until=until, stands_through=through
        )
    for told_one in parts(values, "former_names"):
        name, since, until = period(told_one)
        yield FormerName(parliament_id=identity, name=name, since=since, until=until)
    for name in parts(values, "chambers"):
        yield Chamber(parliament_id=identity, name=name)
    if values.get("arrears"):
        years = int(values["arrears"])
        yield Arrears(parliament_id=identity, years=years, waiver=values.get("waiver", ""))


def parts(values: Values, column: str) -> list[str]:
    """The things in one cell."""
    return [one for one in values.get(column, "").split("; ") if one]


def write_memberships(found: Iterable[tuple[str, Change]]) -> None:
    """Write statuses; a new one ends the one before, which stays in the history."""
    current = {one.parliament_id: one for one in Membership.objects.order_by("pk")}
    new = []
    for identity, change in found:
        values, old = change.values, current.get(identity)
        status, since = values.get("status", ""), values.get("since", "")
        until = values.get("until", "")
        if old is not None and (old.status == status or not status):
            if not status:
                old.delete()
            elif (old.since, old.until) != (since, until):
                old.since, old.until = since, until
                old.save()
            continue
        if old is not None and not old.until and since:
            old.until = since
            old.save()
        if status:
            new.append(Membership(parliament_id=identity, status=status, since=since, until=until))
    Membership.objects.bulk_create(new)


def country_codes() -> dict[str, str]:
    """The two letters of the State of each parliament that has any.

    Note: asked for beside the requests, so no connection is left behind.
    """
    try:
        return dict(Parliament.objects.exclude(iso="").values_list("id", "iso"))
    finally:
        connections.close_all()
