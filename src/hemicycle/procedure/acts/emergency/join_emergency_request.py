"""Join a request for an emergency item as one more of its authors.

Article: emergency_item.needs, emergency_item.closing
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, DelegationId
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.emergency import (
    is_put,
    require_author,
    require_request,
    require_requests,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinEmergencyRequest(Act):
    """A delegation joins a request that others have filed."""

    request: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyRequestJoined(Entry):
    """The delegation is one of the request's authors."""

    request: int
    author: DelegationId


def decide(rules: Rulebook, assembly: Assembly, act: JoinEmergencyRequest) -> list[Entry]:
    """Record the new author.

    Out of order: the body takes no requests; the actor is of no delegation, or may not move; there
    is no such request, or it is not asked any more; the delegation is among the authors; it is put
    to the vote.
    """
    body = require_requests(rules, assembly, act)
    author = require_author(rules, assembly, act)
    request = require_request(body, act.request)
    if author in request.authors:
        raise OutOfOrder("emergency_item.needs", "author_already", request=act.request)
    if is_put(assembly, body, request):
        raise OutOfOrder("emergency_item.closing", "request_put", request=act.request)
    return [EmergencyRequestJoined(body=act.body, at=act.at, request=act.request, author=author)]


def apply(assembly: Assembly, entry: EmergencyRequestJoined) -> Assembly:
    body = assembly.bodies[entry.body]
    request = body.emergency.requests[entry.request]
    joined = replace(request, authors=(*request.authors, entry.author))
    return assembly.with_body(body.with_request(joined))


def minute(entry: EmergencyRequestJoined) -> Phrase:
    return Phrase("minute.emergency_request_joined", request=entry.request, author=entry.author)


KIND = Kind(
    JoinEmergencyRequest,
    decide,
    {EmergencyRequestJoined: apply},
    {EmergencyRequestJoined: minute},
    "joins emergency request {request}",
)
