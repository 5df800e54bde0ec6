"""Propose that requests for an emergency item be merged into a joint one.

Article: emergency_item.merge_same_subject
"""

from dataclasses import dataclass, field

from hemicycle.procedure.acts.emergency.file_emergency_request import require_open
from hemicycle.procedure.assembly import Assembly, DelegationId, Merger, RequestText, Words
from hemicycle.procedure.assembly.session import IN_PARAGRAPHS
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.rules.emergency import (
    require_author,
    require_complete,
    require_request,
    require_requests,
)
from hemicycle.procedure.rules.rulebook import Rulebook

FEWEST = 2  # requests that a joint one takes the place of


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeMerger(Act):
    """An author of one of the `merges` proposes the joint request that would replace them."""

    merges: tuple[int, ...]
    title: Words
    subject: Words
    memorandum: Words = field(default_factory=dict, metadata=IN_PARAGRAPHS)
    draft: Words = field(default_factory=dict, metadata=IN_PARAGRAPHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergerProposed(Entry):
    """The joint text waits for the consent of every author; until then it is not lodged."""

    merger: int
    merges: tuple[int, ...]
    proposed_by: DelegationId
    text: RequestText


def decide(rules: Rulebook, assembly: Assembly, act: ProposeMerger) -> list[Entry]:
    """Record the text.

    Out of order: the body takes no requests, or its rules no mergers; the actor is of no
    delegation, or may not move; requests are closed; fewer than two requests are named; one of
    them is unknown or not asked any more; the actor's delegation is an author of none; a part is
    missing; a rejected or withdrawn subject is carried in.
    """
    body = require_requests(rules, assembly, act)
    author = require_author(rules, assembly, act)
    if not rules.is_on("emergency_item.merge_same_subject"):
        raise OutOfOrder("emergency_item.merge_same_subject", "no_mergers")
    require_open(rules, assembly, body)
    if len(set(act.merges)) < FEWEST:
        raise OutOfOrder("emergency_item.merge_same_subject", "merger_of_one")
    requests = [require_request(body, number) for number in act.merges]
    if not any(author in one.authors for one in requests):
        raise OutOfOrder("emergency_item.merge_same_subject", "not_an_author")
    text = RequestText(
        title=act.title, subject=act.subject, memorandum=act.memorandum, draft=act.draft
    )
    require_complete(rules, assembly, body, text)
    return [
        MergerProposed(
            body=act.body,
            at=act.at,
            merger=len(body.emergency.mergers) + 1,
            merges=tuple(sorted(set(act.merges))),
            proposed_by=author,
            text=text,
        )
    ]


def apply(assembly: Assembly, entry: MergerProposed) -> Assembly:
    body = assembly.bodies[entry.body]
    merger = Merger(
        number=entry.merger,
        text=entry.text,
        merges=entry.merges,
        proposed_by=entry.proposed_by,
        proposed_at=entry.at,
        consents=(entry.proposed_by,),
    )
    return assembly.with_body(body.with_merger(merger))


def minute(entry: MergerProposed) -> Phrase:
    return Phrase(
        "minute.merger_proposed",
        author=entry.proposed_by,
        merges=entry.merges,
        title=entry.text.title,
    )


KIND = Kind(
    ProposeMerger,
    decide,
    {MergerProposed: apply},
    {MergerProposed: minute},
    "proposes to merge emergency requests {merges} into {title} on {subject}"
    "[ with memorandum {memorandum}][ and draft {draft}]",
)
