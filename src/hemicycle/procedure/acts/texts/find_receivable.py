"""Say whether an amendment may be considered: that it is about the text, and in order.

Article: amendments.receivability, amendments.sponsors_needed, amendments.lodging
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, TextId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import is_of_secretariat, require_body, require_presiding
from hemicycle.procedure.rules.lodged_texts import (
    SECRETARIAT_JUDGES,
    require_text,
    require_undecided,
)
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.sponsorship import require_backed_amendment

FINDINGS = RECEIVABLE, IRRECEIVABLE = ("receivable", "irreceivable")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindReceivable(Act):
    """The presiding officer, or the secretariat where the rules say so, judges an amendment."""

    text: TextId
    amendment: int
    finding: str
    because: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivabilityFound(Entry):
    """The amendment may be considered, or may not, for this reason."""

    text: TextId
    symbol: str
    amendment: int
    finding: str
    because: Words


def decide(rules: Rulebook, assembly: Assembly, act: FindReceivable) -> list[Entry]:
    """Record the finding.

    Out of order: no such text or amendment; it was withdrawn or decided; the actor is not the one
    who judges by these rules; the finding is unknown; an irreceivable one has no reason; too few
    stand behind a receivable one.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    by_secretariat = rules.choice("amendments.receivability") == SECRETARIAT_JUDGES
    if not (by_secretariat and is_of_secretariat(assembly, act.by)):
        require_presiding(assembly, body, act.by)
    amendment = text.amendments.get(act.amendment)
    if amendment is None or amendment.withdrawn_at or amendment.fell_by:
        raise OutOfOrder("amendments.lodging", "no_such_amendment", amendment=act.amendment)
    require_undecided(assembly, amendment)
    if act.finding not in FINDINGS:
        raise OutOfOrder("amendments.receivability", "unknown_receivability", text=act.finding)
    if act.finding == IRRECEIVABLE and not act.because:
        raise OutOfOrder("amendments.receivability", "irreceivable_without_reason")
    if act.finding == RECEIVABLE:
        require_backed_amendment(rules, amendment)
    return [
        ReceivabilityFound(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
            finding=act.finding,
            because=act.because,
        )
    ]


def apply(assembly: Assembly, entry: ReceivabilityFound) -> Assembly:
    text = assembly.texts[entry.text]
    found = replace(text.amendments[entry.amendment], finding=entry.finding, because=entry.because)
    return assembly.with_text(text.with_amendment(found))


def minute(entry: ReceivabilityFound) -> Phrase:
    return Phrase(
        f"minute.amendment_{entry.finding}",
        amendment=entry.amendment,
        symbol=entry.symbol,
        because=entry.because,
    )


KIND = Kind(
    FindReceivable,
    decide,
    {ReceivabilityFound: apply},
    {ReceivabilityFound: minute},
    "finds amendment {amendment} to {text} {finding}[ because {because}]",
)
