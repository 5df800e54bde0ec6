"""Which bodies the public may not see yet: the count of a division that is not declared.

A closing entry, what tellers count and report, and the declaration carry the same cause: the
position at which the division was opened. Until the declaration, the public record holds only the
headers of those before it, because they tell the figures. A division that was set aside without a
result withholds nothing.
"""

from collections.abc import Iterable

from hemicycle.journal.header import Header, Record

OPENED = "division_opened"
COUNTED = frozenset({"division_closed", "tally_reported", "hands_counted", "counts_agreed"})
DECLARED = frozenset({"result_declared", "vote_set_aside"})


def undeclared(headers: Iterable[Header]) -> frozenset[int]:
    """The positions of all entries with figures of a division that is still to be declared."""
    counted: dict[int, str] = {}
    declared: set[str] = set()
    for header in headers:
        if header.kind in COUNTED:
            counted[header.position] = header.cause
        elif header.kind in DECLARED:
            declared.add(header.cause)
    return frozenset(position for position, cause in counted.items() if cause not in declared)


def withhold(record: Record) -> Record:
    """The record without its body and salt; its hashes stay checkable."""
    return Record(record.header, record.header_bytes, b"", None)
