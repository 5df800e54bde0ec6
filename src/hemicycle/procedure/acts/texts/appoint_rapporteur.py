"""Appoint a Rapporteur of a draft resolution; a text may have several.

Article: amendments.rapporteurs_max
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, TextId
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import (
    is_of_secretariat,
    require_body,
    require_person,
    require_presiding,
)
from hemicycle.procedure.rules.lodged_texts import require_text
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointRapporteur(Act):
    """The body's presiding officer, or the secretariat for it, names who reports on a text."""

    text: TextId
    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class RapporteurAppointed(Entry):
    """The person reports on the text, and advises on what is proposed to it."""

    text: TextId
    symbol: str
    member: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: AppointRapporteur) -> list[Entry]:
    """Record the Rapporteur.

    Out of order: no such text; the actor neither presides nor is of the secretariat; the person is
    not accredited or is Rapporteur already; there are as many as the rules allow.
    """
    body = require_body(assembly, act.body)
    text = require_text(assembly, body, act.text)
    if not is_of_secretariat(assembly, act.by):
        require_presiding(assembly, body, act.by)
    require_person(assembly, act.member)
    if act.member in text.rapporteurs:
        raise OutOfOrder("amendments.rapporteurs_max", "rapporteur_already", member=act.member)
    most = rules.number("amendments.rapporteurs_max")
    if len(text.rapporteurs) >= most:
        raise OutOfOrder("amendments.rapporteurs_max", "rapporteurs_enough", n=most)
    return [
        RapporteurAppointed(
            body=act.body, at=act.at, text=text.id, symbol=text.symbol, member=act.member
        )
    ]


def apply(assembly: Assembly, entry: RapporteurAppointed) -> Assembly:
    text = assembly.texts[entry.text]
    return assembly.with_text(replace(text, rapporteurs=(*text.rapporteurs, entry.member)))


def minute(entry: RapporteurAppointed) -> Phrase:
    return Phrase("minute.rapporteur_appointed", symbol=entry.symbol, member=entry.member)


KIND = Kind(
    AppointRapporteur,
    decide,
    {RapporteurAppointed: apply},
    {RapporteurAppointed: minute},
    "appoints {member} Rapporteur of {text}",
)
