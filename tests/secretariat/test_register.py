"""The register and the delegations in their tables: written whole or not at all, and traceable."""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db import connections

from hemicycle import rulebooks
from hemicycle.secretariat.django_setup import start_django
from hemicycle.secretariat.lists import parliaments, people
from hemicycle.secretariat.lists.plans import Plan
from hemicycle.secretariat.lists.reading import read_list
from ready_tables import work_in

SESSION = "lakes-1"
HEAD = "parliament;capacity;family name;given names\n"
RULES = rulebooks.load("ipu_assembly")


@dataclass
class Tables:
    """The tables of one test, and the modules that write them."""

    register: ModuleType
    delegations: ModuleType
    votes: ModuleType
    kept_files: ModuleType
    models: ModuleType
    prefill: ModuleType

    def parliaments(self, text: str | bytes, taken: tuple[str, ...] = ()) -> Plan:
        """Write a list of parliaments."""
        raw = text if isinstance(text, bytes) else text.encode()
        known = self.register.load_register(taken)
        plan = parliaments.plan_parliaments(read_list(raw), known, answers={})
        assert not plan.problems
        self.register.write_parliaments(plan.changes, taken=taken, seen=self.register.revision())
        return plan

    def people(self, text: str) -> Plan:
        """Write a list of people."""
        known = self.delegations.load_delegations(SESSION, RULES)
        plan = people.plan_people(read_list(text.encode()), known, answers={})
        assert not plan.errors
        hand = self.delegations.Hand(by="A clerk", at_ms=1)
        self.delegations.write_people(
            SESSION, plan.changes, hand=hand, seen=self.register.revision()
        )
        return plan

    def file(self, parliament: str) -> Any:
        """The file of a delegation."""
        return self.models.DelegationFile.objects.get(session=SESSION, parliament_id=parliament)


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Tables]:
    """The tables of the secretariat, empty."""
    work_in(tmp_path)
    start_django(tmp_path, secret_key="0" * 64, base_url="http://localhost")
    names = Tables.__dataclass_fields__
    yield Tables(**{one: importlib.import_module(f"hemicycle.secretariat.{one}") for one in names})
    connections.close_all()


def test_new_parliaments_get_ids_that_nobody_ever_had(tables):
    assert tables.register.first_free_number() == 1
    tables.parliaments("short name\nArvenia\nBoltara\n", taken=("p-0007",))
    assert list(tables.register.load_register().rows) == ["p-0008", "p-0009"]
    assert tables.register.first_free_number() == 10
    assert tables.register.first_free_number({"p-0004", "lakes"}) == 10
    assert tables.register.first_free_number({"p-0012", "lakes"}) == 13
    tables.parliaments("id;short name\np-0020;Cadria\n;Dunmarch\n")
    assert list(tables.register.load_register().rows)[2:] == ["p-0020", "p-0021"]


def test_a_status_ends_when_the_next_begins_and_stays_in_the_history(tables):
    tables.parliaments("id;short name;status;status since\np-0001;Arvenia;observer;2001\n")
    tables.parliaments("id;status;status since\np-0001;member;2010-05\n")
    kept = tables.models.Membership.objects.order_by("pk").values_list("status", "since", "until")
    assert list(kept) == [("observer", "2001", "2010-05"), ("member", "2010-05", "")]
    assert tables.register.load_register().rows["p-0001"]["status"] == "member"
    tables.parliaments("id;status;status since\np-0001;member;2011\n")
    assert tables.models.Membership.objects.count() == 2


