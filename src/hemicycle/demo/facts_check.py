"""Comparing the facts of a scenario with what the screens say is true."""

import re
from collections.abc import Mapping

from hemicycle.demo.cast import Cast
from hemicycle.demo.faults import nearest
from hemicycle.demo.scenario import FactLine

NOTHING = frozenset({"", "nobody", "none", "-"})


def unmet(line: FactLine, facts: Mapping[str, str], *, cast: Cast) -> list[str]:
    """What a fact line claims and is not so, one sentence each."""
    problems = []
    for name, claimed in line.facts.items():
        if name not in facts:
            like = nearest(name, facts)
            problems.append(f"“{name}” is no fact" + (f"; nearest: “{like}”" if like else ""))
        elif not agrees(claimed, facts[name], cast=cast):
            found = said(facts[name], cast)
            problems.append(f"“{name}” is “{found}”, not “{claimed}”")
    return problems


def agrees(claimed: str, found: str, *, cast: Cast) -> bool:
    """Whether two lists of things are the same, whatever name each thing is given."""
    wanted, present = things(claimed), things(found)
    return len(wanted) == len(present) and all(
        there in cast.ids_of(one) or there.casefold() == one.casefold()
        for one, there in zip(wanted, present, strict=True)
    )


def things(text: str) -> list[str]:
    """What a fact lists; nobody and none are nothing, a text in quotes is one thing."""
    bare = text.strip()
    if bare.casefold() in NOTHING:
        return []
    if bare.startswith('"') and bare.endswith('"'):
        return [bare[1:-1]]
    return re.split(r"\s*,\s*", bare)


def said(found: str, cast: Cast) -> str:
    """A fact with names instead of ids, as a scenario would write it."""
    return ", ".join(cast.called(one) for one in things(found)) or "nobody"
