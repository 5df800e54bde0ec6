"""The folder of the site: what changed is written, the list last, and damage is named."""

import json
import os
from pathlib import Path

import pytest

from hemicycle.operation.site_folder import (
    BESIDE,
    LIST,
    SUMS,
    SiteFault,
    UpTo,
    read_list,
    site_folder,
    what_is_wrong,
)

PAGES = {"en/index.html": b"one", "en/a/150/index.html": b"two", "robots.txt": b"three"}


def write(to: Path, pages: dict[str, bytes], *, entry: int = 7) -> tuple[list[str], list[str]]:
    """One run; what it changed and what went."""
    with site_folder(to) as folder:
        for name, content in pages.items():
            folder.put(name, content)
        gone = folder.finish(
            base_url="https://www.example.org",
            written_at=f"at-{entry}",
            sessions={"150": UpTo(entry=entry, root="00")},
        )
        return folder.changed, gone


def no_progress(_done: int, _of: int) -> None:
    """Nobody looks on."""


def times(to: Path) -> dict[str, int]:
    """When each file was last written."""
    files = (one for one in to.rglob("*") if one.is_file())
    return {one.relative_to(to).as_posix(): one.stat().st_mtime_ns for one in files}


def test_what_was_written_is_whole_and_is_for_everybody_to_read(tmp_path):
    to = tmp_path / "site"
    before = os.umask(0o077)
    try:
        assert write(to, PAGES) == (list(PAGES), [])
    finally:
        os.umask(before)
    assert what_is_wrong(to, no_progress) == ""
    assert read_list(to).sessions["150"].entry == 7
    assert (to / "en/a/150/index.html").stat().st_mode & 0o777 == 0o644
    for folder in (to, to / "en", to / "en/a/150"):
        assert folder.stat().st_mode & 0o777 == 0o755
    assert not (to / BESIDE).exists()
    assert len((to / SUMS).read_text().splitlines()) == len(PAGES)


def test_a_second_run_writes_nothing(tmp_path):
    write(tmp_path, PAGES)
    before = times(tmp_path)
    assert write(tmp_path, PAGES) == ([], [])
    assert times(tmp_path) == before


def test_only_what_changed_is_written_and_what_is_no_longer_public_goes(tmp_path):
    write(tmp_path, PAGES)
    before = times(tmp_path)
    less = {"en/index.html": b"one", "robots.txt": b"four"}
    assert write(tmp_path, less, entry=8) == (["robots.txt"], ["en/a/150/index.html"])
    assert not (tmp_path / "en/a").exists()
    assert times(tmp_path)["en/index.html"] == before["en/index.html"]
    assert what_is_wrong(tmp_path, no_progress) == ""


@pytest.mark.parametrize("damage", [b"twx", b"tw", b""])
def test_a_changed_byte_is_found_and_mended(tmp_path, damage):
    write(tmp_path, PAGES)
    (tmp_path / "en/a/150/index.html").write_bytes(damage)
    assert what_is_wrong(tmp_path, no_progress) == "en/a/150/index.html is not as it was written."
    assert write(tmp_path, PAGES, entry=8)[0] == ["en/a/150/index.html"]
    assert what_is_wrong(tmp_path, no_progress) == ""


def test_a_missing_file_is_named(tmp_path):
    write(tmp_path, PAGES)
    (tmp_path / "robots.txt").unlink()
    assert what_is_wrong(tmp_path, no_progress) == "robots.txt is missing."


def test_a_run_that_ends_while_it_reads_leaves_the_old_site(tmp_path, monkeypatch):
    write(tmp_path, PAGES)
    written = Path.write_bytes

    def cut(file: Path, content: bytes) -> int:
        if content == b"five":
            raise OSError("full")
        return written(file, content)

    monkeypatch.setattr(Path, "write_bytes", cut)
    with pytest.raises(OSError, match="full"):
        write(tmp_path, {"robots.txt": b"other", "en/index.html": b"five"})
    monkeypatch.undo()
    assert (tmp_path / "robots.txt").read_bytes() == b"three"
    assert what_is_wrong(tmp_path, no_progress) == ""


def test_a_run_that_ends_while_it_moves_says_what_is_not(tmp_path, monkeypatch):
    write(tmp_path, PAGES)
    moved = Path.replace

    def cut(file: Path, to: Path) -> Path:
        if file.name == "robots.txt":
            raise OSError("cut")
        return moved(file, to)

    monkeypatch.setattr(Path, "replace", cut)
    with pytest.raises(OSError, match="cut"):
        write(tmp_path, {"en/new.html": b"new", "robots.txt": b"four"})
    monkeypatch.undo()
    assert what_is_wrong(tmp_path, no_progress) == "robots.txt is not as it was written."
    assert write(tmp_path, {"robots.txt": b"four"})[1] == [
        *("en/a/150/index.html", "en/index.html", "en/new.html"),
    ]
    assert what_is_wrong(tmp_path, no_progress) == ""


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(SiteFault, match="something else"):
        write(tmp_path, PAGES)
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.txt"]


def test_two_runs_do_not_write_at_once(tmp_path):
    with site_folder(tmp_path), pytest.raises(SiteFault, match="Another run"):
        write(tmp_path, PAGES)


@pytest.mark.parametrize("name", ["../thesis.txt", "/etc/hosts", "en/../../x"])
def test_a_list_that_names_what_lies_elsewhere_is_not_followed(tmp_path, name):
    to = tmp_path / "site"
    write(to, PAGES)
    (tmp_path / "thesis.txt").write_text("mine")
    told = json.loads((to / LIST).read_text())
    told["files"][name] = {"sha256": "00", "size": 4}
    (to / LIST).write_text(json.dumps(told))
    with pytest.raises(SiteFault, match="damaged"):
        write(to, PAGES)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("content", "complaint"), [(None, "no site of ours"), ("{", "damaged"), ("{}", "damaged")]
)
def test_a_list_that_is_missing_or_damaged_is_said(tmp_path, content, complaint):
    if content is not None:
        (tmp_path / LIST).write_text(content)
    with pytest.raises(SiteFault, match=complaint):
        what_is_wrong(tmp_path, no_progress)
