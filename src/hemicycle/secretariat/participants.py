"""The list of participants of a session: its rows, how two differ, and the editions of it."""

import hashlib
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hemicycle.secretariat.delegations import Hand, person_key
from hemicycle.secretariat.lists.parliaments import title
from hemicycle.secretariat.lists.plans import Values
from hemicycle.secretariat.models import DelegationFile, ListDocument, ListEdition, Person, Place
from hemicycle.secretariat.paper_texts import LANGUAGES
from hemicycle.secretariat.register import load_register, writing

PROVISIONAL, FINAL = "provisional", "final"
STANDINGS = (PROVISIONAL, FINAL)
CAPACITIES = ("head", "delegate", "adviser", "delegation_secretary", "honorary_member")
# What a difference may be about. Sex, age and how a name is spoken are on no list.
COMPARED = ("capacity", "honorific", "given", "family", "own")

Row = Mapping[str, Any]  # a delegation with its people, as `delegation_row` has it


class ListChanged(Exception):
    """Somebody published an edition after this one was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One person whom a list has otherwise than the one before it: added, left or changed."""

    kind: str
    delegation: Row
    name: str
    changes: Sequence[tuple[str, str, str]] = ()  # what, before, after


def rows_now(session: str, standing: str, *, order: str) -> list[Row]:
    """The delegations with people as they are now: all, or for a final list those accepted.

    `order` is the language by whose names they are put in order.
    """
    parliaments = load_register().rows
    places: dict[int, list[Place]] = defaultdict(list)
    here = Place.objects.filter(file__session=session, has_left=False)
    for place in here.select_related("person"):
        places[place.file_id].append(place)
    files = DelegationFile.objects.filter(session=session)
    if standing == FINAL:
        files = files.filter(stage="accepted")
    rows = [
        delegation_row(file, parliaments[file.parliament_id], places=places[file.pk])
        for file in files
        if places[file.pk]
    ]
    return sorted(rows, key=lambda row: sorting_key(parliaments[row["id"]], order))


def delegation_row(file: DelegationFile, values: Values, *, places: Iterable[Place]) -> Row:
    """A delegation as it stands on a list: the heads first, and nothing but what is printed."""
    ordered = sorted(places, key=lambda one: (CAPACITIES.index(one.capacity), one.order, one.pk))
    return {
        "id": file.parliament_id,
        "status": values.get("status", ""),
        "is_accepted": file.stage == "accepted",
        "names": {language: names_in(values, language) for language in LANGUAGES},
        "people": [
            {"member": place.member, "capacity": place.capacity, **person_row(place.person)}
            for place in ordered
        ],
    }


def names_in(values: Values, language: str) -> dict[str, str]:
    """What a parliament is called in a language, or as it is called at all."""
    short = values.get(f"short_{language}", "")
    official = values.get(f"name_{language}", "")
    called = title(values)
    return {"short": short or official or called, "name": official or short or called}


def person_row(person: Person) -> dict[str, str]:
    """A person as a list prints them."""
    own = " ".join(filter(None, (person.given_own, person.family_own)))
    return {
        "id": person_key(person.pk),
        "honorific": person.honorific,
        "given": person.given,
        "family": person.family,
        "own": own,
        "own_language": person.own_language if own else "",
    }


def full_name(person: Mapping[str, str]) -> str:
    """A person's name in Latin letters, or in the own script where there is no other."""
    latin = " ".join(filter(None, (person["given"], person["family"])))
    return latin or person["own"]


def sorting_key(values: Values, language: str) -> tuple[str, str]:
    """Where a parliament stands in a language: by its sorting key, without accents and case."""
    text = values.get(f"sort_{language}") or names_in(values, language)["short"]
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in plain if not unicodedata.combining(one)), values.get("id", "")


def differences(old: Sequence[Row], new: Sequence[Row]) -> list[Difference]:
    """What the new list has otherwise than the old: in the order of the new, who left at the end.

    Note: a person stays the same under another name; by the id, not by the name, they are known.
    """
    known = {one["id"]: (row, one) for row in old for one in row["people"]}
    found, seen = [], set()
    for row in new:
        for person in row["people"]:
            seen.add(person["id"])
            before = known.get(person["id"])
            if before is None:
                found.append(Difference(kind="added", delegation=row, name=full_name(person)))
            elif changes := changed(before, (row, person)):
                found.append(
                    Difference(
                        kind="changed", delegation=row, name=full_name(person), changes=changes
                    )
                )
    found += [
        Difference(kind="left", delegation=row, name=full_name(person))
        for identity, (row, person) in known.items()
        if identity not in seen
    ]
    return found


def changed(old: tuple[Row, Row], new: tuple[Row, Row]) -> list[tuple[str, str, str]]:
    """What is printed otherwise of one person."""
    (old_row, old_person), (new_row, new_person) = old, new
    told = [(name, old_person[name], new_person[name]) for name in COMPARED]
    told.append(("delegation", old_row["names"]["en"]["short"], new_row["names"]["en"]["short"]))
    return [one for one in told if one[1] != one[2]]


# -- editions ------------------------------------------------------------------------------------


def last_edition(session: str) -> ListEdition | None:
    """The edition that was published last."""
    return ListEdition.objects.filter(session=session).order_by("-number").first()


def rows_in(edition: ListEdition | None) -> list[Row]:
    """The rows an edition was made from; none where there is none."""
    return json.loads(bytes(edition.rows)) if edition else []


def next_edition(session: str, standing: str) -> ListEdition:
    """The edition that would be published next, not yet kept."""
    last = last_edition(session)
    before = ListEdition.objects.filter(session=session, standing=standing).count()
    return ListEdition(
        session=session,
        number=(last.number if last else 0) + 1,
        standing=standing,
        revision=before,
    )


def publish_list(
    edition: ListEdition, rows: Sequence[Row], *, documents: Mapping[str, bytes], hand: Hand
) -> ListEdition:
    """Freeze an edition: its rows, and its bytes in each language with their hash.

    Errors: ListChanged
    """
    with writing():
        current = next_edition(edition.session, edition.standing)
        if (current.number, current.revision) != (edition.number, edition.revision):
            raise ListChanged
        edition.at_ms, edition.by = hand.at_ms, hand.by
        edition.rows = json.dumps(rows, ensure_ascii=False).encode()
        edition.save()
        ListDocument.objects.bulk_create(
            ListDocument(
                edition=edition,
                language=language,
                content=content,
                sha256=hashlib.sha256(content).hexdigest(),
            )
            for language, content in documents.items()
        )
    return edition
