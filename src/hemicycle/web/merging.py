"""Who is at the merge of a text, and who is settling which paragraph there just now.

It is no act of the procedure: it stands in no journal and in no table, and ends by itself. Whoever
settles a paragraph all the same is not hindered; the record says who came first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hemicycle.procedure.assembly import TextId
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant, MemberId

Place = tuple[SessionId, TextId]
HERE_MS = 5 * 60_000  # after that nobody is said to be there who has not looked again
HELD_MS = 3 * 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Who settles what one amendment meets, and until when that is told."""

    member: MemberId
    until: Instant


@dataclass(slots=True)
class Merging:
    """Everybody at every merge, in memory."""

    _seen: dict[Place, dict[MemberId, Instant]] = field(default_factory=dict)
    _held: dict[Place, dict[int, Held]] = field(default_factory=dict)

    def arrive(self, place: Place, member: MemberId, *, now: Instant) -> bool:
        """Somebody looks at the page; whether that is news to the others."""
        is_new = member not in self.here(place, now=now)
        self._seen.setdefault(place, {})[member] = now
        return is_new

    def here(self, place: Place, *, now: Instant) -> Sequence[MemberId]:
        """Who has looked at the page lately, in the order in which they came."""
        seen = self._seen.get(place, {})
        return [member for member, at in seen.items() if now - at < HERE_MS]

    def hold(self, place: Place, amendment: int, *, member: MemberId, now: Instant) -> None:
        """Somebody settles a paragraph from now on, in the place of whoever did."""
        until = Instant(now + HELD_MS)
        self._held.setdefault(place, {})[amendment] = Held(member=member, until=until)

    def leave(self, place: Place, amendment: int, *, member: MemberId) -> None:
        """Somebody settles a paragraph no more; what another has taken over stays with that one."""
        held = self._held.get(place, {})
        if amendment in held and held[amendment].member == member:
            del held[amendment]

    def held(self, place: Place, *, now: Instant) -> Mapping[int, Held]:
        """The paragraphs that somebody settles, by the amendment that is to be settled."""
        held = self._held.get(place, {})
        return {number: one for number, one in held.items() if one.until > now}
