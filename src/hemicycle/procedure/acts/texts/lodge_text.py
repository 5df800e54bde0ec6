"""Lodge a draft resolution: it gets its symbol, its clauses and its first version.

Article: texts.lodging, texts.form, texts.symbol, texts.memorandum, amendments.deadline_days,
agenda.items
"""

from dataclasses import dataclass, field

from hemicycle.procedure.acts.texts.lodge_memorandum import MemorandumLodged
from hemicycle.procedure.assembly import (
    Assembly,
    Body,
    Clause,
    DelegationId,
    ItemId,
    Rendering,
    Text,
    TextId,
    Version,
    Words,
)
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.assembly.session import IN_PARAGRAPHS
from hemicycle.procedure.kernel import Act, Entry, Instant, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.clauses import clauses_of, first_lines
from hemicycle.procedure.rules.guards import is_of_secretariat, require_body
from hemicycle.procedure.rules.lodged_texts import id_of, require_mover, symbol_for
from hemicycle.procedure.rules.memoranda import memorandum_symbol, require_memorandum
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class LodgeText(Act):
    """A delegation, or the secretariat for `movers`, hands in a draft resolution.

    `draft` is its paragraphs, the title first. Amendments are received until `closes_at`, 0 for as
    long as the text is open; where it is not given the clerk gives what the rules say. A
    `memorandum` that explains it may come with it.
    """

    draft: Words = field(metadata=IN_PARAGRAPHS)
    item: ItemId = NO_ITEM
    language: str = "en"
    movers: tuple[DelegationId, ...] = ()
    closes_at: Instant = Instant(0)
    memorandum: Words = field(default_factory=dict, metadata=IN_PARAGRAPHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLodged(Entry):
    """The draft is before the body, as its first version. Units: `lines` of 88 characters."""

    text: TextId
    symbol: str
    item: ItemId
    language: str
    movers: tuple[DelegationId, ...]
    lodged_by: MemberId
    clauses: tuple[Clause, ...]
    lines: tuple[int, ...]
    closes_at: Instant


def decide(rules: Rulebook, assembly: Assembly, act: LodgeText) -> list[Entry]:
    """Record the draft.

    Out of order: the body is unknown; the actor is neither of the secretariat nor may move; the
    item is not on the agenda; the text has no title or no operative paragraph, or its languages
    differ in their paragraphs; a memorandum says nothing.
    """
    body = require_body(assembly, act.body)
    movers = act.movers
    if not is_of_secretariat(assembly, act.by):
        movers = (require_mover(rules, assembly, act),)
    for mover in movers:
        if mover not in assembly.delegations:
            raise OutOfOrder("texts.lodging", "no_such_delegation", delegation=mover)
    if act.item and act.item not in body.items:
        raise OutOfOrder("agenda.items", "no_such_item", item=act.item)
    clauses = clauses_of(act.draft, language=act.language)
    symbol = symbol_for(rules, assembly, body)
    return [
        TextLodged(
            body=act.body,
            at=act.at,
            text=id_of(symbol),
            symbol=symbol,
            item=act.item or body.item,
            language=act.language,
            movers=movers,
            lodged_by=act.by,
            clauses=clauses,
            lines=first_lines(clauses, language=act.language),
            closes_at=act.closes_at,
        ),
        *explained(rules, assembly, act, body=body, symbol=symbol),
    ]


def explained(
    rules: Rulebook, assembly: Assembly, act: LodgeText, *, body: Body, symbol: str
) -> list[Entry]:
    """The memorandum that comes with a draft, as its first version.

    Out of order: nothing is said in it.
    """
    if not act.memorandum:
        return []
    require_memorandum(act.memorandum)
    return [
        MemorandumLodged(
            body=act.body,
            at=act.at,
            text=id_of(symbol),
            symbol=symbol,
            paper=memorandum_symbol(rules, assembly, body, of=symbol),
            version=1,
            words=act.memorandum,
            lodged_by=act.by,
        )
    ]


def apply(assembly: Assembly, entry: TextLodged) -> Assembly:
    first = Version(number=1, clauses=entry.clauses, lines=entry.lines, published_at=entry.at)
    return assembly.with_text(
        Text(
            id=entry.text,
            symbol=entry.symbol,
            body=entry.body,
            item=entry.item,
            language=entry.language,
            lodged_by=entry.lodged_by,
            lodged_at=entry.at,
            closes_at=entry.closes_at,
            movers=entry.movers,
            versions=(first,),
            renderings={
                (clause.id, language): Rendering(of=clause.words[entry.language], words=words)
                for clause in entry.clauses
                for language, words in clause.words.items()
                if language != entry.language
            },
        )
    )


def minute(entry: TextLodged) -> Phrase:
    key = "minute.text_lodged_by" if entry.movers else "minute.text_lodged"
    title = entry.clauses[0].words
    return Phrase(key, symbol=entry.symbol, title=title, movers=entry.movers)


KIND = Kind(
    LodgeText,
    decide,
    {TextLodged: apply},
    {TextLodged: minute},
    "lodges the draft resolution {draft}[ in {language}][ moved by {movers}][ on item {item}]"
    "[ open until {closes_at}][ with the memorandum {memorandum}]",
)
