"""Who is elected on paper, who leaves the next ballot, and what is still to be settled.

Article: elections.majority, elections.next_round, elections.tie, elections.sharing,
elections.calling, elections.stages
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Election, PaperCount, RollRow, Round
from hemicycle.procedure.kernel import Act, Instant, MemberId, OutOfOrder
from hemicycle.procedure.rules.majorities import share_named
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.weights import roll

# In which ballots a majority of the valid papers is needed; in the others the most votes decide.
MAJORITIES: Mapping[str, Callable[[int], bool]] = {
    "absolute_majority_of_valid_ballots": lambda _number: True,
    "absolute_then_relative": lambda number: number == 1,
    "absolute_twice_then_relative": lambda number: number in (1, 2),
    "relative_majority": lambda _number: False,
}
DROP_LAST, ALL_AGAIN = "drop_last", "all_again"
# All stand again, in a second ballot in which the most votes decide.
SECOND_RELATIVE = "second_ballot_relative"
NEXT_ROUNDS = (DROP_LAST, ALL_AGAIN, SECOND_RELATIVE)
LOTS, ELDER, BALLOT_AGAIN = "lots", "elder", "ballot_again"
TIES = (LOTS, ELDER, BALLOT_AGAIN)
NOT_SHARED, BY_VOTES, EQUALLY = "none", "sainte_lague_on_assembly_votes", "equal"
BY_TABLE = "table"  # of the rulebook: elections.seats_of_groups
SHARINGS = (NOT_SHARED, BY_VOTES, EQUALLY, BY_TABLE)
NOMINATORS = ("member", "delegation", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What follows from a count; `tied` are those between whom something is still to be settled.

    Units: papers; `required` 0 where the most votes decide.
    """

    required: int
    elected: tuple[MemberId, ...] = ()
    dropped: tuple[MemberId, ...] = ()
    tied: tuple[MemberId, ...] = ()
    is_for_last: bool = False


def rule_of(rules: Rulebook, post: str, what: str) -> str:
    """The key of a rule about a post, or of that for every post."""
    own = f"elections.{post}_{what}"
    return own if rules.has(own) else f"elections.{what}"


def require_election(assembly: Assembly, act: Act, number: int) -> Election:
    """The election of that number in the act's body; 0 for the last one called there."""
    own = [one for one in assembly.elections.values() if one.body == act.body]
    found = [one for one in own if number in (0, one.number)]
    if not found:
        raise OutOfOrder("elections.calling", "no_election", body=act.body)
    return found[-1]


def require_stage(election: Election, *stages: str) -> Round:
    """The last ballot of an election that has come so far and no farther."""
    last = election.round
    if election.stage not in stages:
        raise OutOfOrder("elections.stages", "election_stage", election_stage=election.stage)
    assert last is not None
    return last


def standing_now(assembly: Assembly, election: Election) -> tuple[MemberId, ...]:
    """Those who are candidates now and whose credentials stand, in the order of nomination."""
    people = assembly.people
    return tuple(one for one in election.standing if not people[one].is_withdrawn)


def required_papers(rules: Rulebook, election: Election, *, number: int, valid: int) -> int:
    """The least number of papers that elects, more than half of the valid ones; 0 for the most."""
    policy = rules.choice(rule_of(rules, election.post, "majority"))
    return valid // 2 + 1 if MAJORITIES[policy](number) else 0


def outcome(rules: Rulebook, election: Election, *, last: Round, count: PaperCount) -> Outcome:
    """What a count amounts to, as far as the ties that are settled allow."""
    required = required_papers(rules, election, number=last.number, valid=count.valid)
    elected, tied = filled(election, last, count=count, required=max(1, required))
    if rules.choice(rule_of(rules, election.post, "tie")) == BALLOT_AGAIN:
        tied = ()
    if tied:
        return Outcome(required=required, elected=elected, tied=tied)
    dropped, tied = leaving(rules, election, last=last, count=count, elected=elected)
    return Outcome(
        required=required, elected=elected, dropped=dropped, tied=tied, is_for_last=bool(tied)
    )


