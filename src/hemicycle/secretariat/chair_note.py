"""A note of the secretariat to whoever presides, as the program has it in hand."""

from dataclasses import dataclass

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import BodyId, Instant, MemberId

LONGEST_NOTE = 280
ABOUT = ("speaker", "procedure", "time", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note, of a body and a sitting; `seen_at` is 0 while it lies before the Chair."""

    id: str
    session: SessionId
    body: BodyId
    sitting: int
    about: str
    text: str
    sent_by: MemberId
    sent_at: Instant
    seen_at: Instant = Instant(0)
