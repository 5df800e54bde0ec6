"""Lists between being looked at and being written: kept for an hour, for who handed them in."""

import hashlib
import time
from dataclasses import dataclass

from hemicycle.secretariat.models import KeptFile

KEPT_FOR_S = 60 * 60
MOST_KEPT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who handed a list in, for which session and which list."""

    account: int
    member: str
    session: str
    list: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file with its name and its hash, by which it is asked for again."""

    sha256: str
    name: str
    content: bytes


def keep(owner: Owner, name: str, *, content: bytes) -> Kept:
    """Keep a file for an hour; of each person the last three."""
    kept = Kept(sha256=hashlib.sha256(content).hexdigest(), name=name[:200], content=content)
    KeptFile.objects.filter(until_s__lt=time.time()).delete()
    own = KeptFile.objects.filter(account=owner.account, member=owner.member)
    own.filter(sha256=kept.sha256, session=owner.session, list=owner.list).delete()
    own.filter(
        pk__in=list(own.order_by("-pk").values_list("pk", flat=True)[MOST_KEPT - 1 :])
    ).delete()
    KeptFile.objects.create(
        sha256=kept.sha256,
        account=owner.account,
        member=owner.member,
        session=owner.session,
        list=owner.list,
        name=kept.name,
        content=content,
        until_s=time.time() + KEPT_FOR_S,
    )
    return kept


def kept_file(owner: Owner, sha256: str) -> Kept | None:
    """A file that was kept for somebody; None once its hour is over."""
    KeptFile.objects.filter(until_s__lt=time.time()).delete()
    row = KeptFile.objects.filter(
        sha256=sha256,
        account=owner.account,
        member=owner.member,
        session=owner.session,
        list=owner.list,
    ).first()
    return Kept(sha256=sha256, name=row.name, content=bytes(row.content)) if row else None


def forget(owner: Owner, sha256: str) -> None:
    """A file was written, and is not needed any more."""
    KeptFile.objects.filter(account=owner.account, member=owner.member, sha256=sha256).delete()
