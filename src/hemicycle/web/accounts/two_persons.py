"""Two persons for the code of an officer whose account has a key: one makes it, one confirms it.

A code of the desk opens an account past its second step. For whoever may run the sitting that takes
another person of the secretariat; where the session has nobody else, an operator with a key.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hemicycle.procedure.assembly.credentials import Person
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import MemberId
from hemicycle.procedure.rules.guards import SECRETARIAT
from hemicycle.secretariat.enrolment import accounts_at, condition_of
from hemicycle.secretariat.models import Account, EnrolmentCode
from hemicycle.secretariat.second_step import is_guarded
from hemicycle.web.shell import shell


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A code that waits for an operator, and whose it is."""

    code: EnrolmentCode
    label: str


def needs_second(session: str, person: Person) -> bool:
    """Whether a code for this person must be confirmed by somebody else before it can be used."""
    if person.office not in SECRETARIAT:
        return False
    accounts = Account.objects.filter(pk__in=accounts_at(session, person.id))
    return any(is_guarded(one) for one in accounts)


def waits(code: EnrolmentCode, person: Person) -> bool:
    """Whether a code still needs a second person."""
    return code.confirmed_at is None and needs_second(code.session, person)


def has_second_clerk(code: EnrolmentCode) -> bool:
    """Whether the session has one more person of the secretariat, who could come to the desk."""
    people = shell[0].installation.house.clerk.state(SessionId(code.session)).assembly.people
    return any(
        one.office in SECRETARIAT
        and not one.is_withdrawn
        and one.id not in (code.made_by_member, code.member)
        and accounts_at(code.session, one.id)
        for one in people.values()
    )


def waiting_for_operator(language: str = "en") -> Iterator[Waiting]:
    """The open codes that only an operator can confirm, of all sessions."""
    house = shell[0].installation.house
    for code in EnrolmentCode.objects.filter(used_at=None, voided_at=None, confirmed_at=None):
        session = SessionId(code.session)
        if condition_of(code) != "open" or not house.has(session):
            continue
        person = house.clerk.state(session).assembly.people.get(MemberId(code.member))
        if person is not None and waits(code, person) and not has_second_clerk(code):
            yield Waiting(code=code, label=house.names_of(session).label(code.member, language))
