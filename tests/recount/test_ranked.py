"""Ranked papers: a count worked by hand, ties and lots, bad files, and an independent count."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from typer.testing import CliRunner

from hemicycle.cli import app
from hemicycle.recount.ranked import LotsNeeded, Papers
from hemicycle.recount.stv import UNIT, count_ranked

SEED = "35116 19283746"
GARDEN = """# A worked example
4 2
20 1 2 0
3 2 0
6 3 4 0
7 4 3 0
0
"Adam" "Basil" "Charlotte" "Dinah"
"Gardening club"
"""


def papers(rankings, *, seats=1, candidates=4, withdrawn=()):
    """Papers for candidates A, B, C and so on."""
    return Papers(
        seats=seats,
        names=[chr(64 + n) for n in range(1, candidates + 1)],
        title="A test",
        rankings=rankings,
        withdrawn=frozenset(withdrawn),
    )


def count(folder, content, *options):
    """The command on a file of papers."""
    file = folder / "papers.blt"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return CliRunner().invoke(app, ["count", str(file), *options])


def whole(votes):
    """Votes as exact fractions."""
    return {one: Fraction(number, UNIT) for one, number in votes.items()}


def test_the_garden_is_counted_as_by_hand(tmp_path):
    """Quota 13; Adam's 7 over it go on at 0.35 each; Charlotte is excluded, and Dinah has 13."""
    result = count(tmp_path, GARDEN, "--method", "stv")
    assert result.exit_code == 0
    assert "36 valid papers for 2 seats; quota 13" in result.output
    assert "10  Basil" in result.output
    assert result.output.rstrip().endswith("Elected: Adam and Dinah.")


