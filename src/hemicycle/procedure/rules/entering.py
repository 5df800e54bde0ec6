"""When somebody may enter on a list ahead of the sitting, and on how many lists of a session.

Article: speaking.debates_per_member, speaking.desk_closes, speaking.desk_closes_first_sitting
"""

from hemicycle.procedure.assembly import Assembly, Body, ItemId
from hemicycle.procedure.kernel import Instant, MemberId, OutOfOrder
from hemicycle.procedure.rules.amendment_deadlines import Deadline, earlier
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.timetable import sitting_before, sitting_for


def debates_of(body: Body, member: MemberId, *, but: ItemId) -> int:
    """On how many other lists of a body somebody waits, or was heard."""
    return sum(
        item != but and (speakers.of(member) is not None or member in speakers.heard)
        for item, speakers in body.lists.items()
    )


def require_debates_left(rules: Rulebook, body: Body, item: ItemId, *, member: MemberId) -> None:
    """A person speaks in no more debates of a session than the rules allow.

    Out of order: the person is on as many lists already.
    """
    most = rules.number("speaking.debates_per_member")
    if most and debates_of(body, member, but=item or body.item) >= most:
        raise OutOfOrder("speaking.debates_per_member", "no_debates_left", member=member, n=most)


def desk_closes(rules: Rulebook, assembly: Assembly, body: Body, item: ItemId) -> Deadline | None:
    """When the desk closes the list of an item that is set down for a sitting of the programme."""
    sitting = sitting_for(assembly, body, item)
    if sitting is None or not rules.has("speaking.desk_closes"):
        return None
    before = sitting_before(assembly, sitting)
    if before is None:
        return earlier(sitting.begins_at, rules, "speaking.desk_closes_first_sitting")
    return earlier(before.ends_at, rules, "speaking.desk_closes")


def require_desk_open(
    rules: Rulebook, assembly: Assembly, body: Body, item: ItemId, *, at: Instant
) -> None:
    """The desk still enters names for an item.

    Out of order: it has closed that list.
    """
    deadline = desk_closes(rules, assembly, body, item or body.item)
    if deadline is not None and at >= deadline.at:
        raise OutOfOrder(deadline.rule_key, "desk_closed", at=deadline.at)
