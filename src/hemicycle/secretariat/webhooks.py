"""Webhooks in their table: made and taken away at the desk, moved on by whoever delivers."""

import secrets
from base64 import b64encode

from django.db import IntegrityError

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.hook import SECRET_PREFIX, Hook
from hemicycle.secretariat.models import Webhook

SECRET_BYTES = 32


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


def note_delivered(hook: Hook, *, position: int, now: Instant, answer: str) -> None:
    """An address has taken everything up to a position."""
    Webhook.objects.filter(pk=hook.id).update(
        position=position,
        failures=0,
        failing_since_ms=0,
        next_at_ms=0,
        last_at_ms=now,
        last_answer=answer,
    )


def note_failed(hook: Hook, *, now: Instant, next_at: Instant, answer: str) -> None:
    """An address has not taken an entry; when it is tried again."""
    Webhook.objects.filter(pk=hook.id).update(
        failures=hook.failures + 1,
        failing_since_ms=hook.failing_since or now,
        next_at_ms=next_at,
        last_at_ms=now,
        last_answer=answer,
    )
