"""Open a ballot on paper: the names on it and the roll of those who receive one are frozen.

Article: elections.roll, elections.candidature_hours, elections.tellers, elections.acceptance,
elections.stages
"""

from dataclasses import dataclass

from hemicycle.procedure.acts.elections.nominate import OFFICE_OF_TELLERS
from hemicycle.procedure.assembly import Assembly, Election, RollRow, Round, Words
from hemicycle.procedure.assembly.elections import CALLED
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.elections import (
    paper_roll,
    require_election,
    rule_of,
    standing_now,
)
from hemicycle.procedure.rules.guards import (
    require_nothing_first,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBallot(Act):
    """The presiding officer opens the next ballot of an election."""

    election: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotOpened(Entry):
    """Papers with these names are given to those on the roll: one person, one paper."""

    election: int
    round: int
    title: Words
    candidates: tuple[MemberId, ...]
    seats: int
    roll: tuple[RollRow, ...]


def decide(rules: Rulebook, assembly: Assembly, act: OpenBallot) -> list[Entry]:
    """Record the opening with its roll.

    Out of order: no sitting is open; the actor does not preside; a point of order or a motion
    comes first; no election is called; a ballot runs or the election is over; candidatures are
    still received; nobody stands; too few tellers; nobody could receive a paper.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_nothing_first(body)
    election = require_election(assembly, act, act.election)
    standing = require_candidates(rules, assembly, election, act=act)
    require_tellers(rules, assembly)
    rows = paper_roll(rules, assembly, act, at=act.at)
    if not rows:
        raise OutOfOrder("elections.roll", "nobody_can_vote", body=body.id)
    return [
        BallotOpened(
            body=act.body,
            at=act.at,
            election=election.number,
            round=election.next_round,
            title=election.title,
            candidates=standing,
            seats=election.seats_left,
            roll=rows,
        )
    ]


def require_candidates(
    rules: Rulebook, assembly: Assembly, election: Election, *, act: Act
) -> tuple[MemberId, ...]:
    """Those who stand, once candidatures are over.

    Out of order: a ballot runs, or the election is over; the deadline is still to come; nobody
    stands.
    """
    if election.stage != CALLED:
        raise OutOfOrder("elections.stages", "election_stage", election_stage=election.stage)
    if act.at < election.closes_at:
        rule_key = rule_of(rules, election.post, "candidature_hours")
        raise OutOfOrder(rule_key, "candidatures_open", at=election.closes_at)
    standing = standing_now(assembly, election)
    if not standing:
        raise OutOfOrder("elections.acceptance", "nobody_stands")
    return standing


def require_tellers(rules: Rulebook, assembly: Assembly) -> None:
    """As many tellers as count are there.

    Out of order: there are fewer.
    """
    needed = rules.number("elections.tellers")
    people = assembly.people.values()
    there = sum(p.office == OFFICE_OF_TELLERS and not p.is_withdrawn for p in people)
    if there < needed:
        raise OutOfOrder("elections.tellers", "too_few_tellers", n=needed, there=there)


def apply(assembly: Assembly, entry: BallotOpened) -> Assembly:
    election = assembly.elections[entry.election]
    opened = Round(
        number=entry.round,
        candidates=entry.candidates,
        seats=entry.seats,
        roll=entry.roll,
        opened_at=entry.at,
        opened_position=assembly.position + 1,
    )
    return assembly.with_election(replace(election, rounds=(*election.rounds, opened)))


def minute(entry: BallotOpened) -> Phrase:
    return Phrase(
        "minute.ballot_opened",
        title=entry.title,
        round=entry.round,
        candidates=entry.candidates,
        n=sum(row.castable for row in entry.roll),
    )


KIND = Kind(
    OpenBallot,
    decide,
    {BallotOpened: apply},
    {BallotOpened: minute},
    "opens the ballot[ in election {election}]",
)
