"""Which bodies the public may not see yet: the count of a division that is not declared.

A closing entry and its declaration carry the same cause: the position at which the division
was opened. Until the declaration, the public record holds the header of the closing entry only.
"""

from collections.abc import Iterable

from hemicycle.journal.header import Header, Record

CLOSED = "division_closed"
DECLARED = "result_declared"


def undeclared(headers: Iterable[Header]) -> frozenset[int]:
    """The positions of all closing entries whose division has no declared result."""
    closings: dict[int, str] = {}
    declared: set[str] = set()
    for header in headers:
        if header.kind == CLOSED:
            closings[header.position] = header.cause
        elif header.kind == DECLARED:
            declared.add(header.cause)
    return frozenset(position for position, cause in closings.items() if cause not in declared)


def withhold(record: Record) -> Record:
    """The record without its body and salt; its hashes stay checkable."""
    return Record(record.header, record.header_bytes, b"", None)
