"""A disk that remembers every operation, so that its power can be cut at any of them.

SQLite works on real files through a virtual file system of `apsw`; beside them the operations are
kept in their order: what was written, what was synced, which names came and went.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import apsw

Kind = Literal[
    "open", "create", "read", "write", "truncate", "sync", "failed_sync", "delete", "sync_folder"
]


# What is synced there costs nothing: the disk under test is the recorded one, not this computer's.
MEMORY = next((path for path in ("/dev/shm",) if os.access(path, os.W_OK)), None)  # noqa: S108
FIRST_NEW = 100  # the number of a file that was made, so that it differs from those found


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing asked of the disk; `file` is a number, for a name may come again."""

    kind: Kind
    name: str
    file: int = 0
    place: int = 0
    content: bytes = b""


def numbered(folder: Path) -> dict[str, int]:
    """The files of a folder with numbers, from one on."""
    return {path.name: number for number, path in enumerate(sorted(folder.iterdir()), 1)}


def path_of(name: Any) -> Path:
    """A name as SQLite gives it: of the file itself with options, of the others as text."""
    return Path(name if isinstance(name, str) else name.filename())


class Disk(apsw.VFS):
    """Records what is asked; `before` may refuse an operation by raising, as a bad disk does."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "")
        self.called = name
        self.operations: list[Operation] = []
        self.before: Callable[[Operation], None] = lambda _operation: None
        self._files: dict[str, int] = {}

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - apsw calls it so
        """Open a file; if it was not there, it is created. One without a name need not last."""
        if name is None:
            return apsw.VFSFile("", name, flags)
        path = path_of(name)
        self.before(Operation("open", path.name))
        if not path.exists():
            number = FIRST_NEW + len(self.operations)
            self.told(Operation("create", path.name, number))
            self._files[path.name] = number
        is_journal = not flags[0] & apsw.SQLITE_OPEN_MAIN_DB
        return DiskFile(self, name, flags, syncs_folder=is_journal)

    def xDelete(self, name: str, sync_folder: bool) -> None:  # noqa: N802 - as above
        """Delete a file; its folder may be synced afterwards."""
        called = os.path.basename(name)  # noqa: PTH119 - SQLite names its files as text
        self.told(Operation("delete", called))
        super().xDelete(name, sync_folder)
        if sync_folder:
            self.told(Operation("sync_folder", called))

    def holds(self, folder: Path) -> None:
        """Files that were there before; each has a number by its place in the alphabet."""
        self._files = numbered(folder)

    def goes_on_from(self, before: "Disk") -> None:
        """The same disk under another process, which finds what the kernel still holds."""
        self.operations, self._files = before.operations, before._files

    def told(self, operation: Operation) -> None:
        """Let the operation be refused, and keep it."""
        self.before(operation)
        self.operations.append(operation)

    def number_of(self, name: str) -> int:
        """The number of the file that has this name now."""
        return self._files[name]

    def excepthook(self, *_error: object) -> None:
        """Say nothing: SQLite is told, and tells the store."""


class DiskFile(apsw.VFSFile):
    """A file on such a disk; with its first sync of a journal SQLite syncs the folder as well."""

    def __init__(self, disk: Disk, name: Any, flags: list[int], *, syncs_folder: bool) -> None:
        super().__init__("", name, flags)
        self._disk, self._name, self._syncs_folder = disk, path_of(name).name, syncs_folder
        self._file = disk.number_of(self._name)

    def xWrite(self, content: bytes, place: int) -> None:  # noqa: N802 - as above
        """Write."""
        self._disk.told(Operation("write", self._name, self._file, place, bytes(content)))
        super().xWrite(content, place)

    def xRead(self, amount: int, place: int) -> bytes:  # noqa: N802 - as above
        """Read; that leaves no trace, but may be refused."""
        self._disk.before(Operation("read", self._name, self._file, place))
        return super().xRead(amount, place)

    def xTruncate(self, length: int) -> None:  # noqa: N802 - as above
        """Cut off the end."""
        self._disk.told(Operation("truncate", self._name, self._file, length))
        super().xTruncate(length)

    def xSync(self, flags: int) -> None:  # noqa: N802 - as above
        """Sync the file; if that is refused, nobody knows what of it will last."""
        try:
            self._disk.told(Operation("sync", self._name, self._file))
        except apsw.Error:
            self._disk.operations.append(Operation("failed_sync", self._name, self._file))
            raise
        super().xSync(flags)
        if self._syncs_folder:
            self._disk.told(Operation("sync_folder", self._name))
            self._syncs_folder = False


@dataclass
class Platter:
    """What survives: contents and names that are durable, and operations that are not yet.

    After a sync that failed, what had waited for it is gone: the kernel holds it for written.
    """

    contents: dict[int, bytearray] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    pending: list[Operation] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path) -> "Platter":
        """A disk that holds the files of a folder, all durable."""
        names = numbered(folder)
        contents = {
            number: bytearray((folder / name).read_bytes()) for name, number in names.items()
        }
        return cls(contents, names)

    def take(self, operation: Operation) -> None:
        """Go on by one operation; a sync makes durable what waited for it."""
        if operation.kind == "sync":
            self._settle(lambda one: one.file == operation.file and one.kind != "create")
        elif operation.kind == "failed_sync":
            is_named = {"create", "delete"}
            self.pending = [
                one for one in self.pending if one.file != operation.file or one.kind in is_named
            ]
        elif operation.kind == "sync_folder":
            self._settle(lambda one: one.kind in {"create", "delete"})
        else:
            self.pending.append(operation)

    def _settle(self, is_due: Callable[[Operation], bool]) -> None:
        for one in filter(is_due, self.pending):
            self._apply(one)
        self.pending = [one for one in self.pending if not is_due(one)]

    def _apply(self, one: Operation) -> None:
        content = self.contents.setdefault(one.file, bytearray()) if one.file else bytearray()
        if one.kind == "create":
            self.names[one.name] = one.file
        elif one.kind == "delete":
            self.names.pop(one.name, None)
        elif one.kind == "truncate":
            del content[one.place :]
        else:
            content.extend(bytes(max(0, one.place - len(content))))
            content[one.place : one.place + len(one.content)] = one.content

    def after(self, kept: Iterator[Operation]) -> dict[str, bytes]:
        """The files that a computer finds if of the pending operations only these were done."""
        copy = Platter({n: bytearray(c) for n, c in self.contents.items()}, dict(self.names))
        for one in kept:
            copy._apply(one)
        return {name: bytes(copy.contents.get(file, b"")) for name, file in copy.names.items()}
