"""Consent to a merger of requests; with the last consent the joint request is filed.

Article: emergency_item.merge_same_subject
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.emergency.file_emergency_request import (
    EmergencyRequestFiled,
    require_open,
)
from hemicycle.procedure.assembly import Assembly, Body, DelegationId, Merger
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.emergency import (
    require_author,
    require_complete,
    require_request,
    require_requests,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentToMerger(Act):
    """An author of a request that would be merged consents to the joint text."""

    merger: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MergerConsented(Entry):
    """One more of the authors consents."""

    merger: int
    author: DelegationId


def decide(rules: Rulebook, assembly: Assembly, act: ConsentToMerger) -> list[Entry]:
    """Record the consent, and with the last one the joint request.

    Out of order: the body takes no requests; the actor is of no delegation, or may not move; the
    merger is unknown, lodged or dropped; the delegation is no author of its requests, or consents
    already; requests are closed; one of them is not asked any more; a subject rejected or withdrawn
    meanwhile is carried in.
    """
    body = require_requests(rules, assembly, act)
    author = require_author(rules, assembly, act)
    merger = require_merger(body, act.merger)
    authors = authors_of(body, merger)
    if author not in authors:
        raise OutOfOrder("emergency_item.merge_same_subject", "not_an_author")
    if author in merger.consents:
        raise OutOfOrder("emergency_item.merge_same_subject", "consents_already")
    require_open(rules, assembly, body)
    for number in merger.merges:
        require_request(body, number)
    require_complete(rules, assembly, body, merger.text)
    entry = MergerConsented(body=act.body, at=act.at, merger=merger.number, author=author)
    if set(authors) - {*merger.consents, author}:
        return [entry]
    return [entry, joint_request(body, merger, act=act)]


def require_merger(body: Body, number: int) -> Merger:
    """A merger that waits for consents.

    Out of order: it is unknown, lodged or dropped.
    """
    merger = body.emergency.mergers.get(number)
    if merger is None or merger.stage != "proposed":
        raise OutOfOrder("emergency_item.merge_same_subject", "no_such_merger", merger=number)
    return merger


def authors_of(body: Body, merger: Merger) -> tuple[DelegationId, ...]:
    """The authors of all requests that a merger would replace, each once."""
    requests = (body.emergency.requests[number] for number in merger.merges)
    return tuple(dict.fromkeys(author for one in requests for author in one.authors))


def joint_request(body: Body, merger: Merger, *, act: Act) -> EmergencyRequestFiled:
    """The request that takes the place of the others; admissible where all of them were."""
    requests = [body.emergency.requests[number] for number in merger.merges]
    is_found = all(one.finding == "admissible" for one in requests)
    return EmergencyRequestFiled(
        body=act.body,
        at=act.at,
        request=len(body.emergency.requests) + 1,
        authors=authors_of(body, merger),
        filed_by=act.by,
        text=merger.text,
        merges=merger.merges,
        merger=merger.number,
        finding="admissible" if is_found else "",
    )


def apply(assembly: Assembly, entry: MergerConsented) -> Assembly:
    body = assembly.bodies[entry.body]
    merger = body.emergency.mergers[entry.merger]
    consented = replace(merger, consents=(*merger.consents, entry.author))
    return assembly.with_body(body.with_merger(consented))


def minute(entry: MergerConsented) -> Phrase:
    return Phrase("minute.merger_consented", author=entry.author, merger=entry.merger)


KIND = Kind(
    ConsentToMerger,
    decide,
    {MergerConsented: apply},
    {MergerConsented: minute},
    "consents to merger {merger}",
)