def test_everything_of_a_parliament_is_kept_in_its_table(tables):
    tables.parliaments(
        "id;short name (fr);short name (English);groups;stands through;chambers;former names;"
        "years of arrears;waiver of arrears;reviewed (English)\n".replace(" (fr)", " (French)")
        + "p-0001;Arvénie;Arvenia;North 2001/..; East;North;Senate; House;Old ../1991;3;flood;yes\n"
        .replace("North 2001/..; East", '"North 2001/..; East"')
        .replace("Senate; House", '"Senate; House"')
    )  # fmt: skip
    models = tables.models
    seats = models.GroupSeat.objects.values_list("group", "since", "stands_through")
    assert list(seats) == [("North", "2001", True), ("East", "", False)]
    assert list(models.Chamber.objects.values_list("name", flat=True)) == ["Senate", "House"]
    assert models.FormerName.objects.get().until == "1991"
    assert (models.Arrears.objects.get().years, models.Arrears.objects.get().waiver) == (3, "flood")
    names = models.ParliamentName.objects.values_list("language", "short", "is_reviewed")
    assert set(names) == {("en", "Arvenia", True), ("fr", "Arvénie", False)}


def test_a_register_that_changed_is_not_written_and_nothing_of_the_list_is(tables):
    tables.parliaments("short name\nArvenia\n")
    seen = tables.register.revision()
    known = tables.register.load_register()
    plan = parliaments.plan_parliaments(read_list(b"short name\nBoltara\n"), known, answers={})
    tables.parliaments("short name\nCadria\n")
    with pytest.raises(tables.register.RegisterChanged):
        tables.register.write_parliaments(plan.changes, taken=(), seen=seen)
    names = {one["short_en"] for one in tables.register.load_register().rows.values()}
    assert names == {"Arvenia", "Cadria"}


def test_a_fault_in_the_middle_leaves_nothing_behind(tables):
    known = tables.register.load_register()
    plan = parliaments.plan_parliaments(
        read_list(b"short name;status\nArvenia;member\nBoltara;member\n"), known, answers={}
    )
    broken = [plan.changes[0], plan.changes[1].__class__(
        row=3, id="", title="", is_new=True, cells=(), values={"short_en": "B", "arrears": "many"}
    )]  # fmt: skip
    with pytest.raises(ValueError, match="many"):
        tables.register.write_parliaments(broken, taken=(), seen=0)
    assert tables.models.Parliament.objects.count() == 0
    assert tables.register.revision() == 0


def test_the_prefill_is_193_names_that_nobody_reviewed(tables):
    tables.parliaments(tables.prefill.prefill())
    rows = tables.register.load_register().rows
    assert len(rows) == 193
    assert {"AQ", "ZZ", "TW"} & {one["iso"] for one in rows.values()} == set()
    assert not any("status" in one or "reviewed_en" in one for one in rows.values())
    assert {one["source_en"] for one in rows.values()} == {"Unicode CLDR 48"}


def test_people_come_into_files_with_a_version_and_a_history(tables):
    tables.parliaments("short name;status\nArvenia;member\nBoltara;member\n")
    tables.people(HEAD + "Arvenia;head;Norova;Ana\nArvenia;delegate;Sato;Mei\n")
    file = tables.file("p-0001")
    assert (file.stage, file.version) == ("registered", 2)
    [change] = file.changes.all()
    assert (change.version, change.by, change.detail) == (2, "A clerk", "n-00001, n-00002")
    tables.people("person id;parliament\nn-00002;Boltara\n")
    assert tables.file("p-0001").places.count() == 1
    assert tables.file("p-0002").places.get().person.family == "Sato"
    assert tables.file("p-0001").version == 3
    assert tables.models.Person.objects.count() == 2


def test_who_is_invited_and_who_is_not(tables):
    tables.parliaments(
        "short name;status\nArvenia;member\nBoltara;guest\nCadria;observer\nDunmarch;\n"
    )
    hand = tables.delegations.Hand(by="A clerk", at_ms=1)
    assert tables.delegations.invite(SESSION, hand=hand) == 2
    assert tables.delegations.invite(SESSION, hand=hand) == 0
    assert tables.file("p-0003").stage == "invited"


