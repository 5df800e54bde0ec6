"""The files of a session's delegations, loaded as the list of people shows them, and written."""

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F

from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.secretariat.erasures import KEPT, PERSON
from hemicycle.secretariat.gate import erase_scans_of
from hemicycle.secretariat.limits import most_members, standing
from hemicycle.secretariat.lists.people import Delegations, Limit
from hemicycle.secretariat.lists.plans import Change, Values
from hemicycle.secretariat.models import (
    Consent,
    DelegationFile,
    FileChange,
    FileWish,
    Person,
    Picture,
    Place,
    Recording,
)
from hemicycle.secretariat.register import create, load_register, writing
from hemicycle.secretariat.votes import edition_in_force

PERSON_FIELDS = (
    *("honorific", "family", "given", "family_own", "given_own", "own_language"),
    *("languages", "pronunciation", "sex"),
)
MOST_TOLD = 40  # people named in the history of a file, at one import
STATUSES_INVITED = ("member", "associate", "observer")


class FileChanged(Exception):
    """Somebody changed the file after it was looked at; `since` tells what they did."""

    def __init__(self, since: Sequence[FileChange]) -> None:
        super().__init__(since)
        self.since = since


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who does something to a file, and when. Units: milliseconds since 1970."""

    by: str
    at_ms: int


def hand_of(label: str) -> Hand:
    """Somebody, now."""
    return Hand(by=label[:200], at_ms=int(time.time() * 1000))


def person_key(number: int) -> str:
    """The permanent id of a person as lists show it."""
    return f"n-{number:05d}"


def person_number(key: str) -> int:
    """The number of a person in the tables, by the id that lists show."""
    return int(key.partition("-")[2])


def values_of(person: Person) -> dict[str, str]:
    """A person as a row of the list."""
    values = {name: getattr(person, name) for name in PERSON_FIELDS}
    values |= {"id": person_key(person.pk), "young": "yes" if person.is_young else ""}
    return values


def load_people(session: str) -> dict[str, Values]:
    """The people of a session by id, in the order of the delegations."""
    places = Place.objects.filter(file__session=session).select_related("person", "file")
    rows: dict[str, Values] = {}
    for place in places.filter(person__is_forgotten=False).order_by(
        "file__parliament_id", "order", "pk"
    ):
        values = values_of(place.person)
        values |= {"parliament": place.file.parliament_id, "capacity": place.capacity}
        values |= {"order": str(place.order)}
        rows[values["id"]] = {name: text for name, text in values.items() if text}
    return rows


def load_delegations(session: str, rules: Rulebook, *, invented: bool | None = None) -> Delegations:
    """All that a list of people is held against, the largest sizes of delegations too."""
    register = load_register(invented=invented)
    parliaments = register.rows
    seated = Place.objects.filter(file__session=session).exclude(member="")
    others = Person.objects.filter(is_forgotten=False).exclude(places__file__session=session)
    return Delegations(
        people=load_people(session),
        parliaments=parliaments,
        seated=frozenset(person_key(one) for one in seated.values_list("person_id", flat=True)),
        elsewhere={person_key(one.pk): values_of(one) for one in others},
        limit_of=limits(session, parliaments, rules=rules),
        world=register.world,
    )


def limits(
    session: str, parliaments: Mapping[str, Values], *, rules: Rulebook
) -> Callable[[str, bool], Limit | None]:
    """How many members each delegation of a session may have, with a young one or without."""
    table = edition_in_force(session).rows
    single_sex = set(
        DelegationFile.objects.filter(session=session, is_third_single_sex=True).values_list(
            "parliament_id", flat=True
        )
    )

    def limit_of(parliament: str, has_young: bool) -> Limit | None:
        row = table.get(parliament)
        one = standing(
            parliaments[parliament],
            population=(row.population if row else None) or 0,
            is_third_single_sex=parliament in single_sex,
        )
        return most_members(rules, one, has_young=has_young)

    return limit_of


def write_people(
    session: str, changes: Sequence[Change], *, hand: Hand, seen: int, what: str = "imported"
) -> list[Person]:
    """Write what a list of people changes, all of it or nothing; the people it was about.

    Errors: RegisterChanged
    """
    with writing(seen):
        files = opened_files(session, {one.values["parliament"] for one in changes})
        known = {person_key(one.pk): one for one in persons_of(changes)}
        renamed = [known[one.id].pk for one in changes if one.id in known and is_renamed(one)]
        people = [with_values(known.get(one.id) or Person(), one.values) for one in changes]
        create(
            person for person, change in zip(people, changes, strict=True) if change.id not in known
        )
        if known:
            fields = [*PERSON_FIELDS, "is_young"]
            Person.objects.bulk_update(known.values(), fields, batch_size=200)
        placed = {
            place.person_id: place
            for place in Place.objects.filter(file__session=session).select_related("file")
        }
        touched: dict[int, list[str]] = defaultdict(list)
        for read_too in places_elsewhere(session, renamed):
            touched[read_too.file_id].append(person_key(read_too.person_id))
        new: list[Place] = []
        moved: list[Place] = []
        for person, change in zip(people, changes, strict=True):
            file = files[change.values["parliament"]]
            place = placed.get(person.pk)
            if place is not None and place.file_id != file.pk:
                touched[place.file_id].append(person_key(person.pk))
            (new if place is None else moved).append(place := place or Place(person=person))
            place.file, place.capacity = file, change.values["capacity"]
            place.order = int(change.values["order"])
            touched[file.pk].append(person_key(person.pk))
        Place.objects.bulk_create(new)
        Place.objects.bulk_update(moved, ["file", "capacity", "order"], batch_size=200)
        here = DelegationFile.objects.filter(session=session, pk__in=touched)
        here.filter(stage="invited").update(stage="registered")
        told = {file: ", ".join(keys[:MOST_TOLD]) for file, keys in touched.items()}
        note_all(told, what, hand=hand)
    return people


def persons_of(changes: Iterable[Change]) -> Iterable[Person]:
    """The people whom changes are about and who are known."""
    numbers = [int(one.id.partition("-")[2]) for one in changes if one.id]
    for start in range(0, len(numbers), 500):
        yield from Person.objects.filter(pk__in=numbers[start : start + 500])


def is_renamed(change: Change) -> bool:
    """Whether a change is of the person, and not only of the place in a delegation."""
    return any(name in (*PERSON_FIELDS, "young") for name, _, _ in change.cells)


def places_elsewhere(session: str, people: Sequence[int]) -> Iterable[Place]:
    """The places that some people have in other sessions, where a changed name is read too."""
    for start in range(0, len(people), 500):
        some = people[start : start + 500]
        yield from Place.objects.filter(person__in=some).exclude(file__session=session)


def with_values(person: Person, values: Values) -> Person:
    """A person, as a row of the list says."""
    for name in PERSON_FIELDS:
        setattr(person, name, values.get(name, ""))
    person.is_young = values.get("young") == "yes"
    return person


def opened_files(session: str, parliaments: Collection[str]) -> dict[str, DelegationFile]:
    """The files of some parliaments in a session, opened where there was none."""
    known = set(
        DelegationFile.objects.filter(session=session).values_list("parliament_id", flat=True)
    )
    DelegationFile.objects.bulk_create(
        DelegationFile(session=session, parliament_id=one)
        for one in sorted(set(parliaments) - known)
    )
    return {one.parliament_id: one for one in DelegationFile.objects.filter(session=session)}


def note_all(details: Mapping[int, str], what: str, *, hand: Hand) -> None:
    """Give each of several files a new version, and say what was done to it."""
    DelegationFile.objects.filter(pk__in=details).update(version=F("version") + 1)
    files = DelegationFile.objects.filter(pk__in=details)
    FileChange.objects.bulk_create(
        FileChange(
            file=file,
            version=file.version,
            at_ms=hand.at_ms,
            by=hand.by,
            what=what,
            detail=details[file.pk][:500],
        )
        for file in files
    )


def invite(session: str, *, hand: Hand, invented: bool = False) -> int:
    """Open a file for every parliament that is to be invited and has none; how many they are.

    Note: a rehearsal invites only those that were invented, and another session none of them.
    """
    with writing():
        wanted = {
            identity
            for identity, values in load_register(invented=invented).rows.items()
            if values.get("status", "") in STATUSES_INVITED
        }
        known = DelegationFile.objects.filter(session=session)
        new = sorted(wanted - set(known.values_list("parliament_id", flat=True)))
        files = DelegationFile.objects.bulk_create(
            DelegationFile(session=session, parliament_id=one, stage="invited") for one in new
        )
        note_all({file.pk: "" for file in files}, "invited", hand=hand)
    return len(new)


def move(
    file: DelegationFile, stage: str, *, version: int, hand: Hand, reason: str = ""
) -> DelegationFile:
    """Bring a file to another stage; only from the version that was looked at.

    Errors: FileChanged
    """
    with writing():
        current = require_version(file.pk, version)
        current.stage, current.reason = stage, reason[:500]
        current.save()
        note_all({current.pk: current.reason}, stage, hand=hand)
        current.refresh_from_db()
    return current


def require_version(file: int, version: int) -> DelegationFile:
    """A file at the version that somebody looked at.

    Errors: FileChanged
    """
    current = DelegationFile.objects.get(pk=file)
    if current.version != version:
        raise FileChanged(list(current.changes.filter(version__gt=version)))
    return current


def set_single_sex(file: DelegationFile, *, is_third: bool, version: int, hand: Hand) -> None:
    """Note whether it is the third time in a row that a delegation is of one sex.

    Errors: FileChanged
    """
    with writing():
        current = require_version(file.pk, version)
        current.is_third_single_sex = is_third
        current.save()
        note_all({current.pk: ""}, "single_sex" if is_third else "both_sexes", hand=hand)


def admit(file: DelegationFile, members: Mapping[int, str], *, hand: Hand) -> None:
    """Write down that a delegation sits: the ids of its members in the record, by their places."""
    with writing():
        places = list(Place.objects.filter(pk__in=members))
        for place in places:
            place.member = members[place.pk]
        Place.objects.bulk_update(places, ["member"])
        DelegationFile.objects.filter(pk=file.pk).update(stage="accepted", reason="")
        note_all({file.pk: ""}, "accepted", hand=hand)


def keep_member(place: Place, member: str) -> None:
    """Keep under which id somebody is to be in the record, or that there is none."""
    place.member = member
    place.save(update_fields=["member"])


def forget(file: DelegationFile, person: int, *, version: int, hand: Hand) -> None:
    """Forget somebody: what is known of the person goes, in every session; the record stays.

    Errors: FileChanged
    Note: who never sat leaves no trace but a number; who sat keeps the place, without a name.
    """
    with writing():
        require_version(file.pk, version)
        forget_person(Person.objects.get(pk=person))
        note_all({file.pk: person_key(person)}, "forgot", hand=hand)


def forget_person(person: Person) -> None:
    """What is known of a person goes; a restored backup is told of it."""
    someone = with_values(person, {})
    someone.is_forgotten = True
    someone.save()
    erase_scans_of(someone.pk, person_key(someone.pk))
    Place.objects.filter(person=someone, member="").delete()
    for held in (FileWish, Consent, Picture, Recording):
        held.objects.filter(person=someone).delete()
    KEPT.note(PERSON, number=someone.pk)


def forgotten_members(session: str) -> frozenset[str]:
    """The ids in the record of those who sat in a session and were forgotten since."""
    gone = Place.objects.filter(file__session=session, person__is_forgotten=True)
    return frozenset(gone.exclude(member="").values_list("member", flat=True))


def sessions_of(person: int) -> list[str]:
    """The sessions in which somebody sits or sat."""
    seated = Place.objects.filter(person_id=person).exclude(member="")
    return sorted(set(seated.values_list("file__session", flat=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """Who has registered, and when a file last changed. Units: milliseconds since 1970."""

    delegations: int
    persons: int
    changed_at_ms: int


def registered(session: str) -> Registered:
    """How many have registered for a session, whatever became of it since."""
    files = DelegationFile.objects.filter(session=session).exclude(stage="invited")
    last = FileChange.objects.filter(file__session=session).order_by("-at_ms").first()
    return Registered(
        delegations=files.count(),
        persons=Place.objects.filter(file__in=files).count(),
        changed_at_ms=last.at_ms if last else 0,
    )


def persons_by_key(keys: Collection[str]) -> dict[str, Person]:
    """People by the ids that lists show, without those who were forgotten."""
    numbers = [int(key.partition("-")[2]) for key in keys]
    found = Person.objects.filter(pk__in=numbers, is_forgotten=False)
    return {person_key(one.pk): one for one in found}
