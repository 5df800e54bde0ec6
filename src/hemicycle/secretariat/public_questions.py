"""Questions and comments from outside in their table: sent in, decided, taken back, erased."""

import hashlib
import secrets
from collections.abc import Collection, Mapping

from django.db import models, transaction

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.erasures import KEPT, WORDS
from hemicycle.secretariat.models import PublicAsking, PublicWords
from hemicycle.secretariat.public_words import REFUSED, SHOWN, TAKEN_BACK, WAITING, Asking

MOST_WAITING = 300  # in the queue of a session; the desk reads them all
KEPT_MS = 7 * 24 * 60 * 60 * 1000  # words that are not shown, so that a decision can be undone
ERASED = {"words": "", "name": "", "salt": "", "same_sha256": ""}
KEY_BYTES = 18


class QueueFull(Exception):
    """So many wait for the secretariat that no more are taken in."""


class AskedAlready(Exception):
    """The same words are there about the same matter, under this number."""

    def __init__(self, number: int) -> None:
        self.number = number


def is_open(session: SessionId) -> bool:
    """Whether the secretariat takes questions and comments now."""
    return PublicAsking.objects.filter(session=session).exists()


def set_open(session: SessionId, *, is_open: bool) -> None:
    """Open or close the form of a session."""
    if is_open:
        PublicAsking.objects.get_or_create(session=session)
    else:
        PublicAsking.objects.filter(session=session).delete()


def send_in(
    session: SessionId, asking: Asking, *, at: Instant, standing: Collection[int]
) -> tuple[int, str]:
    """Keep it until the secretariat has read it; its number and the asker's secret key.

    `standing` are the numbers that everybody can read now.
    Errors: QueueFull, AskedAlready
    """
    key = secrets.token_urlsafe(KEY_BYTES)
    with transaction.atomic():
        own = PublicWords.objects.filter(session=session)
        same = own.filter(same_sha256=asking.same_sha256).exclude(state=REFUSED).first()
        if same is not None:
            raise AskedAlready(same.number if same.number in standing else 0)
        if count_waiting(session, standing=standing) >= MOST_WAITING:
            raise QueueFull
        number = (own.aggregate(models.Max("number"))["number__max"] or 0) + 1
        PublicWords.objects.create(
            session=session,
            number=number,
            body=asking.body,
            item=asking.item,
            text=asking.text,
            to=asking.to,
            kind=asking.kind,
            language=asking.language,
            words=asking.words,
            name=asking.name,
            salt=secrets.token_hex(16),
            key_sha256=sha256_of(key),
            same_sha256=asking.same_sha256,
            sent_ms=at,
        )
    return number, key


def sha256_of(key: str) -> str:
    """A secret address as the table knows it."""
    return hashlib.sha256(key.encode()).hexdigest()


def waiting(session: SessionId, *, standing: Collection[int]) -> list[PublicWords]:
    """What waits for the secretariat, the oldest first; `standing` is in the record already."""
    own = PublicWords.objects.filter(session=session, state=WAITING)
    return [one for one in own.order_by("number") if one.number not in standing]


def count_waiting(session: SessionId, *, standing: Collection[int]) -> int:
    """How many wait for the secretariat; their words are not read for that."""
    own = PublicWords.objects.filter(session=session, state=WAITING)
    return sum(one not in standing for one in own.values_list("number", flat=True))


def refused(session: SessionId) -> list[PublicWords]:
    """What was not shown and can still be taken up again, the latest first."""
    own = PublicWords.objects.filter(session=session, state=REFUSED).exclude(words="")
    return list(own.order_by("-decided_ms", "-number"))


def count_refused(session: SessionId) -> Mapping[str, int]:
    """How many were not shown, by ground."""
    own = PublicWords.objects.filter(session=session, state=REFUSED)
    counted = own.values_list("ground").annotate(models.Count("pk"), first=models.Min("pk"))
    return {ground: n for ground, n, _ in counted.order_by("first")}


def numbered(session: SessionId, numbers: Collection[int]) -> Mapping[int, PublicWords]:
    """Those with these numbers."""
    own = PublicWords.objects.filter(session=session, number__in=list(numbers))
    return {one.number: one for one in own}


def of_key(session: SessionId, key: str) -> PublicWords | None:
    """The one that a secret address stands for."""
    return PublicWords.objects.filter(session=session, key_sha256=sha256_of(key)).first()


def note_shown(session: SessionId, number: int) -> None:
    """It stands in the record now, and waits no longer; unless it was taken back meanwhile."""
    own = PublicWords.objects.filter(session=session, number=number, state=WAITING)
    own.update(state=SHOWN)


def refuse(session: SessionId, number: int, *, ground: str, by: tuple[str, Instant]) -> None:
    """Do not show one that waits, on a published ground; `by` is who decided, and when."""
    own = PublicWords.objects.filter(session=session, number=number, state=WAITING)
    own.update(state=REFUSED, ground=ground, decided_by=by[0], decided_ms=by[1])


def put_back(session: SessionId, number: int) -> None:
    """Let one wait again that was not shown."""
    own = PublicWords.objects.filter(session=session, number=number, state=REFUSED)
    own.exclude(words="").update(state=WAITING, ground="", decided_by="", decided_ms=0)


def take_back(row: PublicWords) -> None:
    """The asker takes it back: the words, the name and the salt are erased for good."""
    PublicWords.objects.filter(pk=row.pk).update(state=TAKEN_BACK, **ERASED)
    KEPT.note(WORDS, session=row.session, number=row.number)


def erase_old(session: SessionId, *, now: Instant, hidden: Collection[int]) -> None:
    """Erase words that nobody is shown any more, once no decision on them can be undone."""
    own = PublicWords.objects.filter(session=session).exclude(words="")
    own.filter(state=REFUSED, decided_ms__lt=now - KEPT_MS).update(**ERASED)
    own.filter(number__in=list(hidden)).update(**ERASED)
