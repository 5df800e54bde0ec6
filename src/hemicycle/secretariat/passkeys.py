"""Passkeys of an account: made, used, named and taken away; `allauth.mfa` checks and keeps them."""

import base64
import binascii
import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django.conf import settings
from django.core.exceptions import ValidationError

from hemicycle.secretariat.keys import Asking, during
from hemicycle.secretariat.models import Account
from hemicycle.secretariat.tablets import tablets_of_account

PASSKEY = Authenticator.Type.WEBAUTHN
MOST_KEYS = 10
LARGEST_ANSWER = 16 * 1024
# All that a forged, foreign or repeated answer can make the libraries raise.
FAULTS = (ValidationError, InvalidSignature, ValueError, TypeError, KeyError, AttributeError)


class PasskeyRefused(Exception):
    """What a browser answered does not prove anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """One passkey as its owner knows it."""

    id: int
    name: str
    made_at: datetime
    used_at: datetime | None


def passkeys_of(account: Account) -> list[Passkey]:
    """The passkeys of an account, the oldest first."""
    rows = Authenticator.objects.filter(user=account, type=PASSKEY).order_by("pk")
    return [
        Passkey(
            id=row.pk,
            name=str(row.data["name"]),
            made_at=row.created_at,
            used_at=row.last_used_at,
        )
        for row in rows
    ]


def begin_passkey(account: Account) -> tuple[dict[str, Any], object]:
    """What a browser needs to make a passkey, and the challenge that its answer must meet."""
    asking = Asking()
    with asked_by(asking):
        return dict(auth.begin_registration(account, passwordless=True)), asking.state


def keep_passkey(account: Account, answer: str, *, state: object, name: str) -> None:
    """Keep the passkey that a browser has made.

    Errors: PasskeyRefused
    """
    credential = understood(answer)
    if Authenticator.objects.filter(user=account, type=PASSKEY).count() >= MOST_KEYS:
        raise PasskeyRefused
    try:
        with asked_by(Asking(state)):
            auth.complete_registration(credential)
        auth.WebAuthn.add(account, name, credential)
    except FAULTS as fault:
        refuse(fault)


def begin_sign_in() -> tuple[dict[str, Any], object]:
    """What a browser needs to sign in with any passkey it holds for this house."""
    asking = Asking()
    with asked_by(asking):
        return dict(auth.begin_authentication()), asking.state


def signed_in_by(answer: str, *, state: object) -> Account:
    """Whose passkey has answered.

    Errors: PasskeyRefused, also where the account is a device that several persons have in hand
    """
    credential = understood(answer)
    try:
        with asked_by(Asking(state)):
            account = auth.extract_user_from_response(credential)
            used = auth.complete_authentication(account, credential)
    except FAULTS as fault:
        refuse(fault)
    if not isinstance(account, Account) or not account.is_active or tablets_of_account(account):
        raise PasskeyRefused
    used.record_usage()
    return account


def forget_passkey(account: Account, key: int) -> bool:
    """The passkey opens nothing from now on; whether there was one."""
    return bool(Authenticator.objects.filter(user=account, type=PASSKEY, pk=key).delete()[0])


def asked_by(asking: Asking) -> AbstractContextManager[None]:
    """While this lasts, allauth finds its challenge in `asking`."""
    found: AbstractContextManager[None] = during(asking)
    return found


def understood(answer: str) -> dict[str, Any]:
    """A browser's answer, if a page of ours asked for it.

    Errors: PasskeyRefused
    """
    if len(answer) > LARGEST_ANSWER:
        raise PasskeyRefused
    try:
        credential = json.loads(answer)
        said = json.loads(unpacked(credential["response"]["clientDataJSON"]))
        is_ours = said["origin"] == settings.HEMICYCLE_BASE_URL and not said.get("crossOrigin")
    except (*FAULTS, binascii.Error, RecursionError) as fault:
        refuse(fault)
    if not isinstance(credential, Mapping) or not is_ours:
        raise PasskeyRefused
    return dict(credential)


def unpacked(text: str) -> bytes:
    """Bytes as browsers write them in text: base64url without its padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def refuse(fault: Exception) -> NoReturn:
    """Whatever was wrong, the answer proves nothing."""
    raise PasskeyRefused from fault
