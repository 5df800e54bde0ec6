"""Notes of the secretariat to whoever presides: no act, in no journal, and nobody else's.

They are in memory for every page, and in a table for a restart. Once their sitting is adjourned
they are erased in both.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from hemicycle.procedure.assembly import Assembly, Body
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import BodyId
from hemicycle.screens.acts_offered import roles
from hemicycle.screens.view import View
from hemicycle.secretariat.chair_note import ABOUT, Note

MOST_UNSEEN = 20  # in one body: more would be no help to anybody


@dataclass(slots=True)
class Notes:
    """The notes of all bodies; `keep` and `erase` write the table, and are slow."""

    keep: Callable[[Note], None] = lambda _note: None
    erase: Callable[[Collection[str]], None] = lambda _ids: None
    _notes: dict[str, Note] = field(default_factory=dict)

    def load(self, notes: Iterable[Note]) -> None:
        """What was kept before the program stopped."""
        self._notes = {note.id: note for note in notes}

    def put(self, note: Note) -> None:
        """A note as it is now."""
        self._notes[note.id] = note

    def get(self, note_id: str) -> Note | None:
        """The note of that id, unless it is gone."""
        return self._notes.get(note_id)

    def of(self, session: SessionId, body: BodyId) -> tuple[Note, ...]:
        """The notes to whoever presides over a body, the first sent first."""
        own = (one for one in self._notes.values() if (one.session, one.body) == (session, body))
        return tuple(own)

    def end(self, session: SessionId, assembly: Assembly) -> tuple[str, ...]:
        """Forget the notes whose sitting is over; their ids, for the table."""
        over = [
            note.id
            for note in self._notes.values()
            if note.session == session and is_over(note, assembly.bodies.get(note.body))
        ]
        for note_id in over:
            del self._notes[note_id]
        return tuple(over)


def is_over(note: Note, body: Body | None) -> bool:
    """Whether the sitting of a note has been adjourned."""
    return body is None or (body.sitting is None and note.sitting <= body.sittings)


def sitting_of(body: Body) -> int:
    """The sitting that a note is for: the one that is open, or the next."""
    return body.sitting.number if body.sitting else body.sittings + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesSeen:
    """The notes as one person may see them: who presides, and who may have sent them."""

    may_send: bool
    may_put_away: bool
    unseen: tuple[Note, ...]
    away: tuple[Note, ...]
    about: tuple[str, ...] = ABOUT


def notes_seen(notes: Notes, session: SessionId, *, view: View) -> NotesSeen | None:
    """The notes of the body that a console is about, or None where they are not for the viewer."""
    held = roles(view)
    if "presiding" not in held and "secretariat" not in held:
        return None
    own = notes.of(session, view.body)
    return NotesSeen(
        may_send="secretariat" in held,
        may_put_away="presiding" in held,
        unseen=tuple(one for one in own if not one.seen_at),
        away=tuple(one for one in reversed(own) if one.seen_at),
    )
