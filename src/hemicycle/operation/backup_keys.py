"""How backups are locked and opened: with a passphrase, or to keys whose other half is elsewhere.

A house that locks to keys holds nothing that opens its backups: not its folder, not its settings.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from hemicycle.operation import bech32
from hemicycle.operation.age_keys import Identities, Key, Lock, Passphrase, Recipients
from hemicycle.operation.faults import BackupFault
from hemicycle.operation.passphrases import passphrase_in
from hemicycle.store.writer import sync_folder

RECIPIENT, IDENTITY = "age", "age-secret-key-"
LEAST_PASSPHRASE = 12
LARGEST_FILE = 64 * 1024
KEY = 32
SHOWN = 80


def lock_of(passphrase_file: Path | None, recipients: Sequence[str]) -> Lock | None:
    """What locks a backup; nothing where neither is given.

    Errors: BackupFault
    """
    if recipients and passphrase_file is not None:
        raise BackupFault("both_locks")
    if recipients:
        return Recipients(tuple(recipient_of(text) for text in recipients))
    words = passphrase_in(passphrase_file)
    if words and len(words) < LEAST_PASSPHRASE:
        raise BackupFault("passphrase", least=LEAST_PASSPHRASE)
    return Passphrase(words) if words else None


def key_of(passphrase_file: Path | None, identity_file: Path | None) -> Key | None:
    """What opens a backup; nothing where neither is given.

    Errors: BackupFault
    """
    if passphrase_file is not None and identity_file is not None:
        raise BackupFault("both_keys")
    if identity_file is not None:
        return Identities(tuple(identities_in(identity_file)))
    words = passphrase_in(passphrase_file)
    return Passphrase(words) if words else None


def recipient_of(text: str) -> X25519PublicKey:
    """The key that a recipient is.

    Errors: BackupFault
    """
    wrong = mistake_in_recipient(text)
    if wrong:
        raise BackupFault("recipient", wrong=wrong)
    return X25519PublicKey.from_public_bytes(bech32.read(RECIPIENT, text))


def mistake_in_recipient(text: str) -> str:
    """What is wrong with a recipient, in a clause; nothing where it is one.

    Note: a secret key in its place is not repeated, because this ends in logs.
    """
    if IDENTITY in text.lower():
        return (
            "a secret key stands where a recipient belongs; the house must not have it: give its"
            " recipient (age1…), and keep the key elsewhere"
        )
    try:
        content = key_in(RECIPIENT, text)
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(content))
    except bech32.Mistyped as fault:
        return f"{text[:SHOWN] or 'an empty text'} is no recipient: {fault}"
    except ValueError:
        return f"{text[:SHOWN]} is no recipient: everybody could open what is locked to it"
    return ""


def identities_in(file: Path) -> list[X25519PrivateKey]:
    """The keys of a file, one a line; lines that begin with # are comments.

    Errors: BackupFault
    """
    try:
        with file.open(encoding="utf-8") as lines:
            text = lines.read(LARGEST_FILE)
    except (OSError, UnicodeDecodeError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else "it is no text"
        raise BackupFault("identity_file", file=str(file), why=str(why)) from None
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                found.append(identity_of(line.strip()))
            except bech32.Mistyped as fault:
                why = f"line {number} is no key: {fault}"
                raise BackupFault("identity_file", file=str(file), why=why) from None
    if not found:
        why = "no key stands in it"
        raise BackupFault("identity_file", file=str(file), why=why)
    return found


def identity_of(text: str) -> X25519PrivateKey:
    """The key that a line of an identity file is.

    Errors: Mistyped
    """
    if text.lower().startswith(f"{RECIPIENT}1"):
        raise bech32.Mistyped("it is a recipient, which locks and does not open")
    return X25519PrivateKey.from_private_bytes(key_in(IDENTITY, text))


def key_in(kind: str, text: str) -> bytes:
    """The bytes of a key in a text of this kind.

    Errors: Mistyped
    """
    content = bech32.read(kind, text)
    if len(content) != KEY:
        raise bech32.Mistyped(bech32.WRONG)
    return content


def make_identity(file: Path, *, made_at: str) -> str:
    """Write a new key into a file of its owner's alone; its recipient.

    Errors: BackupFault, OSError
    """
    key = X25519PrivateKey.generate()
    recipient = bech32.written(RECIPIENT, key.public_key().public_bytes_raw())
    secret = bech32.written(IDENTITY, key.private_bytes_raw()).upper()
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BackupFault("exists", file=str(file)) from None
    try:
        with os.fdopen(opened, "w", encoding="ascii") as into:
            into.write(f"# created: {made_at}\n# public key: {recipient}\n{secret}\n")
            into.flush()
            os.fsync(into.fileno())
    except OSError:  # what is left would look like a key, and keep the next one from being made
        file.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)
    return recipient
