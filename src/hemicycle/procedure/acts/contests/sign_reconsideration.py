"""Sign a motion to reconsider credentials after it was tabled, or take a signature back.

Article: credentials.reconsider_withdrawable
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.assembly.contests import RECONSIDERATION
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.contests import require_contest
from hemicycle.procedure.rules.guards import require_body
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class SignReconsideration(Act):
    """A member signs the motion, or `no_longer` stands behind it."""

    contest: int
    no_longer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconsiderationSigned(Entry):
    """The member stands behind the motion from now on, or no longer."""

    contest: int
    member: MemberId
    no_longer: int


def decide(rules: Rulebook, assembly: Assembly, act: SignReconsideration) -> list[Entry]:
    """Record it, where the rules let a tabled motion change its signatures.

    Out of order: the body is unknown; there is no such case, or it is over; it is no motion to
    reconsider; the actor may not move; the person signed it already, or not; the signatures stay as
    they were when it was tabled.
    """
    require_body(assembly, act.body)
    contest = require_contest(assembly, act.contest)
    if contest.door != RECONSIDERATION:
        raise OutOfOrder("credentials.reconsider_withdrawable", "not_a_motion", number=act.contest)
    require_right(rules, assembly, act, right="move")
    has_signed = act.by in contest.signatories
    if has_signed != bool(act.no_longer):
        key = "contest_signed_already" if has_signed else "contest_not_signed"
        raise OutOfOrder("credentials.reconsider_withdrawable", key, member=act.by)
    if not rules.is_on("credentials.reconsider_withdrawable"):
        raise OutOfOrder("credentials.reconsider_withdrawable", "signatures_frozen")
    return [
        ReconsiderationSigned(
            body=act.body,
            at=act.at,
            contest=act.contest,
            member=act.by,
            no_longer=1 if act.no_longer else 0,
        )
    ]


def apply(assembly: Assembly, entry: ReconsiderationSigned) -> Assembly:
    contest = assembly.contests[entry.contest]
    signed = tuple(one for one in contest.signatories if one != entry.member)
    signed = signed if entry.no_longer else (*signed, entry.member)
    return assembly.with_contest(replace(contest, signatories=signed))


def minute(entry: ReconsiderationSigned) -> Phrase:
    key = "minute.reconsideration_unsigned" if entry.no_longer else "minute.reconsideration_signed"
    return Phrase(key, member=entry.member, number=entry.contest)


KIND = Kind(
    SignReconsideration,
    decide,
    {ReconsiderationSigned: apply},
    {ReconsiderationSigned: minute},
    "signs the motion in case {contest}[ no longer {no_longer}]",
)
