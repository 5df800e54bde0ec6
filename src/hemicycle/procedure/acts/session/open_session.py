"""Open the session: from here on its rules, time zone and basis are fixed.

Article: session.opening
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Person, Session, Words
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.rulebook import Rulebook

BASES = ("acted", "reported", "rehearsal")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession(Act):
    """The Secretary General opens the record of a session under a rulebook."""

    session: SessionId
    rulebook: str
    title: Words
    theme: Words
    place: Words
    zone: str
    starts_on: str
    ends_on: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOpened(Entry):
    """The session runs under this edition of this rulebook; `opened_by` heads its secretariat."""

    session: SessionId
    title: Words
    theme: Words
    place: Words
    zone: str
    starts_on: str
    ends_on: str
    basis: str
    rulebook: str
    edition: str
    opened_by: str


def decide(rules: Rulebook, assembly: Assembly, act: OpenSession) -> list[Entry]:
    """Record the opening.

    Out of order: the session is open already; its basis is none of the known ones.
    """
    if assembly.session is not None:
        raise OutOfOrder("session.opening", "session_already_open")
    if act.basis not in BASES:
        raise OutOfOrder("session.opening", "unknown_basis", basis=act.basis)
    return [
        SessionOpened(
            body=act.body,
            at=act.at,
            session=act.session,
            title=act.title,
            theme=act.theme,
            place=act.place,
            zone=act.zone,
            starts_on=act.starts_on,
            ends_on=act.ends_on,
            basis=act.basis,
            rulebook=rules.name,
            edition=rules.edition,
            opened_by=act.by,
        )
    ]


def apply(assembly: Assembly, entry: SessionOpened) -> Assembly:
    opener = MemberId(entry.opened_by)
    session = Session(
        id=entry.session,
        title=entry.title,
        theme=entry.theme,
        place=entry.place,
        zone=entry.zone,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        rulebook=entry.rulebook,
        edition=entry.edition,
        basis=entry.basis,
        opened_at=entry.at,
        opened_by=opener,
    )
    staff = Person(id=opener, office="secretary_general")
    return replace(assembly, session=session, people={opener: staff})


def minute(entry: SessionOpened) -> Phrase:
    return Phrase(
        "minute.session_opened",
        title=entry.title,
        place=entry.place,
        rulebook=entry.rulebook,
        edition=entry.edition,
    )


KIND = Kind(
    OpenSession, decide, {SessionOpened: apply}, {SessionOpened: minute}, "opens the session"
)
