"""The rule on delegations of one sex: counted over sessions, never guessed, told in figures."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from hemicycle import rulebooks
from hemicycle.secretariat.django_setup import start_django
from ready_tables import work_in

IPU, PLAIN = rulebooks.load("ipu_assembly"), rulebooks.load("plain")
MEMBER = {"id": "p-0001", "short_en": "Thornmark", "status": "member"}


@pytest.fixture
def models(tmp_path: Path) -> Iterator[object]:
    """The tables of the secretariat with one parliament."""
    work_in(tmp_path)
    start_django(tmp_path, secret_key="0" * 64, base_url="http://localhost")
    found = importlib.import_module("hemicycle.secretariat.models")  # once Django is set up
    found.Parliament.objects.create(id="p-0001")
    yield found
    connections.close_all()


@pytest.fixture
def rule(models) -> object:
    return importlib.import_module("hemicycle.secretariat.one_sex")


def file_of(models, session: str, sexes: str, *, stage: str = "accepted"):
    """A delegation's file in a session, its members' sexes as letters, a dot for who says none."""
    file = models.DelegationFile.objects.create(
        session=session, parliament_id="p-0001", stage=stage
    )
    for number, sex in enumerate(sexes):
        person = models.Person.objects.create(family=f"Person {number}", sex=sex.strip("."))
        capacity = "head" if number == 0 else "delegate"
        models.Place.objects.create(file=file, person=person, capacity=capacity)
    return file


def judged(rule, file, rules=IPU, **facts):
    """How a delegation of 83 million inhabitants stands to the rule."""
    told = {"population": 83_000_000, "in_the_table": 19} | facts
    return rule.Case(file=file, values=MEMBER, rules=rules, **told).judged()


DECLARED = [("ff", "one"), ("mm", "one"), ("fm", "both"), ("fx", "both"), ("f.", "unknown"),
            ("..", "unknown"), ("", "unknown"), ("fm.", "both")]  # fmt: skip


@pytest.mark.parametrize(("sexes", "declared"), DECLARED)
def test_who_has_not_said_may_be_of_either(models, rule, sexes, declared):
    assert judged(rule, file_of(models, "s-1", sexes)).declared == declared


def test_it_is_counted_over_the_sessions_attended_in_a_row(models, rule):
    file_of(models, "s-0", "fm")
    file_of(models, "s-1", "mm")
    file_of(models, "s-2", "ff", stage="invited")  # sent nobody in the end
    last = file_of(models, "s-3", "mmm")
    now = judged(rule, last)
    assert (now.run, now.after, now.should_be_noted) == (2, 3, False)
    third = judged(rule, file_of(models, "s-4", "mm", stage="registered"))
    assert (third.run, third.should_be_noted) == (3, True)
    mixed = judged(rule, file_of(models, "s-5", "mf"))
    assert (mixed.run, mixed.should_be_noted) == (0, False)


def test_what_is_not_known_ends_the_count(models, rule):
    file_of(models, "s-1", "mm")
    file_of(models, "s-2", "m.")
    assert judged(rule, file_of(models, "s-3", "mm")).run == 1


def test_its_effect_on_size_and_votes_in_figures(models, rule):
    file = file_of(models, "s-1", "mm")
    before = judged(rule, file)
    assert before.now == before.without
    assert (before.without.persons, before.without.votes) == (8, 19)
    assert (before.by_the_rule.persons, before.by_the_rule.votes) == (7, 17)
    assert not before.differs_from_table
    file.is_third_single_sex = True
    noted = judged(rule, file)
    assert noted.now == noted.by_the_rule
    assert noted.differs_from_table  # the table still says 19
    assert not judged(rule, file, in_the_table=17).differs_from_table
    assert not noted.is_verified


def test_no_votes_are_guessed_without_a_population_or_for_who_has_none(models, rule):
    file = file_of(models, "s-1", "mm")
    assert judged(rule, file, population=0).without.votes is None
    observer = rule.Case(
        file=file, values={**MEMBER, "status": "observer"}, rules=IPU, population=83_000_000
    )
    assert observer.judged().without.votes is None


def test_rules_without_it_say_nothing(models, rule):
    assert judged(rule, file_of(models, "s-1", "mm"), rules=PLAIN) is None


def test_advisers_and_who_has_left_do_not_count(models, rule):
    file = file_of(models, "s-1", "mm")
    other = models.Person.objects.create(family="Adviser", sex="f")
    models.Place.objects.create(file=file, person=other, capacity="adviser")
    gone = models.Person.objects.create(family="Gone", sex="f")
    models.Place.objects.create(file=file, person=gone, capacity="delegate", has_left=True)
    assert judged(rule, file).declared == "one"
