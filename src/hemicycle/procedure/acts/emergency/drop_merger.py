"""Drop a merger of requests: its text is kept, and was never lodged.

Article: emergency_item.merge_same_subject
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.emergency.consent_to_merger import authors_of, require_merger
from hemicycle.procedure.assembly import Assembly, DelegationId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.emergency import require_author, require_requests
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class DropMerger(Act):
    """An author of one of the requests refuses the joint text, or takes a consent back."""

    merger: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MergerDropped(Entry):
    """The requests stand as they were."""

    merger: int
    author: DelegationId
    title: Words


def decide(rules: Rulebook, assembly: Assembly, act: DropMerger) -> list[Entry]:
    """Record it.

    Out of order: the body takes no requests; the actor is of no delegation, or may not move; the
    merger is unknown, lodged or dropped; the delegation is no author of its requests.
    """
    body = require_requests(rules, assembly, act)
    author = require_author(rules, assembly, act)
    merger = require_merger(body, act.merger)
    if author not in authors_of(body, merger):
        raise OutOfOrder("emergency_item.merge_same_subject", "not_an_author")
    title = merger.text.title
    return [
        MergerDropped(body=act.body, at=act.at, merger=merger.number, author=author, title=title)
    ]


def apply(assembly: Assembly, entry: MergerDropped) -> Assembly:
    body = assembly.bodies[entry.body]
    dropped = replace(body.emergency.mergers[entry.merger], stage="dropped")
    return assembly.with_body(body.with_merger(dropped))


def minute(entry: MergerDropped) -> Phrase:
    return Phrase(
        "minute.merger_dropped", author=entry.author, merger=entry.merger, title=entry.title
    )


KIND = Kind(
    DropMerger, decide, {MergerDropped: apply}, {MergerDropped: minute}, "drops merger {merger}"
)
