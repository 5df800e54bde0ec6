"""The file of a delegation in the hands of its secretary: people, and the credentials handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.secretariat.delegations import (
    Hand,
    is_renamed,
    load_delegations,
    move,
    note_all,
    person_key,
    person_number,
    require_version,
    values_of,
    write_people,
)
from hemicycle.secretariat.erasures import KEPT, OFF_FILE
from hemicycle.secretariat.gate import erase_scans_of
from hemicycle.secretariat.lists.people import COLUMNS, Delegations, full_name, plan_people
from hemicycle.secretariat.lists.plans import Change, Plan, Values
from hemicycle.secretariat.lists.reading import Row, Sheet, text_cells
from hemicycle.secretariat.models import DelegationFile, ListEdition, Person, Place
from hemicycle.secretariat.participants import FINAL
from hemicycle.secretariat.register import revision, writing

OPEN = ("invited", "registered", "returned")
HANDED_IN = "credentials_submitted"
# What a form asks of a person, in its order; the parliament is known, and nobody types an id.
ASKED = tuple(
    one.name for one in COLUMNS if one.name not in ("id", "parliament", "parliament_name", "order")
)


class NotOpen(Exception):
    """The file is no longer in its secretary's hands."""


def is_closed(session: str) -> bool:
    """Whether the final list of participants is out: from then on changes are asked for."""
    return ListEdition.objects.filter(session=session, standing=FINAL).exists()


def is_open(file: DelegationFile) -> bool:
    """Whether a delegation's secretary may still write in the file."""
    return file.stage in OPEN and not is_closed(file.session)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What one row would do to a file, as the register and the file were at a revision."""

    plan: Plan
    seen: int
    version: int
    is_open: bool


def plan_person(
    file: DelegationFile, values: Values, *, rules: Rulebook, answers: Mapping[str, str]
) -> Planned:
    """What it would do to register a person, or to change one; nothing is written.

    Note: other delegations' people are not looked at, since a secretary must not learn of them.
    """
    seen = revision()
    current = DelegationFile.objects.get(pk=file.pk)
    known = own_people(file, load_delegations(file.session, rules))
    sheet = one_row({**values, "parliament": file.parliament_id})
    plan = plan_people(sheet, known, answers=answers)
    return Planned(plan=plan, seen=seen, version=current.version, is_open=is_open(current))


def is_known_elsewhere(file: DelegationFile, change: Change) -> bool:
    """Whether a change of a person would also be read in another session's file.

    Note: a name that stands in the lists of an earlier session is the secretariat's to change.
    """
    if not change.id or not is_renamed(change):
        return False
    return Place.objects.filter(person=person_number(change.id)).exclude(file=file).exists()


def own_people(file: DelegationFile, known: Delegations) -> Delegations:
    """Only the people of the delegation's parliament, in this session and earlier ones.

    Note: whoever is in another delegation's file of this session is that delegation's alone.
    """
    own = Place.objects.filter(file__parliament_id=file.parliament_id)
    others = Place.objects.filter(file__session=file.session).exclude(file=file)
    own = own.exclude(person__in=others.values("person"))
    keys = {person_key(number) for number in own.values_list("person_id", flat=True)}
    return replace(
        known,
        people={key: one for key, one in known.people.items() if key in keys},
        elsewhere={key: one for key, one in known.elsewhere.items() if key in keys},
    )


def one_row(values: Values) -> Sheet:
    """A person as a list of one row, so that a form is read as a list is."""
    columns = [one for one in COLUMNS if one.name in values]
    cells = text_cells(values[one.name] for one in columns)
    return Sheet([one.en for one in columns], [Row(1, cells)])


def write_person(file: DelegationFile, planned: Planned, *, hand: Hand, what: str) -> list[Person]:
    """Write what was planned; whom it was about.

    Errors: RegisterChanged
    """
    changes, seen = planned.plan.changes, planned.seen
    return write_people(file.session, changes, hand=hand, seen=seen, what=what)


def drop_person(file: DelegationFile, place: Place, *, version: int, hand: Hand) -> None:
    """Take somebody off the file who has not sat; who is in no other file is not kept.

    Errors: FileChanged, NotOpen
    """
    with writing():
        current = require_version(file.pk, version)
        if not is_open(current) or place.member:
            raise NotOpen
        take_off(place)
        note_all({file.pk: person_key(place.person_id)}, "dropped", hand=hand)


def take_off(place: Place) -> None:
    """Take somebody off a file; nothing is kept of a person who is in no other."""
    person = place.person
    place.delete()
    if not person.places.exists():
        erase_scans_of(person.pk, person_key(person.pk))
        KEPT.note(OFF_FILE, number=person.pk)
        person.delete()


def hand_in(
    file: DelegationFile, *, signed: tuple[str, str], version: int, hand: Hand
) -> DelegationFile:
    """Hand the credentials in: who signed them, and on which day.

    Errors: FileChanged, NotOpen
    """
    with writing():
        current = require_version(file.pk, version)
        if not is_open(current):
            raise NotOpen
        current.signed_by, current.signed_on = signed
        current.save()
        return move(current, HANDED_IN, version=version, hand=hand)


def take_back(file: DelegationFile, *, version: int, hand: Hand) -> DelegationFile:
    """Take the credentials back to change something, as long as nobody has checked them.

    Errors: FileChanged, NotOpen
    """
    with writing():
        current = require_version(file.pk, version)
        if current.stage != HANDED_IN or is_closed(file.session):
            raise NotOpen
        return move(current, "registered", version=version, hand=hand)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Somebody whom the parliament sent to another session, and who is not in this file yet."""

    id: str
    name: str
    capacity: str
    session: str


def earlier_people(file: DelegationFile) -> list[Earlier]:
    """The people of the parliament's other delegations, the latest capacity of each."""
    here = Place.objects.filter(file__session=file.session).values("person")
    places = (
        Place.objects.filter(file__parliament_id=file.parliament_id, person__is_forgotten=False)
        .exclude(file=file)
        .exclude(person__in=here)
        .select_related("person", "file")
        .order_by("-file__pk", "order", "pk")
    )
    found: dict[int, Earlier] = {}
    for place in places:
        one = Earlier(
            id=person_key(place.person_id),
            name=full_name(values_of(place.person)),
            capacity=place.capacity,
            session=place.file.session,
        )
        found.setdefault(place.person_id, one)
    return list(found.values())


def take_over(
    file: DelegationFile, chosen: Sequence[Earlier], *, rules: Rulebook, hand: Hand
) -> Plan:
    """Register people of an earlier delegation again, all or none; what it did, or why not.

    Errors: NotOpen, RegisterChanged
    """
    rows = [
        {"id": one.id, "parliament": file.parliament_id, "capacity": one.capacity} for one in chosen
    ]
    columns = [one for one in COLUMNS if one.name in ("id", "parliament", "capacity")]
    sheet = Sheet(
        [one.en for one in columns],
        [
            Row(number, text_cells(row[one.name] for one in columns))
            for number, row in enumerate(rows, 1)
        ],
    )
    seen = revision()
    if not is_open(DelegationFile.objects.get(pk=file.pk)):
        raise NotOpen
    known = own_people(file, load_delegations(file.session, rules))
    plan = plan_people(sheet, known, answers={})
    if plan.may_be_written:
        write_people(file.session, plan.changes, hand=hand, seen=seen, what="taken_over")
    return plan
