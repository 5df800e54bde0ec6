"""A register to begin with: the States of the United Nations by their common names, not reviewed.

It is no list of parliaments, let alone of members of anything: statuses, official names and groups
come from the operator's own list. The names are CLDR's (countries.LICENSE.txt).
"""

import csv
from pathlib import Path

from hemicycle.secretariat.lists.parliaments import COLUMNS, LANGUAGES
from hemicycle.secretariat.lists.writing import as_csv

COUNTRIES = Path(__file__).with_name("countries.csv")
SOURCE = "Unicode CLDR 48"


def prefill() -> bytes:
    """The same as a list of parliaments, to go the way of every list."""
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        rows = [row_of(one) for one in csv.DictReader(file) if one["un_member"] == "1"]
    return as_csv(COLUMNS, rows, language="en")


def row_of(country: dict[str, str]) -> dict[str, str]:
    """One State as a row of the list."""
    row = {"iso": country["alpha2"]}
    for language in LANGUAGES:
        row |= {
            f"short_{language}": country[f"name_{language}"],
            f"source_{language}": SOURCE,
        }
    return row
