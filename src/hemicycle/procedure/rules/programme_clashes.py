"""What cannot be in a programme at once: rooms, chairs, interpreters, breaks, small delegations.

One pure function over the slots; each clash tells of which kind it is, which slots meet in it, and
when. Whether to publish in spite of one is for a person to say.

Article: programme.rooms, programme.chairs, programme.breaks, programme.interpreter_team,
programme.interpreter_teams, programme.interpreter_stretch, programme.interpreter_pause,
programme.interpreter_day, programme.delegations
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from hemicycle.procedure.assembly import Assembly, DelegationId
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.assembly.programme import BREAKS, SITTING, Slot, SlotId
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.procedure.rules.rights import own_rights
from hemicycle.procedure.rules.rulebook import Rulebook

MINUTE_MS = 60_000
SITS = frozenset({"speak", "vote", "vote_as_substitute"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Slots that meet where they must not, and the rule that says so.

    `about` is the room, the person or the team; `n` of `limit` is what is too much.
    Units: minutes for stretches and days of interpreters, else how many.
    """

    rule_key: str
    slots: tuple[SlotId, ...]
    starts_at: Instant
    ends_at: Instant
    about: str = ""
    n: int = 0
    limit: int = 0
    delegations: tuple[DelegationId, ...] = ()

    @property
    def kind(self) -> str:
        """Of which kind it is: the last part of its rule."""
        return self.rule_key.partition(".")[2]


def clashes(rules: Rulebook, assembly: Assembly, slots: Sequence[Slot]) -> tuple[Clash, ...]:
    """Every clash, by kind and in the order of the hours."""
    return (
        *pairs(rules, slots, key="programme.rooms", about=lambda one: one.room),
        *pairs(rules, slots, key="programme.chairs", about=lambda one: chair_of(assembly, one)),
        *pairs(rules, slots, key="programme.interpreter_team", about=lambda one: one.team),
        *over_breaks(rules, slots),
        *too_many_teams(rules, slots),
        *too_long(rules, slots),
        *too_much_a_day(rules, slots),
        *small_delegations(rules, assembly, slots),
    )


def chair_of(assembly: Assembly, slot: Slot) -> MemberId:
    """Who presides: whom the programme names, or whom the body was constituted with."""
    body = assembly.bodies.get(slot.body)
    return slot.chair or (body.constituted_presiding if body else NOBODY)


def pairs(
    rules: Rulebook, slots: Sequence[Slot], *, key: str, about: Callable[[Slot], str]
) -> Iterator[Clash]:
    """Two slots at once with the same room, person or team."""
    if not rules.is_on(key):
        return
    for one, other in combinations(slots, 2):
        if about(one) and about(one) == about(other) and one.overlaps(other):
            yield meeting(key, (one, other), about=about(one))


def meeting(key: str, both: tuple[Slot, Slot], *, about: str) -> Clash:
    """Two slots that overlap, for as long as they do."""
    one, other = both
    return Clash(
        rule_key=key,
        slots=(one.id, other.id),
        starts_at=max(one.begins_at, other.begins_at),
        ends_at=min(one.ends_at, other.ends_at),
        about=about,
    )


def over_breaks(rules: Rulebook, slots: Sequence[Slot]) -> Iterator[Clash]:
    """A sitting or an event that takes people from a break that the rules keep free."""
    kept = [one for one in slots if one.kind in rules.choices("programme.breaks")]
    for pause in kept:
        for one in slots:
            if one.kind not in BREAKS and one.overlaps(pause):
                yield meeting("programme.breaks", (one, pause), about=pause.kind)


def too_many_teams(rules: Rulebook, slots: Sequence[Slot]) -> Iterator[Clash]:
    """More sittings with interpretation at once than there are teams."""
    limit = rules.number("programme.interpreter_teams")
    served = [one for one in slots if one.languages]
    for together in at_once(served) if limit else ():
        teams = {one.team or one.id for one in together}
        if len(teams) > limit:
            yield gathering("programme.interpreter_teams", together, n=len(teams), limit=limit)


def too_long(rules: Rulebook, slots: Sequence[Slot]) -> Iterator[Clash]:
    """A team that works on without a pause for longer than the limit."""
    limit = rules.number("programme.interpreter_stretch")
    pause = rules.number("programme.interpreter_pause")
    for team in by_team(slots) if limit else ():
        for stretch in stretches(team, pause_ms=pause * MINUTE_MS):
            first, last = stretch[0].begins_at, max(one.ends_at for one in stretch)
            minutes = (last - first) // MINUTE_MS
            if minutes > limit:
                yield of_team("programme.interpreter_stretch", stretch, n=minutes, limit=limit)


