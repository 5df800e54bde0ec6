"""A backup is read again from the disk: the system has no copy of it in memory any more."""

import ctypes
import mmap
import tempfile
from pathlib import Path

import pytest

from hemicycle.operation import backup as backup_module
from hemicycle.operation.backup import take_backup

from .houses import NOW, small_house


def pages_in_memory(file):
    """How many pages of a file the system holds in memory."""
    with file.open("rb") as opened:
        mapped = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_COPY)
    place = ctypes.c_char.from_buffer(mapped)
    told = (ctypes.c_ubyte * -(-len(mapped) // mmap.PAGESIZE))()
    size = ctypes.c_size_t(len(mapped))
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.mincore(ctypes.c_void_p(ctypes.addressof(place)), size, told) == 0
    del place
    return sum(one & 1 for one in told)


def is_in_memory():
    """Whether temporary files are on no disk at all, or the system does not tell."""
    place, told = tempfile.gettempdir(), Path("/proc/mounts")
    if not told.exists():
        return True
    mounts = [line.split()[1:3] for line in told.read_text().splitlines()]
    return max((at, kind) for at, kind in mounts if place.startswith(at))[1] == "tmpfs"


@pytest.fixture
def seen(tmp_path, monkeypatch):
    """What is held of each backup when it is read again."""
    found, honest = [], backup_module.unpack

    def look(file, to, *, key):
        found.append(pages_in_memory(file))
        return honest(file, to, key=key)

    monkeypatch.setattr(backup_module, "unpack", look)
    return found


# In memory nothing can be given back, so there is nothing to see; CI counts this skip as a failure.
@pytest.mark.skipif(is_in_memory(), reason="temporary files lie in memory, on no disk")
def test_what_is_read_again_comes_from_the_disk(tmp_path, seen, monkeypatch):
    small_house(tmp_path / "data")
    with monkeypatch.context() as of_before:
        of_before.setattr(backup_module.os, "posix_fadvise", lambda *_: None)
        take_backup(tmp_path / "data", tmp_path / "one", now=NOW)
    take_backup(tmp_path / "data", tmp_path / "two", now=NOW)
    assert seen[1] < seen[0]  # how much a file system gives back is its own affair
