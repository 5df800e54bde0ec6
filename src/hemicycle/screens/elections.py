"""The elections of a session as anybody may read them: who stands, who has a paper, the result.

What the tellers counted is on no screen of the public before the ballot is declared, and who chose
whom is nowhere at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hemicycle.procedure.assembly import (
    Candidature,
    DelegationId,
    Election,
    GroupSeats,
    Round,
    Words,
)
from hemicycle.procedure.assembly.elections import DECLARED
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.procedure.rules.candidatures import is_closed
from hemicycle.procedure.rules.elections import rule_of
from hemicycle.procedure.rules.lots import digest_of
from hemicycle.screens.speakers import RECIPE
from hemicycle.screens.view import View

# What an election is held by, in the order in which a page says it.
HELD_BY = ("majority", "next_round", "tie")


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSeen:
    """One who was proposed; `state` is nominated, standing, elected, out or withdrawn.

    `replaced_by` took the place of one who stands no longer.
    """

    member: MemberId
    nominator: MemberId
    group: str
    state: str
    replaced_by: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateLine:
    """What one candidate had in a ballot that is declared. Units: papers."""

    member: MemberId
    votes: int
    is_elected: bool
    is_dropped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a ballot that is declared. Units: papers; `required` 0 for the most votes."""

    papers: int
    blank: int
    invalid: int
    valid: int
    required: int
    lines: tuple[CandidateLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TieSeen:
    """A tie and what settled it; where lots did, the fingerprint of what was drawn."""

    order: tuple[MemberId, ...]
    is_for_last: bool
    seed: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSeen:
    """One ballot as anybody may see it; `figures` only once it is declared.

    `receivers` are those on the roll who received a paper, by delegation. `counts` of `tellers`
    have been handed in; `differing` are figures in which they were not the same.
    """

    number: int
    stage: str
    opened_at: Instant
    candidates: tuple[MemberId, ...]
    seats: int
    entitled: int
    issued: int
    receivers: Mapping[DelegationId, tuple[MemberId, ...]]
    counts: int
    tellers: int
    recounts: int
    differing: tuple[str, ...]
    figures: Figures | None
    ties: tuple[TieSeen, ...]
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBy:
    """One rule by which an election is held: what it says, where, and whether somebody read it."""

    what: str
    policy: str
    article: str
    is_verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionSeen:
    """One election; `stage` is called, open, closed, counted or over."""

    number: int
    body: BodyId
    body_title: Words
    title: Words
    post: str
    seats: int
    stage: str
    closes_at: Instant
    is_receiving: bool
    is_acclaimed: bool
    elected: tuple[MemberId, ...]
    outgoing: tuple[MemberId, ...]
    candidates: tuple[CandidateSeen, ...]
    shares: tuple[GroupSeats, ...]
    share_seed: str
    rounds: tuple[RoundSeen, ...]
    rules: tuple[HeldBy, ...]
    unmet: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elections:
    """All elections of the session, the latest first; `program` draws lots again."""

    elections: tuple[ElectionSeen, ...]
    program: str


def elections(view: View) -> Elections:
    """The page of elections."""
    called = reversed(tuple(view.assembly.elections.values()))
    return Elections(elections=tuple(election_seen(view, one) for one in called), program=RECIPE)


def election_seen(view: View, election: Election) -> ElectionSeen:
    """One election with its candidatures and ballots, the latest ballot first."""
    body = view.assembly.bodies[election.body]
    return ElectionSeen(
        number=election.number,
        body=election.body,
        body_title=body.title,
        title=election.title,
        post=election.post,
        seats=election.seats,
        stage=election.stage,
        closes_at=election.closes_at,
        is_receiving=is_receiving(view, election),
        is_acclaimed=election.is_acclaimed,
        elected=election.elected,
        outgoing=election.outgoing,
        candidates=tuple(candidate_seen(election, one) for one in election.candidatures.values()),
        shares=election.shares,
        share_seed=election.seed,
        rounds=tuple(round_seen(view, one) for one in reversed(election.rounds)),
        rules=tuple(held_by(view, election, what) for what in HELD_BY),
        unmet=election.unmet,
    )


def is_receiving(view: View, election: Election) -> bool:
    """Whether candidatures may still come in."""
    return not election.rounds and not election.is_over and not is_closed(election, view.at)


def candidate_seen(election: Election, one: Candidature) -> CandidateSeen:
    """One candidature and how far it has come."""
    if one.member in election.elected:
        state = "elected"
    elif one.is_withdrawn:
        state = "withdrawn"
    elif not one.is_accepted:
        state = "nominated"
    else:
        state = "out" if one.member in election.dropped or election.is_over else "standing"
    return CandidateSeen(
        member=one.member,
        nominator=one.nominator,
        group=one.group,
        state=state,
        replaced_by=one.replaced_by,
    )


def round_seen(view: View, one: Round) -> RoundSeen:
    """One ballot: participation while it runs, and the figures after the declaration alone."""
    received = frozenset(one.issued)
    return RoundSeen(
        number=one.number,
        stage=one.stage,
        opened_at=one.opened_at,
        candidates=one.candidates,
        seats=one.seats,
        entitled=one.papers,
        issued=len(one.issued),
        receivers={
            row.delegation: tuple(m for m in row.members if m in received) for row in one.roll
        },
        counts=len(one.reports),
        tellers=view.rules.number("elections.tellers"),
        recounts=one.recounts,
        differing=one.differing,
        figures=figures(one),
        ties=tuple(
            TieSeen(
                order=tie.order,
                is_for_last=tie.is_for_last,
                seed=tie.seed,
                digest=digest_of(tie.order) if tie.seed else "",
            )
            for tie in one.ties
        ),
        cause=one.cause,
    )


def figures(one: Round) -> Figures | None:
    """The figures of a ballot, nothing before it is declared; the most votes first."""
    count = one.count
    if one.stage != DECLARED or count is None:
        return None
    return Figures(
        papers=count.papers,
        blank=count.blank,
        invalid=count.invalid,
        valid=count.valid,
        required=one.required,
        lines=tuple(
            CandidateLine(
                member=row.member,
                votes=row.votes,
                is_elected=row.member in one.elected,
                is_dropped=row.member in one.dropped,
            )
            for row in sorted(count.votes, key=lambda row: -row.votes)
        ),
    )


def held_by(view: View, election: Election, what: str) -> HeldBy:
    """One of the rules that decide the election."""
    rule_key = rule_of(view.rules, election.post, what)
    return HeldBy(
        what=what,
        policy=view.rules.choice(rule_key),
        article=view.rules.article(rule_key),
        is_verified=view.rules.is_verified(rule_key),
    )
