"""Tablets of delegations: given by a code of the desk, taken away, and who acts on them."""

import secrets
from collections.abc import Sequence

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from hemicycle.secretariat.models import Account, Tablet, TabletCode

DIGITS = 6


def tablets_of_account(account: Account) -> dict[str, str]:
    """Which tablet of which delegation an account is in each session, by its name in the record."""
    return {one.session: str(one) for one in account.tablets.all()}


def tablets_of(session: str, delegation: str) -> Sequence[Tablet]:
    """The tablets that a delegation has now."""
    return list(Tablet.objects.filter(session=session, delegation=delegation))


def tablet_account(session: str, delegation: str, *, code: int, label: str) -> Account:
    """A new account that is a tablet of a delegation; no password opens it."""
    account = Account(username=f"{session}.{delegation}.tablet-{code}", label=label[:200])
    account.set_unusable_password()
    account.save()
    given = Account.objects.filter(username__startswith=f"{session}.{delegation}.tablet-")
    Tablet.objects.create(
        account=account, session=session, delegation=delegation, number=given.count()
    )
    return account


def take_tablet_away(session: str, number: int) -> int:
    """A device is a tablet no more; the account whose browsers are to end, or 0."""
    tablet = Tablet.objects.filter(session=session, pk=number).first()
    if tablet is None:
        return 0
    account = tablet.account_id
    tablet.delete()
    return int(account)


def draw_tablet_code(session: str, member: str) -> str:
    """A new code for a person, shown once; the one before opens nothing any more."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    told = {"hashed": make_password(code), "made_at": timezone.now()}
    TabletCode.objects.update_or_create(session=session, member=member, defaults=told)
    return code


def void_tablet_code(session: str, member: str) -> None:
    """A person's digits open nothing any more."""
    TabletCode.objects.filter(session=session, member=member).delete()


def has_tablet_code(session: str, member: str) -> bool:
    """Whether a person can act on a tablet."""
    return TabletCode.objects.filter(session=session, member=member).exists()


def is_tablet_code(session: str, member: str, *, typed: str) -> bool:
    """Whether these are the digits of a person; a person without a code has none."""
    kept = TabletCode.objects.filter(session=session, member=member).first()
    digits = "".join(sign for sign in typed[:20] if sign.isascii() and sign.isdigit())
    return kept is not None and len(digits) == DIGITS and check_password(digits, kept.hashed)
