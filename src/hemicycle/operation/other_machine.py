"""What the other machine of a house says of itself when it is asked, and what follows from it."""

from pathlib import Path

import httpx
import msgspec

from hemicycle.operation.shown_keys import AGENT, ASKS_SECOND, NotShown, Shown
from hemicycle.store import StoreRefused
from hemicycle.store.writer import FENCED, SECOND, Fence, Link, fence_of, keep, link_in

ANSWER_WITHIN_S = 3.0
STANDING = "/second/standing"


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """How many machines have written a session, and after which entry the latest one began."""

    term: int
    after: int


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a machine is the writer of its house, and in which term of each session."""

    writes: bool
    sessions: dict[str, Term] = {}


def standing_of(link: Link, *, asks: str = ASKS_SECOND) -> Standing | None:
    """What the other machine says; nothing where it does not answer as that one of this house."""
    try:
        with httpx.Client(timeout=ANSWER_WITHIN_S, trust_env=False) as client:
            answer = client.get(link.address + STANDING, headers=AGENT, auth=Shown(link, asks))
        answer.raise_for_status()
        return msgspec.json.decode(answer.content, type=Standing)
    except (httpx.HTTPError, httpx.InvalidURL, msgspec.DecodeError, NotShown):
        return None


def overtaken_by(folder: Path) -> Fence | None:
    """The fence of a house whose second machine has taken over; it is kept from then on.

    Errors: StoreRefused
    """
    link = link_in(folder, SECOND)
    told = standing_of(link) if link is not None and link.is_met else None
    if link is None or told is None or not told.writes:
        return None
    fence = Fence(address=link.address, after={s: one.after for s, one in told.sessions.items()})
    keep(folder / FENCED, fence)
    return fence


def require_not_overtaken(folder: Path, *, second_is_off: bool = False) -> None:
    """Ask the second machine before anything is opened: after a take-over nothing is.

    Errors: StoreRefused
    """
    if fence_of(folder) or overtaken_by(folder) or second_is_off:
        return  # the store says so itself, or somebody has looked
    link = link_in(folder, SECOND)
    if link is not None and link.is_met and standing_of(link) is None:
        raise StoreRefused("second_silent", address=link.address)
