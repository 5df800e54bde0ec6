"""Credentials as the house decides on them: how each delegation's stand, and every case."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Contest, DelegationId, Words
from hemicycle.procedure.assembly.contests import RATIFIED, RECONSIDERATION, SENT, STANDINGS
from hemicycle.procedure.rules.contests import MEMBERS
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSeen:
    """One case; `committee` reports on it, `opinions` are those of others."""

    contest: Contest
    committee: Words
    opinions: Sequence[tuple[Words, Words]]
    delegations: int
    is_motion: bool
    is_late: bool
    article: str
    edition: str
    is_verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsSeen:
    """How many delegations' credentials have each standing, which differ, and the cases."""

    is_ours: bool
    counts: Mapping[str, int]
    others: Sequence[tuple[DelegationId, str, Sequence[str]]]
    cases: Sequence[CaseSeen]
    edition: str


def credentials(view: View) -> CredentialsSeen:
    """The page of credentials, the same for everybody."""
    delegations = view.assembly.delegations.values()
    found = Counter(one.credentials for one in delegations)
    return CredentialsSeen(
        is_ours=view.rules.choice("credentials.contested_by") == MEMBERS,
        counts={one: found[one] for one in STANDINGS if found[one]},
        others=[
            (one.id, one.credentials, one.limits)
            for one in delegations
            if one.credentials not in (SENT, RATIFIED)
        ],
        cases=[case(view, one) for one in view.assembly.contests.values()],
        edition=view.rules.edition,
    )


def case(view: View, contest: Contest) -> CaseSeen:
    """One case as it stands."""
    bodies, people = view.assembly.bodies, view.assembly.people
    is_motion = contest.door == RECONSIDERATION
    rule_key = (
        "credentials.reconsider_signatures" if is_motion else "credentials.procedural_grounds"
    )
    return CaseSeen(
        contest=contest,
        committee=bodies[contest.referred_to].title,
        opinions=[(bodies[body].title, words) for body, words in contest.opinions],
        delegations=len({people[one].delegation for one in contest.signatories}),
        is_motion=is_motion,
        is_late=not contest.outcome and view.at > contest.report_due,
        article=view.rules.article(rule_key),
        edition=view.rules.edition,
        is_verified=view.rules.is_verified(rule_key),
    )
