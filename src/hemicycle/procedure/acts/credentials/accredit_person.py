"""Accredit an officer, a guest or a member of the staff.

Article: credentials.accepted, credentials.offices
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Person
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import (
    SECRETARIAT,
    require_secretariat,
    require_secretariat_without,
)
from hemicycle.procedure.rules.rulebook import Rulebook

OFFICES = (
    "president",
    "vice_president",
    "chair",
    "clerk",
    "secretary_general",
    "teller",
    "rapporteur",
    "guest",
    "speaker_of_parliament",
    "interpreter",
    "record_clerk",
    "protocol_officer",
    "press",
    "staff",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccreditPerson(Act):
    """The secretariat accredits a person in an office, delegate or not."""

    member: MemberId
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAccredited(Entry):
    """`member` holds `office` for this session."""

    member: MemberId
    office: str


def decide(rules: Rulebook, assembly: Assembly, act: AccreditPerson) -> list[Entry]:
    """Record the accreditation.

    Out of order: the actor is not of the secretariat; no such office is known; the person
    holds it already, or is the last of the secretariat.
    """
    require_secretariat(assembly, act)
    if act.office not in OFFICES:
        raise OutOfOrder("credentials.offices", "unknown_office", office=act.office)
    person = assembly.people.get(act.member)
    if person is not None and person.office == act.office:
        raise OutOfOrder("credentials.offices", "holds_office_already", member=act.member)
    if act.office not in SECRETARIAT:
        require_secretariat_without(assembly, act.member)
    return [PersonAccredited(body=act.body, at=act.at, member=act.member, office=act.office)]


def apply(assembly: Assembly, entry: PersonAccredited) -> Assembly:
    person = assembly.people.get(entry.member, Person(id=entry.member))
    person = replace(person, office=entry.office)
    return replace(assembly, people={**assembly.people, entry.member: person})


def minute(entry: PersonAccredited) -> Phrase:
    return Phrase("minute.person_accredited", member=entry.member, office=entry.office)


KIND = Kind(
    AccreditPerson,
    decide,
    {PersonAccredited: apply},
    {PersonAccredited: minute},
    "accredits {member} as {office}",
)
