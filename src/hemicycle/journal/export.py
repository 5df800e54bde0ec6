"""A journal as a file: one canonical JSON object a line, entries first, checkpoints last."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from hemicycle.journal.canonical import NotCanonical, canonical
from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.damage import JournalDamaged
from hemicycle.journal.header import SALT_BYTES, Header, Record, written
from hemicycle.journal.withholding import undeclared, withhold

_CHECKPOINT = b'{"checkpoint":'


class _EntryLine(msgspec.Struct, forbid_unknown_fields=True):
    header: msgspec.Raw
    body: msgspec.Raw = msgspec.Raw()
    salt: str = ""


class _Fraction(ValueError):
    """A number with a fraction or exponent."""


def _refuse_fraction(text: str) -> Any:
    raise _Fraction(text)


_read_line = msgspec.json.Decoder(_EntryLine).decode
_read_header = msgspec.json.Decoder(Header).decode
_read_body = msgspec.json.Decoder(dict[str, Any], float_hook=_refuse_fraction).decode
_read_checkpoint = msgspec.json.Decoder(SignedCheckpoint).decode
_UNREADABLE = (msgspec.DecodeError, NotCanonical, ValueError, RecursionError)


def entry_line(record: Record) -> bytes:
    """One entry as a line; a withheld one shows its header only."""
    if record.body is None:
        return b'{"header":' + record.header_bytes + b"}\n"
    salt = record.salt.hex().encode()
    return b'{"body":%b,"header":%b,"salt":"%b"}\n' % (record.body, record.header_bytes, salt)


def checkpoint_line(signed: SignedCheckpoint) -> bytes:
    """One checkpoint as a line."""
    return canonical({"checkpoint": signed.checkpoint, "key": signed.key}) + b"\n"


def export(records: Iterable[Record], checkpoints: Iterable[SignedCheckpoint]) -> Iterator[bytes]:
    """The lines of a journal with everything in it; for the house's own keeping."""
    yield from map(entry_line, records)
    yield from map(checkpoint_line, checkpoints)


def export_for_public(
    records: Iterable[Record], checkpoints: Iterable[SignedCheckpoint]
) -> Iterator[bytes]:
    """The lines of a journal, without the bodies of divisions that are not declared."""
    records = list(records)
    hidden = undeclared(record.header for record in records)
    shown = (withhold(r) if r.header.position in hidden else r for r in records)
    yield from export(shown, checkpoints)


def read_line(line: bytes, number: int) -> Record | SignedCheckpoint:
    """Read one line, which must be exactly what we would have written.

    Errors: JournalDamaged
    """
    try:
        if line.startswith(_CHECKPOINT):
            signed = _read_checkpoint(line)
            exact = checkpoint_line(signed) == line
        else:
            record = _record(line)
            exact = entry_line(record) == line and _is_exact(record)
    except _UNREADABLE as error:
        reason = str(error) or type(error).__name__
        raise JournalDamaged("line_unreadable", line=number, reason=reason) from None
    if not exact:
        raise JournalDamaged("line_not_canonical", line=number)
    return signed if line.startswith(_CHECKPOINT) else record


def _record(line: bytes) -> Record:
    parts = _read_line(line)
    header_bytes = bytes(parts.header)
    salt, body = bytes.fromhex(parts.salt), bytes(parts.body) or None
    if len(salt) != (0 if body is None else SALT_BYTES):
        raise ValueError("its salt is not 16 bytes long")
    return Record(_read_header(header_bytes), header_bytes, salt, body)


def _is_exact(record: Record) -> bool:
    """Whether header and body are written as we would write them."""
    body = record.body
    return written(record.header) == record.header_bytes and (
        body is None or canonical(_read_body(body)) == body
    )
