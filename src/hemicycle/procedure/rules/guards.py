"""Conditions that many acts share; each refuses with its own rule key.

Article: session.opening, secretariat.acts, sitting.open, chair.presides, motions.point_first,
chair.hand_over, credentials.accepted, division.one_question, division.stages, division.tellers,
motions.precedence, session.bodies
"""

from hemicycle.procedure.assembly import Assembly, Body, Division, ItemId, Person, Question, Session
from hemicycle.procedure.kernel import Act, BodyId, MemberId, OutOfOrder

SECRETARIAT = ("secretary_general", "clerk")


def require_session(assembly: Assembly) -> Session:
    """The session, or out of order before it is opened."""
    if assembly.session is None:
        raise OutOfOrder("session.opening", "session_not_open")
    return assembly.session


def require_body(assembly: Assembly, body: BodyId) -> Body:
    """The body, or out of order where it was never constituted."""
    require_session(assembly)
    if body not in assembly.bodies:
        raise OutOfOrder("session.bodies", "unknown_body", body=body)
    return assembly.bodies[body]


def require_sitting(assembly: Assembly, body: BodyId) -> Body:
    """The body while its sitting is open and not suspended."""
    found = require_body(assembly, body)
    if found.sitting is None:
        raise OutOfOrder("sitting.open", "no_sitting", body=body)
    if found.sitting.is_suspended:
        raise OutOfOrder("sitting.open", "sitting_suspended", body=body)
    return found


def require_presiding(assembly: Assembly, body: Body, member: MemberId) -> None:
    """Only who presides now, and is still accredited, may do this."""
    require_person(assembly, member)
    if body.presiding != member:
        raise OutOfOrder("chair.presides", "not_presiding", presiding=body.presiding)


def require_person(assembly: Assembly, member: MemberId) -> Person:
    """An accredited person whose credentials stand."""
    person = assembly.people.get(member)
    if person is None:
        raise OutOfOrder("credentials.accepted", "not_accredited", member=member)
    if person.is_withdrawn:
        raise OutOfOrder("credentials.accepted", "credentials_withdrawn", member=member)
    return person


def require_secretariat(assembly: Assembly, act: Act) -> None:
    """Only the Secretary General or a clerk may do this."""
    require_session(assembly)
    if require_person(assembly, act.by).office not in SECRETARIAT:
        raise OutOfOrder("secretariat.acts", "not_secretariat", member=act.by)


def is_of_secretariat(assembly: Assembly, member: MemberId) -> bool:
    """Whether somebody is of the secretariat, whose credentials stand."""
    person = assembly.people.get(member)
    return person is not None and not person.is_withdrawn and person.office in SECRETARIAT


def require_teller(assembly: Assembly, member: MemberId) -> None:
    """Only a teller counts, or the secretariat where it lends one."""
    if require_person(assembly, member).office not in ("teller", *SECRETARIAT):
        raise OutOfOrder("division.tellers", "not_a_teller", member=member)


def require_not_presiding(assembly: Assembly, member: MemberId) -> None:
    """Who presides hands the chair over first; a body is never left without one."""
    for body in assembly.bodies.values():
        if body.presiding == member:
            raise OutOfOrder("chair.hand_over", "presides_now", member=member, title=body.title)


def require_secretariat_without(assembly: Assembly, member: MemberId) -> None:
    """Somebody of the secretariat is left when this person no longer is."""
    staff = [p.id for p in assembly.people.values() if p.office in SECRETARIAT]
    standing = [one for one in staff if not assembly.people[one].is_withdrawn]
    if standing == [member]:
        raise OutOfOrder("secretariat.acts", "last_of_secretariat", member=member)


def require_no_point_of_order(body: Body) -> None:
    """A pending point of order comes first."""
    point = body.floor.point
    if point is not None:
        raise OutOfOrder("motions.point_first", "point_of_order_pending", member=point.member)


def require_no_motion(body: Body) -> None:
    """A motion that waits for its decision comes first."""
    if body.motion is not None:
        raise OutOfOrder("motions.precedence", "motion_pending", motion=body.motion.kind)


def require_nothing_first(body: Body) -> None:
    """A pending point of order comes first, and then a pending motion."""
    require_no_point_of_order(body)
    require_no_motion(body)


def require_list_in_hand(assembly: Assembly, act: Act, *, item: ItemId) -> Body:
    """The body whose list may be closed by who acts: the presiding officer, or at the desk.

    Out of order: no sitting is open, where no item is named; the actor neither presides nor is of
    the secretariat.
    """
    body = require_body(assembly, act.body) if item else require_sitting(assembly, act.body)
    is_ahead = bool(item) and item != body.item
    if not is_ahead or not is_of_secretariat(assembly, act.by):
        require_presiding(assembly, body, act.by)
    return body


def require_no_voting(assembly: Assembly, body: Body) -> None:
    """No voting runs in the body; speeches wait until it is closed."""
    division = assembly.divisions.get(body.division)
    if division is not None and division.stage == "open":
        raise OutOfOrder("division.stages", "voting_goes_on", division=division.number)


def require_question(body: Body) -> Question:
    """The question before the body."""
    if body.question is None:
        raise OutOfOrder("division.one_question", "no_question", body=body.id)
    return body.question


def require_division(assembly: Assembly, body: Body) -> Division:
    """The division of the question before the body."""
    division = assembly.divisions.get(body.division)
    if division is None:
        raise OutOfOrder("division.stages", "no_division", body=body.id)
    return division