def too_much_a_day(rules: Rulebook, slots: Sequence[Slot]) -> Iterator[Clash]:
    """A team that works longer on one day than the limit."""
    limit = rules.number("programme.interpreter_day")
    for own in by_team(slots) if limit else ():
        for day in dict.fromkeys(one.day for one in own):
            today = [one for one in own if one.day == day]
            minutes = sum(one.ends_at - one.begins_at for one in today) // MINUTE_MS
            if minutes > limit:
                yield of_team("programme.interpreter_day", today, n=minutes, limit=limit)


def small_delegations(
    rules: Rulebook, assembly: Assembly, slots: Sequence[Slot]
) -> Iterator[Clash]:
    """Delegations with fewer members than bodies of theirs that sit at once."""
    if not rules.is_on("programme.delegations"):
        return
    sitting = [one for one in slots if one.kind == SITTING and one.body in assembly.bodies]
    companies = list(at_once(sitting))
    members = {one: accredited(assembly, one) for one in assembly.delegations if companies}
    belongs = {one: bodies_of(rules, assembly, one) for one, n in members.items() if n}
    for together in companies:
        bodies = {one.body for one in together}
        small = tuple(one for one, own in belongs.items() if members[one] < len(own & bodies))
        if small:
            yield gathering("programme.delegations", together, n=len(bodies), delegations=small)


def accredited(assembly: Assembly, delegation: DelegationId) -> int:
    """How many members a delegation has whose credentials stand."""
    people = (assembly.people.get(one) for one in assembly.delegations[delegation].members)
    return sum(one is not None and not one.is_withdrawn for one in people)


def bodies_of(rules: Rulebook, assembly: Assembly, delegation: DelegationId) -> frozenset[BodyId]:
    """The bodies of a delegation: it named its seats there, or any of its members may sit."""
    head = assembly.delegations[delegation].head
    return frozenset(
        name
        for name, body in assembly.bodies.items()
        if body.seats.get(delegation) or SITS & own_rights(rules, assembly, body, head)
    )


def at_once(slots: Sequence[Slot]) -> Iterator[Sequence[Slot]]:
    """Two slots and more that share a moment, each such company once and as large as it gets."""
    moments = sorted({one.begins_at for one in slots})
    companies = [[one for one in slots if one.begins_at <= at < one.ends_at] for at in moments]
    found = [together for together in companies if len(together) > 1]
    for together in found:
        ids = {one.id for one in together}
        if not any(ids < {one.id for one in other} for other in found):
            yield together


def by_team(slots: Iterable[Slot]) -> Iterator[Sequence[Slot]]:
    """The slots of each team of interpreters, in the order of the hours."""
    teams: dict[str, list[Slot]] = {}
    for one in sorted(slots, key=lambda slot: slot.begins_at):
        if one.team:
            teams.setdefault(one.team, []).append(one)
    yield from teams.values()


def stretches(slots: Sequence[Slot], *, pause_ms: int) -> Iterator[Sequence[Slot]]:
    """Slots that follow each other without a pause that is long enough."""
    stretch: list[Slot] = []
    for one in slots:
        if stretch and one.begins_at - max(other.ends_at for other in stretch) >= pause_ms:
            yield stretch
            stretch = []
        stretch.append(one)
    yield stretch


def gathering(
    key: str,
    together: Sequence[Slot],
    *,
    n: int,
    limit: int = 0,
    delegations: tuple[DelegationId, ...] = (),
) -> Clash:
    """Slots that share a moment, for as long as all of them do."""
    return Clash(
        rule_key=key,
        slots=tuple(one.id for one in together),
        starts_at=max(one.begins_at for one in together),
        ends_at=min(one.ends_at for one in together),
        n=n,
        limit=limit,
        delegations=delegations,
    )


def of_team(key: str, own: Sequence[Slot], *, n: int, limit: int) -> Clash:
    """What one team works too long in."""
    return Clash(
        rule_key=key,
        slots=tuple(one.id for one in own),
        starts_at=own[0].begins_at,
        ends_at=max(one.ends_at for one in own),
        about=own[0].team,
        n=n,
        limit=limit,
    )
