"""Withdraw a request for an emergency item: possible until it is put to the vote.

Article: emergency_item.closing
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, DelegationId, Words
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
class WithdrawEmergencyRequest(Act):
    """A delegation withdraws; `supports` is the request for which it asks support instead."""

    request: int
    supports: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyRequestWithdrawn(Entry):
    """The author asks no more; with the last author the request falls, and its place is struck.

    The numbers and places of the others stay.
    """

    request: int
    author: DelegationId
    title: Words
    supports: int
    is_last: bool


def decide(rules: Rulebook, assembly: Assembly, act: WithdrawEmergencyRequest) -> list[Entry]:
    """Record the withdrawal.

    Out of order: the body takes no requests; the actor is of no delegation, or may not move; there
    is no such request, or it is not asked any more; the delegation is not among its authors; it is
    put to the vote; the request to be supported is the same, unknown or not asked any more.
    """
    body = require_requests(rules, assembly, act)
    author = require_author(rules, assembly, act)
    request = require_request(body, act.request)
    if author not in request.authors:
        raise OutOfOrder("emergency_item.closing", "not_author", request=act.request)
    if is_put(assembly, body, request):
        raise OutOfOrder("emergency_item.closing", "request_put", request=act.request)
    if act.supports:
        require_other(body, act)
    return [
        EmergencyRequestWithdrawn(
            body=act.body,
            at=act.at,
            request=act.request,
            author=author,
            title=request.text.title,
            supports=act.supports,
            is_last=request.authors == (author,),
        )
    ]


def require_other(body: Body, act: WithdrawEmergencyRequest) -> None:
    """Support is asked for another request that is still asked.

    Out of order: as `decide` says.
    """
    if act.supports == act.request:
        raise OutOfOrder("emergency_item.closing", "supports_itself", request=act.request)
    require_request(body, act.supports)


def apply(assembly: Assembly, entry: EmergencyRequestWithdrawn) -> Assembly:
    body = assembly.bodies[entry.body]
    request = body.emergency.requests[entry.request]
    if entry.is_last:
        after = replace(request, withdrawn_at=entry.at, supports=entry.supports)
    else:
        kept = tuple(one for one in request.authors if one != entry.author)
        after = replace(request, authors=kept)
    return assembly.with_body(body.with_request(after))


def minute(entry: EmergencyRequestWithdrawn) -> Phrase:
    what = "withdrawn" if entry.is_last else "left"
    if entry.supports:
        what += "_for_another"
    return Phrase(
        f"minute.emergency_request_{what}",
        request=entry.request,
        author=entry.author,
        title=entry.title,
        supports=entry.supports,
    )


KIND = Kind(
    WithdrawEmergencyRequest,
    decide,
    {EmergencyRequestWithdrawn: apply},
    {EmergencyRequestWithdrawn: minute},
    "withdraws emergency request {request}[ in favour of request {supports}]",
)
