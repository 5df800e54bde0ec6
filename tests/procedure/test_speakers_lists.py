"""Whatever happens on a list: numbers stay one's own, sections in order, places are counted."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hemicycle import rulebooks
from hemicycle.clerk import Done
from hemicycle.procedure.acts import PROCEDURE
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.floor.accept_swap import AcceptSwap
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.draw_lots import DrawLots
from hemicycle.procedure.acts.floor.freeze_list import FreezeList
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.note_no_show import NoteNoShow
from hemicycle.procedure.acts.floor.offer_swap import OfferSwap
from hemicycle.procedure.acts.floor.withdraw_request import WithdrawRequest
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from properties.sittings import DELEGATIONS, Room, room_at

CHAIR = "o-president"
PEOPLE = [*(member for members, *_ in DELEGATIONS.values() for member in members), "g-guest"]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["ask", "both", "leave", "offer", "accept", "call", "miss", "draw"]),
        st.sampled_from(PEOPLE),
        st.sampled_from(PEOPLE),
    ),
    max_size=40,
)


def debate() -> Room:
    """A sitting with a general debate before it."""
    room = room_at("sitting", "ipu_assembly")
    room.done(PlaceItem, "o-sg", item="9", title={"en": "Debate"}, kind="general_debate")
    room.done(TakeUpItem, CHAIR, item="9")
    return room


def attempt(room: Room, step: tuple[str, str, str]) -> None:
    """Try what a step says; out of order or not."""
    what, one, other = step
    acts = {
        "ask": [room.act(AskForFloor, one)],
        "both": [room.act(AskForFloor, one, further=1)],
        "leave": [room.act(WithdrawRequest, one)],
        "offer": [room.act(OfferSwap, one, lowest=1, highest=9)],
        "accept": [room.act(AcceptSwap, one, other=other)],
        "call": [room.act(GiveFloor, CHAIR, speaker=one), room.act(YieldFloor, CHAIR)],
        "miss": [room.act(NoteNoShow, CHAIR, speaker=one)],
        "draw": [
            room.act(FreezeList, "o-sg", item="9"),
            room.act(DrawLots, "o-sg", item="9", dice="35116", published="19283746"),
        ],
    }
    for asked in acts[what]:
        room.now += 1000
        room.clerk.take([asked])


@given(STEPS)
def test_a_list_keeps_its_order_its_numbers_and_its_places(steps):
    room = debate()
    order = room.state.rules.choices("speaking.sections")
    for step in steps:
        attempt(room, step)
        speakers = room.assembly.bodies["plenary"].speakers_list
        places = speakers.places
        assert len({one.member for one in places}) == len(places)
        ranks = [order.index(one.section) for one in places]
        assert ranks == sorted(ranks)
        numbers = Counter((one.section, one.number) for one in places if one.number)
        assert set(numbers.values()) <= {1}
        for section, highest in speakers.highest.items():
            own = [one.number for one in places if one.section == section]
            assert own == sorted(own)
            assert max(own, default=0) <= highest
        assert all(0 <= used <= 2 for used in speakers.used.values())
        assert {one.member for one in speakers.offers} <= set(speakers.waiting)


def test_two_who_swap_take_each_others_number_and_nobody_elses():
    room = debate()
    for member in ("p-0001-1", "p-0002-1", "p-0003-1"):
        room.done(AskForFloor, member)
    attempt(room, ("draw", "", ""))
    before = {one.member: one.number for one in room.assembly.bodies["plenary"].lists["9"].places}
    first, second = (m for m, number in before.items() if number in (1, 3))
    room.done(OfferSwap, first, lowest=before[second], highest=before[second])
    assert isinstance(room.done(AcceptSwap, second, other=first), Done)
    after = {one.member: one.number for one in room.assembly.bodies["plenary"].lists["9"].places}
    assert after == {**before, first: before[second], second: before[first]}


def test_of_two_who_act_on_a_list_at_once_the_second_is_told():
    room = debate()
    for member in ("p-0001-1", "p-0002-1", "p-0003-1"):
        room.done(AskForFloor, member)
    both = [room.act(FreezeList, clerk, item="9") for clerk in ("o-sg", "o-clerk")]
    first, second = room.clerk.take(both)
    assert isinstance(first, Done)
    assert second.refusal.reason_key == "list_frozen"
    room.done(DrawLots, "o-sg", item="9", dice="35116", published="19283746")
    offering, *others = room.assembly.bodies["plenary"].lists["9"].waiting
    room.done(OfferSwap, offering, lowest=1, highest=9)
    accepted = room.clerk.take([room.act(AcceptSwap, one, other=offering) for one in others])
    assert isinstance(accepted[0], Done)
    assert [one.refusal.reason_key for one in accepted[1:]] == ["nothing_offered"]


def listed_under(
    order: str, asked: list[tuple[str, int]], ranks: list[str]
) -> list[tuple[str, int]]:
    """Who waits with which number, where the rules order a general debate in another way."""
    room, rules = debate(), rulebooks.load("ipu_assembly")
    changes = {"speaking.order": order, "speaking.ranks": ranks, "speaking.sections": []}
    leaves = {key: replace(rules.leaves[key], value=value) for key, value in changes.items()}
    changed, assembly = replace(rules, leaves={**rules.leaves, **leaves}), room.assembly
    for member, wished in asked:
        act = room.act(AskForFloor, member, wished=wished).act
        for entry in PROCEDURE.decide(changed, assembly, act):
            assembly = PROCEDURE.apply(assembly, entry)
    return [(one.member, one.number) for one in assembly.bodies["plenary"].speakers_list.places]


def test_by_preference_the_wished_number_is_given_or_the_next_free_one():
    asked = [("p-0001-1", 5), ("p-0002-1", 2), ("p-0003-1", 5), ("p-0001-2", 0)]
    found = listed_under("preference", asked, [])
    assert found == [("p-0002-1", 2), ("p-0001-1", 5), ("p-0003-1", 6), ("p-0001-2", 7)]


def test_by_rank_those_of_a_higher_office_come_first():
    asked = [("p-0001-1", 0), ("g-guest", 0), ("p-0002-1", 0)]
    by_rank = listed_under("rank", asked, ["guest"])
    assert [member for member, _ in by_rank] == ["g-guest", "p-0001-1", "p-0002-1"]
    assert [m for m, _ in listed_under("rank", asked, [])] == [m for m, _ in asked]  # the control
