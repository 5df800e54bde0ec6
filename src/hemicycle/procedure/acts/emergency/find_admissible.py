"""Say whether a request for an emergency item is admissible.

Article: emergency_item.admissibility, emergency_item.closing
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.emergency import is_put, require_request, require_requests
from hemicycle.procedure.rules.guards import require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook

FINDINGS = ("admissible", "inadmissible")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindAdmissible(Act):
    """The secretariat records the finding; one of inadmissible gives its reason."""

    request: int
    finding: str
    because: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissibilityFound(Entry):
    """The request may be put to the vote, or may not."""

    request: int
    finding: str
    because: Words


def decide(rules: Rulebook, assembly: Assembly, act: FindAdmissible) -> list[Entry]:
    """Record the finding.

    Out of order: the body takes no requests; the actor is not of the secretariat; the rules have
    no such finding; there is no such request, or it is not asked any more; it is put to the vote;
    the finding is unknown, or inadmissible without a reason.
    """
    body = require_requests(rules, assembly, act)
    require_secretariat(assembly, act)
    if rules.choice("emergency_item.admissibility") == "not_judged":
        raise OutOfOrder("emergency_item.admissibility", "admissibility_not_judged")
    request = require_request(body, act.request)
    if is_put(assembly, body, request):
        raise OutOfOrder("emergency_item.closing", "request_put", request=act.request)
    if act.finding not in FINDINGS:
        raise OutOfOrder("emergency_item.admissibility", "unknown_finding", finding=act.finding)
    if act.finding == "inadmissible" and not "".join(act.because.values()).strip():
        raise OutOfOrder("emergency_item.admissibility", "finding_without_reason")
    return [
        AdmissibilityFound(
            body=act.body,
            at=act.at,
            request=act.request,
            finding=act.finding,
            because=act.because,
        )
    ]


def apply(assembly: Assembly, entry: AdmissibilityFound) -> Assembly:
    body = assembly.bodies[entry.body]
    request = body.emergency.requests[entry.request]
    found = replace(request, finding=entry.finding, because=entry.because)
    return assembly.with_body(body.with_request(found))


def minute(entry: AdmissibilityFound) -> Phrase:
    return Phrase(
        f"minute.emergency_request_{entry.finding}", request=entry.request, because=entry.because
    )


KIND = Kind(
    FindAdmissible,
    decide,
    {AdmissibilityFound: apply},
    {AdmissibilityFound: minute},
    "finds emergency request {request} {finding}[ because {because}]",
)
