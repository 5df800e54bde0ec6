"""Who opens a locked file: whoever knows its passphrase, or has a key that it is locked to.

The two ways of age-encryption.org/v1, scrypt and X25519. Either puts the key of the file into its
head, wrapped; and nobody needs more than that key to read the rest.
"""

import re
import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

SCRYPT, X25519 = b"scrypt", b"X25519"
SCRYPT_LABEL = b"age-encryption.org/v1/scrypt"
X25519_LABEL = b"age-encryption.org/v1/X25519"
WORK = 17  # 2 to this power: half a second and 128 MiB, for us and for whoever guesses
MOST_WORK = 20  # more than that would be a file made to keep us busy
SALT, FILE_KEY, TAG, POINT = 16, 16, 16, 32
WRITTEN_WORK = re.compile(rb"[1-9][0-9]?", re.ASCII)
UNREADABLE = "its head cannot be read"
NOT_AS_WRITTEN = "its head is not what was written"


class DoesNotOpen(Exception):
    """What was given opens another file than this one; `why` is a key of the faults of backups."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Changed(Exception):
    """The file was changed, is cut short, or is none of this form; says where."""


class Stanza(NamedTuple):
    """The key of the file, wrapped in one way: which, what is needed for it, and the wrapped."""

    kind: bytes
    given: tuple[bytes, ...]
    body: bytes


class Key(Protocol):
    """What opens a file."""

    def file_key(self, stanzas: Sequence[Stanza]) -> bytes:
        """The key of a file with this head.

        Errors: DoesNotOpen, Changed
        """


class Lock(Protocol):
    """What locks a file."""

    def wrapped(self, file_key: bytes) -> tuple[list[Stanza], Key]:
        """The key of a file wrapped for its head, and what opens it again here and now."""


@dataclass(frozen=True, slots=True)
class Passphrase:
    """Words that lock a file and open it."""

    words: str = field(repr=False)
    work: int = WORK

    def wrapped(self, file_key: bytes) -> tuple[list[Stanza], Key]:
        """The key of a file under the words; they open it again."""
        salt = secrets.token_bytes(SALT)
        key = _from_words(self.words, salt, work=self.work)
        given = (base64(salt), b"%d" % self.work)
        return [Stanza(SCRYPT, given, _wrap(key, file_key))], self

    def file_key(self, stanzas: Sequence[Stanza]) -> bytes:
        """The key of a file that these words have locked; such a file has no other way in.

        Errors: DoesNotOpen, Changed
        """
        if SCRYPT not in kinds_of(stanzas):
            raise DoesNotOpen("locked_to_keys")
        match stanzas:
            case [Stanza(given=(written_salt, work), body=body)]:
                salt = unbase64(written_salt)
            case _:
                raise Changed(UNREADABLE)
        if len(salt) != SALT or not WRITTEN_WORK.fullmatch(work):
            raise Changed(UNREADABLE)
        if int(work) > MOST_WORK:
            raise Changed("its head asks for more work than any backup of ours")
        found = _unwrapped(_from_words(self.words, salt, work=int(work)), body)
        if found is None:
            raise DoesNotOpen("wrong_passphrase")
        return found


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom a file is locked to: each opens it alone, and who locks it cannot."""

    keys: tuple[X25519PublicKey, ...]

    def wrapped(self, file_key: bytes) -> tuple[list[Stanza], Key]:
        """The key of a file for each of them; this process keeps what opens it until it is read."""
        kept = Kept(file_key, tuple((one, X25519PrivateKey.generate()) for one in self.keys))
        return kept.stanzas(), kept


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a file only while it is being made, so that it can be read once more.

    Note: each stanza is made again from its ephemeral secret and compared, because the key of the
    file alone would not tell whether any recipient can open it.
    """

    secret: bytes = field(repr=False)
    made_with: tuple[tuple[X25519PublicKey, X25519PrivateKey], ...] = field(repr=False)

    def stanzas(self) -> list[Stanza]:
        """The stanza of each recipient; the same whenever it is made."""
        return [_stanza(to, with_, file_key=self.secret) for to, with_ in self.made_with]

    def file_key(self, stanzas: Sequence[Stanza]) -> bytes:
        """The key of the file, where each of its recipients can have it too.

        Errors: Changed
        """
        if list(stanzas) != self.stanzas():
            raise Changed(NOT_AS_WRITTEN)
        return self.secret


@dataclass(frozen=True, slots=True)
class Identities:
    """Keys of recipients: any of them opens a file that is locked to it."""

    keys: tuple[X25519PrivateKey, ...] = field(repr=False)

    def file_key(self, stanzas: Sequence[Stanza]) -> bytes:
        """The key of a file that is locked to one of these keys.

        Errors: DoesNotOpen, Changed
        """
        if SCRYPT in kinds_of(stanzas):
            raise DoesNotOpen("locked")
        if not self.keys:
            raise DoesNotOpen("locked_to_keys")
        for stanza in stanzas:
            if stanza.kind == X25519:
                for key in self.keys:
                    found = _opened(stanza, key)
                    if found is not None:
                        return found
        raise DoesNotOpen("wrong_identity")


def kinds_of(stanzas: Sequence[Stanza]) -> set[bytes]:
    """In which ways a file is locked.

    Errors: Changed, where we know none of them
    """
    kinds = {one.kind for one in stanzas}
    if not kinds & {SCRYPT, X25519}:
        raise Changed(UNREADABLE)
    return kinds


def _stanza(to: X25519PublicKey, secret: X25519PrivateKey, *, file_key: bytes) -> Stanza:
    """The key of a file for one recipient, by a secret that is used for nothing else."""
    share = secret.public_key().public_bytes_raw()
    key = derived(secret.exchange(to), X25519_LABEL, salt=share + to.public_bytes_raw())
    return Stanza(X25519, (base64(share),), _wrap(key, file_key))


def _opened(stanza: Stanza, key: X25519PrivateKey) -> bytes | None:
    """The key of a file, where this stanza is for this key.

    Errors: Changed
    """
    share = unbase64(stanza.given[0]) if len(stanza.given) == 1 else b""
    if len(share) != POINT:
        raise Changed(UNREADABLE)
    try:
        shared = key.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:  # a share that gives everybody the same secret
        raise Changed(UNREADABLE) from None
    salt = share + key.public_key().public_bytes_raw()
    return _unwrapped(derived(shared, X25519_LABEL, salt=salt), stanza.body)


def _from_words(words: str, salt: bytes, *, work: int) -> bytes:
    return Scrypt(SCRYPT_LABEL + salt, 32, n=1 << work, r=8, p=1).derive(words.encode())


def _wrap(key: bytes, file_key: bytes) -> bytes:
    return ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None)


def _unwrapped(key: bytes, body: bytes) -> bytes | None:
    """The key of a file, or nothing where this key does not open it.

    Errors: Changed
    """
    if len(body) != FILE_KEY + TAG:
        raise Changed(UNREADABLE)
    try:
        return ChaCha20Poly1305(key).decrypt(bytes(12), body, None)
    except InvalidTag:
        return None


def derived(key: bytes, info: bytes, *, salt: bytes | None = None) -> bytes:
    """A key made of another one, for one purpose."""
    return HKDF(SHA256(), 32, salt, info).derive(key)


def base64(raw: bytes) -> bytes:
    """Some bytes as text, without the signs that only fill it up."""
    return b64encode(raw).rstrip(b"=")


def unbase64(text: bytes) -> bytes:
    """The bytes of a text in one way of writing only.

    Errors: Changed
    """
    try:
        raw = b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError:
        raise Changed(UNREADABLE) from None
    if base64(raw) != text:
        raise Changed(UNREADABLE)
    return raw
