"""Which bodies the public may not see yet: the count of a division or ballot not yet declared.

A closing entry, what tellers count and report, and the declaration carry the same cause: the
position at which the division or the ballot was opened. Until the declaration, the public record
holds only the headers of those that tell figures; of a ballot that is annulled it never holds
more. A division that was set aside without a result withholds nothing.
"""

from collections.abc import Iterable

from hemicycle.journal.header import Header, Record

OPENED = frozenset({"division_opened", "ballot_opened"})
COUNTED = frozenset(
    {"division_closed", "tally_reported", "count_reported", "hands_counted", "counts_agreed"}
)
DECLARED = frozenset({"result_declared", "ballot_declared", "vote_set_aside"})


def undeclared(headers: Iterable[Header]) -> frozenset[int]:
    """The positions of all entries with figures of a vote that is still to be declared."""
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
