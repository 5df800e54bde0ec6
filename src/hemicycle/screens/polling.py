"""The papers of an election at a seat: what the viewer may do there now, and with what choices.

A teller is shown no figure of the other: the form of the count holds only what is typed into it.
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Body, DelegationId, Election, Words
from hemicycle.procedure.assembly.elections import COUNTED
from hemicycle.procedure.kernel import BodyId, MemberId
from hemicycle.procedure.rules.candidatures import is_closed, replaceable
from hemicycle.procedure.rules.elections import LOTS, outcome, rule_of
from hemicycle.procedure.rules.groups import name_of
from hemicycle.screens.act_subjects import body_of
from hemicycle.screens.acts_offered import Locked, Offer, judge, roles
from hemicycle.screens.balance import Balance, balance
from hemicycle.screens.candidate import Candidate
from hemicycle.screens.election_candidates import (
    OF_THE_DESK,
    numbered,
    of_delegates,
    of_presiding,
    of_secretariat,
    of_tellers,
)
from hemicycle.screens.elections import ElectionSeen, election_seen
from hemicycle.screens.group_candidates import OF_GROUPS, members, others, presides_over_group
from hemicycle.screens.newcomers import Group, accredited
from hemicycle.screens.view import View
from hemicycle.screens.visibility import COUNTING_OFFICES

OF_ROLES = {
    "presiding": of_presiding,
    "secretariat": of_secretariat,
    "teller": of_tellers,
    "delegate": of_delegates,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What the tellers agree on, for those who may see it before the declaration.

    Units: papers; `elected` and `tied` are what follows.
    """

    lines: tuple[tuple[MemberId, int], ...]
    papers: int
    blank: int
    invalid: int
    valid: int
    required: int
    issued: int
    elected: tuple[MemberId, ...]
    tied: tuple[MemberId, ...]
    by_lots: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """One election in the viewer's hands, with what is in order and what not.

    `waiting` are those on the roll who have no paper yet, by delegation; `nominees` those whom the
    viewer may propose, `nominators` those for whom the secretariat enters a proposal, `replaceable`
    those whose place another may take. What those nominated declared is in `balance`, for the
    secretariat alone.
    """

    seen: ElectionSeen
    counted: Counted | None
    offers: tuple[Offer, ...]
    locked: tuple[Locked, ...]
    waiting: tuple[tuple[DelegationId, tuple[MemberId, ...]], ...]
    nominees: tuple[MemberId, ...]
    nominators: tuple[MemberId, ...]
    replaceable: tuple[MemberId, ...]
    has_reported: bool
    balance: Balance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Polling:
    """The page of papers of one body; `members` and `others` where it is a group."""

    body: BodyId
    title: Words
    bodies: tuple[Body, ...]
    hands: tuple[Hand, ...]
    desk: tuple[Offer, ...]
    posts: tuple[str, ...]
    groups: tuple[str, ...]
    without_group: tuple[DelegationId, ...]
    members: tuple[DelegationId, ...]
    others: tuple[DelegationId, ...]
    group_name: str
    accredited: tuple[Group, ...]


def polling(view: View) -> Polling:
    """The elections of the body that are not over, and the forms of the secretariat."""
    body, assembly = body_of(view), view.assembly
    own = [e for e in assembly.elections.values() if e.body == view.body and not e.is_over]
    desk = of_desk(view)
    judged = [judge(view, candidate) for candidate in desk]
    return Polling(
        body=body.id,
        title=body.title,
        bodies=tuple(assembly.bodies.values()),
        hands=tuple(hand(view, one) for one in reversed(own)),
        desk=tuple(one for one in judged if isinstance(one, Offer)),
        posts=view.rules.choices("elections.posts"),
        groups=groups_known(view),
        without_group=tuple(d for d in assembly.delegations if d not in assembly.groups),
        members=members(view),
        others=others(view),
        group_name=name_of(assembly, body.id),
        accredited=tuple(accredited(view)) if "secretariat" in roles(view) else (),
    )


