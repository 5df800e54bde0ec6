"""Note that the committee was unanimous for an amendment.

Article: amendments.committee_unanimous
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, TextId, Words
from hemicycle.procedure.kernel import Act, BodyId, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import is_of_secretariat, require_body, require_person
from hemicycle.procedure.rules.lodged_texts import (
    require_amendment,
    require_text,
    require_undecided,
)
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.unanimous import require_unanimity_counts


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteUnanimity(Act):
    """The chair or the Rapporteur, or the secretariat, tells how `committee` stood to it."""

    text: TextId
    amendment: int
    committee: BodyId


@dataclass(frozen=True, slots=True, kw_only=True)
class UnanimityNoted(Entry):
    """The committee was unanimous for the amendment."""

    text: TextId
    symbol: str
    amendment: int
    committee: BodyId
    title: Words


def decide(rules: Rulebook, assembly: Assembly, act: NoteUnanimity) -> list[Entry]:
    """Record it.

    Out of order: no such text or amendment; it is before the body or decided; the rules put every
    amendment to the vote; the body named is no committee; the actor speaks for none of them; it is
    noted already.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    amendment = require_amendment(text, act.amendment)
    require_undecided(assembly, amendment)
    require_unanimity_counts(rules)
    committee = require_body(assembly, act.committee)
    if committee.organ != "committee":
        raise OutOfOrder("amendments.committee_unanimous", "no_committee", title=committee.title)
    speaks_for_it = (committee.constituted_presiding, *text.rapporteurs)
    require_person(assembly, act.by)
    if act.by not in speaks_for_it and not is_of_secretariat(assembly, act.by):
        raise OutOfOrder(
            "amendments.committee_unanimous", "not_for_committee", title=committee.title
        )
    if amendment.unanimous_in:
        raise OutOfOrder(
            "amendments.committee_unanimous", "unanimous_already", amendment=act.amendment
        )
    return [
        UnanimityNoted(
            body=act.body,
            at=act.at,
            text=text.id,
            symbol=text.symbol,
            amendment=act.amendment,
            committee=committee.id,
            title=committee.title,
        )
    ]


def apply(assembly: Assembly, entry: UnanimityNoted) -> Assembly:
    text = assembly.texts[entry.text]
    one = replace(text.amendments[entry.amendment], unanimous_in=entry.committee)
    return assembly.with_text(text.with_amendment(one))


def minute(entry: UnanimityNoted) -> Phrase:
    return Phrase(
        "minute.unanimity_noted",
        amendment=entry.amendment,
        symbol=entry.symbol,
        title=entry.title,
    )


KIND = Kind(
    NoteUnanimity,
    decide,
    {UnanimityNoted: apply},
    {UnanimityNoted: minute},
    "notes that {committee} was unanimous for amendment {amendment} to {text}",
)
