"""Report the text of the emergency resolution back to the body that referred it.

Article: emergency_item.drafting, emergency_item.subject_in_title, agenda.order
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, Body, ItemId, Words
from hemicycle.procedure.assembly.session import IN_PARAGRAPHS
from hemicycle.procedure.kernel import Act, BodyId, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.emergency import require_subjects_named
from hemicycle.procedure.rules.guards import is_of_secretariat, require_body, require_presiding
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft(Act):
    """Who presides over the drafting committee, or the secretariat for it, reports the text."""

    title: Words
    draft: Words = field(default_factory=dict, metadata=IN_PARAGRAPHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReported(Entry):
    """The text is before the body `to`; a later report takes its place."""

    to: BodyId
    item: ItemId
    title: Words
    draft: Words


def decide(rules: Rulebook, assembly: Assembly, act: ReportDraft) -> list[Entry]:
    """Record the text.

    Out of order: the body is unknown; the actor neither presides over it nor is of the
    secretariat; no item was referred to it; the item is over; the text is empty; a rejected or
    withdrawn subject is carried in.
    """
    committee = require_body(assembly, act.body)
    if not is_of_secretariat(assembly, act.by):
        require_presiding(assembly, committee, act.by)
    body, item = referring(assembly, committee)
    if body.items[item].is_over:
        raise OutOfOrder("agenda.order", f"item_{body.items[item].stage}", item=item)
    for part in (act.title, act.draft):
        if not "".join(part.values()).strip():
            raise OutOfOrder("emergency_item.drafting", "draft_empty")
    require_subjects_named(rules, assembly, body, title=act.title, text=act.draft)
    return [
        DraftReported(
            body=act.body, at=act.at, to=body.id, item=item, title=act.title, draft=act.draft
        )
    ]


def referring(assembly: Assembly, committee: Body) -> tuple[Body, ItemId]:
    """The body that referred its emergency item to a committee, and the item.

    Out of order: none did.
    """
    for body in assembly.bodies.values():
        choice = body.emergency.choice
        if choice and choice.drafting == committee.id:
            return body, choice.item
    raise OutOfOrder("emergency_item.drafting", "nothing_referred", title=committee.title)


def apply(assembly: Assembly, entry: DraftReported) -> Assembly:
    body = assembly.bodies[entry.to]
    assert body.emergency.choice is not None
    choice = replace(
        body.emergency.choice, title=entry.title, draft=entry.draft, reported_at=entry.at
    )
    return assembly.with_body(replace(body, emergency=replace(body.emergency, choice=choice)))


def minute(entry: DraftReported) -> Phrase:
    return Phrase("minute.draft_reported", item=entry.item, title=entry.title)


KIND = Kind(
    ReportDraft,
    decide,
    {DraftReported: apply},
    {DraftReported: minute},
    "reports the draft {title} with text {draft}",
)
