"""Papers with a verification code: issued, looked up, withdrawn."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.secretariat.delegations import Hand
from hemicycle.secretariat.models import IssuedPaper

CERTIFICATE, INVITATION, VISA = "certificate", "invitation", "visa"
KINDS = (CERTIFICATE, INVITATION, VISA)
# Letters and digits that nobody confuses when reading them aloud; fifty bits.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10
CONFUSED = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """For whom a paper is, in which session and language; a person, or a whole parliament."""

    session: str
    kind: str
    language: str
    parliament: str
    person: int | None = None


def new_code() -> str:
    """A verification code that nobody can guess."""
    return "".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH))


def shown_code(code: str) -> str:
    """A code as it is printed: 7K2QM-9XR4T."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def read_code(text: str) -> str:
    """A code as somebody typed it; empty where it can be none."""
    code = "".join(text.upper().split()).replace("-", "").translate(CONFUSED)
    return code if len(code) == CODE_LENGTH and set(code) <= set(SIGNS) else ""


def said_hash(said: Mapping[str, str]) -> str:
    """The hash of what a paper says."""
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def issue_all(
    papers: Sequence[tuple[str, tuple[Addressed, Mapping[str, str]]]], *, hand: Hand
) -> None:
    """Keep that papers were issued, by their codes, with the hash of what each says."""
    IssuedPaper.objects.bulk_create(
        IssuedPaper(
            code=code,
            session=addressed.session,
            kind=addressed.kind,
            language=addressed.language,
            parliament_id=addressed.parliament,
            person_id=addressed.person,
            said_sha256=said_hash(said),
            at_ms=hand.at_ms,
            by=hand.by,
        )
        for code, (addressed, said) in papers
    )


def issued_in(session: str) -> list[IssuedPaper]:
    """The papers of a session, the newest first."""
    return list(IssuedPaper.objects.filter(session=session).select_related("person"))


def withdraw(session: str, code: str, *, reason: str, hand: Hand) -> bool:
    """Withdraw a paper; False where there is none that holds."""
    found = IssuedPaper.objects.filter(session=session, code=code, withdrawn_ms=None)
    return bool(found.update(withdrawn_ms=hand.at_ms, reason=reason[:500]))


def look_up(code: str) -> IssuedPaper | None:
    """The paper that bears a code."""
    return IssuedPaper.objects.filter(code=code).select_related("person").first()
