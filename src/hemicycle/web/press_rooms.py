"""The press rooms of all sessions at hand, so that no page waits for a table.

The desk writes the tables first and puts the room here then; what is out at a moment follows from
the moment alone, so an embargo ends to the second without anybody doing anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Protocol

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.secretariat.press_item import NO_PRESS_ROOM, PressRoom


class FileOf(Protocol):
    """What reads the file of a picture from its table; it is slow."""

    def __call__(self, session: str, item: int, *, number: int) -> bytes:
        """The file; empty where there is none."""


def no_file(session: str, item: int, *, number: int) -> bytes:
    """Where no table stands behind the press room, no picture has a file."""
    del session, item, number
    return b""


@dataclass(slots=True)
class PressRooms:
    """The rooms by session; `file_of` reads the file of a picture."""

    file_of: FileOf = no_file
    _rooms: dict[SessionId, PressRoom] = field(default_factory=dict)
    _one_at_a_time: Lock = field(default_factory=Lock)

    def load(self, rooms: Mapping[str, PressRoom]) -> None:
        """Those of the tables, at the start."""
        for session, room in rooms.items():
            self.put(SessionId(session), room)

    def of(self, session: SessionId) -> PressRoom:
        """The press room of a session; an empty one where there is none."""
        return self._rooms.get(session, NO_PRESS_ROOM)

    def put(self, session: SessionId, room: PressRoom) -> None:
        """A room as it is now; pages that were made from another are made anew."""
        self._rooms[session] = replace(room, revision=self.of(session).revision + 1)

    def renew(self, session: SessionId, load: Callable[[str], PressRoom]) -> None:
        """The tables were written: have the room as it is kept now.

        Note: who read the tables earlier must not put down later what was so then.
        """
        with self._one_at_a_time:
            self.put(session, load(session))
