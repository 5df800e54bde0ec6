"""One entry as it is stored: a header that is hashed and chained, a salt, and a body.

The chain and the tree cover the header alone. The header holds only a salted hash of the body,
so a body may be withheld or redacted while every hash stays checkable.
"""

from hashlib import sha256
from typing import Annotated, Literal

import msgspec

from hemicycle.journal import instants
from hemicycle.journal.canonical import NotCanonical
from hemicycle.procedure.kernel import Instant

SALT_BYTES = 16
NO_HASH = "0" * 64

Precision = Literal["instant", "hour", "day", "unknown"]
Basis = Literal["acted", "reported", "rehearsal"]
CountedFromOne = Annotated[int, msgspec.Meta(ge=1)]


# The fields of the next two stand in alphabetical order: their bytes are canonical as they come.
class Occurred(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """When a thing happened, as far as it is known; apart from when it was recorded."""

    precision: Precision
    value: str


class Header(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Who did what kind of thing, when and on what basis, and what it follows.

    `term` counts the machines that wrote the record, one after another; the first is not written.
    """

    basis: Basis
    body_hash: str
    by: str
    capacity: str
    cause: str
    form: CountedFromOne
    kind: str
    mark: str = ""
    occurred: Occurred
    position: CountedFromOne
    prev: str
    recorded_at: str
    session: str
    source: str = ""
    term: CountedFromOne = 1
    through: str

    @property
    def recorded_instant(self) -> Instant:
        """When the entry was recorded, as a number."""
        return instants.read(self.recorded_at)


class Circumstances(msgspec.Struct, frozen=True, kw_only=True):
    """What the header of a new entry says of it, before it is given its place in the chain."""

    session: str
    kind: str
    recorded_at: Instant
    occurred: Occurred
    basis: Basis
    by: str
    capacity: str
    through: str = ""
    cause: str = ""
    source: str = ""
    mark: str = ""
    form: int = 1
    term: int = 1


class Tail(msgspec.Struct, frozen=True):
    """The end of a journal: what the next entry must follow."""

    session: str
    position: int = 0
    hash: str = NO_HASH
    recorded_at: str = ""
    term: int = 1


class Record(msgspec.Struct, frozen=True):
    """One stored entry; without a body it is withheld."""

    header: Header
    header_bytes: bytes
    salt: bytes
    body: bytes | None

    @property
    def tail(self) -> Tail:
        """The end of a journal whose last entry this is."""
        header = self.header
        return Tail(
            header.session,
            header.position,
            header_hash(self.header_bytes),
            header.recorded_at,
            header.term,
        )


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Header).decode


def header_hash(header_bytes: bytes) -> str:
    """The hash by which the next entry refers to this one."""
    return sha256(header_bytes).hexdigest()


def leaf_hash(header_bytes: bytes) -> bytes:
    """The leaf of this entry in the Merkle tree (RFC 6962)."""
    return sha256(b"\x00" + header_bytes).digest()


def body_hash(salt: bytes, body: bytes) -> str:
    """The salted hash of a body: a short body cannot be guessed from it."""
    return sha256(salt + body).hexdigest()


def written(header: Header) -> bytes:
    """The canonical bytes of a header.

    Errors: NotCanonical
    """
    try:
        return _encode(header)
    except UnicodeEncodeError:
        raise NotCanonical("text holds half of a surrogate pair") from None


def record_of(header_bytes: bytes, body: bytes | None, *, salt: bytes) -> Record:
    """The record whose parts were stored."""
    return Record(_decode(header_bytes), header_bytes, salt, body)


def seal(circumstances: Circumstances, body: bytes, *, salt: bytes, after: Tail) -> Record:
    """Make the next record of a journal; `body` is canonical, `salt` is 16 unguessable bytes.

    Note: a clock that was set back does not turn the record back; the entry then carries
    the time of the one before it.
    """
    if circumstances.session != after.session:
        raise ValueError(f"an entry of {circumstances.session} cannot follow {after.session}")
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    c = circumstances
    header = Header(
        session=c.session,
        position=after.position + 1,
        kind=c.kind,
        form=c.form,
        recorded_at=max(instants.written(c.recorded_at), after.recorded_at),
        occurred=c.occurred,
        basis=c.basis,
        source=c.source,
        mark=c.mark,
        by=c.by,
        capacity=c.capacity,
        term=c.term,
        through=c.through,
        cause=c.cause,
        prev=after.hash,
        body_hash=body_hash(salt, body),
    )
    return Record(header, written(header), salt, body)
