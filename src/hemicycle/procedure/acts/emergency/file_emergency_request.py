"""File a request for an emergency item, with its memorandum and its draft resolution.

Article: emergency_item.needs, emergency_item.max_items, emergency_item.closing,
emergency_item.subject_in_title
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import (
    Assembly,
    Body,
    DelegationId,
    EmergencyRequest,
    RequestText,
    Words,
)
from hemicycle.procedure.assembly.session import IN_PARAGRAPHS
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.emergency import (
    is_put,
    require_author,
    require_complete,
    require_requests,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEmergencyRequest(Act):
    """A delegation asks for an emergency item; `subject` is what it is about, in a few words."""

    title: Words
    subject: Words
    memorandum: Words = field(default_factory=dict, metadata=IN_PARAGRAPHS)
    draft: Words = field(default_factory=dict, metadata=IN_PARAGRAPHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyRequestFiled(Entry):
    """The request stands under its number, and everybody has its papers.

    `merges` are the requests whose place it takes, by the `merger` to which all their authors
    consented; none and 0 where it stands alone.
    """

    request: int
    authors: tuple[DelegationId, ...]
    filed_by: MemberId
    text: RequestText
    merges: tuple[int, ...] = ()
    merger: int = 0
    finding: str = ""


def decide(rules: Rulebook, assembly: Assembly, act: FileEmergencyRequest) -> list[Entry]:
    """Record the request.

    Out of order: the body is unknown or takes no requests; the actor is of no delegation, or may
    not move; requests are closed; a part is missing; a rejected or withdrawn subject is carried in.
    """
    body = require_requests(rules, assembly, act)
    author = require_author(rules, assembly, act)
    require_open(rules, assembly, body)
    text = RequestText(
        title=act.title, subject=act.subject, memorandum=act.memorandum, draft=act.draft
    )
    require_complete(rules, assembly, body, text)
    return [
        EmergencyRequestFiled(
            body=act.body,
            at=act.at,
            request=len(body.emergency.requests) + 1,
            authors=(author,),
            filed_by=act.by,
            text=text,
        )
    ]


def require_open(rules: Rulebook, assembly: Assembly, body: Body) -> None:
    """Requests are taken until the first is put to the vote, or until their order is fixed.

    Out of order: they are closed; the choice was made.
    """
    requests = body.emergency.requests.values()
    if body.emergency.choice:
        raise OutOfOrder("emergency_item.closing", "requests_chosen")
    if any(is_put(assembly, body, one) for one in requests):
        raise OutOfOrder("emergency_item.closing", "requests_closed")
    is_by_order = rules.choice("emergency_item.closing") == "when_order_is_fixed"
    if is_by_order and any(one.place for one in requests):
        raise OutOfOrder("emergency_item.closing", "requests_ordered")


def apply(assembly: Assembly, entry: EmergencyRequestFiled) -> Assembly:
    body = assembly.bodies[entry.body]
    request = EmergencyRequest(
        number=entry.request,
        text=entry.text,
        authors=entry.authors,
        filed_by=entry.filed_by,
        filed_at=entry.at,
        merges=entry.merges,
        finding=entry.finding,
    )
    merged = {
        number: replace(body.emergency.requests[number], merged_into=entry.request)
        for number in entry.merges
    }
    requests = {**body.emergency.requests, **merged, entry.request: request}
    mergers = dict(body.emergency.mergers)
    if entry.merger:
        mergers[entry.merger] = replace(
            mergers[entry.merger],
            stage="lodged",
            request=entry.request,
            consents=entry.authors,
        )
    emergency = replace(body.emergency, requests=requests, mergers=mergers)
    return assembly.with_body(replace(body, emergency=emergency))


def minute(entry: EmergencyRequestFiled) -> Phrase:
    key = "minute.joint_request_filed" if entry.merges else "minute.emergency_request_filed"
    return Phrase(
        key,
        request=entry.request,
        authors=entry.authors,
        title=entry.text.title,
        merges=entry.merges,
    )


KIND = Kind(
    FileEmergencyRequest,
    decide,
    {EmergencyRequestFiled: apply},
    {EmergencyRequestFiled: minute},
    "files an emergency request {title} on {subject}[ with memorandum {memorandum}]"
    "[ and draft {draft}]",
)
