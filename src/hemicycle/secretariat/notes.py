"""Notes to the Chair in their table, so that none unseen is lost when the program stops."""

from collections.abc import Collection

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.secretariat.chair_note import Note
from hemicycle.secretariat.models import ChairNote


def all_notes() -> list[Note]:
    """Every note that is kept, in the order in which they were sent."""
    return [
        Note(
            id=row.note_id,
            session=SessionId(row.session),
            body=BodyId(row.body),
            sitting=row.sitting,
            about=row.about,
            text=row.text,
            sent_by=MemberId(row.sent_by),
            sent_at=Instant(row.sent_at_ms),
            seen_at=Instant(row.seen_at_ms),
        )
        for row in ChairNote.objects.order_by("pk")
    ]


def keep_note(note: Note) -> None:
    """Keep a note as it is now: new, seen, or put back.

    Errors: DatabaseError
    """
    ChairNote.objects.update_or_create(
        note_id=note.id,
        defaults={
            "session": note.session,
            "body": note.body,
            "sitting": note.sitting,
            "about": note.about,
            "text": note.text,
            "sent_by": note.sent_by,
            "sent_at_ms": note.sent_at,
            "seen_at_ms": note.seen_at,
        },
    )


def erase_notes(ids: Collection[str]) -> None:
    """Erase notes whose sitting is over.

    Errors: DatabaseError
    """
    ChairNote.objects.filter(note_id__in=ids).delete()
