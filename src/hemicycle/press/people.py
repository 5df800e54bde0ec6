"""Who is named in a report, by which names, and in which capacity it introduces them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from hemicycle.press.gazetteer import gazetteer
from hemicycle.press.names import Mention
from hemicycle.press.register import Register
from hemicycle.press.words import office_at, plain, singular

QUALIFIED = frozenset({"minister", "leader", "secretary"})  # "the minister": of finance
NEARLY = 0.7  # how alike two given names are that may be one: Yerlan and Yerzhan are 0.77
NEARLY_SURNAME = 0.8
MOST_SHARING = 40  # persons of one name who are compared with each other


@dataclass(slots=True)
class Person:
    """Somebody whom the report names; the fullest name it gives counts."""

    name: tuple[str, ...]
    capacities: list[tuple[int, str]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    gender: str = ""
    id: str = ""
    parts: tuple[str, ...] = field(init=False)  # the name as names are compared

    def __post_init__(self) -> None:
        self.parts = tuple(plain(part) for part in self.name)

    @property
    def full_name(self) -> str:
        """The name as it is written."""
        return " ".join(self.name)

    @property
    def surname(self) -> str:
        """The last part of the name, by which reports go on."""
        return plain(self.name[-1])

    def capacity_at(self, place: int) -> str:
        """In which capacity the report last introduced them, or first introduces them later."""
        before = [told for at, told in self.capacities if at <= place]
        return before[-1] if before else next((told for _, told in self.capacities), "")

    def introduce(self, mention: Mention) -> None:
        """Take a mention down."""
        self.places.append(mention.start)
        if mention.capacity:
            self.capacities.append((mention.start, mention.capacity))
            self.capacities.sort()
        self.gender = self.gender or mention.gender


class People:
    """All persons of one report."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.persons: list[Person] = []
        self.by_part: dict[str, list[Person]] = {}  # who bears a part of a name
        self.hints: dict[tuple[str, ...], str] = {}  # genders that pronouns beside names tell

    def introduce_all(self, mentions: Iterable[Mention]) -> None:
        """Take down those whom the report introduces, full names before surnames."""
        ordered = sorted(mentions, key=lambda one: (-len(one.name), one.start))
        surnames = {plain(one.name[-1]) for one in ordered if one.is_introduced}
        for mention in ordered:
            is_full = len(mention.name) > 1 and plain(mention.name[-1]) in surnames
            if not (mention.is_introduced or is_full or self.registered(mention.name)):
                continue
            found = self.fitting(
                mention.name, mention.start, gender=mention.gender, strict=len(mention.name) == 1
            )
            if found is None and self.is_borne(mention.name):
                continue
            if found is None:
                found = Person(mention.name, id=self.registered(mention.name))
                self.add(found)
            found.introduce(mention)

    def add(self, person: Person) -> None:
        """Take down a new person."""
        self.persons.append(person)
        for part in set(person.parts):
            self.by_part.setdefault(part, []).append(person)

    def bearing(self, asked: Sequence[str]) -> list[Person]:
        """Everybody who may bear a name: its last part is one of theirs."""
        return self.by_part.get(asked[-1], [])

    def is_borne(self, name: Sequence[str]) -> bool:
        """Whether anybody known bears a name, even where it is open who of them is meant."""
        asked = [plain(part) for part in name]
        return any(bears(one, asked) for one in self.bearing(asked))

    def registered(self, name: Sequence[str]) -> str:
        """The id under which the register knows a name: a full one, or one person's surname."""
        exact = self.register.person_named(" ".join(name))
        if exact or not self.register.people:
            return exact
        asked = [plain(part) for part in name]
        found = {
            known.id
            for known, label in self.register.by_part.get(asked[-1], ())
            if is_part_of(asked, [plain(part) for part in label.split()])
        }
        return found.pop() if len(found) == 1 else ""

    def fitting(
        self, name: Sequence[str], at: int, *, gender: str = "", strict: bool = False
    ) -> Person | None:
        """The person who bears a name, whole or in part; the nearest before, else the next after.

        Note: two different persons of one surname are told apart by their gender where the
        report gives it; if that does not tell, `strict` leaves it open.
        """
        asked = [plain(part) for part in name]
        known = self.bearing(asked)
        exact = [p for p in known if p.parts == tuple(asked)]
        found = exact or [p for p in known if bears(p, asked)]
        written = [
            p
            for p in found
            if {one.casefold() for one in name} <= {one.casefold() for one in p.name}
        ]
        found = written or found
        if gender:
            found = [p for p in found if p.gender in ("", gender)] or found
            hinted = [p for p in found if gender in (p.gender, self.hints.get(p.name))]
            found = hinted or found
        if len(found) <= 1:
            return found[0] if found else None
        if strict and not are_all_near(found):
            return None
        before = [(max(n for n in p.places if n <= at), p) for p in found if min(p.places) <= at]
        if before:
            return max(before, key=lambda one: one[0])[1]
        return min(found, key=lambda p: min(p.places))

    def near(self) -> list[tuple[Person, Person]]:
        """Pairs of persons whose names are nearly the same, the earlier one first.

        Note: such names share a part, so that only those are compared.
        """
        found = {}
        for sharing in self.by_part.values():
            for number, one in enumerate(sharing[:MOST_SHARING]):
                for other in sharing[number + 1 : MOST_SHARING]:
                    first, second = sorted((one, other), key=lambda p: min(p.places))
                    if are_near(first.name, second.name):
                        found[first.full_name, second.full_name] = (first, second)
        return list(found.values())

    def near_registered(self) -> list[tuple[Person, str]]:
        """Persons whom the register does not know, with a name that it nearly knows."""
        return [
            (person, label)
            for person in self.persons
            if not person.id and (label := nearly_registered(person.name, self.register))
        ]

    def described(
        self, office: str, place: str, *, at: int, recent: Sequence[Person]
    ) -> Person | None:
        """The one person whom "the Uzbek leader" can mean; nobody where two can be meant.

        `place` is the adjective in small letters, empty where there is none; `at` is where the
        report says so, before which it must have told the office; `recent` are those who spoke
        last, latest first.
        """
        found = [p for p in self.persons if holds(p, office, place=place, before=at)]
        if len(found) > 1:
            latest = [p for p in recent[:1] if p in found]
            found = latest or found
        return found[0] if len(found) == 1 else None


