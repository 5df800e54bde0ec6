"""Enrolment at the accreditation desk: a code is made, looked at, used once, or voided."""

import base64
import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from hemicycle.secretariat.accounts import give_seat
from hemicycle.secretariat.keepers import keeper_account
from hemicycle.secretariat.key_changes import changes_at, note_change
from hemicycle.secretariat.models import Account, EnrolmentAttempt, EnrolmentCode, Seat
from hemicycle.secretariat.second_step import is_guarded
from hemicycle.secretariat.tables.enrolment import FILE, SEAT, TABLET
from hemicycle.secretariat.tablets import tablet_account

CODE_BYTES = 16
LASTS = timedelta(minutes=10)
FILE_LASTS = timedelta(days=14)  # it travels with an invitation, and opens no seat
SAME_HAND = timedelta(hours=24)  # whom a clerk let in so lately is no second person beside them
MOST_ATTEMPTS = 20  # of one code; more of the same tell the desk nothing new
MOST_SHOWN = 30


class CodeRefused(Exception):
    """An enrolment code cannot be used; `reason_key` says why, and is empty of secrets."""

    def __init__(self, reason_key: str, code: EnrolmentCode | None = None) -> None:
        super().__init__(reason_key)
        self.reason_key, self.code = reason_key, code


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One thing that the desk is told of: a code was made, used, voided, or tried in vain."""

    what: str
    member: str
    at: datetime
    device: str = ""


def draw_enrolment_code() -> str:
    """A new code: 128 bits, in groups that people can read out and type."""
    return grouped(base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode().rstrip("=").lower())


def grouped(text: str) -> str:
    """A code in groups of four."""
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def plain(typed: str) -> str:
    """A code as it was meant: hyphens, spaces and capitals do not matter; nor do 0, 1 and 8."""
    return re.sub(r"[^a-z2-7]", "", typed[:200].lower().translate(str.maketrans("018", "olb")))


def hash_of(typed: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(plain(typed).encode()).hexdigest()


def make_code(
    session: str, member: str, *, made_by: int | None, maker: str = "", opens: str = SEAT
) -> tuple[str, EnrolmentCode]:
    """A new code for a person, or for a delegation's file or tablet; the one before is void.

    `maker` is who made it.
    """
    text, now = draw_enrolment_code(), timezone.now()
    with transaction.atomic():
        void_codes(session, member, opens=opens)
        row = EnrolmentCode.objects.create(
            sha256=hash_of(text),
            session=session,
            member=member,
            opens=opens,
            made_by=Account.objects.filter(pk=made_by or 0).first(),
            made_by_member=maker,
            made_at=now,
            expires_at=now + (FILE_LASTS if opens == FILE else LASTS),
        )
    return text, row


def void_codes(session: str, member: str, *, opens: str = SEAT) -> int:
    """Nobody can use the open code for this any more; tells how many there were."""
    still_open = EnrolmentCode.objects.filter(
        session=session, member=member, opens=opens, used_at=None, voided_at=None
    )
    return still_open.update(voided_at=timezone.now())


def latest_code(session: str, member: str, *, opens: str = SEAT) -> EnrolmentCode | None:
    """The code that was made last for a person, or for a delegation's file or tablet."""
    codes = EnrolmentCode.objects.filter(session=session, member=member, opens=opens)
    return codes.order_by("-pk").first()


def condition_of(code: EnrolmentCode) -> str:
    """Whether a code is open, used, voided or old."""
    if code.used_at is not None:
        return "used"
    if code.voided_at is not None:
        return "voided"
    return "old" if code.expires_at <= timezone.now() else "open"


def look_up(typed: str) -> EnrolmentCode:
    """The open code that somebody has typed; looking does not use it.

    Errors: CodeRefused
    """
    code = EnrolmentCode.objects.filter(sha256=hash_of(typed)).first()
    if code is None:
        raise CodeRefused("code_unknown")
    condition = condition_of(code)
    if condition != "open":
        raise CodeRefused(f"code_{condition}", code)
    return code


def use_code(typed: str, *, label: str, device: str, needs_second: bool = False) -> Account:
    """The account of the person for whom a code was made; the code is used with that.

    Two who come at once: one statement decides, and the other is refused. Where the code needs a
    second person, the same statement sees to it that there was one.
    Errors: CodeRefused
    """
    with transaction.atomic():
        code, now = look_up(typed), timezone.now()
        still_open = EnrolmentCode.objects.filter(
            pk=code.pk, used_at=None, voided_at=None, expires_at__gt=now
        )
        if needs_second:
            require_confirmed(code)
            still_open = still_open.filter(confirmed_at__isnull=False)
        won = still_open.update(used_at=now, used_from=device[:200])
        if not won:
            raise CodeRefused("code_used", code)
        if code.opens == FILE:
            return keeper_account(code.session, code.member, code=code.pk, label=label)
        if code.opens == TABLET:
            return tablet_account(code.session, code.member, code=code.pk, label=label)
        account = account_for(code.session, code.member, label=label)
        if not account.is_active:
            raise CodeRefused("account_closed", code)
        if is_guarded(account):
            note_change(account, "desk_code", device=device)
    return account


