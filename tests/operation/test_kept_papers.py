"""Paper packs by themselves: when they are due, how they are put in place, what is told."""

import pytest

from hemicycle.operation import kept_papers
from hemicycle.operation.copying import other_files
from hemicycle.operation.kept_papers import KeptPapers, Moment, Wish
from hemicycle.procedure.kernel import Instant

NOW = 1_772_434_800_000
MINUTE = 60_000
NAME = "paper-pack-s-1-plenary-en.pdf"


def at(minutes):
    """So many minutes later."""
    return Instant(NOW + int(minutes * MINUTE))


def moment(position=7, item="i-1"):
    """Up to where the record is, and what is before the body."""
    return Moment(position, (1, item))


@pytest.fixture
def kept(tmp_path):
    """Packs every ten minutes."""
    return KeptPapers(Wish(to=tmp_path / "paper", every_min=10))


def content(kept):
    """What lies there, and nothing beside it."""
    [file] = kept.wish.to.iterdir()
    assert file.name == NAME
    return file.read_bytes()


def test_one_is_due_at_once_after_the_pause_and_for_another_matter(kept):
    assert kept.is_due(NAME, at(0), moment=moment())
    kept.keep(NAME, b"%PDF-1", now=at(0), moment=moment())
    assert content(kept) == b"%PDF-1"
    assert not kept.is_due(NAME, at(9), moment=moment(position=8))
    assert kept.is_due(NAME, at(10), moment=moment(position=8))
    assert not kept.is_due(NAME, at(60), moment=moment())  # nothing was recorded since
    assert kept.is_due(NAME, at(0.1), moment=moment(position=8, item="i-2"))
    assert kept.is_due(NAME, at(-60), moment=moment(position=8))  # the clock was set back
    kept.keep(NAME, b"%PDF-2", now=at(10), moment=moment(position=8))
    assert content(kept) == b"%PDF-2"
    assert not KeptPapers().is_due(NAME, at(0), moment=moment())


def test_the_earlier_one_stays_where_a_new_one_cannot_be_made(kept, monkeypatch):
    kept.keep(NAME, b"%PDF-1", now=at(0), moment=moment())
    with pytest.raises(ValueError, match="no PDF"):
        kept.keep(NAME, b"oops", now=at(1), moment=moment())
    assert content(kept) == b"%PDF-1"

    def full(_file):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept_papers.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        kept.keep(NAME, b"%PDF-2", now=at(1), moment=moment())
    assert content(kept) == b"%PDF-1"
    monkeypatch.undo()
    kept.keep(NAME, b"%PDF-2", now=at(2), moment=moment())
    assert content(kept) == b"%PDF-2"


def test_a_failure_is_told_tried_again_after_a_minute_and_over_once_it_works(kept):
    kept.failed(NAME, at(0), fault=OSError(13, "Permission denied"))
    kept.failed(NAME, at(2), fault=RuntimeError("no such letter"))
    assert kept.failure == f"{NAME}: no such letter"
    assert kept.failing_since == at(0)
    assert not kept.is_due(NAME, at(2.9), moment=moment(item="i-2"))
    assert kept.is_due(NAME, at(3), moment=moment())
    kept.keep(NAME, b"%PDF-1", now=at(3), moment=moment())
    assert (kept.failure, kept.failing_since) == ("", None)
    kept.failed(NAME, at(4), fault=OSError("x"))
    kept.only({})  # the body sits no more
    assert kept.failure == ""


def test_packs_are_made_anew_and_in_no_backup(tmp_path):
    for name in ("journal.key", NAME, f".{NAME}-abc"):
        (tmp_path / name).write_bytes(b"x")
    assert [one.name for one in other_files(tmp_path)] == ["journal.key"]
