"""Note whether the house can vote at its places: the electronic system fails, or works again.

Article: division.method, division.method_fallback_by, division.roll_call_for
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_presiding, require_sitting
from hemicycle.procedure.rules.roll_calls import is_fallback
from hemicycle.procedure.rules.rulebook import Rulebook

WORKS, DOWN = "usable", "unusable"
CONDITIONS = (WORKS, DOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteVotingSystem(Act):
    """The presiding officer tells the house; `condition` is usable or unusable."""

    condition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingSystemNoted(Entry):
    """From now on the places can be used for votes, or cannot."""

    condition: str


def decide(rules: Rulebook, assembly: Assembly, act: NoteVotingSystem) -> list[Entry]:
    """Record it.

    Out of order: no sitting is open; the actor does not preside; the rules make no difference;
    the condition is unknown, or is that already.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    is_new = (act.condition == DOWN) != body.is_system_down
    if not is_fallback(rules, body) or act.condition not in CONDITIONS or not is_new:
        raise OutOfOrder("division.roll_call_for", "system_not_noted")
    return [VotingSystemNoted(body=act.body, at=act.at, condition=act.condition)]


def apply(assembly: Assembly, entry: VotingSystemNoted) -> Assembly:
    body = assembly.bodies[entry.body]
    return assembly.with_body(replace(body, is_system_down=entry.condition == DOWN))


def minute(entry: VotingSystemNoted) -> Phrase:
    return Phrase(f"minute.voting_system_{entry.condition}")


KIND = Kind(
    NoteVotingSystem,
    decide,
    {VotingSystemNoted: apply},
    {VotingSystemNoted: minute},
    "tells the house that the voting system is {condition}",
)
