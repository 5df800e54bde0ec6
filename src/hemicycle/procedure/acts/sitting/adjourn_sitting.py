"""Adjourn the sitting: it ends.

Article: sitting.adjournment, sitting.open
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Answers, Assembly, Floor, Interventions
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_no_motion, require_presiding
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjournSitting(Act):
    """The presiding officer ends the sitting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingAdjourned(Entry):
    """The sitting has ended; nobody holds the floor any more."""

    number: int


def decide(rules: Rulebook, assembly: Assembly, act: AdjournSitting) -> list[Entry]:
    """Record the end of the sitting.

    Out of order: the body is unknown; no sitting is open; the actor does not preside; a
    motion is pending; a question stands before the body.
    """
    body = require_body(assembly, act.body)
    if body.sitting is None:
        raise OutOfOrder("sitting.open", "no_sitting", body=body.id)
    require_presiding(assembly, body, act.by)
    require_no_motion(body)
    if body.question is not None:
        raise OutOfOrder("sitting.adjournment", "question_pending", title=body.question.title)
    return [SittingAdjourned(body=act.body, at=act.at, number=body.sitting.number)]


def apply(assembly: Assembly, entry: SittingAdjourned) -> Assembly:
    body = assembly.bodies[entry.body]
    for floor in filter(None, (body.floor, body.floor.paused)):
        if floor.holder and floor.purpose == "speech":
            body = body.with_heard(floor.holder, entry.at)
    ended = replace(body, sitting=None, floor=Floor(), motions=(), has_ruling=False)
    ended = replace(ended, interventions=Interventions())
    ended = replace(ended, replies=Answers(), explanations=Answers())
    record = assembly.records[entry.body, entry.number]
    whole = replace(record, last=assembly.position + 1, ended_at=entry.at)
    return assembly.with_record(whole).with_body(ended)


def minute(entry: SittingAdjourned) -> Phrase:
    return Phrase("minute.sitting_adjourned", number=entry.number)


KIND = Kind(
    AdjournSitting,
    decide,
    {SittingAdjourned: apply},
    {SittingAdjourned: minute},
    "adjourns the sitting",
)
