"""Stand behind a draft resolution or an amendment as a sponsor, or no longer.

Article: texts.sponsors
"""

from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import Assembly, DelegationId, TextId
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.lodged_texts import (
    require_amendment,
    require_mover,
    require_text,
    require_undecided,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorText(Act):
    """A delegation becomes a sponsor of a text, or of the `amendment` of that number to it.

    `no_longer` 1 where it takes its name back.
    """

    text: TextId
    amendment: int = 0
    no_longer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSponsored(Entry):
    """The delegation is a sponsor from now on, or no longer."""

    text: TextId
    symbol: str
    amendment: int
    delegation: DelegationId
    no_longer: int


def decide(rules: Rulebook, assembly: Assembly, act: SponsorText) -> list[Entry]:
    """Record the sponsor.

    Out of order: no such text or amendment, or it is decided; the actor may not move; the
    delegation moved it or sponsors it already; it takes back a name that it has not given.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    delegation = require_mover(rules, assembly, act)
    movers, sponsors = text.movers, text.sponsors
    if act.amendment:
        amendment = require_amendment(text, act.amendment)
        require_undecided(assembly, amendment)
        movers, sponsors = (amendment.mover,), amendment.sponsors
    if act.no_longer:
        if delegation not in sponsors:
            raise OutOfOrder("texts.sponsors", "not_a_sponsor", delegation=delegation)
    elif delegation in (*movers, *sponsors):
        raise OutOfOrder("texts.sponsors", "sponsor_already", delegation=delegation)
    return [
        TextSponsored(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
            delegation=delegation,
            no_longer=1 if act.no_longer else 0,
        )
    ]


def apply(assembly: Assembly, entry: TextSponsored) -> Assembly:
    text = assembly.texts[entry.text]
    one = text.amendments[entry.amendment] if entry.amendment else text
    rest = tuple(name for name in one.sponsors if name != entry.delegation)
    sponsors = rest if entry.no_longer else (*rest, entry.delegation)
    if entry.amendment:
        amendment = replace(text.amendments[entry.amendment], sponsors=sponsors)
        return assembly.with_text(text.with_amendment(amendment))
    return assembly.with_text(replace(text, sponsors=sponsors))


def minute(entry: TextSponsored) -> Phrase:
    what = "amendment" if entry.amendment else "text"
    how = "sponsor_left" if entry.no_longer else "sponsored"
    return Phrase(
        f"minute.{what}_{how}",
        amendment=entry.amendment,
        symbol=entry.symbol,
        delegation=entry.delegation,
    )


KIND = Kind(
    SponsorText,
    decide,
    {TextSponsored: apply},
    {TextSponsored: minute},
    "sponsors {text}[ amendment {amendment}][ no longer {no_longer}]",
)
