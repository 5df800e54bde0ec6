"""Three hundred power cuts here; `make power` does ten thousand."""

from random import Random

import pytest

from .disk import Disk, Operation, Platter
from .power_cut import PowerCut, images, sailed, torn

pytestmark = pytest.mark.chaos


def power_cuts(wanted=100, fault="none"):
    """Images of two sittings; the second has its log taken into the file often."""
    return PowerCut(seed=4, fault=fault).run(wanted, cuts=-(-wanted // 8), commits=40)


def test_three_hundred_power_cuts_lose_nothing_that_was_acknowledged():
    found = power_cuts(300)
    assert found.is_whole, found.first
    assert (found.images, found.acknowledged > 200) == (300, True)


def test_commits_that_are_not_synced_are_found_out():
    found = power_cuts(fault="normal")
    assert found.lost > 10
    assert "acknowledged are gone" in found.first


def test_a_disk_that_only_says_it_has_synced_is_found_out():
    assert power_cuts(fault="lying").lost > 30


def test_the_recorded_vote_goes_through_every_kind_of_operation(tmp_path):
    sitting = sailed(tmp_path / "data", 5, commits=40)
    done = {(one.kind, one.name.rpartition("-")[2]) for one in sitting.disk.operations}
    assert done >= {
        *(("create", "journal"), ("sync", "journal"), ("delete", "journal")),
        *(("create", "wal"), ("write", "wal"), ("sync", "wal"), ("sync_folder", "wal")),
        *(("write", "journal.sqlite3"), ("sync", "journal.sqlite3"), ("delete", "wal")),
    }


def write(place, content, file=1):
    """A write to the one file."""
    return Operation("write", "file", file, place, content)


def test_what_is_synced_survives_and_the_rest_may_come_in_any_part():
    platter = Platter()
    for operation in (Operation("create", "file", 1), write(0, b"abc"), Operation("sync", "", 1)):
        platter.take(operation)
    assert platter.after(iter([])) == {}  # the name itself was not synced
    platter.take(Operation("sync_folder", ""))
    assert platter.after(iter([])) == {"file": b"abc"}
    late = [write(1, b"X"), write(5, b"Y"), Operation("truncate", "file", 1, 2)]
    for operation in late:
        platter.take(operation)
    assert platter.pending == late
    assert platter.after(iter(late[:1])) == {"file": b"aXc"}
    assert platter.after(iter(late[1:2])) == {"file": b"abc\0\0Y"}
    assert platter.after(iter(late)) == {"file": b"aX"}


def test_a_name_that_was_deleted_comes_back_with_its_content_until_the_folder_is_synced():
    platter = Platter({1: bytearray(b"old")}, {"file": 1})
    gone, new = Operation("delete", "file"), Operation("create", "file", 2)
    for operation in (gone, new, write(0, b"new", file=2)):
        platter.take(operation)
    assert platter.after(iter([])) == {"file": b"old"}
    assert platter.after(iter([gone])) == {}
    platter.take(Operation("sync_folder", ""))
    assert platter.after(iter(platter.pending)) == {"file": b"new"}


def test_of_a_write_the_beginning_may_come_and_of_anything_else_nothing():
    random = Random(1)  # noqa: S311 - it chooses parts
    contents = {torn(write(0, b"abcd"), random)[0].content for _ in range(100)}
    assert contents == {b"", b"a", b"ab", b"abc"}
    assert torn(Operation("delete", "file"), random) == torn(None, random) == []


def test_four_images_are_made_of_what_was_not_synced():
    pending = [write(place, b"abcd") for place in range(6)]
    nothing, all_but_torn, half, tail = images(pending, Random(2))  # noqa: S311 - as above
    assert nothing == []
    assert all_but_torn[:-1] == pending[:-1]
    assert all_but_torn[-1] != pending[-1]
    assert 0 < len(half) < 6
    assert tail == pending[len(pending) - len(tail) :]


def test_a_disk_that_refuses_an_operation_does_not_remember_it():
    disk = Disk("refusing")

    def refuse(operation):
        raise OSError(operation.kind)

    disk.before = refuse
    with pytest.raises(OSError, match="delete"):
        disk.told(Operation("delete", "file"))
    assert disk.operations == []
    disk.unregister()
