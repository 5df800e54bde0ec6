"""What was erased on request is noted by number alone, and erased again in a restored house."""

import importlib
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.db import connections

from hemicycle.operation.backup import take_backup
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat import erasures
from hemicycle.secretariat.django_setup import start_django
from hemicycle.secretariat.erasures import KEPT, LIST, BadList, bring_together, read_list
from hemicycle.store import Batch
from hemicycle.store.sqlite import SqliteStore, open_reader
from ready_tables import work_in
from store.batches import some_records

NAME, WORDS = "Quillfeather", "Who oils the marsh gates"


class Tables:
    """The tables and what works on them."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("models", "consents", "delegations", "file_work", "public_questions"):
            setattr(self, name, importlib.import_module(f"hemicycle.secretariat.{name}"))
        self.hand = self.delegations.Hand(by="a test", at_ms=1)
        self.models.Parliament.objects.create(id="p-0001")
        self.file = self.models.DelegationFile.objects.create(session="s-1", parliament_id="p-0001")

    def person(self, **place):
        """Somebody in the file, with a picture."""
        person = self.models.Person.objects.create(family=NAME, given="Ada")
        seat = self.models.Place.objects.create(
            file=self.file, person=person, capacity="delegate", **place
        )
        self.models.Picture.objects.create(person=person, content=b"face", sha256="", at_ms=1)
        return person, seat

    def words(self, number):
        """Words from outside."""
        return self.models.PublicWords.objects.create(
            session="s-1",
            number=number,
            body="plenary",
            kind="question",
            language="en",
            words=WORDS,
            key_sha256=f"{number}",
            sent_ms=1,
        )


@pytest.fixture
def tables(tmp_path) -> Iterator[Tables]:
    """Tables of their own in a data folder with a record."""
    folder = tmp_path / "data"
    folder.mkdir()
    work_in(folder)
    start_django(folder, secret_key="0" * 64, base_url="http://localhost")
    store = SqliteStore(folder)
    store.append(Batch(records=some_records(3)))
    store.close()
    KEPT.places = [folder / LIST]
    yield Tables(folder)
    KEPT.places = []
    connections.close_all()


def test_requests_survive_a_restore(tables, tmp_path):
    sat, _ = tables.person(member="p-0001-1")
    left, place = tables.person()
    shown, _ = tables.person(member="p-0001-2")
    taken_back, kept = tables.words(1), tables.words(2)
    wanted = {tables.consents.ON_BADGE}
    tables.consents.note_consents(tables.file, shown, wanted=wanted, hand=tables.hand)
    backup = take_backup(tables.folder, tmp_path / "b.tar.gz", now=Instant(1_795_880_000_000))
    tables.delegations.forget_person(sat)
    tables.file_work.take_off(place)
    tables.public_questions.take_back(taken_back)
    tables.consents.note_consents(tables.file, shown, wanted=set(), hand=tables.hand)
    told = (tables.folder / LIST).read_text()
    assert NAME not in told
    assert "marsh" not in told
    assert [one.kind for one in read_list(tables.folder / LIST)] == [
        *("person", "off_file", "words", "consent", "picture"),
    ]
    for name, options in (("without", []), ("with", ["--erasures", tables.folder / LIST])):
        command = [sys.executable, "-m", "hemicycle", "restore", backup.file, *options]
        done = subprocess.run(
            [*map(str, command), "--to", str(tmp_path / name)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert ("Erased again: 5" in done.stdout) == (name == "with")
        assert ("No list of erasures" in done.stdout) == (name == "without")
        reader = open_reader(tmp_path / name)
        assert reader.head("s-1") == 3
        reader.close()
    raw = (tmp_path / "without" / "secretariat.sqlite3").read_bytes()
    assert raw.count(WORDS.encode()) == 2  # the control: they are there without the list
    connections.close_all()
    connections["default"].settings_dict["NAME"] = tmp_path / "with" / "secretariat.sqlite3"
    models = tables.models
    assert models.Person.objects.get(pk=sat.pk).is_forgotten
    assert not models.Person.objects.filter(pk=left.pk).exists()
    assert not models.Picture.objects.exclude(person=shown).exists()
    assert not models.Picture.objects.exists()
    assert tables.consents.given_by(models.Person.objects.get(pk=shown.pk)) == set()
    assert [row.words for row in models.PublicWords.objects.order_by("number")] == ["", WORDS]
    assert kept.words == WORDS


def test_a_list_that_was_away_is_brought_up_to_date(tmp_path):
    here, stick = tmp_path / "here", tmp_path / "stick"
    both, alone = erasures.KeptList([here, stick]), erasures.KeptList([here])
    both.note("words", session="s-1", number=1)
    alone.note("person", number=2)
    with stick.open("ab") as lines:
        lines.write(b'{"torn')
    bring_together(here, stick)
    assert [one.number for one in read_list(stick)] == [1, 2]
    before = here.read_bytes(), stick.read_bytes()
    bring_together(here, stick)
    assert (here.read_bytes(), stick.read_bytes()) == before
    stick.write_bytes(b'{"id":1}\n')
    with pytest.raises(BadList):
        read_list(stick)


def test_a_place_that_fails_stops_no_erasure(tmp_path, caplog):
    kept = erasures.KeptList([tmp_path / "gone" / "list", tmp_path / "list"])
    kept.note("words", session="s-1", number=1)
    assert [one.number for one in read_list(tmp_path / "list")] == [1]
    assert "could not be noted" in caplog.text
