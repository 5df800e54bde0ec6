"""Fix the order in which requests for an emergency item are put to the vote.

Article: emergency_item.ballot_order, emergency_item.admissibility, emergency_item.closing
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, EmergencyRequest
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.emergency import is_put, require_requests
from hemicycle.procedure.rules.guards import require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class FixBallotOrder(Act):
    """The secretariat publishes the order; what was placed before keeps its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotOrderFixed(Entry):
    """These requests have the places that follow each other from `first_place`."""

    requests: tuple[int, ...]
    first_place: int


def decide(rules: Rulebook, assembly: Assembly, act: FixBallotOrder) -> list[Entry]:
    """Record the order: as the requests were filed.

    Out of order: the body takes no requests; the actor is not of the secretariat; a request is
    put to the vote already, or the choice is made; one waits for its finding; none waits for a
    place.
    """
    body = require_requests(rules, assembly, act)
    require_secretariat(assembly, act)
    requests = body.emergency.requests.values()
    if body.emergency.choice or any(is_put(assembly, body, one) for one in requests):
        raise OutOfOrder("emergency_item.closing", "requests_closed")
    waiting = without_place(rules, body)
    if not waiting:
        raise OutOfOrder("emergency_item.ballot_order", "no_request_to_place")
    first = max(one.place for one in requests) + 1
    numbers = tuple(one.number for one in waiting)
    return [BallotOrderFixed(body=act.body, at=act.at, requests=numbers, first_place=first)]


def without_place(rules: Rulebook, body: Body) -> list[EmergencyRequest]:
    """The requests that wait for a place on the ballot, in the order of their numbers.

    Out of order: one of them waits for the finding whether it is admissible.
    """
    requests = body.emergency.requests.values()
    waiting = [one for one in requests if one.is_standing and not one.place]
    if rules.choice("emergency_item.admissibility") != "not_judged":
        for one in waiting:
            if not one.finding:
                raise OutOfOrder(
                    "emergency_item.admissibility", "request_not_judged", request=one.number
                )
    return waiting


def apply(assembly: Assembly, entry: BallotOrderFixed) -> Assembly:
    body = assembly.bodies[entry.body]
    for place, number in enumerate(entry.requests, entry.first_place):
        body = body.with_request(replace(body.emergency.requests[number], place=place))
    return assembly.with_body(body)


def minute(entry: BallotOrderFixed) -> Phrase:
    return Phrase("minute.ballot_order_fixed", requests=entry.requests)


KIND = Kind(
    FixBallotOrder,
    decide,
    {BallotOrderFixed: apply},
    {BallotOrderFixed: minute},
    "fixes the order of the emergency requests",
)
