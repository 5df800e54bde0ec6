"""What comes of acts: done, refused or failed; and what a commit changed in a session."""

from dataclasses import dataclass

from hemicycle.clerk.state import Receipt, SessionState
from hemicycle.journal.forms import Written
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant, OutOfOrder
from hemicycle.store import FAILURES


@dataclass(frozen=True, slots=True)
class Done:
    """The act is in the record, durably; `is_repeated` when it was there before."""

    at: Instant
    positions: tuple[int, ...] = ()
    receipt: Receipt | None = None
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The rules do not allow the act now; nothing is recorded."""

    refusal: OutOfOrder


@dataclass(frozen=True, slots=True)
class Failed:
    """The act could not be written; nothing is recorded, and it may be tried again.

    `reason` is what the store said of it, or where the record is written.
    """

    key: str
    reason: str = ""

    @property
    def problem(self) -> str:
        """What is wrong, in English, for logs and scenarios; pages say it in their language."""
        return FAILURES[self.key].format(reason=self.reason)


Outcome = Done | Refused | Failed


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit changed in one session."""

    session: SessionId
    before: SessionState
    after: SessionState
    written: tuple[Written, ...]
