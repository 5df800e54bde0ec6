"""Whose people a delegation's secretary may reach: the own, and nobody in another's file."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from hemicycle import rulebooks
from hemicycle.secretariat.django_setup import start_django
from ready_tables import work_in

RULES = rulebooks.load("plain")


@pytest.fixture
def models(tmp_path: Path) -> Iterator[object]:
    """Two parliaments, one person who was with the first and is in the second's file now."""
    work_in(tmp_path)
    start_django(tmp_path, secret_key="0" * 64, base_url="http://localhost")
    found = importlib.import_module("hemicycle.secretariat.models")  # once Django is set up
    for key in ("p-0001", "p-0002"):
        found.Parliament.objects.create(id=key)
    yield found
    connections.close_all()


@pytest.fixture
def work(models) -> object:
    return importlib.import_module("hemicycle.secretariat.file_work")


def somebody(work):
    """Whoever does something to a file."""
    return work.Hand(by="a test", at_ms=1)


def file_of(models, session: str, parliament: str):
    """The file of a delegation."""
    return models.DelegationFile.objects.create(session=session, parliament_id=parliament)


def place(models, file, person) -> None:
    """Somebody in a file."""
    models.Place.objects.create(file=file, person=person, capacity="delegate")


def known_by(work, file):
    """Whom the secretary of a file may reach at all."""
    return work.own_people(file, work.load_delegations(file.session, RULES))


def test_who_came_before_and_is_in_no_file_now_may_come_again(models, work):
    person = models.Person.objects.create(family="Quill", given="Ada")
    place(models, file_of(models, "old-1", "p-0001"), person)
    own = file_of(models, "new-1", "p-0001")
    assert [one.name for one in work.earlier_people(own)] == ["Ada Quill"]
    assert list(known_by(work, own).elsewhere) == [work.person_key(person.pk)]


def test_who_is_in_anothers_file_now_is_not_seen_named_or_taken(models, work):
    person = models.Person.objects.create(family="Quill", given="Ada", sex="f")
    place(models, file_of(models, "old-1", "p-0001"), person)
    place(models, theirs := file_of(models, "new-1", "p-0002"), person)
    own = file_of(models, "new-1", "p-0001")
    assert work.earlier_people(own) == []
    known = known_by(work, own)
    assert not known.people
    assert not known.elsewhere
    typed = {"family": "Quill", "given": "Ada", "capacity": "delegate"}
    planned = work.plan_person(own, typed, rules=RULES, answers={})
    assert not planned.plan.questions
    assert [one.is_new for one in planned.plan.changes] == [True]
    assert models.Place.objects.get(person=person, file__session="new-1").file_id == theirs.pk


def test_what_was_planned_before_the_file_closed_is_not_written_after(models, work):
    participants = importlib.import_module("hemicycle.secretariat.participants")
    register = importlib.import_module("hemicycle.secretariat.register")
    own = file_of(models, "new-1", "p-0001")
    typed = {"family": "Quill", "given": "Ada", "capacity": "delegate"}
    planned = work.plan_person(own, typed, rules=RULES, answers={})
    assert planned.is_open
    edition = participants.next_edition("new-1", participants.FINAL)
    participants.publish_list(edition, [], documents={}, hand=somebody(work))
    with pytest.raises(register.RegisterChanged):
        work.write_person(own, planned, hand=somebody(work), what="person_added")
    assert not work.plan_person(own, typed, rules=RULES, answers={}).is_open
    assert not models.Person.objects.exists()


def test_handed_in_credentials_are_not_taken_back_once_the_list_is_final(models, work):
    participants = importlib.import_module("hemicycle.secretariat.participants")
    own = file_of(models, "new-1", "p-0001")
    place(models, own, models.Person.objects.create(family="Quill"))
    handed = work.hand_in(
        own, signed=("Speaker", "2027-02-01"), version=own.version, hand=somebody(work)
    )
    back = work.take_back(own, version=handed.version, hand=somebody(work))  # the control
    handed = work.hand_in(
        own, signed=("Speaker", "2027-02-01"), version=back.version, hand=somebody(work)
    )
    edition = participants.next_edition("new-1", participants.FINAL)
    participants.publish_list(edition, [], documents={}, hand=somebody(work))
    with pytest.raises(work.NotOpen):
        work.take_back(own, version=handed.version, hand=somebody(work))


def test_a_name_that_stands_in_an_earlier_session_is_not_the_secretarys_to_change(models, work):
    person = models.Person.objects.create(family="Quill", given="Ada")
    place(models, before := file_of(models, "old-1", "p-0001"), person)
    place(models, own := file_of(models, "new-1", "p-0001"), person)
    told = {"id": work.person_key(person.pk), "family": "Quill", "capacity": "delegate"}
    renamed = work.plan_person(own, told | {"given": "Eve"}, rules=RULES, answers={})
    moved = work.plan_person(own, told | {"capacity": "adviser"}, rules=RULES, answers={})
    assert work.is_known_elsewhere(own, renamed.plan.changes[0])
    assert not work.is_known_elsewhere(own, moved.plan.changes[0])
    work.write_person(own, renamed, hand=somebody(work), what="person_changed")  # as a clerk does
    assert [one.what for one in before.changes.all()] == ["person_changed"]


def test_no_more_wishes_wait_than_a_clerk_can_look_through(models, work):
    wishes = importlib.import_module("hemicycle.secretariat.file_wishes")
    own = file_of(models, "new-1", "p-0001")
    for _ in range(wishes.MOST_WISHES):
        wishes.ask(own, None, values={"family": "Quill"}, hand=somebody(work))
    with pytest.raises(wishes.TooManyWishes):
        wishes.ask(own, None, values={"family": "Quill"}, hand=somebody(work))
    assert own.wishes.count() == wishes.MOST_WISHES


def test_a_wish_that_was_refused_waits_again(models, work):
    wishes = importlib.import_module("hemicycle.secretariat.file_wishes")
    own = file_of(models, "new-1", "p-0001")
    person = models.Person.objects.create(family="Quill")
    place(models, own, person)
    wish = wishes.ask(own, person, values={}, hand=somebody(work))
    wishes.decide(wish, wishes.DONE, hand=somebody(work))
    with pytest.raises(wishes.WishGone):
        wishes.open_wish(own, wish.pk)
    wishes.reopen(wish, hand=somebody(work))
    assert wishes.shown(wishes.open_wish(own, wish.pk)).kind == "leave"
