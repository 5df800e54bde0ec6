"""Cut the microphone: the speech ends against the speaker's will, and the record says so.

Article: speaking.hard_limit, speaking.call_to_order, speaking.one_speaker
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import require_presiding, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class CutMicrophone(Act):
    """The presiding officer has the microphone of whoever speaks switched off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MicrophoneCut(Entry):
    """`speaker` no longer holds the floor. Units: seconds; `over_s` is beyond the time allowed."""

    speaker: MemberId
    spoke_s: int
    over_s: int


def decide(rules: Rulebook, assembly: Assembly, act: CutMicrophone) -> list[Entry]:
    """Record it.

    Out of order: no sitting is open; the actor does not preside; nobody speaks; the time and what
    the rules let pass after it are not over, and the speaker was not called to order.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    floor = body.floor
    if not floor.holder:
        raise OutOfOrder("speaking.one_speaker", "nobody_speaks", body=body.id)
    is_over = bool(floor.limit_s) and act.at >= floor.cut_from
    if not is_over and not floor.is_called_to_order:
        raise OutOfOrder("speaking.hard_limit", "not_to_be_cut_yet", n=floor.grace_s)
    over_s = max(0, (act.at - floor.ends_at) // 1000) if floor.limit_s else 0
    return [
        MicrophoneCut(
            body=act.body,
            at=act.at,
            speaker=floor.holder,
            spoke_s=floor.spoke_s(act.at),
            over_s=over_s,
        )
    ]


def apply(assembly: Assembly, entry: MicrophoneCut) -> Assembly:
    body = assembly.bodies[entry.body]
    return assembly.with_body(body.after_speech(entry.at, spoke_s=entry.spoke_s))


def minute(entry: MicrophoneCut) -> Phrase:
    return Phrase("minute.microphone_cut", speaker=entry.speaker, spoke_s=entry.spoke_s)


KIND = Kind(
    CutMicrophone,
    decide,
    {MicrophoneCut: apply},
    {MicrophoneCut: minute},
    "cuts the microphone",
)
