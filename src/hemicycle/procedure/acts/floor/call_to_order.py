"""Call a speaker to order: a warning, after which the microphone may be cut.

Article: speaking.call_to_order, speaking.one_speaker
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_presiding, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class CallToOrder(Act):
    """The presiding officer warns whoever speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledToOrder(Entry):
    """`speaker` was warned in mid-speech, and goes on."""

    speaker: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: CallToOrder) -> list[Entry]:
    """Record the warning.

    Out of order: no sitting is open; the actor does not preside; nobody speaks; the speaker was
    warned already.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    if not body.floor.holder:
        raise OutOfOrder("speaking.one_speaker", "nobody_speaks", body=body.id)
    if body.floor.is_called_to_order:
        raise OutOfOrder("speaking.call_to_order", "called_already", speaker=body.floor.holder)
    return [CalledToOrder(body=act.body, at=act.at, speaker=body.floor.holder)]


def apply(assembly: Assembly, entry: CalledToOrder) -> Assembly:
    body = assembly.bodies[entry.body]
    floor = replace(body.floor, is_called_to_order=True)
    return assembly.with_body(replace(body, floor=floor))


def minute(entry: CalledToOrder) -> Phrase:
    return Phrase("minute.called_to_order", speaker=entry.speaker)


KIND = Kind(
    CallToOrder,
    decide,
    {CalledToOrder: apply},
    {CalledToOrder: minute},
    "calls the speaker to order",
)
