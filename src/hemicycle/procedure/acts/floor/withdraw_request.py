"""Withdraw a request for the floor.

Article: speaking.list
"""

from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import require_body, require_person
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRequest(Act):
    """A person on the list no longer wishes to speak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn(Entry):
    """`member` is off the list."""

    member: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: WithdrawRequest) -> list[Entry]:
    """Record the withdrawal.

    Out of order: the body is unknown; the person is not accredited; the person is not on its
    list.
    """
    body = require_body(assembly, act.body)
    require_person(assembly, act.by)
    if act.by not in body.speakers_list.waiting:
        raise OutOfOrder("speaking.list", "not_on_list", member=act.by)
    return [RequestWithdrawn(body=act.body, at=act.at, member=act.by)]


def apply(assembly: Assembly, entry: RequestWithdrawn) -> Assembly:
    body = assembly.bodies[entry.body]
    speakers = body.speakers_list
    waiting = tuple(m for m in speakers.waiting if m != entry.member)
    return assembly.with_body(
        replace(body, lists=body.with_list(replace(speakers, waiting=waiting)))
    )


def minute(entry: RequestWithdrawn) -> Phrase:
    return Phrase("minute.request_withdrawn", member=entry.member)


KIND = Kind(
    WithdrawRequest,
    decide,
    {RequestWithdrawn: apply},
    {RequestWithdrawn: minute},
    "withdraws the request",
)
