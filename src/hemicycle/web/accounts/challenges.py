"""What we ask a browser to bring back: signed, for this device, for five minutes, and once."""

import secrets
from typing import Any

from django.core import signing
from django.http import HttpRequest

from hemicycle.web.accounts.cookies import device_of
from hemicycle.web.shell import shell

LASTS_S = 5 * 60


class ChallengeRefused(Exception):
    """It is not ours, for another device or purpose, too old, or was used before."""


def give(request: HttpRequest, purpose: str, kept: object) -> str:
    """Something to bring back: the open challenge of a passkey, or who has the password right."""
    told = {"id": secrets.token_urlsafe(12), "device": device_of(request).id, "kept": kept}
    return signing.dumps(told, salt=purpose, compress=True)


def read(request: HttpRequest, purpose: str, brought: str) -> Any:
    """What was given, without using it up.

    Errors: ChallengeRefused
    """
    return _told(request, purpose, brought=brought)["kept"]


def read_own(request: HttpRequest, purpose: str, brought: str, *, account: int) -> Any:
    """What was given to this very account.

    Errors: ChallengeRefused
    """
    owner, kept = read(request, purpose, brought)
    if owner != account:
        raise ChallengeRefused
    return kept


def use_up(request: HttpRequest, purpose: str, brought: str) -> None:
    """It has served: whoever brings it again is refused.

    Errors: ChallengeRefused
    """
    if shell[0].door.is_used(_told(request, purpose, brought=brought)["id"]):
        raise ChallengeRefused


def _told(request: HttpRequest, purpose: str, *, brought: str) -> Any:
    try:
        told = signing.loads(brought, salt=purpose, max_age=LASTS_S)
    except signing.BadSignature:
        raise ChallengeRefused from None
    device = device_of(request).id
    if not device or told["device"] != device or told["id"] in shell[0].door.used_challenges:
        raise ChallengeRefused
    return told
