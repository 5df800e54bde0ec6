"""Compromises between amendments: what waits for consents, and whose.

Article: amendments.compromise
"""

from hemicycle.procedure.assembly import Amendment, DelegationId, Text
from hemicycle.procedure.kernel import OutOfOrder


def movers_joined(text: Text, compromise: Amendment) -> set[DelegationId]:
    """The delegations that moved what a compromise joins."""
    return {text.amendments[number].mover for number in compromise.merges}


def require_waiting(text: Text, number: int, *, delegation: DelegationId) -> Amendment:
    """A compromise that waits for consents, on which this delegation has a say.

    Out of order: there is none of that number; the delegation moved nothing that it joins.
    """
    compromise = text.amendments.get(number)
    if compromise is None or not compromise.is_proposed or compromise.withdrawn_at:
        raise OutOfOrder("amendments.compromise", "no_compromise", amendment=number)
    if delegation not in movers_joined(text, compromise):
        raise OutOfOrder("amendments.compromise", "compromise_of_others", delegation=delegation)
    return compromise
