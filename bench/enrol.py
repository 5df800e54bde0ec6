"""Gives people accounts with a first password and a passkey, and says which.

Run as a program, because Django is configured once in a process:
    python enrol.py FOLDER SESSION MEMBER...
"""

# ruff: noqa: PLC0415 - Django has models only once it is configured

import json
import sys
from pathlib import Path

from authenticator import SoftKey
from hemicycle.web.installation import open_installation


def enrol(folder: Path, session: str, *, members: list[str]) -> None:
    """Make the accounts and print what opens them."""
    open_installation(folder, base_url="http://localhost")
    from allauth.account.utils import user_pk_to_url_str
    from allauth.mfa.webauthn.internal.auth import WebAuthn
    from django.db import transaction

    from hemicycle.secretariat.accounts import give_seat
    from hemicycle.secretariat.hashers import DrawnCode
    from hemicycle.secretariat.models import Account
    from hemicycle.web.sheet import draw_code

    told, hasher = [], DrawnCode()
    with transaction.atomic():
        for number, member in enumerate(members):
            password = draw_code()
            account = Account(username=f"enrolled-{number}")
            account.password = hasher.encode(password, hasher.salt())
            account.save()
            give_seat(account, session, member=member)
            key = SoftKey.drawn(user_pk_to_url_str(account))
            WebAuthn.add(account, "soft", key.registered())
            told.append([account.username, password, key.pem, key.handle])
    print(json.dumps(told))


if __name__ == "__main__":
    enrol(Path(sys.argv[1]), sys.argv[2], members=sys.argv[3:])
