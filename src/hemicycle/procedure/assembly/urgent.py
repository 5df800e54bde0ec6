"""Requests for urgent procedure where each is decided by itself, and debates to be put off."""

from dataclasses import dataclass

from hemicycle.procedure.kernel import BodyId, Instant, MemberId

from .session import Words

URGENT = "urgent"  # the kind of an item that was taken under urgent procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentRequest:
    """One request that a subject be debated under urgent procedure, under its number for ever.

    `signatories` ask for it, or a group does, or a committee. `outcome` is adopted, rejected or
    not decided yet; `item` is the number it has, or would have, on the agenda. Of `questions` the
    last counts.
    """

    number: int
    title: Words
    signatories: tuple[MemberId, ...]
    for_group: str
    for_body: BodyId
    requested_at: Instant
    item: str = ""
    outcome: str = ""
    questions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """A debate that members ask to put off because its report came late, and who objects.

    `questions` are those whether it is held all the same, the last one counts.
    """

    askers: tuple[MemberId, ...]
    objectors: tuple[MemberId, ...] = ()
    questions: tuple[int, ...] = ()
