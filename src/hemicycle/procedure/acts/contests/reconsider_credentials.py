"""Reopen credentials that were ratified, by a motion with its signatures, or not at all.

Article: credentials.reconsider_signatures, credentials.reconsider_groups,
credentials.reconsider_delegations, credentials.reconsider_days, credentials.reconsider_window,
credentials.reconsider_signatures_cap, credentials.contested_by, credentials.procedural_referral,
credentials.report_hours
"""

from dataclasses import dataclass, field
from datetime import date

from hemicycle.procedure.assembly import Assembly, Contest, DelegationId, Words
from hemicycle.procedure.assembly.contests import CHALLENGED, LIMITED, RATIFIED, RECONSIDERATION
from hemicycle.procedure.assembly.session import FROM_CLERK
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
from hemicycle.procedure.rules.contests import (
    require_contests,
    require_delegation,
    require_within_seats,
    standing_so,
)
from hemicycle.procedure.rules.guards import require_body, require_session
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.timetable import HOUR_MS
from hemicycle.procedure.rules.together import require_enough, require_signatories

ENOUGH = ("credentials.reconsider_signatures", "credentials.reconsider_delegations")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconsiderCredentials(Act):
    """A member and `members` move that ratified credentials be taken up again.

    `opens_on` is the ISO date on which the part of the session opens in which that is to be done.
    """

    delegation: DelegationId
    committee: BodyId
    opens_on: str
    members: tuple[MemberId, ...] = ()
    reasons: Words = field(default_factory=dict)
    today_on: str = field(default="", metadata=FROM_CLERK)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconsiderationMoved(Entry):
    """The credentials are open again; the motion stays as it was signed."""

    contest: int
    delegation: DelegationId
    reasons: Words
    signatories: tuple[MemberId, ...]
    committee: BodyId
    title: Words
    opens_on: str
    report_due: Instant


def decide(rules: Rulebook, assembly: Assembly, act: ReconsiderCredentials) -> list[Entry]:
    """Record the motion.

    Out of order: the body is unknown; under the rules nobody contests credentials; the delegation
    does not sit, or its credentials are not ratified; the day is none of this session, or too near;
    the actor may not move; somebody is no member or named twice; a delegation signs more often than
    it has seats; too few members, of too few delegations or groups; the body referred to is no
    committee.
    """
    require_body(assembly, act.body)
    require_contests(rules)
    delegation = require_delegation(assembly, act.delegation)
    if delegation.credentials not in (RATIFIED, LIMITED):
        raise OutOfOrder(
            "credentials.reconsider_window", "not_ratified_yet", delegation=act.delegation
        )
    require_day(rules, assembly, act)
    require_right(rules, assembly, act, right="move")
    signatories = require_signatories(
        assembly, act, act.members, rule_key="credentials.contested_by"
    )
    require_within_seats(rules, assembly, signatories)
    require_enough(rules, assembly, signatories, of=ENOUGH)
    groups = len({assembly.people[one].group for one in signatories} - {""})
    needed = rules.number("credentials.reconsider_groups")
    if groups < needed:
        raise OutOfOrder("credentials.reconsider_groups", "too_few_groups", n=groups, needed=needed)
    committee = require_body(assembly, act.committee)
    if committee.organ != "committee":
        raise OutOfOrder("credentials.procedural_referral", "no_committee", title=committee.title)
    return [
        ReconsiderationMoved(
            body=act.body,
            at=act.at,
            contest=len(assembly.contests) + 1,
            delegation=act.delegation,
            reasons=act.reasons,
            signatories=signatories,
            committee=committee.id,
            title=committee.title,
            opens_on=act.opens_on,
            report_due=Instant(act.at + rules.number("credentials.report_hours") * HOUR_MS),
        )
    ]


def require_day(rules: Rulebook, assembly: Assembly, act: ReconsiderCredentials) -> None:
    """The part of the session opens within it, and as late as the rules ask.

    Out of order: the date is none, outside the session, or nearer than so many days.
    """
    session = require_session(assembly)
    try:
        opens, today = date.fromisoformat(act.opens_on), date.fromisoformat(act.today_on)
    except ValueError:
        raise OutOfOrder("credentials.reconsider_window", "no_date", text=act.opens_on) from None
    if not session.starts_on <= act.opens_on <= session.ends_on:
        raise OutOfOrder("credentials.reconsider_window", "not_in_session", date_on=act.opens_on)
    needed = rules.number("credentials.reconsider_days")
    left = (opens - today).days
    if left < needed:
        raise OutOfOrder("credentials.reconsider_days", "too_near", n=left, needed=needed)


def apply(assembly: Assembly, entry: ReconsiderationMoved) -> Assembly:
    contest = Contest(
        number=entry.contest,
        delegation=entry.delegation,
        door=RECONSIDERATION,
        ground="",
        reasons=entry.reasons,
        signatories=entry.signatories,
        opened_at=entry.at,
        referred_to=entry.committee,
        report_due=entry.report_due,
    )
    before = assembly.delegations[entry.delegation]
    delegation = standing_so(before, CHALLENGED, limits=before.limits)
    return assembly.with_contest(contest).with_delegation(delegation)


def minute(entry: ReconsiderationMoved) -> Phrase:
    return Phrase(
        "minute.reconsideration_moved",
        delegation=entry.delegation,
        n=len(entry.signatories),
        date_on=entry.opens_on,
        title=entry.title,
    )


KIND = Kind(
    ReconsiderCredentials,
    decide,
    {ReconsiderationMoved: apply},
    {ReconsiderationMoved: minute},
    "moves to reconsider the credentials of {delegation} before {committee} in the part that opens"
    " on {opens_on}[ because {reasons}][ with {members}]",
)
