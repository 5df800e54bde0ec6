"""Whatever byte of a record is changed, the first bad entry is named, by both verifiers alike."""

import os
from io import BytesIO
from random import Random

import pytest

from hemicycle.journal.verify import verify
from hemicycle_verify.findings import Exit

from .forged import golden, judged, rehearsal

CHANGES = int(os.environ.get("HEMICYCLE_CHANGES", "1000"))


def require_found(changed: bytes, *, line: int, entries: int) -> None:
    """The change is found and its line named; the other verifier finds the same."""
    verdict, other = judged(BytesIO(changed)), verify(BytesIO(changed))
    assert verdict.code in (Exit.DAMAGED, Exit.WITHHELD), (line, verdict.sentence)
    assert verdict.line == line, (line, verdict.sentence)
    # Of a checkpoint that is cut after its first signs nobody can say what the line was to be.
    assert verdict.position in ((line,) if line <= entries else (0, line)), verdict.sentence
    assert verdict.sentence.endswith(".")
    assert not other.ok
    assert other.first_bad.line == line
    assert other.first_bad.position in (None, line)
    assert (verdict.root, verdict.words) == ("", "")


@pytest.mark.slow
def test_every_change_of_one_byte_is_found_and_the_entry_named(record_property):
    random = Random(150)  # noqa: S311 (the same changes every time)
    file = b"".join(rehearsal())
    entries = len(rehearsal()) - 1
    for _ in range(CHANGES):
        place, change = random.randrange(len(file)), random.randrange(1, 256)
        changed = bytearray(file)
        changed[place] ^= change
        line = file.count(b"\n", 0, place) + 1
        require_found(bytes(changed), line=line, entries=entries)
    record_property("figure", f"{CHANGES:,} changes of one byte, all found and named")


def test_every_byte_of_some_lines_matters():
    lines = golden("3-elected")
    for number in (1, 40, len(lines) - 1, len(lines)):
        line = lines[number - 1]
        for place in range(0, len(line) - 1, 3):
            letter = b"1" if line[place : place + 1] != b"1" else b"2"
            changed = line[:place] + letter + line[place + 1 :]
            file = b"".join([*lines[: number - 1], changed, *lines[number:]])
            require_found(file, line=number, entries=len(lines) - 1)


def test_the_same_files_without_a_change_pass():
    for lines in (rehearsal(), golden("3-elected")):
        assert judged(lines).code == Exit.WHOLE
        assert verify(lines).ok


def test_lines_left_out_doubled_and_swapped_are_seen_alike():
    lines = golden("3-counted")
    random = Random(7)  # noqa: S311 (the same changes every time)
    for _ in range(120):
        here, there = sorted(random.sample(range(len(lines)), 2))
        for changed in (
            lines[:here] + lines[here + 1 :],
            [*lines[:here], lines[there], *lines[here:]],
            [
                *lines[:here],
                lines[there],
                *lines[here + 1 : there],
                lines[here],
                *lines[there + 1 :],
            ],
            lines[:here],
        ):
            verdict, other = judged(changed), verify(changed)
            assert verdict.code == Exit.DAMAGED
            bad = other.first_bad
            assert (verdict.line, verdict.position) == (bad.line, bad.position or 0), (
                verdict.sentence,
                other.problem,
            )
