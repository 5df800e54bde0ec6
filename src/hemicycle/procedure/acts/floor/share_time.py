"""Share the time: a colleague of the delegation goes on with what is left of it.

Article: speaking.time_shared
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_person, require_presiding, require_sitting
from hemicycle.procedure.rules.rights import require_speaker
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareTime(Act):
    """Whoever speaks, or who presides, lets a colleague go on with the rest of the time."""

    to: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeShared(Entry):
    """`to` holds the floor for the `left_s` seconds that `speaker` did not use. Units: seconds."""

    speaker: MemberId
    spoke_s: int
    to: MemberId
    left_s: int


def decide(rules: Rulebook, assembly: Assembly, act: ShareTime) -> list[Entry]:
    """Record it.

    Out of order: no sitting is open; nobody makes a speech under a limit; the actor neither
    speaks nor presides; the colleague is of another delegation or has no right to speak; no time
    is left; the rules let no time be shared.
    """
    body = require_sitting(assembly, act.body)
    floor = body.floor
    if floor.purpose != "speech" or not floor.holder or not floor.limit_s:
        raise OutOfOrder("speaking.time_shared", "no_limit_runs", body=body.id)
    if act.by != floor.holder:
        require_presiding(assembly, body, act.by)
    if not rules.is_on("speaking.time_shared"):
        raise OutOfOrder("speaking.time_shared", "time_not_shared")
    to = require_person(assembly, act.to)
    require_speaker(rules, assembly, act, member=act.to)
    own = assembly.people[floor.holder].delegation
    if not own or act.to == floor.holder or to.delegation != own:
        raise OutOfOrder("speaking.time_shared", "not_a_colleague", member=act.to)
    left_s = floor.left_s(act.at)
    if not left_s:
        raise OutOfOrder("speaking.time_shared", "no_time_left")
    return [
        TimeShared(
            body=act.body,
            at=act.at,
            speaker=floor.holder,
            spoke_s=floor.spoke_s(act.at),
            to=act.to,
            left_s=left_s,
        )
    ]


def apply(assembly: Assembly, entry: TimeShared) -> Assembly:
    assembly = assembly.with_speech(entry.body, entry.to)
    body = assembly.bodies[entry.body]
    floor = replace(body.floor, holder=entry.to, since=entry.at, limit_s=entry.left_s, spoken_s=0)
    asked = replace(body.interventions, speaker=entry.to)
    body = replace(body, floor=floor, interventions=asked)
    heard = body.with_heard(entry.speaker, entry.at)
    return assembly.with_list(heard, heard.speakers_list.without(entry.to))


def minute(entry: TimeShared) -> Phrase:
    return Phrase("minute.time_shared", speaker=entry.speaker, to=entry.to, n=entry.left_s)


KIND = Kind(
    ShareTime,
    decide,
    {TimeShared: apply},
    {TimeShared: minute},
    "shares the time with {to}",
)
