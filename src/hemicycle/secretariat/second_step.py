"""The second step after a password: one-time codes, and recovery codes for a lost phone."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from django.db import IntegrityError, transaction

from hemicycle.secretariat.keys import HouseKeys
from hemicycle.secretariat.models import Account

ONE_TIME, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


def has_second_step(account: Account) -> bool:
    """Whether a password alone does not open this account."""
    return bool(Authenticator.objects.filter(user=account, type=ONE_TIME).exists())


def is_guarded(account: Account) -> bool:
    """Whether the account has a passkey or a second step."""
    return bool(Authenticator.objects.filter(user=account).exclude(type=RECOVERY).exists())


def new_secret() -> str:
    """A secret for an authenticator app, not yet kept."""
    return str(generate_totp_secret())


def address_of(account: Account, secret: str) -> str:
    """What an authenticator app reads from the picture."""
    return str(HouseKeys().build_totp_url(account, secret))


def turn_on(account: Account, secret: str, *, code: str) -> list[str]:
    """Ask for one-time codes from now on; new recovery codes, or none if the code is wrong."""
    if not validate_totp_code(secret, code):
        return []
    try:
        with transaction.atomic():
            TOTP.activate(account, secret)
    except IntegrityError:  # another page of theirs was faster
        return []
    return renew_recovery(account)


def renew_recovery(account: Account) -> list[str]:
    """New recovery codes; the old ones open nothing any more."""
    with transaction.atomic():
        Authenticator.objects.filter(user=account, type=RECOVERY).delete()
        return [str(code) for code in RecoveryCodes.activate(account).generate_codes()]


def recovery_left(account: Account) -> int:
    """How many recovery codes are unused."""
    row = Authenticator.objects.filter(user=account, type=RECOVERY).first()
    return len(RecoveryCodes(row).get_unused_codes()) if row else 0


def turn_off(account: Account) -> None:
    """A password alone opens the account again."""
    Authenticator.objects.filter(user=account, type__in=(ONE_TIME, RECOVERY)).delete()


def is_second_step(account: Account, code: str) -> bool:
    """Whether this is a one-time code that was not used yet, or an unused recovery code."""
    code = "".join(code.split())[:40]
    rows = Authenticator.objects.filter(user=account, type__in=(ONE_TIME, RECOVERY)).order_by("pk")
    for row in rows:
        if code and row.wrap().validate_code(code):
            row.record_usage()
            return True
    return False
