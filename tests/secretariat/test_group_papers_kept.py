"""Papers of groups as they are kept: sealed, and gone for good once they are taken away."""

import importlib
from collections.abc import Iterator
from datetime import datetime
from types import ModuleType, SimpleNamespace

import pytest
from django.db import connections

from hemicycle.secretariat.django_setup import start_django
from hemicycle.secretariat.erasures import KEPT, read_list
from ready_tables import work_in

TITLE, WORDS = "Quillworthy", b"Zantherine"


@pytest.fixture
def kept(tmp_path) -> Iterator[ModuleType]:
    """The table of these papers, over tables of its own."""
    work_in(tmp_path)
    start_django(tmp_path, secret_key="0" * 64, base_url="http://localhost")
    yield importlib.import_module("hemicycle.secretariat.group_papers")  # once Django is set up
    connections.close_all()


def put(kept: ModuleType, identity: str) -> None:
    """Put a paper up."""
    paper = kept.Paper(
        id=identity,
        body="north",
        title=TITLE,
        kind=kept.TEXT,
        by="p-0001-1",
        at=1,
        day_on="2027-03-02",
        size=len(WORDS),
    )
    kept.put_up("s-1", paper, content=WORDS)


def test_a_paper_comes_back_as_it_was_and_lies_sealed(kept, tmp_path):
    put(kept, "one")
    [paper] = kept.papers_of("s-1")
    assert (paper.id, paper.title, paper.by) == ("one", TITLE, "p-0001-1")
    assert kept.content_of("s-1", "one") == WORDS
    assert kept.papers_of("s-2") == []
    assert kept.content_of("s-2", "one") == b""
    connections.close_all()
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("secretariat.sqlite3*"))
    assert b"s-1" in stored
    for word in (TITLE.encode(), WORDS, b"north", b"p-0001"):
        assert word not in stored


def test_an_older_backup_does_not_bring_a_paper_back(kept, tmp_path, monkeypatch):
    tables, again = (
        importlib.import_module(f"hemicycle.secretariat.{one}")
        for one in ("models", "erasing_again")
    )
    monkeypatch.setattr(KEPT, "places", [tmp_path / "erasures.ndjson"])
    put(kept, "one")
    put(kept, "two")
    row = tables.GroupPaper.objects.get(paper="one")
    kept.take_away("s-1", ["one"])
    row.save(force_insert=True)  # as an older backup has it
    assert {one.id for one in kept.papers_of("s-1")} == {"one", "two"}
    assert again.erase_again(read_list(tmp_path / "erasures.ndjson")) == 1
    assert [one.id for one in kept.papers_of("s-1")] == ["two"]


def test_no_more_are_kept_than_a_list_can_hold(kept, monkeypatch):
    monkeypatch.setattr(kept, "MOST_PAPERS", 1)
    put(kept, "one")
    with pytest.raises(kept.TooManyPapers):
        put(kept, "two")


def test_what_groups_keep_goes_some_weeks_after_the_session_though_nobody_looks(kept):
    sheets, retention = (
        importlib.import_module(f"hemicycle.{one}")
        for one in ("secretariat.closed_sittings", "web.gate_retention")
    )
    put(kept, "one")
    sheets.change("s-1", "north", sitting=1, work=lambda one: one.with_words("said", "x", seen=""))
    session = SimpleNamespace(id="s-1", zone="Asia/Tashkent", ends_on="2027-03-05")
    for day, left in (("2027-04-04", 1), ("2027-04-05", 0)):
        noon = int(datetime.fromisoformat(f"{day}T12:00:00+05:00").timestamp() * 1000)
        retention.erase_of_groups(session, now=noon)
        assert len(kept.papers_of("s-1")) == left
        assert bool(sheets.sheet_of("s-1", "north", sitting=1).said) == bool(left)