def nearly_registered(name: Sequence[str], register: Register) -> str:
    """The name of somebody in the register that is nearly the same, or nothing."""
    for part in name:
        for _, label in register.by_part.get(plain(part), ()):
            if are_near(name, label.split()):
                return label
    return ""


def are_all_near(persons: Sequence[Person]) -> bool:
    """Whether the names of all are nearly the same, so that they may be one person."""
    return all(are_near(persons[0].name, one.name) for one in persons[1:])


def bears(person: Person, asked: Sequence[str]) -> bool:
    """Whether a name can be this person's, given in full, by surname, or with initials."""
    own = person.parts
    if is_part_of(asked, own):
        return True
    if len(asked) == len(own) > 1 and asked[-1] == own[-1]:
        return all(
            one == other or is_initial(one, other) for one, other in zip(asked, own, strict=True)
        )
    return len(asked) > len(own) and is_part_of(own, asked) and asked[-1] == own[-1]


def is_initial(one: str, other: str) -> bool:
    """Whether one of two given names is the other's first letter."""
    return (one.endswith(".") and other.startswith(one[0])) or (
        other.endswith(".") and one.startswith(other[0])
    )


def is_part_of(asked: Sequence[str], own: Sequence[str]) -> bool:
    """Whether some words stand in a row in others."""
    length = len(asked)
    told = tuple(asked)
    return any(tuple(own[n : n + length]) == told for n in range(len(own) - length + 1))


def are_near(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two names differ so little that they may be one person's."""
    if len(first) == 1 or len(second) == 1:  # no given name to compare
        return False
    given, other = (plain(" ".join(name[:-1])) for name in (first, second))
    surname, other_surname = plain(first[-1]), plain(second[-1])
    if surname == other_surname:
        return given != other and likeness(given, other) >= NEARLY and not is_initial(given, other)
    return given == other and likeness(surname, other_surname) >= NEARLY_SURNAME


def likeness(one: str, other: str) -> float:
    """How alike two words are, from 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def offices_in(capacity: str) -> set[str]:
    """The offices that a capacity names, each as long as it is: a deputy speaker is no speaker."""
    words = tuple(capacity.replace(",", " ").split())
    found, n = set(), 0
    while n < len(words):
        length = office_at(words[n : n + 3])
        if length:
            found.add(singular(" ".join(words[n : n + length])))
        n += length or 1
    return found


def holds(person: Person, office: str, *, place: str, before: int) -> bool:
    """Whether the report has introduced a person in an office, of a place if one is named."""
    words = gazetteer()
    kinds = words.stands_for.get(office, ())
    wanted_kind = words.offices.get(office, "")
    for at, capacity in person.capacities:
        if at > before:
            break
        told = plain(capacity)
        offices = offices_in(told)
        has_office = office in offices or any(words.offices[one] in kinds for one in offices)
        if wanted_kind in QUALIFIED:
            has_office = has_office or any(one.endswith(f" {office}") for one in offices)
        if not has_office and wanted_kind == "chair":
            has_office = any(words.offices[one] == "chair" for one in offices)
        if has_office and (not place or place[:4] in told):
            return True
    return False
