"""The table of votes of a session: editions with a date and a source, of which none is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hemicycle.secretariat.models import VoteRow, VoteTable
from hemicycle.secretariat.register import writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitled:
    """One row: the votes of a parliament, and the population that proposed them, if given."""

    votes: int
    population: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition of the table; edition 0 is none yet."""

    edition: int = 0
    dated: str = ""
    source: str = ""
    by: str = ""
    rows: Mapping[str, Entitled] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one edition says of a parliament otherwise than the one before; None where nothing."""

    parliament: str
    old: Entitled | None
    new: Entitled | None


class EditionChanged(Exception):
    """Somebody made a newer edition after this one was looked at."""


def edition_in_force(session: str) -> Edition:
    """The latest edition of a session's table of votes."""
    return edition_of(VoteTable.objects.filter(session=session).order_by("-edition").first())


def edition_before(session: str, edition: int) -> Edition:
    """The edition before another one."""
    tables = VoteTable.objects.filter(session=session, edition__lt=edition)
    return edition_of(tables.order_by("-edition").first())


def edition_of(table: VoteTable | None) -> Edition:
    """An edition with its rows."""
    if table is None:
        return Edition()
    rows = {
        one.parliament_id: Entitled(votes=one.votes, population=one.population)
        for one in table.rows.all()
    }
    return Edition(
        edition=table.edition, dated=table.dated, source=table.source, by=table.by, rows=rows
    )


def differences(old: Edition, new: Edition) -> Sequence[Difference]:
    """What changed from one edition to the next, by parliament."""
    return [
        Difference(parliament=one, old=old.rows.get(one), new=new.rows.get(one))
        for one in sorted({*old.rows, *new.rows})
        if old.rows.get(one) != new.rows.get(one)
    ]


def keep_edition(session: str, edition: Edition) -> None:
    """Keep a new edition of the table; its number follows the one it was made from.

    Errors: EditionChanged
    """
    with writing():
        if edition_in_force(session).edition != edition.edition - 1:
            raise EditionChanged
        table = VoteTable.objects.create(
            session=session,
            edition=edition.edition,
            dated=edition.dated,
            source=edition.source,
            by=edition.by,
        )
        VoteRow.objects.bulk_create(
            VoteRow(table=table, parliament_id=one, population=row.population, votes=row.votes)
            for one, row in edition.rows.items()
        )
