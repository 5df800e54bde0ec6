"""Challenge credentials that are not ratified: the case goes to the rules committee, undebated.

Article: credentials.contested_by, credentials.procedural_challengers,
credentials.procedural_delegations, credentials.procedural_grounds,
credentials.procedural_reasons_required, credentials.procedural_referral, credentials.report_hours
"""

from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, Contest, DelegationId, Words
from hemicycle.procedure.assembly.contests import CHALLENGE, CHALLENGED, SENT
from hemicycle.procedure.kernel import (
    Act,
    BodyId,
    Entry,
    Instant,
    Kind,
    MemberId,
    OutOfOrder,
    Phrase,
)
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.contests import (
    require_contests,
    require_delegation,
    standing_so,
)
from hemicycle.procedure.rules.guards import require_body, require_sitting
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.timetable import HOUR_MS
from hemicycle.procedure.rules.together import require_enough, require_signatories

ENOUGH = ("credentials.procedural_challengers", "credentials.procedural_delegations")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeCredentials(Act):
    """A member and `members` with this person challenge a delegation's credentials on a ground."""

    delegation: DelegationId
    ground: str
    committee: BodyId
    members: tuple[MemberId, ...] = ()
    reasons: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsChallenged(Entry):
    """The case is before the committee, which reports by `report_due` if it can."""

    contest: int
    delegation: DelegationId
    ground: str
    reasons: Words
    signatories: tuple[MemberId, ...]
    committee: BodyId
    title: Words
    report_due: Instant


def decide(rules: Rulebook, assembly: Assembly, act: ChallengeCredentials) -> list[Entry]:
    """Record the challenge and its reference.

    Out of order: no sitting is open; under the rules nobody contests credentials; the delegation
    does not sit, or its credentials are no longer open; the ground is none of the list; reasons are
    missing; somebody is no member, named twice, or not in the room; too few members, or of too few
    delegations; the actor may not move; the body referred to is no committee.
    """
    body = require_sitting(assembly, act.body)
    require_contests(rules)
    delegation = require_delegation(assembly, act.delegation)
    if delegation.credentials != SENT:
        raise OutOfOrder(
            "credentials.contested_by",
            f"credentials_{delegation.credentials}",
            delegation=act.delegation,
        )
    if act.ground not in rules.choices("credentials.procedural_grounds"):
        raise OutOfOrder("credentials.procedural_grounds", "unknown_ground", text=act.ground)
    if rules.is_on("credentials.procedural_reasons_required") and not act.reasons:
        raise OutOfOrder("credentials.procedural_reasons_required", "challenge_without_reasons")
    require_right(rules, assembly, act, right="move")
    signatories = require_signatories(
        assembly, act, act.members, rule_key="credentials.contested_by"
    )
    for member in signatories:
        if member not in body.present:
            raise OutOfOrder(ENOUGH[0], "not_in_room", member=member)
    require_enough(rules, assembly, signatories, of=ENOUGH)
    committee = require_body(assembly, act.committee)
    if committee.organ != "committee":
        raise OutOfOrder("credentials.procedural_referral", "no_committee", title=committee.title)
    return [
        CredentialsChallenged(
            body=act.body,
            at=act.at,
            contest=len(assembly.contests) + 1,
            delegation=act.delegation,
            ground=act.ground,
            reasons=act.reasons,
            signatories=signatories,
            committee=committee.id,
            title=committee.title,
            report_due=Instant(act.at + rules.number("credentials.report_hours") * HOUR_MS),
        )
    ]


def apply(assembly: Assembly, entry: CredentialsChallenged) -> Assembly:
    contest = Contest(
        number=entry.contest,
        delegation=entry.delegation,
        door=CHALLENGE,
        ground=entry.ground,
        reasons=entry.reasons,
        signatories=entry.signatories,
        opened_at=entry.at,
        referred_to=entry.committee,
        report_due=entry.report_due,
    )
    delegation = standing_so(assembly.delegations[entry.delegation], CHALLENGED, limits=())
    return replace(assembly.with_contest(contest).with_delegation(delegation))


def minute(entry: CredentialsChallenged) -> Phrase:
    return Phrase(
        "minute.credentials_challenged",
        delegation=entry.delegation,
        contest_ground=entry.ground,
        n=len(entry.signatories),
        title=entry.title,
    )


KIND = Kind(
    ChallengeCredentials,
    decide,
    {CredentialsChallenged: apply},
    {CredentialsChallenged: minute},
    "challenges the credentials of {delegation} before {committee} on the ground of {ground}"
    "[ because {reasons}][ with {members}]",
)
