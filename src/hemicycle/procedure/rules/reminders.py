"""What the follow-up waits for, and until when; and whose turn it is to report.

Article: follow_up.rotation, follow_up.rotation_from, follow_up.answer_days
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Commitment, DelegationId
from hemicycle.procedure.assembly.record import NEVER
from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.rules.follow_up import STANDS, addressed, latest_answer, state_of
from hemicycle.procedure.rules.rulebook import Rulebook

DEADLINE, PROMISE, ANSWER_TIME = "deadline", "promise", "answer_time"
TOGETHER = "|"  # between groups that report in the same year


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """On this day, or at this moment, something is due of a commitment.

    Units: `due_on` is an ISO date, empty where a moment is told by `until`.
    """

    kind: str
    number: int
    due_on: str = ""
    until: Instant = NEVER
    delegations: tuple[DelegationId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The groups whose members report in a year."""

    year: int
    groups: tuple[str, ...]


def reminders(assembly: Assembly) -> Iterator[Reminder]:
    """What is due of each commitment that stands, commitment by commitment."""
    for one in assembly.commitments.values():
        if state_of(assembly, one) == STANDS:
            yield from of_one(assembly, one)


def of_one(assembly: Assembly, one: Commitment) -> Iterator[Reminder]:
    """Its deadline, what parliaments promised last, and until when those asked may answer."""
    if one.due_on:
        yield Reminder(kind=DEADLINE, number=one.number, due_on=one.due_on)
    asked_until: dict[Instant, list[DelegationId]] = {}
    for delegation in addressed(assembly, one):
        latest = latest_answer(one, delegation)
        if latest is not None and latest.promised_on:
            yield Reminder(
                kind=PROMISE,
                number=one.number,
                due_on=latest.promised_on,
                delegations=(delegation,),
            )
        if latest is None and delegation in one.asked:
            asked_until.setdefault(one.asked[delegation].until, []).append(delegation)
    for until, delegations in asked_until.items():
        yield Reminder(
            kind=ANSWER_TIME, number=one.number, until=until, delegations=tuple(delegations)
        )


def turns(rules: Rulebook, *, first: int, years: int) -> Sequence[Turn]:
    """Which groups report in the years from `first` on; none where the rules know no rotation."""
    if not rules.has("follow_up.rotation"):
        return ()
    lines = rules.choices("follow_up.rotation")
    begins = rules.number("follow_up.rotation_from")
    if not lines:
        return ()
    return [
        Turn(year=year, groups=groups_in(lines[(year - begins) % len(lines)]))
        for year in range(max(first, begins), max(first, begins) + years)
    ]


def groups_in(line: str) -> tuple[str, ...]:
    """The groups that report together."""
    return tuple(one.strip() for one in line.split(TOGETHER) if one.strip())
