"""Open a sitting of a body.

Article: sitting.opening, quorum.to_open, programme.closed, record.reported
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Floor, Sitting, SittingRecord
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.closed_sittings import require_open_by_programme
from hemicycle.procedure.rules.guards import require_body, require_presiding, require_session
from hemicycle.procedure.rules.quorums import POLICIES, delegations_present
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSitting(Act):
    """The presiding officer opens the body's next sitting; 0 means whichever comes next."""

    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingOpened(Entry):
    """Sitting `number` of the body is open; of one that is closed the record tells no more."""

    number: int
    is_closed: bool = False


def decide(rules: Rulebook, assembly: Assembly, act: OpenSitting) -> list[Entry]:
    """Record the opening.

    Out of order: the programme has a closed sitting of the group now; the body is unknown; the
    actor does not preside; a sitting is open; the session is only reported; the number is not the
    next one; too few delegations are present, where the rules ask for them.
    """
    number = opening(rules, assembly, act, number=act.number)
    require_open_by_programme(assembly, assembly.bodies[act.body], at=act.at)
    return [SittingOpened(body=act.body, at=act.at, number=number)]


def opening(rules: Rulebook, assembly: Assembly, act: Act, *, number: int) -> int:
    """The number of the sitting that the actor may open now.

    Out of order: as for the act, whether the sitting is closed or not.
    """
    body = require_body(assembly, act.body)
    require_presiding(assembly, body, act.by)
    if body.sitting is not None:
        raise OutOfOrder("sitting.opening", "sitting_open_already", n=body.sitting.number)
    if require_session(assembly).is_reported:
        raise OutOfOrder("record.reported", "session_is_reported")
    following = body.sittings + 1
    if number not in (0, following):
        raise OutOfOrder("sitting.opening", "wrong_sitting_number", n=following)
    require_quorum_to_open(rules, assembly, body)
    return following


def require_quorum_to_open(rules: Rulebook, assembly: Assembly, body: Body) -> None:
    """Enough delegations are present to open, where the rules ask for a number."""
    needed = POLICIES[rules.choice("quorum.to_open")](assembly)
    present = delegations_present(assembly, body)
    if present < needed:
        raise OutOfOrder("quorum.to_open", "no_quorum", present=present, n=needed)


def apply(assembly: Assembly, entry: SittingOpened) -> Assembly:
    body = assembly.bodies[entry.body]
    sitting = Sitting(number=entry.number, opened_at=entry.at, is_closed=entry.is_closed)
    begun = SittingRecord(
        body=entry.body,
        sitting=entry.number,
        first=assembly.position + 1,
        opened_at=entry.at,
        presided_by=body.presiding,
        is_closed=entry.is_closed,
    )
    opened = replace(body, sitting=sitting, sittings=entry.number, floor=Floor())
    return assembly.with_record(begun).with_body(opened)


def minute(entry: SittingOpened) -> Phrase:
    if entry.is_closed:
        return Phrase("minute.closed_sitting_opened", number=entry.number)
    return Phrase("minute.sitting_opened", number=entry.number)


KIND = Kind(
    OpenSitting, decide, {SittingOpened: apply}, {SittingOpened: minute}, "opens sitting {number}"
)
