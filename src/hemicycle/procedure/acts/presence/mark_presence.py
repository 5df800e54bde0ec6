"""Mark presence: who is in the room says so at the place, while the quorum is checked.

Article: quorum.check_method, quorum.presence, quorum.on_request_only
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_sitting
from hemicycle.procedure.rules.quorum_checks import voters
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPresence(Act):
    """A member who could vote now is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceMarked(Entry):
    """The member counts for the quorum."""

    member: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: MarkPresence) -> list[Entry]:
    """Record it.

    Out of order: no sitting is open; no check of the quorum goes on; the actor has no vote there
    now, or has marked presence already.
    """
    body = require_sitting(assembly, act.body)
    if not body.checking.is_granted:
        raise OutOfOrder("quorum.on_request_only", "quorum_not_asked")
    if act.by not in voters(rules, assembly, body, at=act.at):
        raise OutOfOrder("quorum.presence", "no_vote_now", member=act.by)
    if act.by in body.checking.marked:
        raise OutOfOrder("quorum.presence", "marked_already", member=act.by)
    return [PresenceMarked(body=act.body, at=act.at, member=act.by)]


def apply(assembly: Assembly, entry: PresenceMarked) -> Assembly:
    body = assembly.bodies[entry.body]
    marked = (*body.checking.marked, entry.member)
    return assembly.with_body(replace(body, checking=replace(body.checking, marked=marked)))


def minute(entry: PresenceMarked) -> Phrase:
    return Phrase("minute.presence_marked", member=entry.member)


KIND = Kind(
    MarkPresence,
    decide,
    {PresenceMarked: apply},
    {PresenceMarked: minute},
    "marks presence",
)
