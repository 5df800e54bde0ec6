"""Lodge the explanatory memorandum of a draft resolution, or its next version.

Article: texts.memorandum, texts.memorandum_symbol
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, Memorandum, TextId, Words
from hemicycle.procedure.assembly.session import IN_PARAGRAPHS
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.lodged_texts import require_text
from hemicycle.procedure.rules.memoranda import (
    memorandum_symbol,
    require_author,
    require_memorandum,
    require_memorandum_in_time,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class LodgeMemorandum(Act):
    """A mover, a Rapporteur or the secretariat explains a text, in any languages, in paragraphs."""

    text: TextId
    memorandum: Words = field(metadata=IN_PARAGRAPHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorandumLodged(Entry):
    """This version of the memorandum is in force; those before it stay what they were.

    `paper` is its own symbol, `symbol` that of the text.
    """

    text: TextId
    symbol: str
    paper: str
    version: int
    words: Words
    lodged_by: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: LodgeMemorandum) -> list[Entry]:
    """Record the version.

    Out of order: no such text, or it is decided; the actor neither moved it nor reports on it nor
    is of the secretariat; the time of amendments is over; nothing is said, or nothing new.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    require_author(assembly, text, act)
    require_memorandum_in_time(text, act)
    require_memorandum(act.memorandum)
    last = text.memoranda[-1] if text.memoranda else None
    if last is not None and last.words == act.memorandum:
        raise OutOfOrder("texts.memorandum", "memorandum_unchanged", version=last.number)
    paper = last.symbol if last else memorandum_symbol(rules, assembly, body, of=text.symbol)
    return [
        MemorandumLodged(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            paper=paper,
            version=len(text.memoranda) + 1,
            words=act.memorandum,
            lodged_by=act.by,
        )
    ]


def apply(assembly: Assembly, entry: MemorandumLodged) -> Assembly:
    text = assembly.texts[entry.text]
    lodged = Memorandum(
        number=entry.version,
        symbol=entry.paper,
        words=entry.words,
        lodged_by=entry.lodged_by,
        lodged_at=entry.at,
    )
    return assembly.with_text(replace(text, memoranda=(*text.memoranda, lodged)))


def minute(entry: MemorandumLodged) -> Phrase:
    key = "minute.memorandum_lodged" if entry.version == 1 else "minute.memorandum_lodged_again"
    return Phrase(key, paper=entry.paper, symbol=entry.symbol, version=entry.version)


KIND = Kind(
    LodgeMemorandum,
    decide,
    {MemorandumLodged: apply},
    {MemorandumLodged: minute},
    "explains {text} in the memorandum {memorandum}",
)
