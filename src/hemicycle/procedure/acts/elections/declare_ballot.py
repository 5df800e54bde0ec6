"""Declare a ballot: who is elected, who is not on the next paper, with the figures.

Article: elections.declaration, elections.majority, elections.next_round, elections.sex_floor,
elections.one_paper
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, CandidateVotes, Election, Words
from hemicycle.procedure.assembly.elections import COUNTED, DECLARED
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.elections import (
    Outcome,
    composition,
    outcome,
    require_election,
    require_stage,
    rule_of,
)
from hemicycle.procedure.rules.guards import (
    require_no_point_of_order,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareBallot(Act):
    """The presiding officer declares what the ballot decided.

    `women` and `men` are how many of all those elected are so, where the rules ask for a share of
    each; they are told as sums alone.
    """

    women: int = 0
    men: int = 0
    election: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotDeclared(Entry):
    """The result of one ballot with its arithmetic. Units: papers.

    `required` is 0 where the most votes decide; `unmet` are rules of composition that do not hold.
    """

    election: int
    round: int
    title: Words
    issued: int
    papers: int
    blank: int
    invalid: int
    valid: int
    required: int
    votes: tuple[CandidateVotes, ...]
    elected: tuple[MemberId, ...]
    dropped: tuple[MemberId, ...]
    is_over: bool
    rule_key: str
    is_verified: bool
    women: int
    men: int
    unmet: tuple[str, ...]


def decide(rules: Rulebook, assembly: Assembly, act: DeclareBallot) -> list[Entry]:
    """Record the result.

    Out of order: no sitting is open; the actor does not preside; a point of order is pending; the
    ballot is not counted; more papers than were issued; a tie is not settled; a share of each sex
    is asked for and not told.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    require_no_point_of_order(body)
    election = require_election(assembly, act, act.election)
    last = require_stage(election, COUNTED)
    assert last.count is not None
    if last.count.papers > len(last.issued):
        raise OutOfOrder(
            "elections.one_paper",
            "more_papers_than_issued",
            papers=last.count.papers,
            issued=len(last.issued),
        )
    found = outcome(rules, election, last=last, count=last.count)
    if found.tied:
        rule_key = rule_of(rules, election.post, "tie")
        raise OutOfOrder(rule_key, "tie_unsettled", members=found.tied)
    unmet = composition(rules, election, elected=found.elected, told=(act.women, act.men))
    return [result(rules, election, act, found=found, unmet=unmet)]


def result(
    rules: Rulebook,
    election: Election,
    act: DeclareBallot,
    *,
    found: Outcome,
    unmet: tuple[str, ...],
) -> BallotDeclared:
    """What follows from the count."""
    last = election.round
    assert last is not None
    assert last.count is not None
    count = last.count
    rule_key = rule_of(rules, election.post, "majority")
    return BallotDeclared(
        body=act.body,
        at=act.at,
        election=election.number,
        round=last.number,
        title=election.title,
        issued=len(last.issued),
        papers=count.papers,
        blank=count.blank,
        invalid=count.invalid,
        valid=count.valid,
        required=found.required,
        votes=count.votes,
        elected=found.elected,
        dropped=found.dropped,
        is_over=len(found.elected) == election.seats_left,
        rule_key=rule_key,
        is_verified=rules.is_verified(rule_key),
        women=act.women,
        men=act.men,
        unmet=unmet,
    )


def apply(assembly: Assembly, entry: BallotDeclared) -> Assembly:
    election = assembly.elections[entry.election]
    last = election.round
    assert last is not None
    last = replace(
        last,
        stage=DECLARED,
        required=entry.required,
        elected=entry.elected,
        dropped=entry.dropped,
    )
    return assembly.with_election(
        replace(
            election.with_round(last),
            elected=(*election.elected, *entry.elected),
            dropped=(*election.dropped, *entry.dropped),
            is_over=entry.is_over,
            women=entry.women,
            men=entry.men,
            unmet=entry.unmet,
        )
    )


def minute(entry: BallotDeclared) -> Phrase:
    how = "over" if entry.is_over else "goes_on" if entry.elected else "nobody"
    return Phrase(
        f"minute.ballot_declared_{how}",
        title=entry.title,
        round=entry.round,
        n=entry.issued,
        papers=entry.papers,
        blank=entry.blank,
        invalid=entry.invalid,
        valid=entry.valid,
        required=entry.required,
        votes=tuple(Phrase("minute.votes_of", member=v.member, n=v.votes) for v in entry.votes),
        elected=entry.elected,
        dropped=entry.dropped,
        unmet=tuple(Phrase("minute.rule_unmet", rule_key=one) for one in entry.unmet),
    )


KIND = Kind(
    DeclareBallot,
    decide,
    {BallotDeclared: apply},
    {BallotDeclared: minute},
    "declares the ballot[, {women} women and {men} men elected][ in election {election}]",
)
