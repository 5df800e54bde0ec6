"""Sums of speeches that name nobody, and when they may be told.

Who spoke and for how long is public, to the second. What a person declares is not: a sum of it
that moved with each speech, or to the second, would tell what the speaker had declared.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hemicycle.journal.speeches import Speech
from hemicycle.procedure.kernel import MemberId

FEWEST = 3  # persons in a group of whom a sum is told
STEP = 12  # persons who are heard before sums of what persons declare move again
ONE_OF = 5  # nobody may have more than one part in so many of the time of such a sum
ROUGH = 5  # per cent, to which its shares are told

Turn = tuple[MemberId, int]  # who spoke, and for how many seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What a group was heard. Units: seconds; per cent of the time, and of all there are.

    Where it is not `is_told`, it is of too few, or would tell of another one that is.
    """

    group: str
    persons: int = 0
    speeches: int = 0
    spoke_s: int = 0
    percent: int = 0
    base_percent: int | None = None
    is_told: bool = True


def hidden(persons: Mapping[str, int]) -> frozenset[str]:
    """The groups of which nothing is told: those of a few persons, and never one alone.

    Note: one that is left out alone is all without the others; so the next smallest goes too.
    """
    few = {group for group, n in persons.items() if 0 < n < FEWEST}
    others = [group for group in persons if group not in few]
    if len(few) == 1 and others:
        few.add(min(others, key=lambda group: persons[group]))
    return frozenset(few)


def sums(
    found: Sequence[Speech],
    groups_of: Callable[[Speech], Collection[str]],
    *,
    base: Mapping[str, int],
    of: int = 0,
    hides: bool = True,
) -> tuple[Sum, ...]:
    """The sum of each group; `base` counts how many of all `of` there are in each."""
    seconds: Counter[str] = Counter()
    count: Counter[str] = Counter()
    persons: dict[str, set[MemberId]] = defaultdict(set)
    for one in found:
        for group in groups_of(one):
            seconds[group] += one.spoke_s
            count[group] += 1
            persons[group].add(one.speaker)
    heard = {group: len(persons[group]) for group in dict.fromkeys((*base, *persons))}
    untold = hidden(heard) if hides else frozenset()
    in_all = sum(one.spoke_s for one in found)
    return tuple(
        Sum(group=group, is_told=False)
        if group in untold
        else Sum(
            group=group,
            persons=n,
            speeches=count[group],
            spoke_s=seconds[group],
            percent=percent(seconds[group], in_all),
            base_percent=percent(base[group], of) if group in base else None,
        )
        for group, n in heard.items()
    )


def percent(part: int, whole: int, *, rough: int = 1) -> int:
    """A part of a whole, to so many per cent."""
    return rough * round(100 * part / (rough * whole)) if whole else 0


def last_step(turns: Iterable[Turn], group_of: Callable[[MemberId], str]) -> int:
    """Of how many turns, from the first on, sums of what persons declare may be told.

    A step ends where so many persons were heard for the first time that none of them stands out:
    enough of them, at least a few outside any one group, and nobody with a great part of the time.
    That is looked at only with every twelfth person, whoever it is; else the person with whom a
    step comes would be known to stand in the smaller group.
    """
    until, seen = 0, set()
    window: Counter[str] = Counter()
    seconds: Counter[MemberId] = Counter()
    for n, (member, spoke_s) in enumerate(turns, 1):
        seconds[member] += spoke_s
        if member in seen:
            continue
        seen.add(member)
        window[group_of(member)] += 1
        if len(seen) % STEP == 0 and is_step(window, seconds):
            until = n
            window.clear()
    return until


def is_step(window: Counter[str], seconds: Counter[MemberId]) -> bool:
    """Whether nobody stands out among those who were heard since the last step."""
    persons = window.total()
    if persons < STEP or persons - max(window.values()) < FEWEST:
        return False
    return ONE_OF * max(seconds.values()) <= seconds.total()


def rough_sums(
    told: Sequence[Turn], group_of: Callable[[MemberId], str], *, base: Sequence[MemberId]
) -> tuple[Sum, ...]:
    """The sums of a step, in rough shares, beside the shares in `base`."""
    seconds: Counter[str] = Counter()
    persons = Counter(group_of(member) for member in {member for member, _ in told})
    for member, spoke_s in told:
        seconds[group_of(member)] += spoke_s
    there = Counter(map(group_of, base))
    groups = dict.fromkeys(sorted({*persons, *there}, key=lambda group: (not group, group)))
    heard = {group: persons[group] for group in groups}
    untold, uncounted = hidden(heard), hidden(there)
    return tuple(
        Sum(group=group, is_told=False)
        if group in untold
        else Sum(
            group=group,
            persons=n,
            percent=percent(seconds[group], seconds.total(), rough=ROUGH),
            base_percent=None
            if group in uncounted or not base
            else percent(there[group], len(base), rough=ROUGH),
        )
        for group, n in heard.items()
    )
