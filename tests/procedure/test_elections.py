"""Who is elected on paper, and how seats are shared: whole numbers, and ties that are settled."""

import random
from fractions import Fraction

import pytest
from click.testing import Result
from typer.testing import CliRunner

from hemicycle.cli import app
from hemicycle.procedure.assembly import (
    CandidateVotes,
    Candidature,
    Election,
    GroupSeats,
    PaperCount,
    Round,
    Tie,
)
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.procedure.rules.apportionment import sainte_lague
from hemicycle.procedure.rules.elections import is_floor_met, outcome
from hemicycle.procedure.rules.seats_by_table import is_table
from hemicycle.rulebooks import load
from minutes.changed_rulebooks import load_changed

NAMES = tuple(MemberId(f"p-000{n}-1") for n in range(1, 7))
A, B, C, D, *_ = NAMES
MEMBERS = {"African": 52, "Arab": 21, "Asia-Pacific": 36, "Eurasia": 9, "GRULAC": 24, "Twelve": 47}


def election(n: int, *, seats: int = 1, groups: dict[str, int] | None = None) -> Election:
    """An election with so many candidates, each through a group in turn."""
    names = list(groups or {"": seats})
    return Election(
        number=1,
        body=BodyId("council"),
        post="president",
        title={"en": "Presidency"},
        seats=seats,
        called_at=Instant(1),
        closes_at=Instant(0),
        shares=tuple(GroupSeats(group=g, votes=1, seats=s) for g, s in (groups or {}).items()),
        candidatures={
            one: Candidature(
                member=one, nominator=one, group=names[k % len(names)], is_accepted=True
            )
            for k, one in enumerate(NAMES[:n])
        },
    )


def found(*votes: int, seats: int = 1, rules=None, order=(), number=1, groups=None):
    """What follows from these votes."""
    called = election(len(votes), seats=seats, groups=groups)
    rows = tuple(CandidateVotes(member=m, votes=n) for m, n in zip(NAMES, votes, strict=False))
    papers = max(sum(votes) if seats == 1 else max(votes), 1)
    last = Round(
        number=number,
        candidates=NAMES[: len(votes)],
        seats=seats,
        roll=(),
        opened_at=Instant(1),
        opened_position=1,
        ties=(Tie(order=tuple(order), seed="", is_for_last=False),),
    )
    count = PaperCount(votes=rows, papers=papers, blank=0, invalid=0)
    return outcome(rules or load("plain"), called, last=last, count=count)


def test_t16_the_first_round_elects_with_198_of_394():
    result = found(222, 67, 53, 52)
    assert (result.required, result.elected, result.dropped) == (198, (A,), ())
    assert found(197, 92, 53, 52).elected == ()  # one short of more than half


def test_t17_the_last_of_four_is_dropped_and_a_tie_for_last_is_settled():
    assert found(100, 90, 80, 70).dropped == (D,)
    tied = found(100, 90, 70, 70)
    assert (tied.tied, tied.is_for_last, tied.dropped) == ((C, D), True, ())
    assert found(100, 90, 70, 70, order=(D, C)).dropped == (C,)
    assert found(100, 90, 70, 70, order=(C, D)).dropped == (D,)
    again = found(100, 90, 70, 70, rules=load_changed("again"))
    assert (again.tied, again.dropped) == ((), ())


def test_t18_fifteen_seats_by_sainte_lague():
    assert list(sainte_lague(MEMBERS, 15).seats.values()) == [4, 2, 3, 1, 2, 3]


def test_seats_are_those_of_the_divisors_in_exact_fractions():
    chance = random.Random(18)  # noqa: S311 - the same cases every time
    for _ in range(300):
        votes = {str(n): chance.randint(0, 60) for n in range(chance.randint(1, 7))}
        seats = chance.randint(1, 20)
        shared = sainte_lague(votes, seats)
        if not any(votes.values()):
            assert sum(shared.seats.values()) == 0
            continue
        assert sum(shared.seats.values()) + shared.seats_between == seats
        assert bool(shared.level) == bool(shared.seats_between)
        lowest = (
            min(Fraction(votes[g], 2 * s - 1) for g, s in shared.seats.items() if s)
            if any(shared.seats.values())
            else None
        )
        highest = max(Fraction(votes[g], 2 * s + 1) for g, s in shared.seats.items())
        assert lowest is None or lowest >= highest
        if shared.level:
            drawn = sainte_lague(votes, seats, drawn=shared.level[::-1])
            assert sum(drawn.seats.values()) == seats
            last = shared.level[::-1][: shared.seats_between]
            assert all(drawn.seats[g] == shared.seats[g] + 1 for g in last)


