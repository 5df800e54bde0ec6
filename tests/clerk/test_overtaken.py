"""A ballot that the network held back: whoever cast again since is not set back by it."""

import pytest

from hemicycle.clerk import Done
from hemicycle.clerk.receipts import find, read_address
from hemicycle.procedure.rules.ballot_box import CastBallot

from .desk import voting_room

VOTER = "p-0002-1"
CHOICES = {"first": 9, "second": 5, "third": 1}


def pressed(room, key, *, instead_of=(), by=VOTER):
    """The outcome of one press that arrives now."""
    room.now += 1000
    votes = CHOICES.get(key, 3)
    [outcome] = room.clerk.take(
        [
            room.act(
                CastBallot,
                by,
                act_id=key,
                division=1,
                for_votes=votes,
                against_votes=10 - votes,
                instead_of=instead_of,
            )
        ]
    )
    assert isinstance(outcome, Done), outcome
    return outcome


def counted(clerk, by=VOTER):
    """Whose press counts now."""
    box = clerk.state("r1").boxes[1].box
    return next(own[by].key for own in box.current.values() if by in own)


@pytest.fixture
def room():
    """An open vote."""
    return voting_room()


def test_a_later_choice_counts_in_whichever_order_the_two_arrive(room):
    pressed(room, "second", instead_of=("first",))
    late = pressed(room, "first")
    for clerk in (room.clerk, room.restarted()):
        assert counted(clerk) == "second"
    found = find(room.state, room.store, read_address(late.receipt.address))
    assert found.is_replaced
    assert room.state.boxes[1].box.received == 2


def test_without_the_name_of_the_earlier_one_the_last_that_arrives_counts(room):
    pressed(room, "second")
    pressed(room, "first")
    assert counted(room.clerk) == "first"


def test_the_last_of_three_counts_however_they_arrive(room):
    pressed(room, "third", instead_of=("first", "second"))
    pressed(room, "second", instead_of=("first",))
    pressed(room, "first")
    assert counted(room.clerk) == "third"
    assert counted(room.restarted()) == "third"


def test_another_device_in_between_is_not_set_back_either(room):
    pressed(room, "second", instead_of=("first",))
    pressed(room, "other-device")
    pressed(room, "first")
    assert counted(room.clerk) == "other-device"


def test_nobody_overtakes_the_ballot_of_somebody_else(room):
    pressed(room, "second", instead_of=("mine",), by="p-0003-1")
    pressed(room, "mine")
    assert counted(room.clerk) == "mine"


def test_the_same_press_is_the_same_ballot_whatever_it_names(room):
    first = pressed(room, "second", instead_of=("first",))
    again = pressed(room, "second")
    assert again.is_repeated
    assert again.receipt == first.receipt
