"""Group commit: one commit for all who wait, answered after it, each press once."""

import asyncio
import time
from dataclasses import replace

import pytest

from hemicycle.clerk import ClerkQueue, Done, Refused
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.floor.accept_swap import AcceptSwap
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.draw_lots import DrawLots
from hemicycle.procedure.acts.floor.freeze_list import FreezeList
from hemicycle.procedure.acts.floor.offer_swap import OfferSwap
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.store.memory import MemoryStore
from hemicycle.store.sqlite import SqliteStore, open_reader
from properties.acts_at_random import DELEGATES
from properties.sittings import SESSION

from .desk import at_once, queue_of, sitting_room, voting_room

CLERK = "o-clerk"
HEADS = ("p-0001-1", "p-0002-1", "p-0003-1")


class CountingStore(MemoryStore):
    """Counts how often it was asked to make something durable."""

    commits = 0

    def commit(self):
        """Count, and commit."""
        self.commits += 1
        super().commit()


def requests(room, members=DELEGATES):
    """Everybody asks for the floor."""
    return [room.act(AskForFloor, member) for member in members]


def test_those_who_wait_together_are_committed_together():
    store = CountingStore()
    room = sitting_room(store)
    before = store.commits
    outcomes = at_once(room, requests(room))
    assert [type(outcome) for outcome in outcomes] == [Done] * len(DELEGATES)
    assert store.commits == before + 1
    assert room.assembly.bodies["plenary"].speakers_list.waiting == tuple(DELEGATES)


def test_each_act_is_decided_after_the_one_before_it():
    room = sitting_room()
    outcomes = at_once(room, requests(room, ["p-0001-1", "p-0001-1", "p-0002-1"]))
    assert [type(outcome) for outcome in outcomes] == [Done, Refused, Done]
    assert outcomes[1].refusal.reason_key == "already_on_list"
    assert outcomes[0].positions[0] + 1 == outcomes[2].positions[0]


def drawn_room():
    """The list of a general debate, its lots drawn: four of one section, each with a place."""
    room = frozen_room()
    room.done(DrawLots, CLERK, item="9", dice="3 5 1 1 6", published="19283746")
    return room


def frozen_room():
    """The same before the draw."""
    room = sitting_room()
    room.done(PlaceItem, CLERK, item="9", title={"en": "Debate"}, kind="general_debate")
    for member in HEADS:
        room.done(AskForFloor, member, item="9")
    room.done(FreezeList, CLERK, item="9")
    return room


def test_two_clerks_who_draw_at_once_draw_once():
    room = frozen_room()
    dice = ("3 5 1 1 6", "6 6 2 4 1")
    draws = [room.act(DrawLots, CLERK, item="9", dice=one, published="19283746") for one in dice]
    first, second = at_once(room, draws)
    assert isinstance(first, Done)
    assert second.refusal.reason_key == "lots_drawn_already"
    drawn = drawn_room().assembly.bodies["plenary"].lists["9"].waiting
    assert room.assembly.bodies["plenary"].lists["9"].waiting == drawn


def test_two_who_accept_one_offer_at_once_exchange_one_place():
    room = drawn_room()
    before = room.assembly.bodies["plenary"].lists["9"].waiting
    giver, *takers = before
    room.done(OfferSwap, giver, item="9", lowest=1, highest=len(before))
    accepted = [room.act(AcceptSwap, one, other=giver, item="9") for one in takers[:2]]
    first, second = at_once(room, accepted)
    assert isinstance(first, Done)
    assert second.refusal.reason_key == "nothing_offered"
    after = room.assembly.bodies["plenary"].lists["9"].waiting
    assert after == (takers[0], giver, *takers[1:])


class HastyQueue(ClerkQueue):
    """The control: tells everyone before anything is durable."""

    async def _serve(self, batch):
        prepared = self.clerk.prepare([one for one, _ in batch])
        for (_, answer), outcome in zip(batch, prepared.outcomes, strict=True):
            answer.set_result(outcome)
        await asyncio.sleep(0.05)
        self.clerk.store.append(prepared.batch)
        self.clerk.publish(prepared)


def durable_when_answered(folder, queue_type):
    """Whether each act can be read from the disk in the moment it is answered."""
    store = SqliteStore(folder)
    room = voting_room(store)
    seen = []

    async def press(queue, asked):
        outcome = await queue.ask(asked)
        reader = open_reader(folder)
        if isinstance(asked.act, CastBallot):
            key = asked.act.act_id
            seen.append(reader.ballot_by_key(SESSION, 1, member=asked.act.by, key=key) is not None)
        else:
            seen.append(reader.head(SESSION) >= max(outcome.positions))
        reader.close()

    async def press_all():
        ballot = room.act(CastBallot, "p-0002-1", division=1, for_votes=10)
        async with queue_of(room, queue_type) as queue:
            await asyncio.gather(*(press(queue, one) for one in [*requests(room), ballot]))
            await asyncio.sleep(0.1)

    asyncio.run(press_all())
    store.close()
    assert len(seen) == len(DELEGATES) + 1
    return all(seen)


def test_answered_means_durable(tmp_path):
    assert durable_when_answered(tmp_path, ClerkQueue)


def test_a_queue_that_answers_before_its_commit_is_found_out(tmp_path):
    assert not durable_when_answered(tmp_path, HastyQueue)


