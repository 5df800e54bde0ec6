"""Propose one amendment in place of several to the same clause; their movers have to consent.

Article: amendments.compromise
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import (
    Amendment,
    Assembly,
    ClauseId,
    DelegationId,
    Text,
    TextId,
    Words,
)
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.consolidation import REWORD
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.lodged_texts import (
    require_amendment,
    require_mover,
    require_text,
    require_undecided,
    require_words,
)
from hemicycle.procedure.rules.rulebook import Rulebook

FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeCompromise(Act):
    """A mover of one of them, or a Rapporteur, proposes words that several could carry together."""

    text: TextId
    amendments: tuple[int, ...]
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CompromiseProposed(Entry):
    """The compromise waits under its number for the consent of every mover."""

    text: TextId
    symbol: str
    amendment: int
    version: int
    clause: ClauseId
    words: Words
    merges: tuple[int, ...]
    mover: DelegationId
    lodged_by: MemberId
    consents: tuple[DelegationId, ...]


def decide(rules: Rulebook, assembly: Assembly, act: ProposeCompromise) -> list[Entry]:
    """Record the proposal.

    Out of order: no such text; fewer than two amendments, or not all reword the same clause of the
    same version; one is gone, decided or waits for consents itself; the actor moved none of them
    and is no Rapporteur; the authentic words are missing.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    mover = require_mover(rules, assembly, act)
    merged = [require_amendment(text, number) for number in act.amendments]
    for one in merged:
        require_undecided(assembly, one)
    about = {(one.does, one.clause, one.version, one.to) for one in merged}
    is_one = len(about) == 1 and merged[0].does == REWORD
    if not is_one or len(set(act.amendments)) < FEWEST or any(one.merges for one in merged):
        raise OutOfOrder("amendments.compromise", "no_common_clause")
    movers = movers_of(merged)
    if mover not in movers and act.by not in text.rapporteurs:
        raise OutOfOrder("amendments.compromise", "compromise_of_others", delegation=mover)
    require_words(act.words, language=text.language)
    return [proposed(text, act, merged=merged, mover=mover)]


def proposed(
    text: Text, act: ProposeCompromise, *, merged: list[Amendment], mover: DelegationId
) -> CompromiseProposed:
    """What is proposed; whoever proposes it consents with that."""
    consents = (mover,) if mover in movers_of(merged) else ()
    return CompromiseProposed(
        body=act.body,
        at=act.at,
        text=text.id,
        symbol=text.symbol,
        amendment=len(text.amendments) + 1,
        version=merged[0].version,
        clause=merged[0].clause,
        words=act.words,
        merges=act.amendments,
        mover=mover,
        lodged_by=act.by,
        consents=consents,
    )


def movers_of(merged: list[Amendment]) -> tuple[DelegationId, ...]:
    """The delegations that moved these amendments, each once."""
    return tuple(dict.fromkeys(one.mover for one in merged))


def apply(assembly: Assembly, entry: CompromiseProposed) -> Assembly:
    compromise = Amendment(
        number=entry.amendment,
        version=entry.version,
        does=REWORD,
        clause=entry.clause,
        words=entry.words,
        lodged_by=entry.lodged_by,
        lodged_at=entry.at,
        body=entry.body,
        mover=entry.mover,
        merges=entry.merges,
        consents=entry.consents,
        is_proposed=True,
    )
    text = assembly.texts[entry.text]
    return assembly.with_text(text.with_amendment(compromise))


def minute(entry: CompromiseProposed) -> Phrase:
    return Phrase(
        "minute.compromise_proposed",
        amendment=entry.amendment,
        symbol=entry.symbol,
        numbers=", ".join(map(str, entry.merges)),
        words=entry.words,
        mover=entry.mover,
    )


KIND = Kind(
    ProposeCompromise,
    decide,
    {CompromiseProposed: apply},
    {CompromiseProposed: minute},
    "proposes a compromise on amendments {amendments} to {text} to read {words}",
)
