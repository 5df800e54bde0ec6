"""Hand the chair of a body to another officer.

Article: chair.hand_over
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_person, require_presiding
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class HandChair(Act):
    """Who presides asks another officer to take the chair."""

    to: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairHanded(Entry):
    """From this moment `to` presides."""

    to: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: HandChair) -> list[Entry]:
    """Record the hand-over.

    Out of order: the body is unknown; the actor does not preside; the person is not
    accredited, presides already, or holds no office that may preside.
    """
    body = require_body(assembly, act.body)
    require_presiding(assembly, body, act.by)
    person = require_person(assembly, act.to)
    if act.to == body.presiding:
        raise OutOfOrder("chair.hand_over", "presides_already", member=act.to)
    if act.to != body.constituted_presiding and person.office not in rules.choices(
        "chair.hand_over"
    ):
        raise OutOfOrder("chair.hand_over", "may_not_preside", member=act.to)
    return [ChairHanded(body=act.body, at=act.at, to=act.to)]


def apply(assembly: Assembly, entry: ChairHanded) -> Assembly:
    return assembly.with_body(replace(assembly.bodies[entry.body], presiding=entry.to))


def minute(entry: ChairHanded) -> Phrase:
    return Phrase("minute.chair_handed", member=entry.to)


KIND = Kind(
    HandChair, decide, {ChairHanded: apply}, {ChairHanded: minute}, "hands the chair to {to}"
)