def test_a_transfer_value_is_cut_to_five_decimals_and_what_is_lost_is_shown():
    """Sixteen papers for A, quota 7, nine over it: 0.5625 each; three others share them."""
    counted = count_ranked(papers({(1, 2): 9, (1, 3): 5, (1,): 2, (2,): 2, (3,): 2}, seats=2))
    assert (counted.valid, counted.quota) == (20, 7)
    votes, stopped = counted.stages[1].votes, counted.stages[1].stopped
    value = Fraction(9 * UNIT // 16, UNIT)
    assert whole(votes) == {1: 7, 2: 2 + 9 * value, 3: 2 + 5 * value, 4: 0}
    assert Fraction(stopped, UNIT) == 20 - sum(whole(votes).values())
    assert counted.elected == [1, 2]


def test_papers_transferred_twice_carry_the_value_they_came_with():
    """All of them go on, not only the last that came: the weighted inclusive way."""
    rankings = {(1, 2, 3): 12, (2, 3): 3, (3,): 1, (4,): 5}
    counted = count_ranked(papers(rankings, seats=3))
    assert counted.quota == 6
    first = Fraction(6 * UNIT // 12, UNIT)
    second_total = 3 + 12 * first
    over = second_total - 6
    assert whole(counted.stages[1].votes)[2] == second_total
    own = Fraction(int(over * UNIT * UNIT / (second_total * UNIT)), UNIT)
    again = Fraction(int(over * first * UNIT / second_total), UNIT)
    assert whole(counted.stages[2].votes)[3] == 1 + 3 * own + 12 * again


def test_a_tie_is_parted_by_the_latest_stage_at_which_they_differed():
    counted = count_ranked(papers({(1,): 5, (2,): 3, (3,): 4, (4, 2): 1}, candidates=4))
    tie = next(stage.tie for stage in counted.stages if stage.tie)
    assert (tuple(tie.among), tie.taken, tie.by, tie.stage) == ((2, 3), 2, "earlier", 1)


def test_a_lot_decides_what_nothing_else_does_and_only_with_a_seed(tmp_path):
    tied = papers({(1,): 3, (2,): 2, (3,): 2}, candidates=3)
    with pytest.raises(LotsNeeded):
        count_ranked(tied)
    taken = {count_ranked(tied, seed=f"{SEED} {n}").stages[1].about for n in range(20)}
    assert taken == {(2,), (3,)}, "another seed another lot"
    assert count_ranked(tied, seed=SEED) == count_ranked(tied, seed=SEED)
    content = '3 1\n3 1 0\n2 2 0\n2 3 0\n0\n"A" "B" "C"\n"T"\n'
    result = count(tmp_path, content)
    assert result.exit_code == 1
    assert "B and C have equal votes at every stage" in result.output
    assert "was taken by lot" in count(tmp_path, content, "--seed", SEED).output


def test_nobody_counts_for_a_candidate_who_withdrew():
    counted = count_ranked(papers({(1, 2): 5, (2,): 2, (3,): 4}, candidates=3, withdrawn=[1]))
    assert counted.elected == [2]
    assert 1 not in counted.stages[0].votes
    only = count_ranked(papers({(1,): 9, (2,): 2, (3,): 4}, candidates=3, withdrawn=[1]))
    assert (only.valid, only.elected) == (6, [3])


def test_the_leader_is_not_always_the_winner():
    """Trap 7."""
    counted = count_ranked(papers({(1,): 8, (2, 3): 7, (3, 2): 6}, candidates=3))
    assert counted.elected == [2]


def test_as_many_as_seats_are_elected_without_a_transfer():
    counted = count_ranked(papers({(1,): 1}, seats=4))
    assert sorted(counted.elected) == [1, 2, 3, 4]
    assert counted.stages[-1].what == "filled"


RANKINGS = st.dictionaries(
    st.lists(st.integers(1, 5), min_size=1, max_size=5, unique=True).map(tuple),
    st.integers(1, 60),
    min_size=1,
    max_size=30,
)


@given(RANKINGS, st.integers(1, 4))
def test_no_vote_is_lost_or_made_at_any_stage(rankings, seats):
    counted = count_ranked(papers(rankings, seats=seats, candidates=5), seed=SEED)
    total = sum(rankings.values()) * UNIT
    for stage in counted.stages:
        assert sum(stage.votes.values()) + stage.stopped == total
        assert min(stage.votes.values()) >= 0
    assert len(counted.elected) == len(set(counted.elected)) == seats
    stopped = [stage.stopped for stage in counted.stages]
    assert stopped == sorted(stopped)


@given(RANKINGS)
def test_one_seat_is_the_run_off_that_anybody_would_write(rankings):
    """An independent count with fractions; draws are left to the other tests."""
    assume(sum(rankings.values()) > 0)
    standing = {1, 2, 3, 4, 5}
    while True:
        votes = dict.fromkeys(standing, Fraction(0))
        for ranking, many in rankings.items():
            first = next((one for one in ranking if one in standing), None)
            if first:
                votes[first] += many
        if 2 * max(votes.values()) > sum(rankings.values()) or len(standing) == 1:
            winner = max(standing, key=lambda one: votes[one])
            break
        lowest = [one for one in standing if votes[one] == min(votes.values())]
        assume(len(lowest) == 1)
        standing -= set(lowest)
    assert count_ranked(papers(rankings, candidates=5), seed=SEED).elected == [winner]


@given(st.integers(1, 4), st.integers(1, 200), st.integers(1, 200), st.data())
def test_a_group_with_so_many_quotas_has_so_many_seats(seats, own, others, data):
    """Voters who rank the same candidates first, in whatever order, get what they are due."""
    group, rest = [1, 2, 3, 4], [5, 6, 7, 8]
    rankings = {}
    for side, many in ((group, own), (rest, others)):
        for _ in range(3):
            order = tuple(data.draw(st.permutations(side)))
            rankings[order] = rankings.get(order, 0) + many
    counted = count_ranked(papers(rankings, seats=seats, candidates=8), seed=SEED)
    due = min(3 * own // counted.quota, seats)
    assert sum(one in group for one in counted.elected) >= due


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "Line 1, column 1: the file ends here"),
        ("4", "Line 1, column 1: the file ends here"),
        ("4 5\n", "Line 1, column 3: “5” is no number from 1 to 4"),
        ("0 1\n", "Line 1, column 1: “0” is no number"),
        ("2 1\n1 1 3 0\n0\n", "Line 2, column 5: “3” is no number from 0 to 2"),
        ("2 1\n1 1 1 0\n0\n", "Line 2, column 5: candidate 1 is ranked twice"),
        ("2 1\n1 1=2 0\n0\n", "Line 2, column 3: “1=2” is no number"),
        ("2 1\n1 1 0\n0\nAdam\n", "Line 4, column 1: a name in quotes belongs here"),
        ('2 1\n1 1 0\n0\n"Adam\n', "Line 4, column 1: a quoted name does not end"),
        ('2 1\n1 1 0\n0\n"A" "B"\n', "the file ends here"),
        ('2 2\n-1\n1 2 0\n0\n"A" "B"\n"T"\n', "1 candidates stand for 2 seats"),
        (b"\xff\xfe", "not in UTF-8"),
        ('2 2\n1 1 0\n0\n"A" "B"\n"T"\n', ""),
    ],
)
def test_a_file_that_is_none_is_told_with_line_and_column(tmp_path, content, sentence):
    result = count(tmp_path, content)
    assert result.exit_code == (1 if sentence else 0)
    assert sentence in " ".join(result.output.split())
    assert "Traceback" not in result.output


def test_a_run_off_fills_one_seat_and_other_methods_are_unknown(tmp_path):
    assert "fills one seat" in count(tmp_path, GARDEN, "--method", "irv").output
    one = count(tmp_path, GARDEN.replace("4 2", "4 1"), "--method", "irv")
    assert one.output.rstrip().endswith("Elected: Adam.")
    assert "no method called" in count(tmp_path, GARDEN, "--method", "dice").output


@given(st.binary(max_size=200))
def test_any_bytes_are_counted_or_refused(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("blt")
    for beginning in (b"", b"3 1\n"):
        result = count(folder, beginning + content)
        assert result.exception is None or isinstance(result.exception, SystemExit)
