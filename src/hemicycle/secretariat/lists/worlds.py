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
# What else parts of the world are called, which no list of countries has.
ALSO_CALLED = (
    *("USA", "United States of America", "UK", "Great Britain", "England", "Scotland", "Wales"),
    *("Palestine", "State of Palestine", "Kosovo", "Holy See", "Vatican", "Saint-Siège"),
    *("Turkey", "Turquie", "Ivory Coast", "Burma", "Birmanie", "Swaziland", "Cape Verde"),
    *("Czech Republic", "République tchèque", "Macedonia", "Macédoine", "Holland", "Hollande"),
    *("North Korea", "Corée du Nord", "South Korea", "Corée du Sud", "Korea", "Corée", "Congo"),
    *("DRC", "RDC", "UAE", "East Timor", "Timor", "Persia", "Russian Federation", "Micronesia"),
    *("Northern Cyprus", "Abkhazia", "South Ossetia", "Transnistria", "Somaliland", "Tibet"),
    *("Kurdistan", "Catalonia", "Catalogne", "Chechnya", "Crimea", "Crimée", "European Union"),
    *("فلسطين", "دولة فلسطين", "الكرسي الرسولي", "كوسوفو"),
)
# Letters of other scripts that look like Latin ones: a name is read as it looks.
LOOK_ALIKE = str.maketrans(
    "\u0430\u0432\u0435\u0456\u0458\u043a\u043c\u043d"
    "\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0501"
    "\u03b1\u03b2\u03b5\u03b9\u03ba\u03bd\u03bf"
    "\u03c1\u03c4\u03c5\u03c7",
    "abeijkmhopctyxsdabeikvoptyx",
)
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
    readings = {bare(text), bare(bare(text).translate(LOOK_ALIKE))}
    return any(
        " ".join(words[start:end]) in names
        for words in map(str.split, readings)
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    )


@lru_cache(maxsize=1)
def states() -> tuple[frozenset[str], frozenset[str]]:
    """Every code of a country, and what countries and parts of the world are called."""
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {
        bare(text) for row in rows for text in (row[f"name_{language}"] for language in OFFICIAL)
    } | {bare(text) for text in ALSO_CALLED}
    return frozenset(row["alpha2"] for row in rows) - NOBODYS, frozenset(names)
