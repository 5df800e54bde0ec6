"""Papers that a geopolitical group keeps to itself: put up, read by its members, taken away.

They stand in no record. Each is sealed with the installation's key; who may read it is judged
where it is asked for, and not here.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from cryptography.fernet import Fernet
from django.conf import settings

from hemicycle.secretariat.erasures import GROUP_PAPER, KEPT
from hemicycle.secretariat.models import GroupPaper

PADDED_TO = 1024  # characters: how long a title is shows only in steps of this
MOST_PAPERS = 200  # of one session, so that a list stays one page and a table stays small
TEXT, PDF, WORD = "text", "pdf", "docx"


class TooManyPapers(Exception):
    """The groups of a session have as many papers as are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a list tells of a paper: which group's, what it is, who put it up and when."""

    id: str
    body: str
    title: str
    kind: str
    by: str
    at: int
    day_on: str
    size: int


def sealing() -> Fernet:
    """What seals these papers, made from the installation's key."""
    digest = hashlib.sha256(b"hemicycle.group-papers" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def new_id() -> str:
    """What a paper is called in addresses: nobody guesses it, and it says nothing."""
    return secrets.token_urlsafe(12)


def sealed_head(paper: Paper) -> str:
    """The line of a paper as it lies in the table, without its hour."""
    text = json.dumps(asdict(paper))
    padded = text.ljust(-(-len(text) // PADDED_TO) * PADDED_TO)
    return sealing().encrypt_at_time(padded.encode(), current_time=0).decode()


def opened_head(head: str) -> Paper:
    """The line of a paper again."""
    return Paper(**json.loads(sealing().decrypt(head.encode())))


def papers_of(session: str) -> Sequence[Paper]:
    """The papers of all groups of a session, the latest first; whoever asks, all are opened."""
    rows = GroupPaper.objects.filter(session=session).defer("content").order_by("-pk")
    return [opened_head(row.head) for row in rows]


def put_up(session: str, paper: Paper, *, content: bytes) -> None:
    """Keep a paper.

    Errors: TooManyPapers
    """
    if GroupPaper.objects.filter(session=session).count() >= MOST_PAPERS:
        raise TooManyPapers
    sealed = sealing().encrypt_at_time(content, current_time=0)
    GroupPaper.objects.create(
        session=session, paper=paper.id, head=sealed_head(paper), content=sealed
    )


def content_of(session: str, paper: str) -> bytes:
    """The file of a paper, or the words that were typed; nothing where it was taken away."""
    row = GroupPaper.objects.filter(session=session, paper=paper).first()
    return sealing().decrypt(bytes(row.content)) if row else b""


def take_away(session: str, papers: Sequence[str]) -> None:
    """Erase papers for good; an older backup does not bring them back."""
    own = GroupPaper.objects.filter(session=session, paper__in=papers)
    for number in own.values_list("pk", flat=True):
        KEPT.note(GROUP_PAPER, session=session, number=number)
    own.delete()
