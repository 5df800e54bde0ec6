"""Microphones follow the record: one at most in each body, and a lost hall stops no sitting."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from hemicycle.cli import app
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.call_to_order import CallToOrder
from hemicycle.procedure.acts.floor.cut_microphone import CutMicrophone
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.web.microphones import Hall, NotAnOrder, Panel, holders
from properties.sittings import Room, room_at
from properties.walks import next_act

CHAIR, FIRST, OTHER = "o-president", "p-0001-1", "p-0002-1"


def hall_of(room: Room, wire: Path) -> Hall:
    """A hall that follows a session."""
    hall = Hall(wire)
    room.clerk.announce = hall.follow
    return hall


def lines(wire: Path) -> list[str]:
    return wire.read_text(encoding="utf-8").splitlines()


def told(wire: Path) -> list[tuple[str, bool, str]]:
    """Who was switched, and why."""
    read = (json.loads(line) for line in lines(wire))
    return [(one["member"], one["is_on"], one["cause"]) for one in read]


def test_a_speech_an_interruption_and_a_cut_are_orders(tmp_path):
    room, wire = room_at("sitting", "plain"), tmp_path / "wire"
    hall_of(room, wire)
    room.done(AskForFloor, FIRST)
    room.done(GiveFloor, CHAIR, speaker=FIRST)
    room.done(RaisePointOfOrder, OTHER, rule="speaking.order")
    room.done(GiveFloor, CHAIR, speaker=OTHER)
    room.done(CallToOrder, CHAIR)
    room.done(CutMicrophone, CHAIR)
    assert told(wire) == [
        (FIRST, True, "floor"),
        (FIRST, False, "end"),
        (OTHER, True, "floor"),
        (OTHER, False, "cut"),
    ]


@given(seed=st.integers(0, 10_000))
def test_after_any_acts_the_panel_is_as_the_record(tmp_path_factory, seed):
    wire = tmp_path_factory.mktemp("hall") / "wire"
    wire.touch()
    random, room = Random(seed), room_at("sitting", "ipu_assembly")  # noqa: S311
    hall_of(room, wire)
    for _ in range(60):
        room.now += 1000
        room.clerk.take([next_act(random, room)])
    panel = Panel()
    for line in lines(wire):
        panel.take(line)
    now = {body: member for body, member in holders(room.assembly).items() if member}
    assert {body: member for (_, body), member in panel.on.items()} == now


def test_a_hall_that_is_lost_stops_nothing_and_gets_the_whole_state_afterwards(tmp_path):
    room, wire = room_at("sitting", "plain"), tmp_path / "away" / "wire"
    hall = hall_of(room, wire)
    room.done(AskForFloor, FIRST)
    room.done(GiveFloor, CHAIR, speaker=FIRST)
    assert hall.is_lost
    wire.parent.mkdir()
    room.done(RaisePointOfOrder, OTHER, rule="speaking.order")
    room.done(GiveFloor, CHAIR, speaker=OTHER)
    assert not hall.is_lost
    assert told(wire)[-1][:2] == (OTHER, True)


def test_a_microphone_that_stayed_on_in_a_lost_hall_goes_off(tmp_path):
    room, wire = room_at("sitting", "plain"), tmp_path / "hall" / "wire"
    wire.parent.mkdir()
    hall_of(room, wire)
    room.done(AskForFloor, FIRST)
    room.done(AskForFloor, OTHER)
    room.done(GiveFloor, CHAIR, speaker=FIRST)
    wire.parent.rename(tmp_path / "away")
    room.done(YieldFloor, FIRST)  # which nobody hears
    (tmp_path / "away").rename(wire.parent)
    room.done(GiveFloor, CHAIR, speaker=OTHER)
    panel = Panel()
    for line in lines(wire):
        panel.take(line)
    assert list(panel.on.values()) == [OTHER]
    assert ("", False, "state") in told(wire)  # the other bodies, where nobody speaks


def test_the_stand_in_says_what_is_on(tmp_path):
    room, wire = room_at("sitting", "plain"), tmp_path / "wire"
    hall_of(room, wire)
    room.done(AskForFloor, FIRST)
    room.done(GiveFloor, CHAIR, speaker=FIRST)
    said = CliRunner().invoke(app, ["microphones", str(wire)])
    assert said.exit_code == 0
    assert said.output.splitlines()[-1] == f"r1 plenary: {FIRST} is on"


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"is_on": 1}', "\x00", '"on"'])
def test_what_is_no_order_is_told_with_its_place(tmp_path, line):
    with pytest.raises(NotAnOrder):
        Panel().take(line)
    wire = tmp_path / "wire"
    wire.write_text(f"{line}\n", encoding="utf-8")
    said = CliRunner().invoke(app, ["microphones", str(wire)])
    assert said.exit_code == 1
    assert "line 1" in said.output