def test_groups_that_are_level_wait_for_lots():
    shared = sainte_lague({"North": 10, "South": 10, "Lakes": 38}, 3)
    assert (shared.level, shared.seats_between, shared.seats["Lakes"]) == (("North", "South"), 1, 2)
    assert sainte_lague({"North": 10, "South": 10}, 2).level == ()


@pytest.mark.parametrize(
    ("policy", "number", "required"),
    [("grouped", 1, 8), ("grouped", 9, 8), ("elder", 1, 8), ("elder", 2, 0)],
)
def test_in_which_rounds_a_majority_is_needed(policy, number, required):
    result = found(6, 5, 4, rules=load_changed(policy), number=number)
    assert result.required == required
    assert result.elected == (() if required else (A,))


def test_several_seats_go_to_those_with_the_most_votes_of_those_who_have_enough():
    result = found(9, 10, 4, 6, seats=3)
    assert (result.required, result.elected, result.dropped) == (6, (B, A, D), ())
    assert found(9, 10, 4, 3, seats=3).elected == (B, A)
    assert found(9, 10, 4, 3, seats=3).dropped == (D,)


def test_a_tie_for_the_last_seat_waits_and_then_follows_the_order():
    assert found(9, 10, 9, seats=2).tied == (A, C)
    assert found(9, 10, 9, seats=2, order=(C, A)).elected == (B, C)
    assert found(9, 10, 9, seats=3).tied == ()


def test_a_group_fills_its_own_seats_only():
    groups = {"North": 1, "South": 1}  # A and C stand through North, B and D through South
    assert found(10, 6, 9, 7, seats=2, groups=groups).elected == (A, D)
    assert found(10, 3, 9, 4, seats=2, groups=groups).dropped == (C, B)
    tied = found(10, 6, 10, 7, seats=2, groups=groups)
    assert tied.tied == (A, C)
    settled = found(10, 6, 10, 7, seats=2, groups=groups, order=(C, A))
    assert settled.elected == (C, D)


def test_a_share_of_each_sex_is_counted_in_whole_persons():
    assert is_floor_met("1/3", women=5, men=10, seats=15)
    assert not is_floor_met("1/3", women=4, men=11, seats=15)
    assert not is_floor_met("30/100", women=12, men=5, seats=18)
    assert is_floor_met("none", women=0, men=9, seats=9)


def test_an_outcome_never_seats_too_many_and_never_forgets_a_tie():
    chance = random.Random(28)  # noqa: S311 - as above
    for _ in range(500):
        votes = [chance.randint(0, 6) for _ in range(chance.randint(1, 6))]
        seats = chance.randint(1, 4)
        groups = chance.choice([None, {"North": seats}, {"North": 1, "South": seats - 1}])
        result = found(*votes, seats=seats, groups=groups)
        named = NAMES[: len(votes)]
        assert len(result.elected) <= seats
        assert set(result.elected) | set(result.dropped) | set(result.tied) <= set(named)
        assert not set(result.elected) & {*result.dropped, *result.tied}
        order: tuple[MemberId, ...] = ()
        for _ in range(4):
            if not result.tied:
                break
            order += tuple(chance.sample(result.tied, len(result.tied)))
            result = found(*votes, seats=seats, groups=groups, order=order)
        assert not result.tied


def apportion(*words: str) -> Result:
    """The command."""
    return CliRunner().invoke(app, ["apportion", *words])


def test_the_command_shares_seats_and_draws_lots_where_groups_are_level():
    told = apportion("15", *(f"{group}={votes}" for group, votes in MEMBERS.items()))
    assert told.exit_code == 0
    assert [line.split()[0] for line in told.output.splitlines()] == [*"423123", "15"]
    level = ("3", "North=10", "South=10", "Lakes=38")
    assert apportion(*level).exit_code == 1
    assert apportion(*level).output.startswith("North and South are level for the last seats (1).")
    drawn = apportion(*level, "--seed", "35116 19283746")
    assert drawn.exit_code == 0
    assert "with the seed 35116 19283746" in drawn.output


@pytest.mark.parametrize("words", [("3", "North"), ("3", "A=1", "A=2"), ("3", "A=x"), ("0", "A=1")])
def test_the_command_says_what_it_cannot_read(words):
    refused = apportion(*words)
    assert refused.exit_code == 1
    assert "Traceback" not in refused.output
    assert refused.output.count("\n") == 1


@pytest.mark.parametrize(
    ("lines", "is_one"),
    [
        ([], True),
        (["North | 3", "Twelve Plus | 0"], True),
        (["North | 3", "North | 4"], False),
        (["North 3"], False),
        (["North | many"], False),
        ("North | 3", False),
    ],
)
def test_a_table_of_seats_has_a_line_for_each_group(lines, is_one):
    assert is_table(lines) == is_one
