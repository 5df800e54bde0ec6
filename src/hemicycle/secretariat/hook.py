"""One address that is told of what is recorded, as it travels between its table and the wire."""

from dataclasses import dataclass

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant

SECRET_PREFIX = "whsec_"  # noqa: S105 (what secrets begin with: standardwebhooks.com)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """One address and how far it has been told; `answer` is the last status, or what failed."""

    id: int
    session: SessionId
    address: str
    secret: str
    kinds: frozenset[str]
    language: str
    made_by: str
    position: int
    failures: int
    failing_since: Instant
    next_at: Instant
    last_at: Instant
    answer: str
    is_paused: bool
