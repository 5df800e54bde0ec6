"""Speaking notes of Rapporteurs in their table."""

from collections.abc import Mapping
from typing import Any

from hemicycle.procedure.assembly import TextId
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import MemberId
from hemicycle.secretariat.models import SpeakingNote
from hemicycle.secretariat.tables.speaking_notes import LONGEST_SPEAKING_NOTE


def own_notes(session: SessionId, text: TextId, *, member: MemberId) -> Mapping[int, str]:
    """What somebody noted, by the number of the amendment."""
    rows = SpeakingNote.objects.filter(session=session, text=text, member=member)
    return {row.amendment: row.note for row in rows}


def keep_note(
    session: SessionId, text: TextId, *, member: MemberId, amendment: int, note: str
) -> None:
    """Keep a note as it is now; an empty one is gone.

    Errors: DatabaseError
    """
    own: dict[str, Any] = {
        "session": session,
        "text": text,
        "amendment": amendment,
        "member": member,
    }
    if not note.strip():
        SpeakingNote.objects.filter(**own).delete()
        return
    defaults = {"note": note.strip()[:LONGEST_SPEAKING_NOTE]}
    SpeakingNote.objects.update_or_create(defaults, **own)
