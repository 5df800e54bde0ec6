"""The arithmetic of a recount at its edges, on votes that no file holds."""

from itertools import count

import pytest

from hemicycle.procedure.assembly import Tally
from hemicycle.procedure.rules.majorities import NAMED_SHARES
from hemicycle.recount.counting import AGAINST, FOR, Measure, recount
from hemicycle.recount.votes import Official, Vote

SIMPLE = NAMED_SHARES["simple_majority"]


def tally(yes, no, abstain=0):
    """Figures."""
    return Tally(for_votes=yes, against_votes=no, abstention_votes=abstain)


def voters(*figures):
    """Voters with these figures, one a line."""
    return [
        Vote(line=line, division="1", voter=f"v-{line}", tally=tally(*one))
        for line, one in enumerate(figures, 1)
    ]


def outcome(findings, **measure):
    """What becomes of the one division."""
    wanted = Measure(share=SIMPLE, **measure)
    [counted] = recount(findings, wanted)
    return counted.outcome(wanted)


@pytest.mark.parametrize(
    ("figures", "casting_vote", "became"),
    [
        ((1, 0), "", "adopted"),
        ((0, 1), "", "rejected"),
        ((1, 1), "", "rejected"),
        ((1, 1), FOR, "adopted"),
        ((1, 1), AGAINST, "rejected"),
        ((0, 0, 5), FOR, "rejected"),  # nothing is cast: there is no tie to break
        ((2, 1), AGAINST, "adopted"),  # nor where there is a majority
        ((1, 2), FOR, "rejected"),
    ],
)
def test_a_casting_vote_decides_a_tie_and_nothing_else(figures, casting_vote, became):
    assert outcome(voters(figures), casting_vote=casting_vote) == became


def test_of_two_thirds_of_nothing_nothing_carries():
    two_thirds = Measure(share=NAMED_SHARES["two_thirds"])
    [counted] = recount(voters((0, 0, 3)), two_thirds)
    assert counted.outcome(two_thirds) == "rejected"
    [counted] = recount(voters((1, 0, 3)), two_thirds)
    assert counted.outcome(two_thirds) == "adopted"


def test_voters_are_counted_one_each():
    [counted] = recount(voters((3, 0), (0, 2), (0, 0, 1)), Measure(share=SIMPLE))
    assert (counted.voters, counted.tally) == (3, tally(3, 2, 1))


def differences(*officials, votes=()):
    """What does not agree: the lines and keys, and the facts."""
    lines = count(10)
    told = [Official(line=next(lines), division="1", **one) for one in officials]
    [counted] = recount([*votes, *told], Measure(share=SIMPLE))
    return [(one.line, one.key, one.facts) for one in counted.differences]


def test_an_outcome_that_the_figures_do_not_give_is_named():
    wrong = {"tally": tally(1, 2), "outcome": "adopted"}
    facts = {"said": "adopted", "found": "rejected"}
    assert differences(wrong) == [(10, "recount_outcome", facts)]
    assert differences({**wrong, "outcome": "rejected"}) == []
    assert differences({**wrong, "outcome": "withdrawn"}) == []
    assert differences({"tally": None, "outcome": "adopted"}) == []


def test_published_twice_and_differently_is_named_with_both():
    facts = {"first": "1, 2, 3", "second": "-"}
    twice = differences({"tally": tally(1, 2, 3)}, {"tally": None})
    assert twice == [(11, "recount_published_twice", facts)]
    assert differences({"tally": tally(1, 2, 3)}, {"tally": tally(1, 2, 3)}) == []
