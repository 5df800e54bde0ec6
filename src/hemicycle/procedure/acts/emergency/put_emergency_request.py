"""Put a request for an emergency item to the vote, or the choice between two that are equal.

Article: emergency_item.ballot_order, emergency_item.choice_tie, division.majority_emergency
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.acts.divisions import put_question
from hemicycle.procedure.acts.divisions.put_question import PutQuestion, same_press
from hemicycle.procedure.assembly import Assembly, Body, EmergencyRequest, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.decisions import annulled_division
from hemicycle.procedure.rules.emergency import (
    leading,
    outcome_of,
    require_request,
    require_requests,
    undecided,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class PutEmergencyRequest(Act):
    """The presiding officer puts a request to a roll-call, or to one that is called aloud.

    `over` is the other request where two had as many affirmative votes: Yes chooses `request`, No
    chooses `over`; 0 in the vote on the request itself.
    """

    request: int
    yes_means: Words
    over: int = 0
    method: str = "roll_call"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyRequestPut(Entry):
    """The question that stands before the body is that of the request."""

    request: int
    over: int
    question: int


def decide(rules: Rulebook, assembly: Assembly, act: PutEmergencyRequest) -> list[Entry]:
    """Record the question and what it is about.

    Out of order: the body takes no requests; there is no such request, or it is not asked any
    more; it has no place on the ballot, another comes first, or it is decided; a choice between
    two is put while there is no such choice; what refuses any question put.
    """
    body = require_requests(rules, assembly, act)
    request = require_request(body, act.request)
    if act.over:
        require_equal(assembly, body, act)
    else:
        require_turn(assembly, body, request)
    question = PutQuestion(
        **same_press(act),
        title=request.text.title,
        yes_means=act.yes_means,
        method=act.method,
        majority="default" if act.over else "emergency",
        repeats=annulled_division(assembly, put_before(body, act)),
    )
    entries = put_question.decide(rules, assembly, question)
    return [
        *entries,
        EmergencyRequestPut(
            body=act.body,
            at=act.at,
            request=act.request,
            over=act.over,
            question=assembly.question_numbers + 1,
        ),
    ]


def require_turn(assembly: Assembly, body: Body, request: EmergencyRequest) -> None:
    """It is the next on the ballot.

    Out of order: it has no place, is decided, or comes later.
    """
    if not request.place:
        raise OutOfOrder(
            "emergency_item.ballot_order", "request_not_placed", request=request.number
        )
    if outcome_of(assembly, request):
        raise OutOfOrder("emergency_item.ballot_order", "request_decided", request=request.number)
    first = undecided(assembly, body)[0]
    if first.number != request.number:
        raise OutOfOrder("emergency_item.ballot_order", "request_comes_first", request=first.number)


def require_equal(assembly: Assembly, body: Body, act: PutEmergencyRequest) -> None:
    """Both have the most affirmative votes, and nothing else waits for its vote.

    Out of order: they have not, or they are one.
    """
    equal = {one.number for one in leading(assembly, body)}
    is_between = {act.request, act.over} <= equal and act.request != act.over
    if undecided(assembly, body) or not is_between or body.emergency.choice:
        raise OutOfOrder(
            "emergency_item.choice_tie", "requests_not_equal", request=act.request, over=act.over
        )


def put_before(body: Body, act: PutEmergencyRequest) -> Sequence[int]:
    """The questions that were put on the same: the request, or the choice between the same two."""
    if act.over:
        both = {act.request, act.over}
        return [q for q, yes, no in body.emergency.between if {yes, no} == both]
    return body.emergency.requests[act.request].questions


def apply(assembly: Assembly, entry: EmergencyRequestPut) -> Assembly:
    body = assembly.bodies[entry.body]
    if entry.over:
        between = (*body.emergency.between, (entry.question, entry.request, entry.over))
        emergency = replace(body.emergency, between=between)
        return assembly.with_body(replace(body, emergency=emergency))
    request = body.emergency.requests[entry.request]
    put = replace(request, questions=(*request.questions, entry.question))
    body = replace(body, emergency=replace(body.emergency, choice=None))
    return assembly.with_body(body.with_request(put))


def minute(entry: EmergencyRequestPut) -> Phrase:
    key = "minute.requests_put_between" if entry.over else "minute.emergency_request_put"
    return Phrase(key, request=entry.request, over=entry.over)


KIND = Kind(
    PutEmergencyRequest,
    decide,
    {EmergencyRequestPut: apply},
    {EmergencyRequestPut: minute},
    "puts emergency request {request}[ against request {over}] to the vote meaning {yes_means}"
    "[ by {method}]",
)
