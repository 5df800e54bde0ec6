"""Say what the decision on one amendment does to another: it falls, or it stands despite it.

Article: amendments.falls, amendments.lodging
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, TextId, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.amendments import outcome_of, why_falls
from hemicycle.procedure.rules.guards import require_body, require_presiding
from hemicycle.procedure.rules.lodged_texts import (
    require_amendment,
    require_text,
    require_undecided,
)
from hemicycle.procedure.rules.rulebook import Rulebook

CONSEQUENCES = ("falls", "stands")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindFallen(Act):
    """The presiding officer confirms what follows for an amendment from the decision on `other`."""

    text: TextId
    amendment: int
    consequence: str
    other: int
    because: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentFell(Entry):
    """The amendment will not be put; `why` is what was computed of the words, if anything was."""

    text: TextId
    symbol: str
    amendment: int
    other: int
    why: str
    because: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentStands(Entry):
    """The amendment will be put, whatever the words have in common."""

    text: TextId
    symbol: str
    amendment: int
    other: int
    because: Words


def decide(rules: Rulebook, assembly: Assembly, act: FindFallen) -> list[Entry]:
    """Record what follows.

    Out of order: no such text or amendment, or it is decided; the actor does not preside; the other
    is not decided; the consequence is unknown; one against what was computed has no reason.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    require_presiding(assembly, body, act.by)
    amendment = require_amendment(text, act.amendment)
    require_undecided(assembly, amendment)
    other = text.amendments.get(act.other)
    if other is None or other.number == amendment.number:
        raise OutOfOrder("amendments.lodging", "no_such_amendment", amendment=act.other)
    outcome = outcome_of(assembly, other)
    is_gone = bool(other.withdrawn_at or other.fell_by) and amendment.to == other.number
    if not (outcome or is_gone):
        raise OutOfOrder("amendments.falls", "other_undecided", amendment=act.other)
    if act.consequence not in CONSEQUENCES:
        raise OutOfOrder("amendments.falls", "unknown_consequence", text=act.consequence)
    why = why_falls(text, amendment, after=other, outcome=outcome or "rejected")
    if bool(why) != (act.consequence == "falls") and not act.because:
        raise OutOfOrder("amendments.falls", "consequence_without_reason", amendment=act.amendment)
    if act.consequence == "stands":
        return [
            AmendmentStands(
                body=act.body,
                at=act.at,
                text=text.id,
                symbol=text.symbol,
                amendment=act.amendment,
                other=act.other,
                because=act.because,
            )
        ]
    return [
        AmendmentFell(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
            other=act.other,
            why=why,
            because=act.because,
        )
    ]


def apply(assembly: Assembly, entry: AmendmentFell) -> Assembly:
    text = assembly.texts[entry.text]
    fallen = replace(text.amendments[entry.amendment], fell_by=entry.other)
    return assembly.with_text(text.with_amendment(fallen))


def apply_standing(assembly: Assembly, entry: AmendmentStands) -> Assembly:
    """The amendment is put as if the other had not been decided."""
    text = assembly.texts[entry.text]
    amendment = text.amendments[entry.amendment]
    stands = replace(amendment, stands_despite=(*amendment.stands_despite, entry.other))
    return assembly.with_text(text.with_amendment(stands))


def minute(entry: AmendmentFell) -> Phrase:
    return Phrase(
        f"minute.amendment_fell_{entry.why or 'as_found'}",
        amendment=entry.amendment,
        other=entry.other,
        symbol=entry.symbol,
        because=entry.because,
    )


def minute_of_standing(entry: AmendmentStands) -> Phrase:
    """That it stands, and why."""
    return Phrase(
        "minute.amendment_stands",
        amendment=entry.amendment,
        other=entry.other,
        symbol=entry.symbol,
        because=entry.because,
    )


KIND = Kind(
    FindFallen,
    decide,
    {AmendmentFell: apply, AmendmentStands: apply_standing},
    {AmendmentFell: minute, AmendmentStands: minute_of_standing},
    "finds that amendment {amendment} to {text} {consequence} after amendment {other}"
    "[ because {because}]",
)
