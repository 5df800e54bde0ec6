"""Resume a suspended sitting.

Article: sitting.suspension
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_presiding
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeSitting(Act):
    """The presiding officer resumes the sitting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingResumed(Entry):
    """The sitting goes on."""

    number: int


def decide(rules: Rulebook, assembly: Assembly, act: ResumeSitting) -> list[Entry]:
    """Record that the sitting goes on.

    Out of order: the body is unknown; the actor does not preside; no sitting is suspended.
    """
    body = require_body(assembly, act.body)
    require_presiding(assembly, body, act.by)
    if body.sitting is None or not body.sitting.is_suspended:
        raise OutOfOrder("sitting.suspension", "not_suspended", body=body.id)
    return [SittingResumed(body=act.body, at=act.at, number=body.sitting.number)]


def apply(assembly: Assembly, entry: SittingResumed) -> Assembly:
    body = assembly.bodies[entry.body]
    assert body.sitting is not None
    return assembly.with_body(replace(body, sitting=replace(body.sitting, is_suspended=False)))


def minute(entry: SittingResumed) -> Phrase:
    return Phrase("minute.sitting_resumed", number=entry.number)


KIND = Kind(
    ResumeSitting,
    decide,
    {SittingResumed: apply},
    {SittingResumed: minute},
    "resumes the sitting",
)