def test_a_second_press_is_told_the_first_time():
    room = sitting_room()
    asked = room.act(AskForFloor, "p-0001-1")
    room.now += 60_000
    [first] = at_once(room, [asked])
    room.now += 60_000
    [second] = at_once(room, [asked])
    assert second == replace(first, is_repeated=True)
    assert second.at == first.at == room.now - 60_000
    room.clerk = room.restarted()
    assert at_once(room, [asked]) == [second]
    assert room.assembly.bodies["plenary"].speakers_list.waiting == ("p-0001-1",)


def test_two_presses_in_one_batch_are_one_act():
    room = sitting_room()
    asked = room.act(AskForFloor, "p-0001-1")
    first, second = at_once(room, [asked, asked])
    assert second == replace(first, is_repeated=True)


def test_a_second_press_of_a_ballot_returns_the_first_receipt():
    room = voting_room()
    asked = room.act(CastBallot, "p-0002-1", division=1, for_votes=10)
    [first] = at_once(room, [asked])
    other = room.act(CastBallot, "p-0002-1", division=1, against_votes=10)
    assert isinstance(at_once(room, [other])[0], Done)
    room.now += 5000
    [again] = at_once(room, [asked])
    assert again == replace(first, is_repeated=True)
    room.clerk = room.restarted()
    assert at_once(room, [asked]) == [again]
    current = room.state.boxes[1].box.of("p-0002")["p-0002-1"]
    assert (current.against_votes, current.number) == (10, 2)


@pytest.mark.parametrize("together", [True, False])
def test_the_same_id_for_another_act_is_refused(together):
    room = voting_room()
    pairs = [
        (
            room.act(AskForFloor, "p-0001-1", act_id="one"),
            room.act(AskForFloor, "p-0002-1", act_id="one"),
        ),
        (
            room.act(CastBallot, "p-0001-1", act_id="two", division=1, for_votes=10),
            room.act(CastBallot, "p-0001-1", act_id="two", division=1, against_votes=10),
        ),
    ]
    for first, other in pairs:
        if together:
            done, refused = at_once(room, [first, other])
        else:
            [done], [refused] = at_once(room, [first]), at_once(room, [other])
        assert isinstance(done, Done)
        refusal = refused.refusal
        assert (refusal.rule_key, refusal.facts["at"]) == ("record.once", done.at)


@pytest.mark.parametrize("together", [True, False])
def test_two_persons_may_use_the_same_key_for_their_ballots(together):
    room = voting_room()
    ballots = [
        room.act(CastBallot, "p-0001-1", act_id="k", division=1, for_votes=10),
        room.act(CastBallot, "p-0002-1", act_id="k", division=1, for_votes=10),
    ]
    batches = [ballots] if together else [[one] for one in ballots]
    outcomes = [outcome for batch in batches for outcome in at_once(room, batch)]
    assert [type(outcome) for outcome in outcomes] == [Done, Done]


def test_an_act_that_breaks_the_clerk_ends_its_own_request_only():
    room = sitting_room()
    too_large = {"delegation": "p-0009", "members": ("p-0009-1",), "votes": 10**30}
    breaking = room.act(AcceptCredentials, "o-sg", **too_large)

    async def press():
        async with queue_of(room) as queue, asyncio.timeout(5):
            asked = [room.act(AskForFloor, "p-0001-1"), breaking, room.act(AskForFloor, "p-0002-1")]
            outcomes = await asyncio.gather(*map(queue.ask, asked), return_exceptions=True)
            later = await queue.ask(room.act(AskForFloor, "p-0003-1"))
            return outcomes, later

    [first, broken, other], later = asyncio.run(press())
    assert not isinstance(broken, Done)
    assert [type(outcome) for outcome in (first, other, later)] == [Done] * 3
    waiting = room.assembly.bodies["plenary"].speakers_list.waiting
    assert waiting == ("p-0001-1", "p-0002-1", "p-0003-1")
    assert room.restarted().state(SESSION).assembly == room.assembly


class SlowStore(MemoryStore):
    """Takes its time to commit."""

    def commit(self):
        """Wait, and commit."""
        time.sleep(0.05)
        super().commit()


def test_nobody_is_left_waiting_when_the_queue_ends():
    room = sitting_room(SlowStore())

    async def leave():
        async with queue_of(room) as queue:
            served, waiting = (
                asyncio.create_task(queue.ask(one)) for one in requests(room, DELEGATES[:2])
            )
            await asyncio.sleep(0.01)
            later = asyncio.create_task(queue.ask(room.act(AskForFloor, "p-0003-1")))
            await asyncio.sleep(0.01)
        return await asyncio.gather(served, waiting, later, return_exceptions=True)

    results = asyncio.run(asyncio.wait_for(leave(), 5))
    assert {type(result) for result in results} == {asyncio.CancelledError}


def test_a_stale_clerk_catches_up_and_decides_again():
    room = sitting_room()
    other = room.restarted()
    assert isinstance(room.clerk.take([room.act(AskForFloor, "p-0001-1")])[0], Done)
    [late] = other.take([room.act(AskForFloor, "p-0001-1")])
    assert late.refusal.reason_key == "already_on_list"
    [second] = other.take([room.act(AskForFloor, "p-0002-1")])
    assert isinstance(second, Done)
    assert other.state(SESSION).assembly.bodies["plenary"].speakers_list.waiting == (
        "p-0001-1",
        "p-0002-1",
    )
    assert at_once(room, requests(room, ["p-0003-1"]))[0].positions == (second.positions[0] + 1,)
