"""Constitute a body: plenary, council, committee, forum or group.

Article: session.bodies, division.unit_assembly, division.unit_committee, division.unit_council,
chair.presides
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Words
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import Act, BodyId, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import require_person, require_secretariat, require_session
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstituteBody(Act):
    """The secretariat sets up a body and says who presides over it."""

    constituted: BodyId
    title: Words
    presiding: MemberId = NOBODY
    organ: str = "committee"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyConstituted(Entry):
    """`body` exists; `unit` says who votes in it."""

    organ: str
    title: Words
    unit: str
    presiding: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: ConstituteBody) -> list[Entry]:
    """Record the body.

    Out of order: the actor is not of the secretariat; the body exists already; who is to
    preside is not accredited; nobody is to preside.
    """
    require_secretariat(assembly, act)
    if act.constituted in assembly.bodies:
        raise OutOfOrder("session.bodies", "body_exists", body=act.constituted)
    if act.presiding:
        require_person(assembly, act.presiding)
    elif not require_session(assembly).is_reported:
        raise OutOfOrder("chair.presides", "nobody_presides", body=act.constituted)
    return [
        BodyConstituted(
            body=act.constituted,
            at=act.at,
            organ=act.organ,
            title=act.title,
            unit=rules.voting_unit(act.organ),
            presiding=act.presiding,
        )
    ]


def apply(assembly: Assembly, entry: BodyConstituted) -> Assembly:
    return assembly.with_body(
        Body(
            id=entry.body,
            organ=entry.organ,
            title=entry.title,
            unit=entry.unit,
            presiding=entry.presiding,
            constituted_presiding=entry.presiding,
        )
    )


def minute(entry: BodyConstituted) -> Phrase:
    return Phrase("minute.body_constituted", title=entry.title, presiding=entry.presiding)


KIND = Kind(
    ConstituteBody,
    decide,
    {BodyConstituted: apply},
    {BodyConstituted: minute},
    "constitutes {constituted} {title}[ chaired by {presiding}][ as {organ}]",
)
