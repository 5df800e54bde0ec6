"""States by their ISO alpha-3 code, with their common names in several languages."""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from hemicycle.secretariat.prefill import COUNTRIES

OBSERVERS = Path(__file__).with_name("observers.toml")


@cache
def states() -> Mapping[str, Mapping[str, str]]:
    """The members and observer States of the United Nations: code, then names by language.

    Note: the names are CLDR's and nobody reviewed them; those of observer States are the
    United Nations' own, since CLDR names their territories.
    """
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        found = {
            one["alpha3"]: {
                column.removeprefix("name_"): name
                for column, name in one.items()
                if column.startswith("name_") and name
            }
            for one in csv.DictReader(file)
            if one["un_member"] == "1"
        }
    observers: Mapping[str, Mapping[str, str]] = tomllib.loads(OBSERVERS.read_text("utf-8"))
    return {**found, **observers}


@cache
def alpha3() -> Mapping[str, str]:
    """The alpha-3 code of each State by its alpha-2 code."""
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        rows = [(one["alpha2"], one["alpha3"]) for one in csv.DictReader(file)]
    return {two: three for two, three in rows if three in states()}


def code_of(two_letters: str) -> str:
    """The alpha-3 code of a State; "" where the alpha-2 code is that of none."""
    return alpha3().get(two_letters.upper(), "")


def state_named(code: str, language: str) -> tuple[str, str]:
    """The name of a State, and the language it is in: the one asked for, or English."""
    names = states().get(code, {})
    found = language if language in names else "en"
    return names.get(found, code), found
