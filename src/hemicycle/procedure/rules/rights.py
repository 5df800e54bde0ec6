"""Who may speak, move, vote, second, stand and see, by standing and body: the rulebook's matrix.

Article: rights.member_head, rights.member_delegate, rights.member_without_vote, rights.public
"""

from hemicycle.procedure.assembly import Assembly, Body, Delegation, Person
from hemicycle.procedure.kernel import MemberId, OutOfOrder
from hemicycle.procedure.rules.guards import require_person
from hemicycle.procedure.rules.rulebook import Rulebook

# "speak_on_invitation": may ask for the floor, and has it when the presiding officer invites.
# "move": motions, points of order, reservations. "see": closed papers and sittings of the body.
RIGHTS = ("speak", "speak_on_invitation", "move", "vote", "second", "stand", "see")
ORGANS = ("assembly", "committee", "council", "executive")
# What a parliament may be to the house, and as what a person may be accredited in a delegation.
STATUSES = (
    *("member", "associate", "observer", "event_observer"),
    *("guest", "host", "suspended", "candidate"),
)
ACCREDITED_AS = ("delegate", "adviser", "delegation_secretary", "honorary_member")
PUBLIC = "public"
# Held at home: it adds nothing to the place in a delegation, or a suspended Member would speak.
OFFICES_AT_HOME = ("speaker_of_parliament",)


def standings(assembly: Assembly, person: Person | None) -> tuple[str, ...]:
    """The lines of the matrix in which somebody stands: the place in a delegation, the office."""
    if person is None or person.is_withdrawn:
        return (PUBLIC,)
    delegation = assembly.delegations.get(person.delegation)
    if delegation is None:
        return (person.office or PUBLIC,)
    place = standing_in(delegation, person)
    if person.office and person.office not in OFFICES_AT_HOME:
        return (place, person.office)
    return (place,)


def standing_in(delegation: Delegation, person: Person) -> str:
    """The line of somebody in a delegation.

    Note: who advises a delegation has no more rights for it, whatever the parliament's status.
    """
    if person.accredited_as != "delegate":
        return person.accredited_as
    if delegation.status != "member":
        return delegation.status
    if not delegation.has_vote:
        return "member_without_vote"
    return "member_head" if person.id == delegation.head else "member_delegate"


def line_of_status(status: str) -> str:
    """The line of the delegates of a parliament whose vote nothing has touched."""
    return "member_delegate" if status == "member" else status


def rights_of(rules: Rulebook, assembly: Assembly, body: Body, *, member: MemberId) -> set[str]:
    """Every right of a person in a body, in whichever standing."""
    lines = standings(assembly, assembly.people.get(member))
    return set().union(*(rules.rights(line, body.organ) for line in lines))


def require_right(
    rules: Rulebook, assembly: Assembly, body: Body, *, member: MemberId, right: str
) -> Person:
    """The person, with this right in this body.

    Out of order: not accredited; no such right in any of the person's standings.
    """
    person = require_person(assembly, member)
    if right not in rights_of(rules, assembly, body, member=member):
        line = standings(assembly, person)[0]
        raise OutOfOrder(
            f"rights.{line}", f"no_right_to_{right}", member=member, standing=line, title=body.title
        )
    return person


def require_speaker(rules: Rulebook, assembly: Assembly, body: Body, *, member: MemberId) -> None:
    """Somebody who may speak in the body, of right or on invitation."""
    invited = "speak_on_invitation"
    if invited not in rights_of(rules, assembly, body, member=member):
        require_right(rules, assembly, body, member=member, right="speak")
