"""Give the speaker more time.

Article: speaking.extension
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_presiding, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendTime(Act):
    """The presiding officer lets the speaker go on. Units: seconds."""

    extra_s: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExtended(Entry):
    """`speaker` may speak for `limit_s` seconds in all."""

    speaker: MemberId
    extra_s: int
    limit_s: int


def decide(rules: Rulebook, assembly: Assembly, act: ExtendTime) -> list[Entry]:
    """Record the extension.

    Out of order: no sitting is open; the actor does not preside; nobody speaks under a limit;
    the extension is not between one second and the longest the rules allow.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    floor = body.floor
    if not floor.holder or not floor.limit_s:
        raise OutOfOrder("speaking.extension", "no_limit_runs", body=body.id)
    longest_s = rules.number("speaking.extension")
    if not 1 <= act.extra_s <= longest_s:
        raise OutOfOrder("speaking.extension", "extension_too_long", n=longest_s)
    return [
        TimeExtended(
            body=act.body,
            at=act.at,
            speaker=floor.holder,
            extra_s=act.extra_s,
            limit_s=floor.limit_s + act.extra_s,
        )
    ]


def apply(assembly: Assembly, entry: TimeExtended) -> Assembly:
    body = assembly.bodies[entry.body]
    return assembly.with_body(replace(body, floor=replace(body.floor, limit_s=entry.limit_s)))


def minute(entry: TimeExtended) -> Phrase:
    return Phrase("minute.time_extended", speaker=entry.speaker, n=entry.extra_s)


KIND = Kind(
    ExtendTime,
    decide,
    {TimeExtended: apply},
    {TimeExtended: minute},
    "extends the time by {extra_s} s",
)
