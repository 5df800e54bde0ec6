"""Invented delegations with every trait of names that papers must bear, beside those who sit."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from demo_house import REHEARSAL, DemoHouse

# Given, family, own script, its language: two-part names, apostrophes, other scripts, and malice.
PEOPLE = (
    ("Yerlan", "Koshanev", "Қошанев Ерлан", "kk"),
    ("Yerzhan", "Koshanev", "", ""),
    ("Mamello", "Ts'ita-Mosane", "", ""),
    ("Turgunbek uulu", "Azamat", "Тургунбек уулу Азамат", "ky"),
    ("Omar", "al-Farouqi", "عمر الفاروقي", "ar"),
    ("Tanzila", "Narbaeva", "", ""),
    ("*bold* $x$", '#import "x"', "", ""),
    ("Nguyễn Thị", "Đặng-Ğüneş", "", ""),
)
CAPACITIES = ("head", "delegate", "delegate", "adviser", "delegate", "honorary_member")
STATUSES = ("member", "associate", "observer", "guest")


def in_django(work: Any, *arguments: Any) -> Any:
    """Do something with the tables; in a thread of its own, as Django minds a running loop."""
    from django.db import connections  # noqa: PLC0415 (importable once Django is set up)

    def alone() -> Any:
        try:
            return work(*arguments)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(alone).result()


def fill(house: DemoHouse, *, session: str = REHEARSAL) -> list[str]:
    """Files for four delegations: one that sits and is present, and three more; their ids."""
    sitting = house.present_delegations()[0]
    members = tuple(house.assembly.delegations[sitting].members)
    return in_django(written, session, sitting, members)


def written(session: str, sitting: str, members: tuple[str, ...]) -> list[str]:
    """Write the rows; only the delegation that sits is accepted, with the ids of the record."""
    from hemicycle.secretariat.models import (  # noqa: PLC0415
        DelegationFile,
        Membership,
        Parliament,
        ParliamentName,
        Person,
        Place,
    )

    ids = [sitting, "p-9001", "p-9002", "p-9003"]
    for number, identity in enumerate(ids):
        parliament = Parliament.objects.create(id=identity)
        Membership.objects.create(parliament=parliament, status=STATUSES[number])
        name = ("Zadria", "Évenia", "Assembly of the Lakes", "Arvenia")[number]
        french = ("Zadrie", "Événie", "Assemblée des lacs", "Arvénie")[number]
        for language, short in (("en", name), ("fr", french)):
            official = f"Parliament, {short}"
            ParliamentName.objects.create(
                parliament=parliament, language=language, short=short, official=official
            )
        stage = "accepted" if number == 0 else "registered"
        file = DelegationFile.objects.create(session=session, parliament=parliament, stage=stage)
        for order, (given, family, own, language) in enumerate(PEOPLE):
            person = Person.objects.create(
                given=given, family=family, given_own=own, own_language=language, sex="x"
            )
            capacity = CAPACITIES[order % len(CAPACITIES)]
            is_seated = number == 0 and capacity in ("head", "delegate") and order < len(members)
            member = members[order] if is_seated else ""
            Place.objects.create(
                file=file, person=person, capacity=capacity, order=order + 1, member=member
            )
    return ids
