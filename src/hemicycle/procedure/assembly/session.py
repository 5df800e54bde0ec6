"""The session: one meeting period of the assembly under one pinned rulebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NewType

from hemicycle.procedure.kernel import Instant, MemberId

SessionId = NewType("SessionId", str)
Words = Mapping[str, str]  # language code -> text, official languages first
IN_PARAGRAPHS = {"paragraphs": True}  # of a field of an act whose words are paragraphs
# Of a field of an act that the clerk fills in, whoever asks: what a ballot box holds, or with
# `today_on` which day it is where the session meets.
FROM_CLERK = {"from_clerk": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What the opening entry fixed for the whole session, and which machine writes it.

    `term` counts the machines that wrote its record, one after another.

    Units: `starts_on` and `ends_on` are ISO dates in `zone`, an IANA time zone.
    """

    id: SessionId
    title: Words
    theme: Words
    place: Words
    zone: str
    starts_on: str
    ends_on: str
    rulebook: str
    edition: str
    basis: str
    opened_at: Instant
    opened_by: MemberId
    term: int = 1

    @property
    def is_reported(self) -> bool:
        """Whether others reported it, and this house did not record it."""
        return self.basis == "reported"