def require_confirmed(code: EnrolmentCode) -> None:
    """A second person has confirmed the code.

    Errors: CodeRefused
    """
    if code.confirmed_at is None:
        raise CodeRefused("code_unconfirmed", code)


def confirm_code(code: EnrolmentCode, *, account: int | None, member: str) -> None:
    """A second person says that the code may be used; `member` is who, where they have a seat.

    Errors: CodeRefused, where it is the same person, or one whom the maker let in today
    """
    if condition_of(code) != "open":
        raise CodeRefused("confirm_no_code", code)
    is_maker = member == code.made_by_member if member else False
    if is_maker or (account is not None and account == code.made_by_id):
        raise CodeRefused("confirm_same", code)
    let_in = EnrolmentCode.objects.filter(
        session=code.session,
        member=member,
        made_by_member=code.made_by_member,
        used_at__gt=timezone.now() - SAME_HAND,
    )
    if member and let_in.exists():
        raise CodeRefused("confirm_let_in", code)
    code.confirmed_by = Account.objects.filter(pk=account or 0).first()
    code.confirmed_at = timezone.now()
    code.save(update_fields=["confirmed_by", "confirmed_at"])


def account_for(session: str, member: str, *, label: str) -> Account:
    """The person's own account, made with its seat where there is none; no password opens it.

    Note: never an operator's; a code from one desk must not open the whole installation.
    """
    account = account_at(session, member)
    if account is None:
        account = Account(username=f"{session}.{member}", label=label[:200])
        account.set_unusable_password()
        account.save()
    give_seat(account, session, member=member)
    return account


def account_at(session: str, member: str) -> Account | None:
    """The account of a person that is not an operator's, if there is one."""
    named = Account.objects.filter(username=f"{session}.{member}", is_operator=False).first()
    if named is not None:
        return named
    seat = (
        Seat.objects.filter(session=session, member=member, account__is_operator=False)
        .select_related("account")
        .order_by("pk")
        .first()
    )
    return seat.account if seat else None


def accounts_at(session: str, member: str) -> Sequence[int]:
    """Every account that is this person in the session, an operator's too."""
    seats = Seat.objects.filter(session=session, member=member)
    return list(seats.values_list("account", flat=True))


def note_attempt(refused: CodeRefused, *, device: str) -> None:
    """Keep that somebody tried a known code in vain, so that the desk is told."""
    code = refused.code
    if code is not None and code.attempts.count() < MOST_ATTEMPTS:
        EnrolmentAttempt.objects.create(
            code=code, at=timezone.now(), reason=refused.reason_key, tried_from=device[:200]
        )


def what_happened(session: str, *, file_of: str = "") -> list[Happened]:
    """The latest codes of a session's seats and tablets and what was tried, the newest first.

    With `file_of`, those of the file of one delegation.
    """
    codes = EnrolmentCode.objects.filter(session=session)
    of_files = codes.filter(opens=FILE, member=file_of)
    codes = of_files if file_of else codes.exclude(opens=FILE)
    told = [one for code in codes.order_by("-pk")[:MOST_SHOWN] for one in _told_by(code)]
    tried = EnrolmentAttempt.objects.filter(code__in=codes).select_related("code")
    told += [
        Happened(what=one.reason, member=one.code.member, at=one.at, device=one.tried_from)
        for one in tried.order_by("-pk")[:MOST_SHOWN]
    ]
    told += [
        Happened(what=one.what, member=member, at=one.at, device=one.device)
        for member, one in changes_at(session)
    ]
    return sorted(told, key=lambda one: one.at, reverse=True)[:MOST_SHOWN]


def _told_by(code: EnrolmentCode) -> list[Happened]:
    told = [Happened(what="made", member=code.member, at=code.made_at)]
    if code.confirmed_at is not None:
        told.append(Happened(what="confirmed", member=code.member, at=code.confirmed_at))
    if code.used_at is not None:
        told.append(
            Happened(what="used", member=code.member, at=code.used_at, device=code.used_from)
        )
    if code.voided_at is not None:
        told.append(Happened(what="voided", member=code.member, at=code.voided_at))
    return told
