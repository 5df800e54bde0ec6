"""A file locked in the form of age (age-encryption.org/v1), with a passphrase or to keys.

Whoever has the passphrase or a key opens it with the field's own program as well: `age --decrypt`.
A file that was changed or cut short anywhere does not open to its end.
"""

import secrets
from collections.abc import Sequence
from hashlib import sha256
from hmac import compare_digest, digest
from typing import BinaryIO, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from hemicycle.operation.age_keys import (
    FILE_KEY,
    NOT_AS_WRITTEN,
    TAG,
    UNREADABLE,
    Changed,
    Key,
    Lock,
    Stanza,
    base64,
    derived,
    unbase64,
)

VERSION = b"age-encryption.org/v1\n"
CHUNK, NONCE = 64 * 1024, 16
COLUMNS = 64
LONGEST_HEAD = 64 * 1024
CUT_SHORT = "it ends before its end"


class LockedWriter:
    """Locks what is written to it; whole only once it is closed. `again` opens what it wrote."""

    def __init__(self, file: BinaryIO, lock: Lock) -> None:
        self._file = file
        self._waiting = bytearray()
        self._number = 0
        file_key, nonce = secrets.token_bytes(FILE_KEY), secrets.token_bytes(NONCE)
        stanzas, self.again = lock.wrapped(file_key)
        head = _head(stanzas)
        file.write(head + b" " + base64(_mac(file_key, head)) + b"\n" + nonce)
        self._lock = ChaCha20Poly1305(derived(file_key, b"payload", salt=nonce))

    def write(self, some: bytes) -> int:
        """Take some bytes; whole chunks go on, the last one waits for its end."""
        self._waiting += some
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), is_last=False)
            del self._waiting[:CHUNK]
        return len(some)

    def close(self) -> None:
        """Write the last chunk, which says that it is the last."""
        self._put(bytes(self._waiting), is_last=True)

    def _put(self, chunk: bytes, *, is_last: bool) -> None:
        self._file.write(self._lock.encrypt(_nonce(self._number, is_last=is_last), chunk, None))
        self._number += 1


class LockedReader:
    """Opens a locked file as it is read.

    Errors: DoesNotOpen, Changed; the latter while reading, too
    """

    def __init__(self, file: BinaryIO, key: Key) -> None:
        self._file = file
        self._number = 0
        self._opened = bytearray()
        file_key = _file_key(file, key)
        nonce = file.read(NONCE)
        if len(nonce) < NONCE:
            raise Changed(CUT_SHORT)
        self._lock = ChaCha20Poly1305(derived(file_key, b"payload", salt=nonce))
        self._next = file.read(CHUNK + TAG)
        self._is_over = False

    def read(self, size: int) -> bytes:
        """The next bytes; fewer only at the end, which is one only if the file says so."""
        while len(self._opened) < size and not self._is_over:
            self._take()
        some = bytes(self._opened[:size])
        del self._opened[:size]
        return some

    def _take(self) -> None:
        """Open the next chunk; the last one must say that it is."""
        chunk, self._next = self._next, self._file.read(CHUNK + TAG)
        self._is_over = not self._next
        if len(chunk) < TAG:
            raise Changed(CUT_SHORT)
        what = "its last part" if self._is_over else f"part {self._number + 1}"
        if self._is_over and self._number and len(chunk) == TAG:  # only an empty file ends so
            raise Changed(f"{what} is not what was written")
        try:
            self._opened += self._lock.decrypt(
                _nonce(self._number, is_last=self._is_over), chunk, None
            )
        except InvalidTag:
            raise Changed(f"{what} is not what was written") from None
        self._number += 1


class _Head(NamedTuple):
    """The head of a file: who opens it, the bytes that were summed up, and their sum."""

    stanzas: list[Stanza]
    summed: bytes
    mac: bytes


def _file_key(file: BinaryIO, key: Key) -> bytes:
    """The key of the file, once the head was opened and is what was written.

    Errors: DoesNotOpen, Changed
    """
    head = _read_head(file)
    file_key = key.file_key(head.stanzas)
    if not compare_digest(head.mac, _mac(file_key, head.summed)):
        raise Changed(NOT_AS_WRITTEN)
    return file_key


def _head(stanzas: Sequence[Stanza]) -> bytes:
    """The head of a file up to its sum; a body ends with a line that is not full."""
    head = VERSION
    for one in stanzas:
        body = base64(one.body)
        lines = (body[at : at + COLUMNS] for at in range(0, len(body) + 1, COLUMNS))
        head += b"-> " + b" ".join((one.kind, *one.given)) + b"\n" + b"\n".join(lines) + b"\n"
    return head + b"---"


def _read_head(file: BinaryIO) -> _Head:
    """Read a head, with ways in that we do not know, too.

    Errors: Changed
    """
    lines, stanzas = _Lines(file), []
    if lines.next() != VERSION[:-1]:
        raise Changed(UNREADABLE)
    while (line := lines.next()).startswith(b"-> "):
        kind, *given = line.removeprefix(b"-> ").split(b" ")
        body = b""
        while len(line := lines.next()) == COLUMNS:
            body += line
        if len(line) > COLUMNS:
            raise Changed(UNREADABLE)
        stanzas.append(Stanza(kind, tuple(given), unbase64(body + line)))
    if not stanzas or not line.startswith(b"--- "):
        raise Changed(UNREADABLE)
    return _Head(stanzas, bytes(lines.read[: -len(line) + 2]), unbase64(line[4:]))


class _Lines:
    """The lines of a head, each with its end taken off; `read` holds all of them."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.read = bytearray()

    def next(self) -> bytes:
        """The next line.

        Errors: Changed
        """
        most = LONGEST_HEAD - len(self.read)
        line = self._file.readline(most)
        if not line.endswith(b"\n"):
            raise Changed(UNREADABLE if len(line) == most else CUT_SHORT)
        self.read += line
        return line[:-1]


def is_locked(beginning: bytes) -> bool:
    """Whether a file that begins like this is locked."""
    return beginning.startswith(VERSION)


def _mac(file_key: bytes, head: bytes) -> bytes:
    return digest(derived(file_key, b"header"), head, sha256)


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
