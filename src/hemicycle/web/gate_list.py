"""Who may pass the doors of a session: ids, names, delegation, capacity, and whether it stands.

Nothing else of a person comes as far as a door: no passport, no sex, no age.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hemicycle.journal.names import Names
from hemicycle.procedure.assembly import Assembly, Person
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.publish.papers.badge_code import Badge, BadgeRefused, read_badge
from hemicycle.publish.papers.badges import category_of, subject_of
from hemicycle.secretariat.delegations import forgotten_members
from hemicycle.secretariat.lists.comparing import matches
from hemicycle.secretariat.models import RegisterState
from hemicycle.secretariat.participants import Row, full_name
from hemicycle.web.paper_values import Record, badge_key
from hemicycle.web.shell import shell

VALID, WITHDRAWN, NOT_ACCEPTED, UNLISTED = "valid", "withdrawn", "not_accepted", "unlisted"
EXPIRED, OTHER_SESSION = "expired", "other_session"
FOREIGN_KEY, TAMPERED, UNREADABLE, UNKNOWN = "foreign_key", "tampered", "unreadable", "unknown"
UNCHECKED = "unchecked"  # only ever told by a device that cannot check signatures
VERDICTS = (
    *(VALID, WITHDRAWN, NOT_ACCEPTED, UNLISTED, EXPIRED, OTHER_SESSION),
    *(FOREIGN_KEY, TAMPERED, UNREADABLE, UNKNOWN, UNCHECKED),
)
BY_BADGE, BY_HAND = "badge", "hand"
MOST_FOUND = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody on the list of the doors; `also` are further ids that a badge may name."""

    id: str
    also: tuple[str, ...] = ()
    name: str
    delegation: str = ""
    parliament: str = ""
    capacity: str
    category: str = ""
    state: str = VALID
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a code or a number comes to: the answer, and who it is where that is sure."""

    verdict: str
    how: str
    entry: Entry | None = None


@dataclass(frozen=True)
class GateList:
    """The list of one session in one language, as it was at a moment."""

    session: SessionId
    entries: tuple[Entry, ...]
    mark: str
    as_of_ms: int = field(default_factory=lambda: int(time.time() * 1000))

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Everybody by each id that a badge may name."""
        return {key: one for one in self.entries for key in (one.id, *one.also)}

    def same(self, member: str) -> str:
        """The one id of somebody who may have two."""
        entry = self.by_id.get(member)
        return entry.id if entry else member

    def read(self, text: str, now_ms: int) -> Reading:
        """What a door answers to a badge, or to a number that somebody types."""
        text = text.strip()  # no code ends in a space, and scanners may add one
        if not text.startswith("HB1:"):
            entry = self.by_id.get(text.casefold())
            return Reading(verdict=entry.state if entry else UNKNOWN, how=BY_HAND, entry=entry)
        try:
            badge = read_badge(text, badge_key().public_key())
        except BadgeRefused as fault:
            return Reading(verdict=fault.why, how=BY_BADGE)
        if badge.session != self.session:
            return Reading(verdict=OTHER_SESSION, how=BY_BADGE)
        entry = self.by_id.get(badge.member)
        verdict = standing(badge, entry, now_ms=now_ms)
        return Reading(verdict=verdict, how=BY_BADGE, entry=entry)

    def found(self, sought: str) -> list[Entry]:
        """Everybody whom a search finds, spelling forgiven: by name, delegation or number."""
        return [one for one in self.entries if matches(sought, (one.name, *one.spellings))]


def standing(badge: Badge, entry: Entry | None, *, now_ms: int) -> str:
    """Whether a genuine badge of this session holds."""
    if entry is None:
        return UNLISTED
    if entry.state == VALID and not badge.holds(now_ms):
        return EXPIRED
    return entry.state


# -- how the list comes about --------------------------------------------------------------------

kept: dict[tuple[str, str], GateList] = {}


def gate_list(session: SessionId, language: str) -> GateList:
    """The list as it stands now; put together again only where something changed."""
    house = shell[0].installation.house
    state = RegisterState.objects.first()
    position, names = house.clerk.state(session).tail.position, house.names_of(session)
    mark = f"{position}.{names.revision}.{state.revision if state else 0}"
    known = kept.get((session, language))
    if known is not None and known.mark == mark:
        return GateList(session, known.entries, mark)
    made = GateList(session, tuple(entries_now(session, language)), mark)
    kept[session, language] = made
    return made


def entries_now(session: SessionId, language: str) -> Iterator[Entry]:
    """Everybody whom the record or a file of the session knows, once each."""
    house = shell[0].installation.house
    assembly, names = house.clerk.state(session).assembly, house.names_of(session)
    rows = Record.of(session).rows()
    by_member: dict[str, tuple[Row, Mapping[str, str]]] = {}
    for row in rows:
        for person in row["people"]:
            by_member[subject_of(person)] = (row, person)
    forgotten = forgotten_members(session)
    for member, person in assembly.people.items():
        if member not in forgotten:
            filed = by_member.pop(member, None)
            yield recorded(person, (assembly, names), language=language, on_file=filed)
    for subject, on_file in by_member.items():
        if subject not in forgotten:
            yield registered_only(subject, on_file, language=language)


def recorded(
    person: Person,
    known: tuple[Assembly, Names],
    *,
    language: str,
    on_file: tuple[Row, Mapping[str, str]] | None,
) -> Entry:
    """Somebody whom the record knows."""
    assembly, names = known
    delegation = assembly.delegations.get(person.delegation)
    status = delegation.status if delegation else ""
    name = names.entries.get(person.id)
    return Entry(
        id=person.id,
        also=(on_file[1]["id"],) if on_file else (),
        name=names.label(person.id, language),
        delegation=names.short(person.delegation, language) if person.delegation else "",
        parliament=person.delegation,
        capacity=person.capacity,
        category=category_of(status, person.accredited_as) if delegation else "",
        state=WITHDRAWN if person.is_withdrawn else VALID,
        spellings=spellings(
            (person.id,),
            name.label.values() if name else (),
            [names.short(person.delegation, one) for one in ("en", "fr") if person.delegation],
            [on_file[1]["own"]] if on_file else (),
        ),
    )


def registered_only(member: str, on_file: tuple[Row, Mapping[str, str]], *, language: str) -> Entry:
    """Somebody of a file whom the record does not know: an adviser, or not accepted yet."""
    row, person = on_file
    spoken = row["names"].get(language) or row["names"]["en"]
    return Entry(
        id=member,
        name=full_name(person),
        delegation=spoken["short"],
        parliament=row["id"],
        capacity=person["capacity"],
        category=category_of(row["status"], person["capacity"]),
        state=VALID if row["is_accepted"] else NOT_ACCEPTED,
        spellings=spellings(
            (member, person["own"]), [one["short"] for one in row["names"].values()]
        ),
    )


def spellings(*groups: Iterable[str]) -> tuple[str, ...]:
    """What somebody may be found by, each once."""
    return tuple(dict.fromkeys(text for group in groups for text in group if text))


def told(entries: Sequence[Entry]) -> list[Sequence[object]]:
    """The list as a device keeps it: one row a person."""
    return [
        (
            *(one.id, one.also, one.name, one.delegation),
            *(one.capacity, one.category, one.state, one.spellings),
        )
        for one in entries
    ]
