"""Record a delegation's reservation on what the body adopted.

Article: division.reservations, rights.member_delegate, credentials.accepted
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Decision, DelegationId, Words
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.kernel import Act, BodyId, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import SECRETARIAT, require_body, require_person
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReservation(Act):
    """A delegate records a reservation, or the secretariat does so for a delegation.

    `question` 0 means the body's latest decision.
    """

    delegation: DelegationId = NO_DELEGATION
    question: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservationRecorded(Entry):
    """The delegation keeps its distance from the decision, which stands."""

    delegation: DelegationId
    question: int
    title: Words


def decide(rules: Rulebook, assembly: Assembly, act: RecordReservation) -> list[Entry]:
    """Record the reservation.

    Out of order: the body is unknown; the actor is not accredited; the actor speaks neither for
    the delegation nor for the secretariat, or has no right to move anything there; the body
    has decided nothing of the kind; the question was not adopted; the reservation stands already.
    """
    require_body(assembly, act.body)
    delegation = require_delegation(assembly, act)
    if assembly.people[act.by].office not in SECRETARIAT:
        require_right(rules, assembly, act, right="move")
    decision = require_decision(assembly, act.body, act.question)
    if decision.outcome != "adopted":
        raise OutOfOrder(
            "division.reservations", "question_not_adopted", title=decision.question.title
        )
    if delegation in decision.reservations:
        raise OutOfOrder("division.reservations", "reserved_already", delegation=delegation)
    return [
        ReservationRecorded(
            body=act.body,
            at=act.at,
            delegation=delegation,
            question=decision.question.number,
            title=decision.question.title,
        )
    ]


def require_delegation(assembly: Assembly, act: RecordReservation) -> DelegationId:
    """The delegation for which the actor may speak."""
    person = require_person(assembly, act.by)
    delegation = act.delegation or person.delegation
    if delegation not in assembly.delegations:
        raise OutOfOrder("credentials.accepted", "delegation_unknown", delegation=delegation)
    if person.delegation != delegation and person.office not in SECRETARIAT:
        raise OutOfOrder("division.reservations", "not_own_delegation", delegation=delegation)
    return delegation


def require_decision(assembly: Assembly, body: BodyId, question: int) -> Decision:
    """The decision of the body that is meant."""
    taken = [d for d in assembly.decisions.values() if d.question.body == body]
    meant = [d for d in taken if question in (0, d.question.number)]
    if not meant:
        raise OutOfOrder("division.reservations", "nothing_decided", body=body)
    return meant[-1]


def apply(assembly: Assembly, entry: ReservationRecorded) -> Assembly:
    decision = assembly.decisions[entry.question]
    decision = replace(decision, reservations=(*decision.reservations, entry.delegation))
    return replace(assembly, decisions={**assembly.decisions, entry.question: decision})


def minute(entry: ReservationRecorded) -> Phrase:
    return Phrase("minute.reservation_recorded", delegation=entry.delegation, title=entry.title)


KIND = Kind(
    RecordReservation,
    decide,
    {ReservationRecorded: apply},
    {ReservationRecorded: minute},
    "records a reservation[ of {delegation}][ on question {question}]",
)
