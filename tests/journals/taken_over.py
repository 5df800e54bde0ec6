"""A sitting in whose middle another machine takes over writing the record."""

from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.session.begin_term import OPERATOR, BeginTerm
from properties.sittings import Room, room_at


def taken_over() -> Room:
    """A speaker asks on the first machine, and is given the floor on the second."""
    room = room_at("sitting", "plain")
    room.done(AskForFloor, "p-0001-1")
    room.done(BeginTerm, OPERATOR, reason="The first machine is silent.")
    room.done(GiveFloor, "o-president", speaker="p-0001-1")
    return room