def filled(
    election: Election, last: Round, *, count: PaperCount, required: int
) -> tuple[tuple[MemberId, ...], tuple[MemberId, ...]]:
    """Who is elected, the most votes first; and between whom the last seats still lie."""
    votes = {one.member: one.votes for one in count.votes}
    elected: list[MemberId] = []
    for level in sorted({n for n in votes.values() if n >= required}, reverse=True):
        equal = [one for one in last.candidates if votes[one] == level]
        eligible = [one for one in equal if has_seat(election, elected, member=one)]
        taken = seated(election, elected, equal=settled(last, eligible))
        if len(taken) < len(eligible) and not set(eligible) <= set(last.order):
            return tuple(elected), tuple(eligible)
        elected += taken
    return tuple(elected), ()


def settled(last: Round, equal: Iterable[MemberId]) -> list[MemberId]:
    """Those who are equal in the order in which ties were settled."""
    rank = {member: n for n, member in enumerate(last.order)}
    return sorted(equal, key=lambda one: rank.get(one, len(rank)))


def has_seat(election: Election, elected: list[MemberId], *, member: MemberId) -> bool:
    """Whether a seat is left for somebody, beside those elected in this ballot."""
    group = election.group_of(member)
    own = sum(not election.shares or election.group_of(one) == group for one in elected)
    return own < election.seats_left_of(group) and len(elected) < election.seats_left


def seated(election: Election, elected: list[MemberId], *, equal: list[MemberId]) -> list[MemberId]:
    """Those of the equal ones for whom there are seats, one after another."""
    taken: list[MemberId] = []
    for one in equal:
        if has_seat(election, [*elected, *taken], member=one):
            taken.append(one)
    return taken


def leaving(
    rules: Rulebook,
    election: Election,
    *,
    last: Round,
    count: PaperCount,
    elected: tuple[MemberId, ...],
) -> tuple[tuple[MemberId, ...], tuple[MemberId, ...]]:
    """Who is not on the next paper; and those among whom the last one is not settled."""
    seats = election.seats_left - len(elected)
    if not seats:
        return (), ()
    rest = [one for one in last.candidates if one not in elected]
    out = tuple(one for one in rest if not has_seat(election, list(elected), member=one))
    rest = [one for one in rest if one not in out]
    is_dropping = rules.choice(rule_of(rules, election.post, "next_round")) == DROP_LAST
    if not is_dropping or len(rest) <= seats:
        return out, ()
    votes = {one.member: one.votes for one in count.votes}
    fewest = min(votes[one] for one in rest)
    behind = [one for one in rest if votes[one] == fewest]
    if len(behind) > 1:
        if rules.choice(rule_of(rules, election.post, "tie")) == BALLOT_AGAIN:
            return out, ()
        if not set(behind) <= set(last.order):
            return (), tuple(behind)
    return (*out, settled(last, behind)[-1]), ()


def is_floor_met(floor: str, *, women: int, men: int, seats: int) -> bool:
    """Whether each sex has the share of the seats that a rule asks for, in whole numbers."""
    share = share_named(floor)
    return share is None or min(women, men) >= share.required(seats)


def composition(
    rules: Rulebook, election: Election, *, elected: tuple[MemberId, ...], told: tuple[int, int]
) -> tuple[str, ...]:
    """The rules that the result would not meet, once every seat is filled.

    Out of order: a share of each sex is asked for, and how many women and men are elected is not
    told; more are told than are elected.
    """
    rule_key = rule_of(rules, election.post, "sex_floor")
    floor = rules.choice(rule_key)
    total = len(election.elected) + len(elected)
    women, men = told
    if min(told) < 0 or women + men > total:
        raise OutOfOrder(rule_key, "composition_too_many", n=total)
    if not floor or share_named(floor) is None or total < election.seats:
        return ()
    if not women + men:
        raise OutOfOrder(rule_key, "composition_needed", n=total)
    is_met = is_floor_met(floor, women=women, men=men, seats=election.seats)
    return () if is_met else (rule_key,)


def paper_roll(
    rules: Rulebook, assembly: Assembly, act: Act, *, at: Instant
) -> tuple[RollRow, ...]:
    """Who receives a paper: one person one paper, whatever votes a delegation holds elsewhere."""
    body = assembly.bodies[act.body]
    return tuple(
        RollRow(
            delegation=row.delegation,
            entitled=papers,
            castable=papers,
            members=row.members,
        )
        for row in roll(rules, assembly, body, at=at)
        if row.members
        for papers in [
            len(row.members) if body.unit == "delegation" else min(row.entitled, len(row.members))
        ]
    )
