"""Reading the tables of a scenario: who takes part, their names, what the table of votes says."""

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from hemicycle.demo.cast import Cast, Officer, Parliament
from hemicycle.demo.faults import ScenarioFault
from hemicycle.journal.names import Name
from hemicycle.procedure.acts.divisions.close_division import CLOCK
from hemicycle.procedure.acts.session.begin_term import OPERATOR
from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.kernel import MemberId

OFFICERS = (
    ("o-president", "president", "President"),
    ("o-vice-president", "vice_president", "Vice-President"),
    ("o-secretary-general", "secretary_general", "Secretary General"),
    ("o-clerk", "clerk", "Clerk"),
    ("o-teller-1", "teller", "Teller 1"),
    ("o-teller-2", "teller", "Teller 2"),
    ("o-chair-1", "chair", "Chair 1"),
    ("o-chair-2", "chair", "Chair 2"),
)
EVERYWHERE = ((CLOCK, "Clock"), (OPERATOR, "Operator"), (MemberId("o-press"), "Press"))
LANGUAGES = ("en", "fr", "ar")
ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")


def read_cast(paths: Iterable[Path]) -> Cast:
    """The cast from its tables; the usual officers where no table names any.

    Errors: ScenarioFault
    """
    cast = Cast()
    for path in paths:
        for row in rows(path):
            try:
                add_row(cast, row)
            except ValueError as error:
                problem = f"{path.name}, {row.get('id') or 'a row without id'}: {error}"
                raise ScenarioFault(problem) from None
            except KeyError as missing:
                raise ScenarioFault(f"{path.name}: it lacks the column {missing}") from None
    for identity, office, label in OFFICERS if not cast.officers else ():
        add_officer(cast, {"id": identity, "role": office, "label": label, "en": label})
    for identity, called in EVERYWHERE:
        cast.people.setdefault(called.casefold(), identity)
    return cast


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table.

    Errors: ScenarioFault
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            found = list(csv.DictReader(file, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ScenarioFault(f"the table {path.name} cannot be read: {error}") from None
    except (OSError, ValueError):  # the name of a file may itself be impossible
        raise ScenarioFault(f"the table {path.name} is not there") from None
    if not found or "id" not in found[0]:
        raise ScenarioFault(f"the table {path.name} needs a column “id” and at least one row")
    for number, row in enumerate(found, 2):
        if None in row or None in row.values():
            raise ScenarioFault(f"{path.name}, row {number}: it has not as many cells as the head")
    return found


def add_row(cast: Cast, row: Mapping[str, str]) -> None:
    """Add one person or parliament.

    Errors: ValueError
    """
    if not ID.fullmatch(row["id"]):
        raise ValueError("an id has small letters, digits, dots and hyphens only")
    if row["id"] in cast.entries:
        raise ValueError("the id stands twice")
    if not any(row.get(language) for language in LANGUAGES):
        raise ValueError(f"it has no name; names stand in the columns {', '.join(LANGUAGES)}")
    if "role" in row:
        add_officer(cast, row)
    elif "population" in row or "people" in row:
        add_parliament(cast, row)
    else:
        add_other(cast, row)


def add_other(cast: Cast, row: Mapping[str, str]) -> None:
    """Add somebody or something that is only spoken of."""
    name = Name(label=by_language(row, ""), title=by_language(row, "capacity_", is_prefix=True))
    cast.entries[row["id"]] = name
    for called in (row.get("label"), *name.label.values(), row["id"]):
        if called:
            cast.people.setdefault(called.casefold(), MemberId(row["id"]))


def add_officer(cast: Cast, row: Mapping[str, str]) -> None:
    """Add somebody with an office."""
    identity = MemberId(row["id"])
    label = row.get("label") or row["en"]
    cast.officers[identity] = Officer(id=identity, office=row["role"], label=label)
    title = by_language(row, "")
    own = dict.fromkeys(title, row["name"]) if row.get("name") else title
    pronunciation = row.get("pronunciation", "")
    cast.entries[identity] = Name(label=own, title=title, pronunciation=pronunciation)
    for called in (label, row.get("name"), identity):
        if called:
            cast.people[called.casefold()] = identity


def add_parliament(cast: Cast, row: Mapping[str, str]) -> None:
    """Add a parliament with its delegates.

    Errors: ValueError
    """
    identity = DelegationId(row["id"])
    sent, later = named_in(row, "people"), named_in(row, "later")
    people = [(MemberId(f"{identity}-{n}"), name) for n, name in enumerate([*sent, *later], 1)]
    arrears = row["status"] == "arrears"
    cast.parliaments[identity] = Parliament(
        id=identity,
        status="member" if arrears else row["status"],
        population=whole(row, "population"),
        is_third_single_sex=row.get("sex_rule") == "third_single_sex",
        votes=whole(row, "votes") if row.get("votes") else None,
        cause="arrears" if arrears else row.get("cause", ""),
        members=tuple(member for member, _ in people[: len(sent)]),
    )
    label = by_language(row, "")
    if row.get("own") and row.get("own_lang"):
        label[row["own_lang"]] = row["own"]
    of = by_language(row, "_of")
    if "en" in of:
        of["en"] = f"of {of['en']}"
    sits_in = by_language(row, "sits_in_", is_prefix=True)
    cast.entries[identity] = Name(
        label=label, short=by_language(row, "_short"), of=of, title=sits_in
    )
    for called in (*label.values(), *cast.entries[identity].short.values(), identity):
        cast.delegations.setdefault(called.casefold(), identity)
    for seat, (member, name) in enumerate(people, 1):
        cast.entries[member] = Name(label={"en": name}, delegation=identity, seat=seat)
        cast.people.setdefault(name.casefold(), member)
        cast.people[member] = member
        cast.groups[member] = row.get("group", "").strip()


def named_in(row: Mapping[str, str], column: str) -> list[str]:
    """The people in a cell; those of the column “later” come when they are admitted."""
    return [one.strip() for one in row.get(column, "").split(";") if one.strip()]


def whole(row: Mapping[str, str], column: str) -> int:
    """A whole number of a row; an empty cell is 0.

    Errors: ValueError
    """
    text = row.get(column, "").strip()
    if not text:
        return 0
    if not re.fullmatch(r"-?\d+", text):
        raise ValueError(f"{column} “{text}” is no whole number")
    return int(text)


def by_language(row: Mapping[str, str], affix: str, *, is_prefix: bool = False) -> dict[str, str]:
    """The cells `en`, `fr` of a row, or those with an affix: `en_short`, `capacity_fr`."""
    columns = {
        language: f"{affix}{language}" if is_prefix else f"{language}{affix}"
        for language in LANGUAGES
    }
    return {language: row[column] for language, column in columns.items() if row.get(column)}
