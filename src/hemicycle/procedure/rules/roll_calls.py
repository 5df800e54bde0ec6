"""When a roll is called although the house votes at its places: the fallback, and its own quorum.

Article: division.roll_call_for, division.roll_call_share, division.roll_call_delegations,
division.roll_call_scope, division.roll_call_latest, quorum.roll_call_always,
quorum.roll_call_result_withheld, division.method
"""

from hemicycle.procedure.assembly import Assembly, Body, Count, Division
from hemicycle.procedure.kernel import MemberId, OutOfOrder
from hemicycle.procedure.rules.quorum_checks import Support, members_needed, support
from hemicycle.procedure.rules.rulebook import Rulebook

SYSTEM_DOWN = "electronic_system_unusable"
AT_PLACES, ALOUD = "roll_call", "voice"


def is_fallback(rules: Rulebook, body: Body) -> bool:
    """Whether the roll is called aloud only where nobody can vote at the places."""
    return body.organ == "assembly" and SYSTEM_DOWN in rules.choices("division.roll_call_for")


def require_system_down(rules: Rulebook, body: Body) -> None:
    """The electronic system cannot be used.

    Out of order: the rules know no such fallback, or the system works.
    """
    if not is_fallback(rules, body):
        raise OutOfOrder("division.roll_call_for", "no_roll_call_asked_for")
    if not body.is_system_down:
        raise OutOfOrder("division.roll_call_for", "voting_system_works")


def require_before_first_vote(assembly: Assembly, body: Body) -> None:
    """Nothing on the item was voted yet, neither an amendment nor the whole.

    Out of order: a vote on it was opened.
    """
    if any(
        one.question.item == body.item and one.question.body == body.id
        for one in assembly.divisions.values()
    ):
        raise OutOfOrder("division.roll_call_latest", "item_voted_on_already", item=body.item)


def support_of_roll_call(
    rules: Rulebook, assembly: Assembly, body: Body, *, asking: tuple[MemberId, ...]
) -> Support:
    """Who asks for the roll call on the item, against what the rules want."""
    return support(
        assembly,
        body,
        asking=asking,
        share=rules.choice("division.roll_call_share"),
        delegations=rules.number("division.roll_call_delegations"),
    )


def require_way_open(rules: Rulebook, body: Body, *, method: str, is_whole: bool) -> None:
    """The method can be used now.

    Out of order: the places do not work; a roll call was not asked for by enough, or is for the
    whole text only.
    """
    if not is_fallback(rules, body):
        return
    if method == AT_PLACES and body.is_system_down:
        raise OutOfOrder("division.method", "voting_system_down")
    if method != ALOUD:
        return
    require_system_down(rules, body)
    calling = body.roll_calling
    if not calling.is_granted or calling.item != body.item:
        raise OutOfOrder("division.roll_call_share", "no_roll_call_asked_for")
    if not is_whole:
        raise OutOfOrder("division.roll_call_scope", "roll_call_on_whole_text")


def lacks_quorum(rules: Rulebook, assembly: Assembly, division: Division, count: Count) -> int:
    """The quorum that those who answered a roll call did not reach; 0 where it stands.

    Units: members. Only that it was missed is kept, never how many answered.
    """
    body = assembly.bodies[division.question.body]
    is_bound = rules.has("quorum.roll_call_always") and rules.is_on("quorum.roll_call_always")
    if not is_bound or division.question.method != ALOUD or not is_fallback(rules, body):
        return 0
    answered = sum(row.for_votes + row.against_votes + row.abstention_votes for row in count.rows)
    needed = members_needed(rules, assembly, body)
    return needed if answered < needed else 0
