"""Suspend the sitting for a pause.

Article: sitting.suspension
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import (
    require_no_motion,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendSitting(Act):
    """The presiding officer suspends the sitting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingSuspended(Entry):
    """The sitting pauses."""

    number: int


def decide(rules: Rulebook, assembly: Assembly, act: SuspendSitting) -> list[Entry]:
    """Record the pause.

    Out of order: no sitting is open; the actor does not preside; a motion is pending;
    voting runs; a speaker holds the floor.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_no_motion(body)
    division = assembly.divisions.get(body.division)
    if division is not None and division.stage == "open":
        raise OutOfOrder("sitting.suspension", "voting_runs", division=division.number)
    if body.floor.holder:
        raise OutOfOrder("sitting.suspension", "someone_speaks", speaker=body.floor.holder)
    assert body.sitting is not None
    return [SittingSuspended(body=act.body, at=act.at, number=body.sitting.number)]


def apply(assembly: Assembly, entry: SittingSuspended) -> Assembly:
    body = assembly.bodies[entry.body]
    assert body.sitting is not None
    return assembly.with_body(replace(body, sitting=replace(body.sitting, is_suspended=True)))


def minute(entry: SittingSuspended) -> Phrase:
    return Phrase("minute.sitting_suspended", number=entry.number)


KIND = Kind(
    SuspendSitting,
    decide,
    {SittingSuspended: apply},
    {SittingSuspended: minute},
    "suspends the sitting",
)
