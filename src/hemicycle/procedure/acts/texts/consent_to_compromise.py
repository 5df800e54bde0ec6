"""Consent to a compromise; with the last consent it stands and the amendments it joins fall.

Article: amendments.compromise, amendments.lodging
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Amendment, Assembly, DelegationId, Text, TextId
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.compromises import movers_joined, require_waiting
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.lodged_texts import (
    require_mover,
    require_text,
    require_undecided,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentToCompromise(Act):
    """A mover agrees that the compromise take the place of the amendment."""

    text: TextId
    amendment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CompromiseConsented(Entry):
    """The delegation consents; `stands` is 1 where every mover has."""

    text: TextId
    symbol: str
    amendment: int
    delegation: DelegationId
    stands: int


def decide(rules: Rulebook, assembly: Assembly, act: ConsentToCompromise) -> list[Entry]:
    """Record the consent.

    Out of order: no such text; no compromise of that number waits; the actor's delegation moved
    none of the amendments, or has consented; one of them was decided or is gone meanwhile.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    delegation = require_mover(rules, assembly, act)
    compromise = require_waiting(text, act.amendment, delegation=delegation)
    if delegation in compromise.consents:
        raise OutOfOrder("amendments.compromise", "compromise_consented", delegation=delegation)
    require_still_open(assembly, text, compromise)
    missing = movers_joined(text, compromise) - {delegation, *compromise.consents}
    return [
        CompromiseConsented(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
            delegation=delegation,
            stands=0 if missing else 1,
        )
    ]


def require_still_open(assembly: Assembly, text: Text, compromise: Amendment) -> None:
    """What the compromise joins is still to be decided.

    Out of order: it is not.
    """
    for number in compromise.merges:
        one = text.amendments[number]
        require_undecided(assembly, one)
        if one.withdrawn_at or one.fell_by or one.finding == "irreceivable":
            raise OutOfOrder("amendments.lodging", "no_such_amendment", amendment=number)


def apply(assembly: Assembly, entry: CompromiseConsented) -> Assembly:
    text = assembly.texts[entry.text]
    compromise = text.amendments[entry.amendment]
    consents = (*compromise.consents, entry.delegation)
    after = text.with_amendment(
        replace(compromise, consents=consents, is_proposed=not entry.stands)
    )
    for number in compromise.merges if entry.stands else ():
        after = after.with_amendment(replace(after.amendments[number], fell_by=entry.amendment))
    return assembly.with_text(after)


def minute(entry: CompromiseConsented) -> Phrase:
    key = "minute.compromise_stands" if entry.stands else "minute.compromise_consented"
    return Phrase(key, amendment=entry.amendment, symbol=entry.symbol, delegation=entry.delegation)


KIND = Kind(
    ConsentToCompromise,
    decide,
    {CompromiseConsented: apply},
    {CompromiseConsented: minute},
    "consents to compromise {amendment} on {text}",
)
