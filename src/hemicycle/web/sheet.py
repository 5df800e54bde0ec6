"""The sign-in sheet of a new session: an account and a first password for everyone in it."""

import base64
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from hemicycle.journal.names import Names
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.secretariat.accounts import give_seat
from hemicycle.secretariat.hashers import DrawnCode
from hemicycle.secretariat.models import Account

CODE_BYTES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One line of the sheet: who, with which name and first password."""

    member: str
    label: str
    username: str
    password: str


def draw_code() -> str:
    """A first password: sixteen letters and digits in groups of four."""
    text = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode("ascii").lower()
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def sign_in_sheet(session: SessionId, names: Names, *, language: str) -> list[SheetLine]:
    """Make an account with a seat for everyone whom the names of a session name."""
    with transaction.atomic():
        return list(_lines(session, names, language=language))


def _lines(session: SessionId, names: Names, *, language: str) -> Iterator[SheetLine]:
    hasher = DrawnCode()
    for member, name in names.entries.items():
        if member.startswith("p-") and not name.seat:
            continue  # a parliament, not a person
        password = draw_code()
        account = Account(username=f"{session}.{member}", label=names.label(member, language))
        account.password = hasher.encode(password, hasher.salt())
        account.save()
        give_seat(account, session, member=member)
        yield SheetLine(
            member=member, label=account.label, username=account.username, password=password
        )
