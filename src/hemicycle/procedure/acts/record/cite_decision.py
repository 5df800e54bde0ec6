"""Cite a decision of another body, so that whoever reads the record finds it.

Article: record.citation, agenda.items
"""

import re
from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, Body, Citation, ItemId, Words
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import Act, BodyId, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook

NO_BODY = BodyId("")
ADDRESS = re.compile(r"https?://[^\s\"<>]{3,300}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteDecision(Act):
    """The secretariat cites a decision of this session by the number of its question, or another.

    `words` name one that was taken elsewhere, and `link` is where it can be read.
    """

    question: int = 0
    words: Words = field(default_factory=dict)
    link: str = ""
    item: ItemId = NO_ITEM


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCited(Entry):
    """The decision is cited; its outcome stays that of the body which took it.

    `taken_by` is that body, `question` and `decided_at` (its entry) are those of this session;
    nobody and 0 for one that was taken elsewhere.
    """

    words: Words
    outcome: str = ""
    taken_by: BodyId = NO_BODY
    question: int = 0
    decided_at: int = 0
    link: str = ""
    item: ItemId = NO_ITEM


def decide(rules: Rulebook, assembly: Assembly, act: CiteDecision) -> list[Entry]:
    """Record the citation.

    Out of order: the body is unknown; the actor is not of the secretariat; the item is not on the
    agenda; both a question and words are given, or neither; the question is undecided, or annulled;
    the link is no address, or given for a decision of this session.
    """
    body = require_body(assembly, act.body)
    require_secretariat(assembly, act)
    if act.item and act.item not in body.items:
        raise OutOfOrder("agenda.items", "no_such_item", item=act.item)
    has_words = bool("".join(act.words.values()).strip())
    if has_words == bool(act.question):
        raise OutOfOrder("record.citation", "cites_one_thing")
    if act.link and (act.question or not ADDRESS.fullmatch(act.link)):
        raise OutOfOrder("record.citation", "no_such_address", text=act.link)
    entry = own(assembly, body, act) if act.question else elsewhere(act)
    return [replace(entry, item=act.item or body.item)]


def own(assembly: Assembly, body: Body, act: CiteDecision) -> DecisionCited:
    """A decision of this session.

    Out of order: there is none on that question, or it was annulled.
    """
    decision = assembly.decisions.get(act.question)
    if decision is None or decision.annulled_by:
        raise OutOfOrder("record.citation", "nothing_decided_on", number=act.question)
    return DecisionCited(
        body=body.id,
        at=act.at,
        words=decision.question.title,
        outcome=decision.outcome,
        taken_by=decision.question.body,
        question=act.question,
        decided_at=decision.position,
    )


def elsewhere(act: CiteDecision) -> DecisionCited:
    """A decision that is known by its words alone."""
    return DecisionCited(body=act.body, at=act.at, words=act.words, link=act.link)


def apply(assembly: Assembly, entry: DecisionCited) -> Assembly:
    cited = Citation(
        body=entry.body,
        item=entry.item,
        words=entry.words,
        outcome=entry.outcome,
        taken_by=entry.taken_by,
        question=entry.question,
        decided_at=entry.decided_at,
        link=entry.link,
        at=entry.at,
        position=assembly.position + 1,
    )
    return replace(assembly, citations=(*assembly.citations, cited))


def minute(entry: DecisionCited) -> Phrase:
    key = "minute.own_decision_cited" if entry.question else "minute.decision_cited"
    return Phrase(
        key, words=entry.words, outcome=entry.outcome, entry=entry.decided_at, link=entry.link
    )


KIND = Kind(
    CiteDecision,
    decide,
    {DecisionCited: apply},
    {DecisionCited: minute},
    "cites[ the decision on question {question}][ {words}][ at {link}][ in item {item}]",
)
