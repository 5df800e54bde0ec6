"""Secret addresses of personal calendars: the person makes and withdraws them; hashed here."""

import secrets
from hashlib import sha256

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.secretariat.models import CalendarAddress

SECRET_BYTES = 32


def make_address(session: SessionId, member: MemberId, *, now: Instant) -> str:
    """A new secret for the person's calendar, told this once; the one before holds no more."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    CalendarAddress.objects.update_or_create(
        session=session,
        member=member,
        defaults={"sha256": fingerprint(secret), "made_at_ms": now},
    )
    return secret


def withdraw_address(session: SessionId, member: MemberId) -> None:
    """The address holds no more."""
    CalendarAddress.objects.filter(session=session, member=member).delete()


def has_address(session: SessionId, member: MemberId) -> bool:
    """Whether the person has made one that still holds."""
    return CalendarAddress.objects.filter(session=session, member=member).exists()


def member_at(session: SessionId, secret: str) -> MemberId | None:
    """Whose calendar is at a secret address; None where it is nobody's, or holds no more."""
    row = CalendarAddress.objects.filter(session=session, sha256=fingerprint(secret)).first()
    return MemberId(row.member) if row else None


def fingerprint(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()
