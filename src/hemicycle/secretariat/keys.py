"""How `allauth.mfa` keeps the keys of our accounts: what they are called, and sealed secrets."""

import base64
import hashlib
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

HOUSE = "Hemicycle"


class HouseKeys(DefaultMFAAdapter):  # type: ignore[misc]
    """The house as authenticators know it: by the host of its base URL, never by a header."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The party that a passkey is made for."""
        return {"id": urlsplit(settings.HEMICYCLE_BASE_URL).hostname or "", "name": HOUSE}

    def get_totp_issuer(self) -> str:
        """The house, as a list of one-time codes names it."""
        return f"{HOUSE} {urlsplit(settings.HEMICYCLE_BASE_URL).hostname}"

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """The account, as a list of one-time codes names it."""
        return user.get_username()

    def encrypt(self, text: str) -> str:
        """A secret as it lies in the table: of no use without the installation's key."""
        return sealing().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return sealing().decrypt(encrypted_text.encode()).decode()


def sealing() -> Fernet:
    """What seals secrets in the tables, made from the installation's key."""
    digest = hashlib.sha256(b"hemicycle.keys" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


class Asking:
    """The one thing that allauth wants of a request: somewhere to leave the open challenge."""

    def __init__(self, state: object = None) -> None:
        self.session: dict[str, object] = {} if state is None else {STATE: state}

    @property
    def state(self) -> object:
        """The challenge that is open."""
        return self.session.get(STATE)


STATE = "mfa.webauthn.state"
during = context.request_context