def of_desk(view: View) -> tuple[Candidate, ...]:
    """What belongs to no election: for the secretariat, and for who presides over a group."""
    if "secretariat" in roles(view):
        return (*OF_THE_DESK, *OF_GROUPS)
    return OF_GROUPS if presides_over_group(view) else ()


def groups_known(view: View) -> tuple[str, ...]:
    """The names of groups that were declared, or stand in the register."""
    filed = (group for one in view.files.members.values() for group in one.groups)
    recorded = (one.group for one in view.assembly.memberships)
    return tuple(sorted({*view.assembly.groups.values(), *recorded, *filed}))


def hand(view: View, election: Election) -> Hand:
    """One election as the viewer may handle it."""
    which = numbered(election.number)
    candidates: list[Candidate] = []
    for role in roles(view):
        added = [c for c in OF_ROLES[role](which) if not is_among(candidates, c)]
        candidates += added
    judged = [judge(view, candidate) for candidate in candidates]
    last = election.round
    issued = frozenset(last.issued) if last else frozenset()
    rows = last.roll if last and last.stage == "open" else ()
    return Hand(
        seen=election_seen(view, election),
        counted=counted(view, election),
        offers=tuple(one for one in judged if isinstance(one, Offer)),
        locked=tuple(one for one in judged if isinstance(one, Locked) and not one.is_quiet),
        waiting=tuple(
            (row.delegation, tuple(m for m in row.members if m not in issued))
            for row in rows
            if sum(m in issued for m in row.members) < row.castable
        ),
        nominees=nominees(view, election),
        nominators=nominators(view),
        replaceable=tuple(one.member for one in replaceable(view.assembly, election)),
        has_reported=bool(last and view.viewer.member in last.reports),
        balance=balance(view, election) if "secretariat" in roles(view) else None,
    )


def is_among(candidates: list[Candidate], one: Candidate) -> bool:
    """Whether the same act in the same form is there already, by another role."""
    return any((other.act, other.form) == (one.act, one.form) for other in candidates)


def nominees(view: View, election: Election) -> tuple[MemberId, ...]:
    """Delegates of a Member with a vote who are not nominated; one's own delegation first."""
    named = {c.member for c in election.candidatures.values() if not c.is_withdrawn}
    if is_closed(election, view.at):
        named |= {c.member for c in replaceable(view.assembly, election)}
    own = view.assembly.delegation_of(view.viewer.member)
    delegations = [d for d in view.assembly.delegations.values() if d.has_vote]
    ordered = sorted(delegations, key=lambda d: own is None or d.id != own.id)
    people = view.assembly.people
    members = (m for one in ordered for m in one.members if not people[m].is_withdrawn)
    return tuple(m for m in members if m not in named)


def nominators(view: View) -> tuple[MemberId, ...]:
    """Those for whom the secretariat may enter a proposal."""
    if "secretariat" not in roles(view):
        return ()
    people = view.assembly.people
    delegations = view.assembly.delegations.values()
    return tuple(m for d in delegations for m in d.members if not people[m].is_withdrawn)


def counted(view: View, election: Election) -> Counted | None:
    """The figures that the tellers agree on, for the presiding officer, tellers and secretariat."""
    last, person = election.round, view.assembly.people.get(view.viewer.member)
    if last is None or last.count is None or last.stage != COUNTED or person is None:
        return None
    is_presiding = view.assembly.bodies[election.body].presiding == person.id
    if person.is_withdrawn or not (is_presiding or person.office in COUNTING_OFFICES):
        return None
    found, count = outcome(view.rules, election, last=last, count=last.count), last.count
    return Counted(
        lines=tuple((row.member, row.votes) for row in count.votes),
        papers=count.papers,
        blank=count.blank,
        invalid=count.invalid,
        valid=count.valid,
        required=found.required,
        issued=len(last.issued),
        elected=found.elected,
        tied=found.tied,
        by_lots=view.rules.choice(rule_of(view.rules, election.post, "tie")) == LOTS,
    )
