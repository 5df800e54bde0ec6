"""Who and what a report may speak of: persons, parliaments and bodies that an assembly knows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from hemicycle.journal.names import Names
from hemicycle.press.words import plain
from hemicycle.procedure.assembly import Assembly

PERSON = re.compile(r"[og]-")  # officers and guests; a delegate's name tells the delegation


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person, parliament or body with every name it goes by, in any language."""

    id: str
    names: tuple[str, ...]
    capacity: str = ""


@dataclass(frozen=True, kw_only=True)
class Register:
    """All that is known beforehand; a report is read without any of it too.

    `matters` are texts, figures and events with a name, of which a report may tell.
    """

    people: Mapping[str, Known] = field(default_factory=lambda: MappingProxyType({}))
    parliaments: Mapping[str, Known] = field(default_factory=lambda: MappingProxyType({}))
    bodies: Mapping[str, Known] = field(default_factory=lambda: MappingProxyType({}))
    matters: Mapping[str, Known] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def everything(self) -> Mapping[str, Known]:
        """Whatever a fact can be about."""
        return {**self.matters, **self.bodies, **self.parliaments, **self.people}

    @cached_property
    def full_names(self) -> re.Pattern[str] | None:
        """A pattern for every full name of a person, None where no person is known."""
        return any_name(n for one in self.people.values() for n in one.names)

    @cached_property
    def full_titles(self) -> re.Pattern[str] | None:
        """A pattern for every title of a body, None where no body is known."""
        return any_name(n for one in self.bodies.values() for n in one.names)

    @cached_property
    def full_places(self) -> re.Pattern[str] | None:
        """A pattern for every parliament whose name has several words."""
        return any_name(n for one in self.parliaments.values() for n in one.names)

    @cached_property
    def body_titles(self) -> tuple[str, ...]:
        """The titles of all bodies, long ones first; one word alone may mean anything."""
        titles = {n for one in self.bodies.values() for n in one.names if " " in n}
        return tuple(sorted(titles, key=len, reverse=True))

    @cached_property
    def by_part(self) -> Mapping[str, Sequence[tuple[Known, str]]]:
        """Persons by every part of their names, with the name."""
        found: dict[str, list[tuple[Known, str]]] = {}
        for one in self.people.values():
            for label in one.names:
                for part in {plain(word) for word in label.split()}:
                    found.setdefault(part, []).append((one, label))
        return found

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[str]]:
        """The ids of persons by each of their names."""
        found: dict[str, list[str]] = {}
        for one in self.people.values():
            for name in {n.casefold() for n in one.names}:
                found.setdefault(name, []).append(one.id)
        return found

    def person_named(self, name: str) -> str:
        """The id of the one person of that name, or nothing where there is none or several."""
        found = self.by_name.get(name.casefold(), ())
        return found[0] if len(found) == 1 else ""


def any_name(names: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for any of some names, long ones first; one word alone may mean anything."""
    found = sorted({name for name in names if " " in name}, key=len, reverse=True)
    if not found:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)")


def register_of(names: Names, assembly: Assembly) -> Register:
    """The register of one session."""
    people, parliaments, matters = {}, {}, {}
    for identity, name in names.entries.items():
        forms = tuple(dict.fromkeys((*name.label.values(), *name.short.values())))
        known = Known(id=identity, names=forms, capacity=names.title(identity, "en"))
        if name.delegation or identity in assembly.people or PERSON.match(identity):
            people[identity] = known
        elif identity in assembly.delegations:
            parliaments[identity] = known
        else:
            matters[identity] = known
    bodies = {
        str(body.id): Known(id=str(body.id), names=tuple(dict.fromkeys(body.title.values())))
        for body in assembly.bodies.values()
    }
    return Register(people=people, parliaments=parliaments, bodies=bodies, matters=matters)
