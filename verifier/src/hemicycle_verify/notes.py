"""Checkpoints: signed statements of how many entries a record had and what its root was.

A C2SP tlog-checkpoint inside a C2SP signed note: three lines (origin, size, root), an empty line,
then signature lines. The key travels as a C2SP vkey: name, key id and Ed25519 key.
"""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hemicycle_verify.findings import damaged

ED25519 = b"\x01"
LONGEST = 64 * 1024
SIZE = re.compile(r"0|[1-9][0-9]{0,15}", re.ASCII)
SIGNATURE = re.compile("\N{EM DASH} ([^ +]+) ([A-Za-z0-9+/]+={0,2})")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What was signed, and with which key (its vkey)."""

    origin: str
    size: int
    root: bytes
    key: str


@dataclass(frozen=True, slots=True)
class _Key:
    name: str
    id: bytes
    public: Ed25519PublicKey


def read_note(note: str, vkey: str) -> Checkpoint:
    """What a checkpoint says, once a signature by this key is found and holds.

    Signatures by other keys, such as those of witnesses, are passed over.
    Errors: BadError
    """
    key = _read_key(vkey)
    if len(note) > LONGEST or re.search(r"[\x00-\x09\x0b-\x1f]", note):
        raise damaged("The checkpoint is not well formed: it is too long or holds control signs.")
    text, blank, tail = note.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise damaged("The checkpoint is not well formed: it has no signature.")
    found = [_signature(line) for line in tail[:-1].split("\n")]
    own = [signed[4:] for name, signed in found if (name, signed[:4]) == (key.name, key.id)]
    signed_text = f"{text}\n".encode()
    if not own or not all(_holds(key, signature, text=signed_text) for signature in own):
        raise damaged(f"The checkpoint of {key.name} is not signed by the key it names.")
    return _statement(text, key, vkey=vkey)


def _statement(text: str, key: _Key, *, vkey: str) -> Checkpoint:
    origin, size, root, *more = text.split("\n") if text.count("\n") > 1 else (text, "", "")
    if origin != key.name:
        raise damaged(f"The checkpoint is of {origin}, but its key is that of {key.name}.")
    if not SIZE.fullmatch(size) or "" in more:
        raise damaged("The checkpoint is not well formed: its second line is not a size.")
    decoded = _unbase64(root)
    if decoded is None or len(decoded) != sha256().digest_size:
        raise damaged("The checkpoint is not well formed: its third line is not a root.")
    return Checkpoint(origin, int(size), decoded, vkey)


def _signature(line: str) -> tuple[str, bytes]:
    """Who signed, and the key id with the signature."""
    found = SIGNATURE.fullmatch(line)
    signed = _unbase64(found[2]) if found else None
    if found is None or signed is None or len(signed) <= len(b"keys"):
        raise damaged("The checkpoint is not well formed: a signature line cannot be read.")
    return found[1], signed


def _holds(key: _Key, signature: bytes, *, text: bytes) -> bool:
    try:
        key.public.verify(signature, text)
    except InvalidSignature:
        return False
    return True


def _read_key(vkey: str) -> _Key:
    """The parts of a vkey, NAME+ID+KEY; the id is made from the name and the key."""
    name, _, rest = vkey.partition("+")
    written_id, _, encoded = rest.partition("+")
    raw = _unbase64(encoded)
    if raw is None or raw[:1] != ED25519 or len(raw) != len(ED25519) + 32:
        raise damaged("The key of the checkpoint is not well formed: it is not an Ed25519 key.")
    key_id = sha256(name.encode() + b"\n" + raw).digest()[:4]
    if not name.isprintable() or name.split() != [name] or key_id.hex() != written_id:
        raise damaged("The key of the checkpoint is not well formed: its id is not its own.")
    return _Key(name, key_id, Ed25519PublicKey.from_public_bytes(raw[1:]))


def _unbase64(text: str) -> bytes | None:
    """Read base64 in the one form in which it may be written."""
    try:
        raw = b64decode(text, validate=True)
    except ValueError:
        return None
    return raw if raw and b64encode(raw).decode() == text else None
