"""Meetings in their table: each is sealed, and all of a session are read and written as one.

Every request opens all meetings of the session, whoever asks and for whichever: how long that
takes tells nothing of any one of them.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Sequence

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction

from hemicycle.secretariat.meeting import Meeting, NotPossible, from_plain, to_plain
from hemicycle.secretariat.models import SealedMeeting

PADDED_TO = 4096  # characters: how much was written shows only in steps of this
Change = Callable[[Sequence[Meeting]], Meeting]


def sealing() -> Fernet:
    """What seals meetings, made from the installation's key."""
    digest = hashlib.sha256(b"hemicycle.meetings" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def new_id() -> str:
    """What a meeting is called in addresses: nobody guesses it, and it says nothing."""
    return secrets.token_urlsafe(12)


def sealed(meeting: Meeting) -> str:
    """A meeting as it lies in the table: neither its length nor its hour says what was written."""
    text = json.dumps(to_plain(meeting))
    padded = text.ljust(-(-len(text) // PADDED_TO) * PADDED_TO)
    return sealing().encrypt_at_time(padded.encode(), current_time=0).decode()


def opened(content: str) -> Meeting:
    """The meeting again."""
    return from_plain(json.loads(sealing().decrypt(content.encode())))


def meetings_of(session: str) -> list[Meeting]:
    """All meetings of a session, the first wished for first."""
    rows = SealedMeeting.objects.filter(session=session).order_by("pk")
    return [opened(row.content) for row in rows]


def changed(session: str, change: Change) -> None:
    """Change one meeting in the light of all as they are now, while nobody else changes any.

    Errors: NotPossible
    """
    with transaction.atomic():  # takes the table for itself from the first line on
        keep(session, change(meetings_of(session)))


def keep(session: str, meeting: Meeting) -> None:
    """Keep a meeting as it is now."""
    SealedMeeting.objects.update_or_create(
        meeting=meeting.id, defaults={"session": session, "content": sealed(meeting)}
    )


def found(meetings: Sequence[Meeting], meeting: str) -> Meeting:
    """One of them.

    Errors: NotPossible
    """
    known = next((one for one in meetings if one.id == meeting), None)
    if known is None:
        raise NotPossible("meeting_changed")
    return known


def erase(session: str, meetings: Sequence[str]) -> None:
    """Meetings that nobody is to know of any more are gone."""
    SealedMeeting.objects.filter(session=session, meeting__in=meetings).delete()
