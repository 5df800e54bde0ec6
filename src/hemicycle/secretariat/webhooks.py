"""Webhooks in their table: made and taken away at the desk, moved on by whoever delivers."""

import secrets
from base64 import b64encode

from django.db import IntegrityError, transaction

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.hook import SECRET_PREFIX, Hook
from hemicycle.secretariat.models import Webhook

SECRET_BYTES = 32
FIRST_WAIT_MS, LONGEST_WAIT_MS, MOST_DOUBLED = 1000, 5 * 60 * 1000, 20


def hooks(session: SessionId | None = None) -> list[Hook]:
    """The webhooks of a session, or of all."""
    rows = Webhook.objects.all() if session is None else Webhook.objects.filter(session=session)
    return [
        Hook(
            id=row.pk,
            session=SessionId(row.session),
            address=row.address,
            secret=row.secret,
            kinds=frozenset(row.kinds.split()),
            language=row.language,
            made_by=row.made_by,
            position=row.position,
            failures=row.failures,
            failing_since=Instant(row.failing_since_ms),
            next_at=Instant(row.next_at_ms),
            last_at=Instant(row.last_at_ms),
            answer=row.last_answer,
            is_paused=row.is_paused,
        )
        for row in rows
    ]


def make_hook(
    session: SessionId, address: str, *, kinds: frozenset[str], by: tuple[str, str, Instant, int]
) -> Hook | None:
    """Keep a new address, with a secret of its own; None where the session has it already.

    `by` says in which language, who made it, when, and from which position on it is told.
    """
    language, made_by, now, position = by
    try:
        row = Webhook.objects.create(
            session=session,
            address=address,
            secret=SECRET_PREFIX + b64encode(secrets.token_bytes(SECRET_BYTES)).decode(),
            kinds=" ".join(sorted(kinds)),
            language=language,
            made_by=made_by,
            made_at_ms=now,
            position=position,
        )
    except IntegrityError:
        return None
    return next(one for one in hooks(session) if one.id == row.pk)


def remove_hook(session: SessionId, hook: int) -> None:
    """Take an address away; it is told nothing more."""
    Webhook.objects.filter(session=session, pk=hook).delete()


def pause_hook(session: SessionId, hook: int, *, is_paused: bool) -> None:
    """Stop telling an address for a while, or go on where it was left."""
    Webhook.objects.filter(session=session, pk=hook).update(
        is_paused=is_paused, failures=0, failing_since_ms=0, next_at_ms=0
    )


def note_delivered(hook: int, *, position: int, now: Instant, answer: str) -> bool:
    """An address has taken everything up to a position; whether it is to be told more.

    Note: meanwhile it may have been taken away or paused, which holds.
    """
    row = Webhook.objects.filter(pk=hook)
    row.filter(position__lt=position).update(position=position)
    row.update(failures=0, failing_since_ms=0, next_at_ms=0, last_at_ms=now, last_answer=answer)
    return row.filter(is_paused=False).exists()


def note_failed(hook: int, *, now: Instant, answer: str) -> None:
    """An address has not taken an entry; it is tried again, each time after twice as long."""
    with transaction.atomic():
        row = Webhook.objects.filter(pk=hook, is_paused=False).first()
        if row is None:
            return
        wait_ms = min(FIRST_WAIT_MS * 2 ** min(row.failures, MOST_DOUBLED), LONGEST_WAIT_MS)
        Webhook.objects.filter(pk=hook).update(
            failures=row.failures + 1,
            failing_since_ms=row.failing_since_ms or now,
            next_at_ms=now + wait_ms,
            last_at_ms=now,
            last_answer=answer,
        )
