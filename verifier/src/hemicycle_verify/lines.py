"""One line of a record: an entry (header, body, salt), or a checkpoint with its key."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from hemicycle_verify import canonical
from hemicycle_verify.canonical import NotCanonicalError

LONGEST_LINE = 32 * 1024 * 1024
BASES = ("acted", "reported", "rehearsal")
TEXTS = (
    *("basis", "body_hash", "by", "capacity", "cause", "kind"),
    *("prev", "recorded_at", "session", "through"),
)
LEFT_OUT_WHEN_EMPTY = ("mark", "source")
NUMBERS = ("form", "position")
LEFT_OUT_WHEN_FIRST = "term"
FIELDS = {*TEXTS, *LEFT_OUT_WHEN_EMPTY, *NUMBERS, LEFT_OUT_WHEN_FIRST, "occurred"}
HASH = re.compile(r"[0-9a-f]{64}")
SALT = re.compile(r"[0-9a-f]{32}")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
# What each precision needs before it is an instant.
COMPLETED = {"instant": "", "hour": ":00:00.000Z", "day": "T00:00:00.000Z"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; without a body it is withheld."""

    header: Mapping[str, Any]
    header_bytes: bytes
    body: Mapping[str, Any] | None
    body_bytes: bytes
    salt: bytes

    @property
    def position(self) -> int:
        """Its number in the record, from 1."""
        return int(self.header["position"])

    @property
    def kind(self) -> str:
        """What kind of thing was done."""
        return str(self.header["kind"])

    @property
    def term(self) -> int:
        """Which of the machines that wrote the record wrote it, counted from 1."""
        return int(self.header.get(LEFT_OUT_WHEN_FIRST, 1))

    @property
    def cause(self) -> str:
        """The position at which the vote was opened that it is about; else empty."""
        return str(self.header["cause"])

    @property
    def is_body_its_own(self) -> bool:
        """Whether the hash in the header is that of salt and body."""
        own = sha256(self.salt + self.body_bytes).hexdigest()
        return self.body is None or own == self.header["body_hash"]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A checkpoint as it stands in the record: the signed note and the key it names."""

    note: str
    key: str


def read_line(line: bytes) -> Entry | NoteLine:
    """Read one line with its line feed, which must be written in the one permitted form.

    Errors: NotCanonicalError, saying why it is no line of a record.
    """
    if len(line) > LONGEST_LINE:
        raise NotCanonicalError("it is too long")
    told = canonical.read(line)
    if not isinstance(told, dict):
        raise NotCanonicalError("it is not an object")
    if told.keys() == {"checkpoint", "key"}:
        found, again = _note(told)
    elif told.keys() in ({"header"}, {"body", "header", "salt"}):
        found, again = _entry(told)
    else:
        raise NotCanonicalError("it is neither an entry nor a checkpoint")
    # Another order of keys, a key twice, a space, another escape: all would be written otherwise.
    if again != line:
        raise NotCanonicalError("it is not written in the one permitted form (RFC 8785)")
    return found


def _note(told: dict[str, Any]) -> tuple[Entry | NoteLine, bytes]:
    """A checkpoint, and the line as it must be written."""
    note, key = told["checkpoint"], told["key"]
    if not isinstance(note, str) or not isinstance(key, str):
        raise NotCanonicalError("its checkpoint is not text")
    return NoteLine(note, key), canonical.write(told) + b"\n"


def _entry(told: dict[str, Any]) -> tuple[Entry | NoteLine, bytes]:
    """An entry, and the line as it must be written."""
    header, body, salt = told["header"], told.get("body"), told.get("salt", "")
    if not isinstance(header, dict):
        raise NotCanonicalError("its header is not an object")
    _require_header(header)
    header_bytes = canonical.write(header)
    if "body" not in told:
        return Entry(header, header_bytes, None, b"", b""), b'{"header":%b}\n' % header_bytes
    if not isinstance(body, dict):
        raise NotCanonicalError("its body is not an object")
    if not isinstance(salt, str) or not SALT.fullmatch(salt):
        raise NotCanonicalError("its salt is not 16 bytes long")
    body_bytes = canonical.write(body)
    again = b'{"body":%b,"header":%b,"salt":"%b"}\n' % (body_bytes, header_bytes, salt.encode())
    return Entry(header, header_bytes, body, body_bytes, bytes.fromhex(salt)), again


def _require_header(header: dict[str, Any]) -> None:
    """All fields of a header are there, no others, and each is of its sort.

    Errors: NotCanonicalError
    """
    for name in (*TEXTS, *(one for one in LEFT_OUT_WHEN_EMPTY if one in header)):
        if type(header.get(name)) is not str:
            raise NotCanonicalError(f"its header has no text {name}")
    for name in NUMBERS:
        if type(header.get(name)) is not int or header[name] < 1:
            raise NotCanonicalError(f"its header has no number {name}")
    if len(header) != sum(name in FIELDS for name in header):
        raise NotCanonicalError("its header has a field that is none of a header")
    term = header.get(LEFT_OUT_WHEN_FIRST, 2)
    if type(term) is not int or term < 2:  # noqa: PLR2004 (the first is left out)
        raise NotCanonicalError("its header has a term that is no number from 2")
    if "" in (header.get("mark"), header.get("source")):
        raise NotCanonicalError("its header has an empty mark or source, which is left out")
    if header["basis"] not in BASES or not HASH.fullmatch(header["body_hash"]):
        raise NotCanonicalError("its header has an unknown basis, or no hash of the body")
    _require_occurred(header.get("occurred"))


def _require_occurred(when: object) -> None:
    """When a thing happened is told as exactly as it says.

    Errors: NotCanonicalError
    """
    if isinstance(when, dict) and sorted(when) == ["precision", "value"]:
        precision, value = when["precision"], when["value"]
        if (precision, value) == ("unknown", ""):
            return
        rest = COMPLETED.get(precision) if isinstance(precision, str) else None
        if rest is not None and isinstance(value, str) and is_instant(value + rest):
            return
    raise NotCanonicalError("its header does not say when it occurred")


def is_instant(text: str) -> bool:
    """Whether a text is a time in UTC, as in 2026-03-02T05:00:00.000Z."""
    if not INSTANT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:  # the 30th of February
        return False
    return True
