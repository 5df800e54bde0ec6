"""The texts of speeches in writing: kept while they are sealed, and for good once they are open.

They are written beside the requests, so each call leaves no connection behind.
"""

from collections.abc import Iterable

from django.db import connections

from hemicycle.handed_in.sealed import SealedSpeech, opened
from hemicycle.secretariat.models import WrittenText


def keep_text(session: str, sealed: SealedSpeech) -> None:
    """Keep a sealed text, before the record hears of it."""
    try:
        WrittenText.objects.get_or_create(
            session=session,
            sha256=sealed.sha256,
            defaults={"content": sealed.content, "doubts": dict(sealed.doubts)},
        )
    finally:
        connections.close_all()


def forget_texts(session: str, fingerprints: Iterable[str]) -> None:
    """Texts that nobody is to read any more are gone."""
    try:
        WrittenText.objects.filter(session=session, sha256__in=list(fingerprints)).delete()
    finally:
        connections.close_all()


def all_texts() -> list[tuple[str, SealedSpeech]]:
    """Every text, with its session."""
    rows = WrittenText.objects.iterator()
    return [(one.session, opened(bytes(one.content), one.doubts)) for one in rows]


def text_of(session: str, sha256: str) -> SealedSpeech | None:
    """The text with a fingerprint, unless it is gone."""
    row = WrittenText.objects.filter(session=session, sha256=sha256).first()
    return opened(bytes(row.content), row.doubts) if row else None
