"""Credentials that the house decides itself: who may bring a case, and what may be decided.

Article: credentials.contested_by, credentials.procedural_grounds, credentials.outcomes,
credentials.protected_rights, credentials.votes_on_own_credentials, credentials.accepted,
credentials.limitable_rights, credentials.reconsider_signatures_cap
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Contest, Delegation, DelegationId
from hemicycle.procedure.assembly.contests import (
    CHALLENGED,
    LIMITED,
    NOT_RATIFIED,
    RATIFIED,
)
from hemicycle.procedure.kernel import Act, Entry, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.rulebook import Rulebook

NOBODY_CONTESTS, MEMBERS = "nobody", "members"
CONTESTED_BY = (NOBODY_CONTESTS, MEMBERS)
SEATS_OF_DELEGATION = "seats_of_the_delegation"
RATIFY, NOT_RATIFY, RATIFY_LIMITED = "ratify", "not_ratify", "ratify_with_rights_limited"
MAKES = {RATIFY: RATIFIED, NOT_RATIFY: NOT_RATIFIED, RATIFY_LIMITED: LIMITED}
WITHOUT_RATIFICATION = "not_ratified"  # the cause for which a delegation has no vote


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsDecided(Entry):
    """What became of the credentials, by the decision on a question: their new standing.

    `proposal` is the number of what took the place of the committee's conclusion, where it is that
    which was carried and the case goes on; 0 where the case is over.
    """

    contest: int
    delegation: DelegationId
    question: int
    proposal: int
    outcome: str
    limits: tuple[str, ...] = ()


def require_contests(rules: Rulebook) -> None:
    """The house decides on credentials itself.

    Out of order: under its rules the secretariat checks them.
    """
    if rules.choice("credentials.contested_by") == NOBODY_CONTESTS:
        raise OutOfOrder("credentials.contested_by", "credentials_not_contested")


def require_delegation(assembly: Assembly, wanted: DelegationId) -> Delegation:
    """A delegation that sits.

    Out of order: there is none of that name.
    """
    found = assembly.delegations.get(wanted)
    if found is None:
        raise OutOfOrder("credentials.accepted", "delegation_unknown", delegation=wanted)
    return found


def require_contest(assembly: Assembly, number: int) -> Contest:
    """A case that is not over.

    Out of order: there is none of that number, or it is decided.
    """
    found = assembly.contests.get(number)
    if found is None:
        raise OutOfOrder("credentials.contested_by", "no_such_contest", number=number)
    if found.is_decided:
        raise OutOfOrder("credentials.contested_by", "contest_decided", number=number)
    return found


def require_within_seats(rules: Rulebook, assembly: Assembly, members: Sequence[MemberId]) -> None:
    """No delegation gives more signatures than it has seats, where the rules cap them so.

    Out of order: one does.
    """
    if rules.choice("credentials.reconsider_signatures_cap") != SEATS_OF_DELEGATION:
        return
    signed = Counter(assembly.people[one].delegation for one in members)
    for delegation, n in signed.items():
        seats = assembly.delegations[delegation].votes
        if n > seats:
            raise OutOfOrder(
                "credentials.reconsider_signatures_cap",
                "more_than_seats",
                delegation=delegation,
                n=n,
                needed=seats,
            )


def require_outcome(rules: Rulebook, outcome: str, limits: Sequence[str]) -> None:
    """What may be decided on credentials, and which rights may be limited.

    Out of order: it is no outcome that the rules know; a right that nobody can lose on this ground
    would be limited, or one that the rules do not name; rights are named without limiting any.
    """
    if outcome not in rules.choices("credentials.outcomes"):
        raise OutOfOrder("credentials.outcomes", "no_credentials_outcome", text=outcome)
    protected = rules.choices("credentials.protected_rights")
    for right in limits:
        if right in protected:
            raise OutOfOrder(
                "credentials.protected_rights", "right_is_protected", limited_right=right
            )
        if right not in rules.choices("credentials.limitable_rights"):
            raise OutOfOrder("credentials.limitable_rights", "right_not_limited", text=right)
    if bool(limits) != (outcome == RATIFY_LIMITED):
        raise OutOfOrder("credentials.outcomes", "limits_with_outcome")


def is_own_case(assembly: Assembly, question: int, delegation: DelegationId) -> bool:
    """Whether a question is about the credentials of that delegation."""
    return any(
        question in one.questions and one.delegation == delegation
        for one in assembly.contests.values()
    )


def votes_here(rules: Rulebook, assembly: Assembly, body: Body, delegation: Delegation) -> bool:
    """Whether a delegation that has a vote has it on the question before the body."""
    if body.question is None or not assembly.contests:
        return True
    if not is_own_case(assembly, body.question.number, delegation.id):
        return True
    return rules.is_on("credentials.votes_on_own_credentials")


def contest_decided(assembly: Assembly, body: Body, act: Act, *, outcome: str) -> list[Entry]:
    """What follows for the credentials that the question before the body is about; mostly nothing.

    Note: a proposal that is carried takes the place of what the committee concludes.
    """
    put = body.question.number if body.question else 0
    contest = next((one for one in assembly.contests.values() if put in one.questions), None)
    if contest is None or outcome != "adopted":
        return []
    proposal = next((one for one in contest.proposals if one.question == put), None)
    said = proposal or contest
    return [
        CredentialsDecided(
            body=act.body,
            at=act.at,
            contest=contest.number,
            delegation=contest.delegation,
            question=put,
            proposal=proposal.number if proposal else 0,
            outcome=said.outcome,
            limits=said.limits,
        )
    ]


def apply(assembly: Assembly, entry: CredentialsDecided) -> Assembly:
    """The case is over, or goes on with what was carried instead."""
    contest = assembly.contests[entry.contest]
    if entry.proposal:
        carried = tuple(
            replace(one, is_carried=True) if one.number == entry.proposal else one
            for one in contest.proposals
        )
        changed = replace(contest, outcome=entry.outcome, limits=entry.limits, proposals=carried)
        return assembly.with_contest(changed)
    delegation = assembly.delegations[entry.delegation]
    return assembly.with_contest(replace(contest, is_decided=True)).with_delegation(
        standing_so(delegation, MAKES[entry.outcome], limits=entry.limits)
    )


def standing_so(delegation: Delegation, standing: str, *, limits: tuple[str, ...]) -> Delegation:
    """A delegation with its credentials in a new standing; it has no vote where they are refused.

    Note: a vote that it lost for another cause is not given back.
    """
    made = replace(delegation, credentials=standing, limits=limits)
    if standing == NOT_RATIFIED and delegation.has_vote:
        return replace(made, has_vote=False, cause=WITHOUT_RATIFICATION)
    if standing not in (NOT_RATIFIED, CHALLENGED) and delegation.cause == WITHOUT_RATIFICATION:
        return replace(made, has_vote=True, cause="")
    return made


def minute(entry: CredentialsDecided) -> Phrase:
    """What became of the credentials."""
    if entry.proposal:
        return Phrase(
            "minute.outcome_carried",
            number=entry.contest,
            contest_outcome=entry.outcome,
            limited_right=entry.limits,
        )
    made = MAKES[entry.outcome]
    return Phrase(
        f"minute.credentials_{made}", delegation=entry.delegation, limited_right=entry.limits
    )
