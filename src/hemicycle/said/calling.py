"""How a phrase calls a person or a delegation: by name in any language, by seat, or by id.

What `called` writes is always understood as the same one again; where two bear a name, the id is
written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TypeVar

from hemicycle.journal.names import Name, Names
from hemicycle.procedure.assembly import Assembly, Delegation, DelegationId
from hemicycle.procedure.assembly.credentials import Person
from hemicycle.procedure.kernel import MemberId
from hemicycle.said.verbs import NotSaid

SEAT = re.compile(r"(?P<parliament>.+?)(?:\s*/\s*|\s+)(?P<seat>[0-9]{1,3})")
ID = re.compile(r"[op]-[a-z0-9][a-z0-9.-]{0,61}")  # as the desk gives them, also for newcomers
LONGEST_NAME = 80
KEPT = 8
SomeId = TypeVar("SomeId", bound=str)
Index = Mapping[str, frozenset[SomeId]]


class Calling:
    """Everybody who sits in a session, by all they are called."""

    def __init__(
        self,
        names: Names,
        people: Mapping[MemberId, Person],
        delegations: Mapping[DelegationId, Delegation],
    ) -> None:
        self.names = names
        self.people = people
        self._people: Index[MemberId] = index(people, names)
        self._delegations: Index[DelegationId] = index(delegations, names)
        self.delegations = delegations
        self._seats = {
            (person.delegation, seat): person.id
            for person in people.values()
            if person.delegation and (seat := seat_of(names, person.id))
        }
        self.sought = {one: self._sought(one) for one in (*delegations, *people)}

    def delegation(self, name: str) -> DelegationId:
        """The delegation of that name.

        Errors: NotSaid
        """
        found = self._found(name, self._delegations)
        if found is None:
            raise self._unknown(name, [*self._delegations])
        return found

    def member(self, name: str, favoured: Iterable[MemberId] = ()) -> MemberId:
        """The person of that name; a delegation's name means who of it is favoured, or its head.

        Errors: NotSaid
        """
        person = self._found(name, self._people)
        if person is not None:
            return person
        whole = self._found(name, self._delegations)
        if whole is not None:
            own = (one for one in favoured if self.of(one) == whole)
            return next(own, self.delegations[whole].head)
        seat = SEAT.fullmatch(name.strip())
        parliament = self._found(seat["parliament"], self._delegations) if seat else None
        if seat and parliament is not None:
            return self._seated(parliament, int(seat["seat"]), name=name)
        if ID.fullmatch(name.strip()):
            return MemberId(name.strip())
        raise self._unknown(name, [*self._people, *self._delegations])

    def of(self, member: MemberId) -> DelegationId:
        """The delegation of a person, or none."""
        person = self.people.get(member)
        return person.delegation if person else DelegationId("")

    def anything(self, text: str) -> str:
        """The id of who or what is called so, or the text itself."""
        delegation = self._found(text, self._delegations)
        return str(delegation or self._found(text, self._people) or text)

    def called(self, member: MemberId, language: str) -> str:
        """How a phrase calls a person."""
        delegation, seat = self.of(member), seat_of(self.names, member)
        by_seat = f"{self.names.short(delegation, language)}/{seat}" if delegation and seat else ""
        for text in (by_seat, self.names.label(member, language)):
            if is_plain(text) and self._means(text) == member:
                return text
        return member

    def called_delegation(self, delegation: DelegationId, language: str) -> str:
        """How a phrase calls a delegation."""
        for text in (
            self.names.short(delegation, language),
            self.names.label(delegation, language),
        ):
            if is_plain(text) and self._found(text, self._delegations) == delegation:
                return text
        return delegation

    def _sought(self, one: str) -> str:
        """All that is looked through for somebody, in small letters."""
        delegation, seat = self.of(MemberId(one)), seat_of(self.names, one)
        parliament = texts_of(self.names.entries.get(delegation))
        seats = (f"{text}{mark}{seat}" for text in parliament for mark in ("/", " "))
        return "|".join(("", one, *texts_of(self.names.entries.get(one)), *seats)).casefold()

    def _means(self, text: str) -> MemberId | None:
        try:
            return self.member(text)
        except NotSaid:
            return None

    def _seated(self, parliament: DelegationId, seat: int, *, name: str) -> MemberId:
        found = self._seats.get((parliament, seat))
        if found is None:
            raise NotSaid("no_seat_of_number", name=name[:LONGEST_NAME], n=seat)
        return found

    def _found(self, name: str, known: Index[SomeId]) -> SomeId | None:
        """The only one of that name; where there are several, nobody is guessed."""
        found = known.get(name.strip().casefold(), frozenset())
        if len(found) > 1:
            raise NotSaid("name_of_several", name=name[:LONGEST_NAME], n=len(found))
        return next(iter(found), None)

    def _unknown(self, name: str, known: Iterable[str]) -> NotSaid:
        key = name.strip().casefold()[:LONGEST_NAME]
        near = [one for one in known if one[:1] == key[:1]]
        like = get_close_matches(key, near, n=1)
        nearest = self._written(like[0]) if like else ""
        return NotSaid("name_unknown", name=name[:LONGEST_NAME], nearest=nearest)

    def _written(self, key: str) -> str:
        """A name as it is written, not as it is compared."""
        for one in (*self._people.get(key, ()), *self._delegations.get(key, ())):
            for text in texts_of(self.names.entries.get(one)):
                if text.casefold() == key:
                    return text
        return key


def index(ids: Iterable[SomeId], names: Names) -> Index[SomeId]:
    """Everybody by what they are called, and by their ids."""
    found: dict[str, set[SomeId]] = {}
    for one in ids:
        for text in (str(one), *texts_of(names.entries.get(one))):
            found.setdefault(text.strip().casefold(), set()).add(one)
    return {text: frozenset(own) for text, own in found.items() if text}


def texts_of(name: Name | None) -> Iterator[str]:
    """All that somebody is called, in every language."""
    if name is not None:
        for texts in (name.short, name.label, name.title):
            yield from texts.values()


def seat_of(names: Names, member: str) -> int:
    """The number of a person's seat in the delegation; 0 where there is none."""
    name = names.entries.get(member)
    given = re.fullmatch(r"p-[0-9]+-([0-9]{1,3})", member)
    return name.seat if name and name.seat else int(given[1]) if given else 0


def is_plain(text: str) -> bool:
    """Whether a name can stand in a phrase as it is."""
    return bool(text) and not re.search(r'["|,]|\s{2}|\sand\s', text) and text == text.strip()


_kept: list[Calling] = []


def calling(names: Names, assembly: Assembly) -> Calling:
    """Everybody of a session, by all they are called; made once while nobody comes or goes.

    Note: it is looked up by identity, for an assembly is never changed, only followed by another.
    """
    for one in _kept:
        if (
            one.names is names
            and one.people is assembly.people
            and one.delegations is assembly.delegations
        ):
            return one
    made = Calling(names, assembly.people, assembly.delegations)
    _kept[:] = [made, *_kept[: KEPT - 1]]
    return made