def test_a_second_clerk_is_told_what_the_first_did(tables):
    tables.parliaments("short name\nArvenia\n")
    tables.people(HEAD + "Arvenia;head;Norova;Ana\n")
    file = tables.file("p-0001")
    first, second = (tables.delegations.Hand(by=name, at_ms=1) for name in ("First", "Second"))
    tables.delegations.move(file, "returned", version=2, hand=first, reason="no photo")
    with pytest.raises(tables.delegations.FileChanged) as found:
        tables.delegations.move(file, "checked", version=2, hand=second)
    [change] = found.value.since
    assert (change.by, change.what, change.detail) == ("First", "returned", "no photo")
    assert tables.file("p-0001").stage == "returned"


def test_an_edition_of_the_table_follows_another_and_none_changes(tables):
    tables.parliaments("short name;status\nArvenia;member\nBoltara;member\n")
    votes = tables.votes

    def edition(number: int, **rows: int) -> object:
        named = {one.replace("_", "-"): votes.Entitled(votes=n) for one, n in rows.items()}
        return votes.Edition(edition=number, dated="2026-03-02", source="s", rows=named)

    votes.keep_edition(SESSION, edition(1, p_0001=11))
    votes.keep_edition(SESSION, edition(2, p_0001=12, p_0002=10))
    with pytest.raises(votes.EditionChanged):
        votes.keep_edition(SESSION, edition(2, p_0001=13))
    now, before = votes.edition_in_force(SESSION), votes.edition_before(SESSION, 2)
    assert (now.edition, before.edition) == (2, 1)
    found = {
        one.parliament: (one.old and one.old.votes, one.new and one.new.votes)
        for one in votes.differences(before, now)
    }
    assert found == {"p-0001": (11, 12), "p-0002": (None, 10)}
    assert votes.edition_in_force("another").edition == 0


def test_a_kept_file_is_for_one_account_and_for_an_hour(tables):
    kept = tables.kept_files
    owner = kept.Owner(account=1, member="o-clerk", session=SESSION, list="people")
    file = kept.keep(owner, "list.csv", content=b"a;b\n1;2\n")
    assert kept.kept_file(owner, file.sha256).content == b"a;b\n1;2\n"
    for other in (
        kept.Owner(account=2, member="o-clerk", session=SESSION, list="people"),
        kept.Owner(account=1, member="o-teller", session=SESSION, list="people"),
        kept.Owner(account=1, member="o-clerk", session="another", list="people"),
        kept.Owner(account=1, member="o-clerk", session=SESSION, list="parliaments"),
    ):
        assert kept.kept_file(other, file.sha256) is None
    for n in range(kept.MOST_KEPT):
        kept.keep(owner, "more.csv", content=b"%d" % n)
    assert kept.kept_file(owner, file.sha256) is None
    last = kept.keep(owner, "last.csv", content=b"last")
    tables.models.KeptFile.objects.update(until_s=1)
    assert kept.kept_file(owner, last.sha256) is None


def test_whoever_is_forgotten_leaves_a_number(tables):
    tables.parliaments("short name\nArvenia\n")
    tables.people(HEAD + "Arvenia;head;Norova;Ana\nArvenia;delegate;Sato;Mei\n")
    file = tables.file("p-0001")
    head, other = file.places.all()
    hand = tables.delegations.Hand(by="A clerk", at_ms=1)
    tables.delegations.admit(file, {head.pk: "p-0001-1"}, hand=hand)
    for number, place in enumerate((head, other)):
        version = tables.file("p-0001").version
        assert version == 3 + number
        tables.delegations.forget(file, place.person_id, version=version, hand=hand)
    assert tables.delegations.load_people(SESSION) == {}
    [place] = file.places.all()
    assert (place.member, str(place.person)) == ("p-0001-1", "")
    assert tables.delegations.load_delegations(SESSION, RULES).elsewhere == {}
    kept = " ".join(file.changes.values_list("detail", flat=True))
    assert "Norova" not in kept
    assert "n-00001" in kept
