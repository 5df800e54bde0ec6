"""The rules in force as anyone may read them: each value with its article, edition and source."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from hemicycle.rulebooks import WrittenRulebook
from hemicycle.rulebooks.written import Leaf
from hemicycle.screens.view import View

MATRIX = "rights"  # it has a page of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSeen:
    """One rule: its key, where it was read, and its value in one line."""

    key: str
    leaf: Leaf
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a rulebook, with its rules as they are written."""

    name: str
    rules: Sequence[RuleSeen]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesPage:
    """A rulebook as it is written, and how many of its values were read in the text they name."""

    sections: Sequence[Section]
    n_rules: int
    n_verified: int


def rules_page(view: View) -> RulesPage:
    """Every rule of the session's rulebook."""
    leaves = cast(WrittenRulebook, view.rules).leaves
    shown = {key: leaf for key, leaf in leaves.items() if section_of(key) != MATRIX}
    return RulesPage(
        sections=[
            Section(name=name, rules=[seen(key, shown[key]) for key in keys])
            for name, keys in groupby(sorted(shown, key=section_of), section_of)
        ],
        n_rules=len(shown),
        n_verified=sum(leaf.is_verified for leaf in shown.values()),
    )


def seen(key: str, leaf: Leaf) -> RuleSeen:
    """One rule as the page shows it."""
    return RuleSeen(key=key, leaf=leaf, value=written(leaf.value))


def section_of(key: str) -> str:
    """The part of the rulebook in which a rule stands."""
    return key.partition(".")[0]


def written(value: object) -> str:
    """A value as it reads in one line: lists with commas, a table's rows with semicolons."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {written(one)}" for name, one in value.items())
    if isinstance(value, list | tuple | frozenset):
        several: Iterable[object] = sorted(value) if isinstance(value, frozenset) else value
        is_table = any(isinstance(one, list | tuple) for one in value)
        return ("; " if is_table else ", ").join(map(written, several))
    return str(value).replace("_", " ") if isinstance(value, str) else str(value)
