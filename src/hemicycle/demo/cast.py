"""All who may occur in a scenario, and how its lines call them."""

import re
from contextlib import suppress
from dataclasses import dataclass, field

from hemicycle.demo.faults import ScenarioFault, nearest
from hemicycle.journal.names import Name, Names
from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.kernel import MemberId

SEAT = re.compile(r"(?P<parliament>.+)/(?P<seat>\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Somebody with an office; `label` is how the lines of a scenario call the person."""

    id: MemberId
    office: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parliament:
    """One row of the table of parliaments; `votes` None leaves them to the rules."""

    id: DelegationId
    status: str
    population: int
    is_third_single_sex: bool
    votes: int | None
    cause: str
    members: tuple[MemberId, ...]


@dataclass(slots=True)
class Cast:
    """All who may occur in a scenario, found by any of their names."""

    officers: dict[str, Officer] = field(default_factory=dict)
    parliaments: dict[DelegationId, Parliament] = field(default_factory=dict)
    people: dict[str, MemberId] = field(default_factory=dict)
    delegations: dict[str, DelegationId] = field(default_factory=dict)
    entries: dict[str, Name] = field(default_factory=dict)
    groups: dict[MemberId, str] = field(default_factory=dict)  # geopolitical, of the parliament

    @property
    def names(self) -> Names:
        """The names for screens and outputs."""
        return Names(1, dict(self.entries))

    def member(self, name: str) -> MemberId:
        """The person of that name; a parliament's name means its first delegate.

        Errors: ScenarioFault
        """
        key = name.strip().casefold()
        if key in self.people:
            return self.people[key]
        seat = SEAT.fullmatch(name.strip())
        delegation = self.delegation(seat["parliament"] if seat else name)
        wanted = f"{delegation}-{int(seat['seat']) if seat else 1}"
        if wanted not in self.people:
            known = sum(one.delegation == delegation for one in self.entries.values())
            raise ScenarioFault(f"“{name}”: there are {known} delegates")
        return self.people[wanted]

    def delegation(self, name: str) -> DelegationId:
        """The parliament of that name.

        Errors: ScenarioFault
        """
        found = self.delegations.get(name.strip().casefold())
        if found is None:
            known = [*self.people, *self.delegations]
            like = nearest(name, known)
            raise ScenarioFault(
                f"“{name}” is in no table of names",
                nearest=f"“{self.written(like)}”" if like else "",
            )
        return found

    def anything(self, text: str) -> str:
        """The id of who is called so, or the text itself."""
        return self.identity(text.strip().casefold()) or text

    def identity(self, key: str) -> str:
        """The id of whom a name means, a parliament before a person; or nothing."""
        return str(self.delegations.get(key, "")) or str(self.people.get(key, ""))

    def written(self, key: str) -> str:
        """A name as its table writes it."""
        name = self.entries.get(self.identity(key))
        texts = [*name.short.values(), *name.label.values()] if name else []
        labels = [one.label for one in self.officers.values()]
        return next((text for text in [*labels, *texts] if text.casefold() == key), key)

    def called(self, identity: str) -> str:
        """How a scenario calls who has this id: President, Arvenia, Arvenia/2."""
        if identity in self.officers:
            return self.officers[identity].label
        name = self.entries.get(identity)
        if name is None:
            return identity
        if name.delegation is None:
            return self.names.short(identity, "en")
        parliament = self.names.short(name.delegation, "en")
        return f"{parliament}/{name.seat}" if name.seat > 1 else parliament

    def ids_of(self, text: str) -> set[str]:
        """Every id that a text may mean, and the text itself."""
        key = text.strip().casefold()
        found = {text.strip(), self.people.get(key, ""), self.delegations.get(key, "")}
        with suppress(ScenarioFault):
            found.add(self.member(text))
        return found - {""}
