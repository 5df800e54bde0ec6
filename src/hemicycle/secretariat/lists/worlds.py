"""Two worlds that never meet: real parliaments, and those that were invented for rehearsals.

A rehearsal's people vote and speak as somebody wrote for them. Nothing of that may ever stand
beside the name of a real parliament, so a row that means a real State has no place in a rehearsal.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from hemicycle.secretariat.lists.columns import period
from hemicycle.secretariat.lists.comparing import bare
from hemicycle.secretariat.lists.plans import Values

COUNTRIES = Path(__file__).parent.with_name("countries.csv")
OFFICIAL = ("en", "fr", "es", "ar", "ru", "zh")  # the languages of the United Nations
NOBODYS = {"ZZ"}  # in the list of countries, but the code of none
NAMING = ("name_", "short_", "of_")  # how the columns that name a parliament begin


@dataclass(frozen=True, slots=True)
class World:
    """The world of a session; of the other one the parliaments by id, and their bare names."""

    is_invented: bool = False
    others: Mapping[str, Values] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    @property
    def refusal(self) -> str:
        """The key of the sentence that says why one of the other world has no place in this one."""
        return "rehearsal_real" if self.is_invented else "invented_parliament"

    def stranger(self, values: Values) -> str:
        """What a row is called that belongs to the other world; "" where it belongs to this one.

        Note: somebody may have rehearsed under a name that a real parliament turns out to have, so
        a real session minds only the ids of those that were invented, never their names.
        """
        identity = values.get("id", "")
        if identity in self.others:
            return next(namings(self.others[identity]), identity)
        if not self.is_invented:
            return ""
        taken = (one for one in namings(values) if bare(one) in self.names)
        return next(taken, "") or real_state(values)


REAL = World()


def world_beside(others: Mapping[str, Values], *, is_invented: bool) -> World:
    """The world of a session, beside the parliaments of the other one."""
    names = frozenset(bare(one) for values in others.values() for one in namings(values))
    return World(is_invented, others, names)


def namings(values: Values) -> Iterator[str]:
    """All that a row calls a parliament."""
    named = (text for column, text in values.items() if column.startswith(NAMING))
    former = (period(one)[0] for one in values.get("former_names", "").split("; ") if one)
    yield from filter(None, (*named, *former))


def real_state(values: Values) -> str:
    """The State that a row means by its code, or by a name with that of a State in it; else "".

    Note: a code that ISO gives to nobody, as XA to XZ and ZZ, is anybody's to invent with.
    """
    codes, names = states()
    code = values.get("iso", "")
    if code in codes:
        return next(namings(values), code)
    return next((one for one in namings(values) if names_a_state(one, names)), "")


def names_a_state(text: str, names: frozenset[str]) -> bool:
    """Whether the words of a State's name stand together in a name."""
    words = bare(text).split()
    return any(
        " ".join(words[start:end]) in names
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    )


@lru_cache(maxsize=1)
def states() -> tuple[frozenset[str], frozenset[str]]:
    """Every code of a country, and the names of the States Members of the United Nations."""
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {
        bare(text)
        for row in rows
        if row["un_member"] == "1"
        for text in (row[f"name_{language}"] for language in OFFICIAL)
    }
    return frozenset(row["alpha2"] for row in rows) - NOBODYS, frozenset(names)
