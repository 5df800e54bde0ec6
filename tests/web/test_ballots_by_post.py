"""Ballots as telephones post them: too many votes, too late, kept for somebody else, elsewhere."""

import re
from collections.abc import Iterator

import pytest
from acting import Actor, actor
from demo_house import CLERK, PRESIDENT, REHEARSAL, DemoHouse, demo_house

DIVISION = 1
ASKED = {"accept": "application/json"}
VOTES = {"yes": 4, "no": 3, "abstain": 3}


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal with a vote just opened."""
    with demo_house(tmp_path_factory.mktemp("ballots")) as running:
        running.forward("09:09:31")
        yield running


@pytest.fixture(scope="module")
def voters(house) -> list[str]:
    """Two members of one delegation that holds more votes than either may place."""
    assembly = house.assembly
    rows = assembly.divisions[DIVISION].roll.values()
    row = next(row for row in rows if row.castable > 12 and len(row.members) > 1)
    return list(row.members[:2])


@pytest.fixture
def delegate(house, voters) -> Actor:
    return actor(house, voters[0], "vote")


def box(house: DemoHouse) -> dict[str, int]:
    """How many votes everybody has placed."""
    opened = house.server.application.house.clerk.state(REHEARSAL).boxes.get(DIVISION)
    current = opened.box.current.values() if opened else ()
    return {str(m): one.placed_votes for own in current for m, one in own.items()}


def refused(answer, status: int, said: str) -> None:
    """What a telephone is told that has sent what cannot be taken."""
    assert answer.status_code == status, answer.text
    assert said in answer.json()["words"]


@pytest.mark.parametrize("member", ["p-0086-2", "nobody", ""])
def test_a_ballot_that_was_kept_for_somebody_else_is_not_taken(house, delegate, voters, member):
    assert member != voters[0]
    before = box(house)
    answer = delegate.vote(DIVISION, headers=ASKED, **VOTES, person=member)
    refused(answer, 403, "for another person")
    assert box(house) == before
    own = delegate.vote(DIVISION, headers=ASKED, **VOTES, person=voters[0])
    assert own.status_code == 200


def test_more_votes_than_the_delegation_has_left_are_refused_with_the_figures(house, voters):
    first, second = (actor(house, one, "vote") for one in voters)
    row = next(
        r for r in house.assembly.divisions[DIVISION].roll.values() if voters[0] in r.members
    )
    assert first.vote(DIVISION, headers=ASKED, yes=10, no=0, abstain=0).status_code == 200
    before = box(house)
    left = min(10, row.castable - 10)
    answer = second.vote(DIVISION, headers=ASKED, yes=left + 1, no=0, abstain=0)
    assert answer.status_code == 409
    assert str(left) in answer.json()["words"]
    assert box(house) == before
    assert second.vote(DIVISION, headers=ASKED, yes=left, no=0, abstain=0).status_code == 200
    assert sum(box(house)[one] for one in voters) <= row.castable


def test_nobody_votes_for_another_delegation(house, delegate, voters):
    before = box(house)
    [other, *_] = [
        member
        for row in house.assembly.divisions[DIVISION].roll.values()
        for member in row.members
        if member[:6] != voters[0][:6]
    ]
    answer = delegate.vote(DIVISION, headers=ASKED, **VOTES, member=other, delegation=other[:6])
    assert answer.status_code == 200  # whose it is follows from who is signed in
    assert box(house).get(other) == before.get(other)


def test_the_roll_of_an_open_vote_stays_whoever_comes_or_goes(house, voters):
    clerk = actor(house, CLERK, "chair")
    roll = house.assembly.divisions[DIVISION].roll
    assert clerk.press("call_roll").status_code == 303
    assert clerk.press("note_departure", member=voters[1]).status_code == 303
    assert voters[1] not in house.assembly.bodies["plenary"].present
    assert house.assembly.divisions[DIVISION].roll == roll
    assert actor(house, PRESIDENT, "chair").press("call_roll").status_code == 409
    left = box(house)[voters[1]]
    gone = actor(house, voters[1], "vote")
    assert gone.vote(DIVISION, headers=ASKED, yes=0, no=left, abstain=0).status_code == 200


def test_a_ballot_for_a_division_that_is_none_is_told_so(delegate):
    refused(delegate.vote(99, headers=ASKED, **VOTES), 409, "There is no division 99")
    assert delegate.vote("x", headers=ASKED, **VOTES).status_code == 422


def test_a_ballot_that_came_too_late_is_told_when_the_voting_closed(house, delegate):
    chair = actor(house, PRESIDENT, "chair")
    assert chair.press("close_division", division=DIVISION).status_code == 303
    late = delegate.vote(DIVISION, headers=ASKED, **VOTES)
    refused(late, 409, f"Division {DIVISION} closed at")
    assert late.json()["rule"] == "division.ballots"
    assert re.search(r"at 09:\d\d:\d\d; your vote arrived at 09:\d\d:\d\d and was", late.text)


def test_a_ballot_for_a_result_that_was_annulled_is_not_taken(house, delegate):
    house.forward("09:14:20")
    chair = actor(house, PRESIDENT, "chair")
    put = {"title.en": "Void?", "yes_means.en": "Division 1 is void."}
    assert chair.press("put_question", **put, method="consensus", annuls="1").status_code == 303
    assert chair.press("adopt_without_vote").status_code == 303
    before = box(house)
    refused(delegate.vote(DIVISION, headers=ASKED, **VOTES), 409, "closed at")
    assert box(house) == before
