"""What a device sends from a door: checked one by one, read again by us, kept as rows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal

import msgspec

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.secretariat.gate import as_known, door_name, time_that_counts
from hemicycle.secretariat.models import GateScan
from hemicycle.web.gate_list import VERDICTS, Reading

MOST_AT_ONCE = 100
SCAN_ID = re.compile(r"[0-9a-f]{16,64}")
Millisecond = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class SentScan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One scan as a device tells it; `text` is what was read or typed there."""

    id: Annotated[str, msgspec.Meta(pattern=rf"^{SCAN_ID.pattern}$")]
    door: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    direction: Literal["in", "out"]
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    told: str
    at: Millisecond


class SentBatch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Scans of one device, and what its clock showed when it sent them."""

    device: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-zA-Z-]{1,40}$")]
    at: Millisecond
    scans: Annotated[list[msgspec.Raw], msgspec.Meta(max_length=MOST_AT_ONCE)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Where and when scans came in, by whom, and how a code is read here."""

    session: SessionId
    account: int
    received_at_ms: int
    read: Callable[[str], Reading]
    known: Sequence[str]


@dataclass(slots=True)
class Batch:
    """The scans to be kept; `received` are their ids, `refused` the places of those that are none.

    Note: a device forgets both, or it would send what nobody can read for ever.
    """

    scans: list[GateScan] = field(default_factory=list)
    received: list[str] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)


def is_scan_id(text: str) -> bool:
    """Whether a text can be the id of a scan."""
    return SCAN_ID.fullmatch(text) is not None


def arrived(arrival: Arrival, raw: str) -> Batch | None:
    """The scans that a device sent; None where this is no batch of scans at all."""
    try:
        sent = msgspec.json.decode(raw.encode(), type=SentBatch)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return None
    batch = Batch()
    for place, one in enumerate(sent.scans):
        scan = understood(one)
        if scan is None:
            batch.refused.append(place)
        else:
            batch.scans.append(as_row(arrival, sent, scan=scan))
            batch.received.append(scan.id)
    return batch


def understood(raw: msgspec.Raw) -> SentScan | None:
    """One scan of a batch, if it is one."""
    try:
        scan = msgspec.json.decode(raw, type=SentScan)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return scan if scan.told in VERDICTS and door_name(scan.door) else None


def as_row(arrival: Arrival, sent: SentBatch, *, scan: SentScan) -> GateScan:
    """A scan as it is kept: what the device told, beside what we find.

    Note: whom a code names is never taken from the device; somebody not on our list is nobody.
    """
    reading = arrival.read(scan.text)
    clock_off_ms = sent.at - arrival.received_at_ms
    return GateScan(
        scan_id=scan.id,
        session=arrival.session,
        door=as_known(door_name(scan.door), arrival.known),
        direction=scan.direction,
        member=reading.entry.id if reading.entry else "",
        how=reading.how,
        told=scan.told,
        found=reading.verdict,
        scanned_at_ms=scan.at,
        received_at_ms=arrival.received_at_ms,
        at_ms=time_that_counts(
            scan.at, received_at_ms=arrival.received_at_ms, clock_off_ms=clock_off_ms
        ),
        clock_off_ms=clock_off_ms,
        device=sent.device,
        account=arrival.account,
    )
