"""Checkpoints: a signed statement of how long a journal is and what its root is.

The text is a C2SP tlog-checkpoint in a signed-note, signed with Ed25519, so that other people's
witnesses can read it. The name of the key is the origin of the journal.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hemicycle.journal.damage import JournalDamaged

ED25519 = b"\x01"
KEY_BYTES = 32
KEY_ID_BYTES = 4
HASH_BYTES = 32
LONGEST_NOTE = 64 * 1024
SIZE = re.compile(r"0|[1-9][0-9]{0,15}", re.ASCII)


class Checkpoint(msgspec.Struct, frozen=True):
    """What was signed: the journal `origin` had `size` entries and this root."""

    origin: str
    size: int
    root: bytes


class SignedCheckpoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A checkpoint as it travels: the signed note, and the key that anyone checks it with."""

    checkpoint: str
    key: str

    def read(self) -> Checkpoint:
        """The checkpoint, once its signature is checked.

        Errors: JournalDamaged
        """
        return read_checkpoint(self.checkpoint, self.key)


def signing_key(seed: bytes) -> Ed25519PrivateKey:
    """The key that a seed of 32 unguessable bytes stands for."""
    return Ed25519PrivateKey.from_private_bytes(seed)


def verification_key(origin: str, key: Ed25519PrivateKey) -> str:
    """The public half of a key, in the form that is given to witnesses (a C2SP vkey)."""
    public = key.public_key().public_bytes_raw()
    return f"{origin}+{_key_id(origin, public).hex()}+{_base64(ED25519 + public)}"


def read_key(vkey: str) -> tuple[str, bytes, Ed25519PublicKey]:
    """The name, id and key that a vkey holds.

    Errors: JournalDamaged
    """
    name, _, rest = vkey.partition("+")
    key_id, _, encoded = rest.partition("+")
    raw = _unbase64(encoded, "checkpoint_key")
    if raw[:1] != ED25519 or len(raw) != 1 + KEY_BYTES:
        raise JournalDamaged("checkpoint_key", reason="it is not an Ed25519 key")
    if not _is_key_name(name) or _key_id(name, raw[1:]).hex() != key_id:
        raise JournalDamaged("checkpoint_key", reason="its name does not belong to it")
    return name, bytes.fromhex(key_id), Ed25519PublicKey.from_public_bytes(raw[1:])


def sign_checkpoint(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """Sign for the first entries of a journal: the text of a signed note.

    Note: whoever calls this must never sign two roots of one size; witnesses would see both.
    """
    origin = checkpoint.origin
    if not _is_key_name(origin):
        raise ValueError(f"{origin!r} cannot name a journal: no spaces, no control signs, no plus")
    text = f"{origin}\n{checkpoint.size}\n{_base64(checkpoint.root)}\n"
    key_id = _key_id(origin, key.public_key().public_bytes_raw())
    signature = _base64(key_id + key.sign(text.encode()))
    return f"{text}\n\N{EM DASH} {origin} {signature}\n"


def read_checkpoint(note: str, vkey: str) -> Checkpoint:
    """What a checkpoint says, once its signature by this key is checked.

    Signatures by other keys (witnesses) are passed over.
    Errors: JournalDamaged
    """
    text, signatures = _parts(note)
    name, key_id, key = read_key(vkey)
    ours = [s for signer, s in signatures if signer == name and s[:KEY_ID_BYTES] == key_id]
    if not ours:
        raise JournalDamaged("checkpoint_signature", origin=name)
    for signature in ours:
        try:
            key.verify(signature[KEY_ID_BYTES:], text.encode())
        except InvalidSignature:
            raise JournalDamaged("checkpoint_signature", origin=name) from None
    return _statement(text, name)


def _statement(text: str, name: str) -> Checkpoint:
    origin, size, root, *extensions = [*text.removesuffix("\n").split("\n"), "", ""]
    if not SIZE.fullmatch(size):
        raise JournalDamaged("checkpoint_text", reason=f"{size!r} is not a size")
    if origin != name:
        raise JournalDamaged("other_origin", found=origin, expected=name)
    if "" in extensions[:-2]:
        raise JournalDamaged("checkpoint_text", reason="it holds an empty line")
    decoded = _unbase64(root, "checkpoint_text")
    if len(decoded) != HASH_BYTES:
        raise JournalDamaged("checkpoint_text", reason="its root is not 32 bytes long")
    return Checkpoint(origin, int(size), decoded)


def _parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The signed text of a note, and who signed it with what."""
    if len(note) > LONGEST_NOTE or any(sign < " " and sign != "\n" for sign in note):
        raise JournalDamaged("checkpoint_text", reason="it is too long or holds control signs")
    text, blank, tail = note.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise JournalDamaged("checkpoint_text", reason="it has no signature")
    return text + "\n", [_signature(line) for line in tail.removesuffix("\n").split("\n")]


def _signature(line: str) -> tuple[str, bytes]:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    if dash != "\N{EM DASH}" or not _is_key_name(name):
        raise JournalDamaged("checkpoint_text", reason="a signature line is not well formed")
    signature = _unbase64(encoded, "checkpoint_text")
    if len(signature) <= KEY_ID_BYTES:
        raise JournalDamaged("checkpoint_text", reason="a signature is too short")
    return name, signature


def _is_key_name(name: str) -> bool:
    return bool(name) and name.isprintable() and "+" not in name and len(name.split()) == 1


def _key_id(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:KEY_ID_BYTES]


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")


def _unbase64(text: str, key: str) -> bytes:
    """Read base64 in the one form in which it may be written."""
    try:
        raw = b64decode(text, validate=True)
    except (NotBase64, ValueError):
        raw = b""
    if not raw or _base64(raw) != text:
        raise JournalDamaged(key, reason=f"{text!r} is not base64")
    return raw
