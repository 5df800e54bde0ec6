"""What we lock the field's own program opens, and the other way round; nothing changed opens."""

import io

import pyrage
import pytest

from hemicycle.operation.age import CHUNK, LockedReader, LockedWriter
from hemicycle.operation.age_keys import TAG, Changed, DoesNotOpen, Passphrase

PASSPHRASE = "a passphrase of several words"
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7)


def locked(content, passphrase=PASSPHRASE, work=10):
    """Some bytes locked, in parts of an odd size."""
    into = io.BytesIO()
    writer = LockedWriter(into, Passphrase(passphrase, work))
    for place in range(0, len(content), 10_007):
        writer.write(content[place : place + 10_007])
    writer.close()
    return into.getvalue()


def opened(raw, passphrase=PASSPHRASE):
    """Everything that a locked file holds."""
    reader = LockedReader(io.BytesIO(raw), Passphrase(passphrase))
    parts = []
    while part := reader.read(9_001):
        parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize("size", SIZES)
def test_another_program_opens_what_we_locked(size):
    content = bytes(range(256)) * (size // 256) + bytes(size % 256)
    raw = locked(content)
    assert opened(raw) == content
    assert pyrage.passphrase.decrypt(raw, PASSPHRASE) == content


def test_we_open_what_another_program_locked():
    content = bytes(CHUNK + 5)
    assert opened(pyrage.passphrase.encrypt(content, PASSPHRASE)) == content


def test_another_passphrase_opens_nothing():
    raw = locked(b"words")
    with pytest.raises(DoesNotOpen):
        opened(raw, PASSPHRASE + ".")
    assert b"words" not in raw


def test_two_files_of_the_same_are_not_the_same():
    assert locked(b"words") != locked(b"words")


def test_whatever_is_changed_does_not_open():
    raw = locked(bytes(CHUNK + 100))
    for place in [*range(250), len(raw) - CHUNK, len(raw) - 1]:
        changed = bytearray(raw)
        changed[place] ^= 1
        with pytest.raises((Changed, DoesNotOpen)):
            opened(bytes(changed))


def test_a_file_cut_short_anywhere_does_not_open():
    raw = locked(bytes(2 * CHUNK + 100))
    head = len(raw) - 2 * (CHUNK + TAG) - 100 - TAG
    whole_parts = [head, head + CHUNK + TAG, head + 2 * (CHUNK + TAG)]
    for length in [0, 10, 100, *whole_parts, len(raw) - 1]:
        with pytest.raises(Changed):
            opened(raw[:length])


def test_parts_that_change_places_do_not_open():
    raw = locked(b"a" * CHUNK + b"b" * CHUNK + b"c")
    head = len(raw) - 2 * (CHUNK + TAG) - 1 - TAG
    one, two = (slice(head + n * (CHUNK + TAG), head + (n + 1) * (CHUNK + TAG)) for n in (0, 1))
    with pytest.raises(Changed):
        opened(raw[:head] + raw[two] + raw[one] + raw[two.stop :])


def test_a_file_that_asks_for_endless_work_is_refused_before_it_is_done():
    raw = locked(b"words").replace(b" 10\n", b" 60\n", 1)
    with pytest.raises(Changed, match="more work"):
        opened(raw)
