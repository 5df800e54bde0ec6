"""A file locked with a passphrase, in the form of age (age-encryption.org/v1).

Whoever has the passphrase opens it with the field's own program as well: `age --decrypt`. A file
that was changed or cut short anywhere does not open to its end.
"""

import re
import secrets
from base64 import b64decode, b64encode
from hashlib import sha256
from hmac import compare_digest, digest
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

VERSION = b"age-encryption.org/v1\n"
LABEL = b"age-encryption.org/v1/scrypt"
WORK = 17  # 2 to this power: half a second and 128 MiB, for us and for whoever guesses
MOST_WORK = 20  # more than that would be a file made to keep us busy
CHUNK, TAG = 64 * 1024, 16
SALT, FILE_KEY, NONCE = 16, 16, 16
LONGEST_LINE = 200
CUT_SHORT = "it ends before its end"
STANZA = re.compile(rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n", re.ASCII)


class WrongPassphrase(Exception):
    """The passphrase is another one."""


class Changed(Exception):
    """The file was changed, is cut short, or is none of this form; says where."""


class LockedWriter:
    """Locks what is written to it; whole only once it is closed."""

    def __init__(self, file: BinaryIO, passphrase: str, *, work: int = WORK) -> None:
        self._file = file
        self._waiting = bytearray()
        self._number = 0
        file_key, salt, nonce = (secrets.token_bytes(n) for n in (FILE_KEY, SALT, NONCE))
        wrapped = ChaCha20Poly1305(_wrapping_key(passphrase, salt, work=work))
        body = _base64(wrapped.encrypt(bytes(12), file_key, None))
        stanza = b"-> scrypt %b %d\n%b\n" % (_base64(salt), work, body)
        head = VERSION + stanza + b"---"
        file.write(head + b" " + _base64(_mac(file_key, head)) + b"\n" + nonce)
        self._lock = ChaCha20Poly1305(_derived(file_key, b"payload", salt=nonce))

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

    Errors: WrongPassphrase, Changed; the latter while reading, too
    """

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        self._file = file
        self._number = 0
        self._opened = bytearray()
        file_key = _file_key(file, passphrase)
        nonce = file.read(NONCE)
        if len(nonce) < NONCE:
            raise Changed(CUT_SHORT)
        self._lock = ChaCha20Poly1305(_derived(file_key, b"payload", salt=nonce))
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
        try:
            self._opened += self._lock.decrypt(
                _nonce(self._number, is_last=self._is_over), chunk, None
            )
        except InvalidTag:
            what = "its last part" if self._is_over else f"part {self._number + 1}"
            raise Changed(f"{what} is not what was written") from None
        self._number += 1


def is_locked(beginning: bytes) -> bool:
    """Whether a file that begins like this is locked."""
    return beginning.startswith(VERSION)


def _file_key(file: BinaryIO, passphrase: str) -> bytes:
    """The key of the file, once the passphrase has opened it and the head is what was written."""
    lines = [file.readline(LONGEST_LINE) for _ in range(4)]
    if not all(line.endswith(b"\n") for line in lines):
        raise Changed(CUT_SHORT)
    version, stanza, body, foot = lines
    found = STANZA.fullmatch(stanza)
    if version != VERSION or found is None or not foot.startswith(b"--- "):
        raise Changed("its head cannot be read")
    work = int(found[2])
    if work > MOST_WORK:
        raise Changed("its head asks for more work than any backup of ours")
    key = _wrapping_key(passphrase, _unbase64(found[1]), work=work)
    try:
        file_key = ChaCha20Poly1305(key).decrypt(bytes(12), _unbase64(body[:-1]), None)
    except InvalidTag:
        raise WrongPassphrase from None
    if not compare_digest(_unbase64(foot[4:-1]), _mac(file_key, version + stanza + body + b"---")):
        raise Changed("its head is not what was written")
    return file_key


def _wrapping_key(passphrase: str, salt: bytes, *, work: int) -> bytes:
    return Scrypt(LABEL + salt, 32, n=1 << work, r=8, p=1).derive(passphrase.encode())


def _derived(key: bytes, info: bytes, *, salt: bytes | None = None) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _mac(file_key: bytes, head: bytes) -> bytes:
    return digest(_derived(file_key, b"header"), head, sha256)


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _base64(raw: bytes) -> bytes:
    return b64encode(raw).rstrip(b"=")


def _unbase64(text: bytes) -> bytes:
    """The bytes of a text in one way of writing only.

    Errors: Changed
    """
    try:
        raw = b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError:
        raise Changed("its head cannot be read") from None
    if _base64(raw) != text:
        raise Changed("its head cannot be read")
    return raw
