"""Who is in the room, counted as the rulebook counts its quorum: delegations or members."""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Body
from hemicycle.procedure.rules.quorum_checks import counts_members, members_needed
from hemicycle.procedure.rules.quorums import delegations_present
from hemicycle.procedure.rules.seats import authorised
from hemicycle.procedure.rules.weights import roll
from hemicycle.screens.view import View

DELEGATIONS, MEMBERS, MARKED = "delegations", "members", "marked"


@dataclass(frozen=True, slots=True, kw_only=True)
class InTheRoom:
    """Units: delegations with a vote; or members who could vote now, of all that are authorised.

    While a quorum of members is checked, `present` are those who have marked presence.
    """

    unit: str
    present: int
    of_all: int
    needed: int

    @property
    def is_enough(self) -> bool:
        """Whether as many are there as a decision needs."""
        return self.present >= self.needed


def in_the_room(view: View, body: Body) -> InTheRoom:
    """Who of a body is there, and how many must be."""
    if counts_members(view.rules):
        return members_there(view, body)
    assembly = view.assembly
    return InTheRoom(
        unit=DELEGATIONS,
        present=delegations_present(assembly, body),
        of_all=sum(one.has_vote for one in assembly.delegations.values()),
        needed=view.rules.quorum_delegations(assembly),
    )


def members_there(view: View, body: Body) -> InTheRoom:
    """The members who could vote now, or have marked presence while the quorum is checked.

    Note: of a delegation that has not named its seats no more count than it has votes.
    """
    rules, assembly = view.rules, view.assembly
    is_checked = body.checking.is_granted
    rows = roll(rules, assembly, body, at=view.at)
    could_vote = sum(one.castable for one in rows)
    return InTheRoom(
        unit=MARKED if is_checked else MEMBERS,
        present=len(body.checking.marked) if is_checked else could_vote,
        of_all=authorised(assembly, body),
        needed=members_needed(rules, assembly, body),
    )
