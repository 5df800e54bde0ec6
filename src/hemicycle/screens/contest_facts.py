"""What a scenario may ask of credentials on which the house decides."""

from collections import Counter
from collections.abc import Callable, Mapping

from hemicycle.procedure.assembly import Contest
from hemicycle.procedure.assembly.contests import STANDINGS
from hemicycle.screens.view import View

NOTHING = "none"


def credentials(view: View) -> str:
    """How many delegations there are of each standing."""
    found = Counter(one.credentials for one in view.assembly.delegations.values())
    return ", ".join(f"{found[one]} {one}" for one in STANDINGS if found[one]) or NOTHING


def contests(view: View) -> str:
    """The cases: the number of each, its door, how far it has come, and what is concluded."""
    return ", ".join(in_short(one) for one in view.assembly.contests.values()) or NOTHING


def in_short(contest: Contest) -> str:
    """One case in a few words."""
    if contest.is_decided:
        return f"{contest.number} {contest.door} decided"
    if not contest.outcome:
        return f"{contest.number} {contest.door} referred"
    return " ".join(
        (str(contest.number), contest.door, "reported", contest.outcome, *contest.limits)
    )


CONTEST_FACTS: Mapping[str, Callable[[View], str]] = {
    "credentials": credentials,
    "contests": contests,
}
