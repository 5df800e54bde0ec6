"""Accounts and seats, for those who set a session up, and who is signed in, for the web."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hemicycle.secretariat.keepers import files_of
from hemicycle.secretariat.models import Account, Seat
from hemicycle.secretariat.tablets import tablets_of_account

TO_KNOW = ("seats", "files_kept__file", "tablets")  # asked for everybody at once
FEW = 100  # fewer accounts than these are asked for by their numbers
FORM_SECRET = "form_secret"  # noqa: S105 (the name of a field, not a secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """One browser that is signed in, as the tables hold it; for `left_s` seconds more."""

    key: str
    account: int
    label: str
    language: str
    is_operator: bool
    seats: Mapping[str, str]
    files: Mapping[str, str]
    tablets: Mapping[str, str]
    secret: str
    left_s: float


def seats_of(account: Account) -> dict[str, str]:
    """The person an account is in each session."""
    return {seat.session: seat.member for seat in account.seats.all()}


def give_seat(account: Account, session: str, *, member: str) -> None:
    """From now on the account is this person in the session."""
    with transaction.atomic():
        Seat.objects.update_or_create(account=account, session=session, defaults={"member": member})


def signed_in(key: str, account: Account, *, secret: str, left_s: float) -> SignedIn:
    """What the web needs to know of a browser that has just signed in."""
    return SignedIn(
        key=key,
        account=account.pk,
        label=str(account),
        language=account.language,
        is_operator=account.is_operator,
        seats=seats_of(account),
        files=files_of(account),
        tablets=tablets_of_account(account),
        secret=secret,
        left_s=left_s,
    )


def all_signed_in() -> Iterator[SignedIn]:
    """Every browser that was signed in when the program stopped, and still may be."""
    return _standing(Session.objects.all())


def signed_in_among(keys: Collection[str]) -> Iterator[SignedIn]:
    """Those of some browsers that are signed in now, as the tables have it."""
    return _standing(Session.objects.filter(session_key__in=keys))


def _standing(sessions: QuerySet[Session]) -> Iterator[SignedIn]:
    now = timezone.now()
    rows = sessions.filter(expire_date__gt=now)
    kept = [(row.session_key, row.get_decoded(), row.expire_date - now) for row in rows]
    standing = Account.objects.filter(is_active=True).prefetch_related(*TO_KNOW)
    if len(kept) < FEW:
        standing = standing.filter(pk__in=[data.get(SESSION_KEY, 0) for _, data, _ in kept])
    accounts = {str(account.pk): account for account in standing}
    for key, data, left in kept:
        account = accounts.get(data.get(SESSION_KEY, ""))
        if account is not None and FORM_SECRET in data:
            left_s = min(left.total_seconds(), promised_s(data))
            yield signed_in(key, account, secret=data[FORM_SECRET], left_s=left_s)


def promised_s(data: Mapping[str, Any]) -> float:
    """For how long a browser stays signed in from when it signs in.

    Note: nor for longer from a start on, whatever was done to the clock while the house was off.
    """
    return float(data.get("_session_expiry", settings.SESSION_COOKIE_AGE))


def has_operator() -> bool:
    """Whether anyone may set this installation up; nobody may on its first run."""
    return Account.objects.filter(is_operator=True).exists()
