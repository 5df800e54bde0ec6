"""Changes asked for after a file was closed: kept, shown as a difference, decided by a clerk."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.secretariat.delegations import (
    Hand,
    note_all,
    person_key,
    values_of,
)
from hemicycle.secretariat.file_work import ASKED, take_off
from hemicycle.secretariat.lists.people import full_name
from hemicycle.secretariat.lists.plans import Values
from hemicycle.secretariat.models import DelegationFile, FileWish, Person, Place
from hemicycle.secretariat.register import writing

OPEN, DONE, DECLINED, TAKEN_BACK = "open", "done", "declined", "taken_back"
MOST_WISHES = 50  # that wait for a decision on one file


class WishGone(Exception):
    """The wish was decided or taken back meanwhile."""


class TooManyWishes(Exception):
    """As many changes as a clerk can look through already wait for a decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownWish:
    """A wish as it is read: whom it is about, and each value as it is and as it would be."""

    wish: FileWish
    kind: str  # add, change or leave
    name: str
    cells: Sequence[tuple[str, str, str]]


def ask(file: DelegationFile, person: Person | None, *, values: Values, hand: Hand) -> FileWish:
    """Keep what a delegation asks for; an open wish about the same person gives way to it.

    Errors: TooManyWishes
    """
    with writing():
        if person is not None:
            older = FileWish.objects.filter(file=file, person=person, state=OPEN)
            older.update(state=TAKEN_BACK, values={})
        if file.wishes.filter(state=OPEN).count() >= MOST_WISHES:
            raise TooManyWishes
        wish = FileWish.objects.create(
            file=file, person=person, values=dict(values), at_ms=hand.at_ms, by=hand.by
        )
        note_all({file.pk: person_key(person.pk) if person else ""}, "asked", hand=hand)
    return wish


def open_wishes(file: DelegationFile) -> list[ShownWish]:
    """What waits for a decision."""
    return [shown(one) for one in file.wishes.filter(state=OPEN).select_related("person")]


def decided_wishes(file: DelegationFile) -> list[FileWish]:
    """What was decided, the latest first."""
    decided = file.wishes.filter(state__in=(DONE, DECLINED))
    return list(decided.select_related("person").order_by("-decided_at_ms")[:20])


def shown(wish: FileWish) -> ShownWish:
    """A wish beside what the file says now."""
    now = person_values(wish.file, wish.person) if wish.person else {}
    is_here = Place.objects.filter(file=wish.file, person=wish.person).exists()
    kind = "leave" if not wish.values else "change" if is_here else "add"
    wanted = wish.values or {}
    cells = [
        (name, now.get(name, ""), wanted.get(name, ""))
        for name in ASKED
        if wanted and now.get(name, "") != wanted.get(name, "")
    ]
    return ShownWish(wish=wish, kind=kind, name=full_name(now or wanted), cells=cells)


def person_values(file: DelegationFile, person: Person) -> dict[str, str]:
    """Somebody of a file as a form asks it."""
    place = Place.objects.filter(file=file, person=person).first()
    values = values_of(person) | {"capacity": place.capacity if place else ""}
    return {name: values.get(name, "") for name in ASKED}


def open_wish(file: DelegationFile, number: int) -> FileWish:
    """A wish of a file that nobody has decided.

    Errors: WishGone
    """
    wish = file.wishes.filter(pk=number, state=OPEN).select_related("person").first()
    if wish is None:
        raise WishGone
    return wish


def decide(
    wish: FileWish, state: str, *, hand: Hand, reason: str = "", person: Person | None = None
) -> None:
    """Write down what became of a wish; what it said of a person is not kept twice.

    Errors: WishGone
    """
    with writing():
        still = FileWish.objects.filter(pk=wish.pk, state=OPEN)
        told = {"decided_by": hand.by, "decided_at_ms": hand.at_ms, "reason": reason[:500]}
        about = person or wish.person
        if not still.update(state=state, values={}, person=about, **told):
            raise WishGone
        detail = person_key(about.pk) if about else ""
        note_all({wish.file_id: detail}, f"wish_{state}", hand=hand)


def reopen(wish: FileWish, *, hand: Hand) -> None:
    """A wish waits again, since what it asks for was not in order."""
    with writing():
        told = {"decided_by": "", "decided_at_ms": None}
        FileWish.objects.filter(pk=wish.pk).update(state=OPEN, **told)
        about = person_key(wish.person_id) if wish.person_id else ""
        note_all({wish.file_id: about}, "asked", hand=hand)


def let_go(place: Place) -> None:
    """Take somebody off a file at the delegation's wish; who sat stays in the record."""
    with writing():
        if place.member:
            place.has_left = True
            place.save(update_fields=["has_left"])
        else:
            take_off(place)
