"""Who may speak, move, vote, second, stand and see, by standing and body: the rulebook's matrix.

Article: rights.member_head, rights.member_delegate, rights.member_without_vote, rights.titular,
rights.substitute, rights.without_seat, rights.public, credentials.deputisation
"""

from hemicycle.procedure.assembly import Assembly, Body, Delegation, Person
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import Act, Instant, MemberId, OutOfOrder
from hemicycle.procedure.rules.guards import require_person
from hemicycle.procedure.rules.rulebook import Rulebook

# "speak_on_invitation": may ask for the floor, and has it when the presiding officer invites.
# "move": motions, points of order, reservations. "see": closed papers and sittings of the body.
# "vote_as_substitute": while nobody of the delegation who has the vote is in the room.
RIGHTS = (
    *("speak", "speak_on_invitation", "move", "vote", "vote_as_substitute"),
    *("second", "stand", "see"),
)
ORGANS = ("assembly", "committee", "council", "executive")
# What a parliament may be to the house, and as what a person may be accredited in a delegation.
STATUSES = (
    *("member", "associate", "observer", "event_observer"),
    *("guest", "host", "suspended", "candidate"),
)
ACCREDITED_AS = ("delegate", "adviser", "delegation_secretary", "honorary_member")
PUBLIC = "public"
WHO_MAY_SIT = ("member_head", "member_delegate")
# Held at home: it adds nothing to the place in a delegation, or a suspended Member would speak.
OFFICES_AT_HOME = ("speaker_of_parliament",)


def standings(
    assembly: Assembly, person: Person | None, body: Body | None = None
) -> tuple[str, ...]:
    """The lines of the matrix in which somebody stands: the place in a delegation, the office.

    Note: in a body where a delegation has named its seats, only those have them; where it has
    named none, any of its delegates sits there for it.
    """
    if person is None or person.is_withdrawn:
        return (PUBLIC,)
    delegation = assembly.delegations.get(person.delegation)
    if delegation is None:
        return (person.office or PUBLIC,)
    place = standing_in(delegation, person)
    seats = body.seats.get(delegation.id) if body else None
    if seats and place in WHO_MAY_SIT:
        place = seats.get(person.id, "without_seat")
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


def own_rights(rules: Rulebook, assembly: Assembly, body: Body, member: MemberId) -> set[str]:
    """What a person's standings give in a body, whoever may act for the person meanwhile."""
    lines = standings(assembly, assembly.people.get(member), body)
    return set().union(*(rules.rights(line, body.organ) for line in lines))


def rights_of(
    rules: Rulebook, assembly: Assembly, body: Body, *, member: MemberId, at: Instant
) -> set[str]:
    """Every right that a person has in a body at a moment: no right is ever in two hands."""
    if not body.deputisations:
        return own_rights(rules, assembly, body, member)
    in_force = [one for one in body.deputisations if one.is_in_force(at)]
    is_deputised = any(one.member == member for one in in_force)
    received = [one.member for one in in_force if one.to == member]
    holders = received if is_deputised else [member, *received]
    return set().union(*(own_rights(rules, assembly, body, one) for one in holders))


def require_right(
    rules: Rulebook, assembly: Assembly, act: Act, *, right: str, member: MemberId = NOBODY
) -> None:
    """Who acts, or `member`, has this right in the act's body at its moment.

    Out of order: not accredited; somebody else acts for the person; no such right in any of the
    person's standings.
    """
    body, asked = assembly.bodies[act.body], member or act.by
    person = require_person(assembly, asked)
    if right in rights_of(rules, assembly, body, member=asked, at=act.at):
        return
    deputy = deputy_of(body, asked, at=act.at)
    if deputy:
        raise OutOfOrder("credentials.deputisation", "is_deputised", member=asked, deputy=deputy)
    line = standings(assembly, person, body)[0]
    raise OutOfOrder(
        f"rights.{line}", f"no_right_to_{right}", member=asked, standing=line, title=body.title
    )


def require_speaker(
    rules: Rulebook, assembly: Assembly, act: Act, *, member: MemberId = NOBODY
) -> None:
    """Who acts, or `member`, may speak in the act's body, of right or on invitation."""
    body, asked = assembly.bodies[act.body], member or act.by
    if "speak_on_invitation" not in rights_of(rules, assembly, body, member=asked, at=act.at):
        require_right(rules, assembly, act, right="speak", member=member)


def deputy_of(body: Body, member: MemberId, *, at: Instant) -> MemberId:
    """Who acts for a person in a body at a moment; nobody where the person acts."""
    in_force = (one for one in body.deputisations if one.is_in_force(at))
    return next((one.to for one in in_force if one.member == member), NOBODY)
