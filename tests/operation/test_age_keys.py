"""Files locked to keys: another program opens ours and we open its; whatever is changed is found.

Who has locked a file reads it again from the disk with what only this process knows of it.
"""

import io
from dataclasses import dataclass

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from hemicycle.operation.age import CHUNK, LockedReader, LockedWriter
from hemicycle.operation.age_keys import (
    TAG,
    X25519,
    Changed,
    DoesNotOpen,
    Identities,
    Kept,
    Passphrase,
    Recipients,
    Stanza,
    base64,
)
from hemicycle.operation.backup_keys import identity_of, mistake_in_recipient, recipient_of
from hemicycle.operation.bech32 import written

SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7)
NONCE = 16


@dataclass
class Person:
    """Somebody with a key, as another program makes it."""

    theirs: pyrage.x25519.Identity

    @property
    def key(self):
        """What opens a file."""
        return Identities((identity_of(str(self.theirs)),))

    @property
    def recipient(self):
        """What locks one."""
        return recipient_of(str(self.theirs.to_public()))


def person():
    """Somebody with a new key."""
    return Person(pyrage.x25519.Identity.generate())


def locked(content, lock):
    """Some bytes locked, and what opens them again here and now."""
    into = io.BytesIO()
    writer = LockedWriter(into, lock)
    for place in range(0, len(content), 10_007):
        writer.write(content[place : place + 10_007])
    writer.close()
    return into.getvalue(), writer.again


def opened(raw, key):
    """Everything that a locked file holds."""
    reader = LockedReader(io.BytesIO(raw), key)
    parts = []
    while part := reader.read(9_001):
        parts.append(part)
    return b"".join(parts)


def to(*people):
    """A lock for some people."""
    return Recipients(tuple(one.recipient for one in people))


@pytest.mark.parametrize("size", SIZES)
def test_another_program_opens_what_we_locked_and_so_do_we(size):
    one, content = person(), bytes(range(256)) * (size // 256) + bytes(size % 256)
    raw, again = locked(content, to(one))
    assert opened(raw, one.key) == opened(raw, again) == content
    assert pyrage.decrypt(raw, [one.theirs]) == content


@pytest.mark.parametrize("size", SIZES)
def test_we_open_what_another_program_locked(size):
    people, content = [person() for _ in range(3)], bytes(size)
    raw = pyrage.encrypt(content, [one.theirs.to_public() for one in people])
    for one in people:
        assert opened(raw, one.key) == content


def test_each_of_several_opens_it_alone_and_nobody_else():
    people, other = [person() for _ in range(5)], person()
    raw, _ = locked(b"words", to(*people))
    for one in people:
        assert opened(raw, one.key) == b"words"
        assert pyrage.decrypt(raw, [one.theirs]) == b"words"
        both = Identities((*other.key.keys, *one.key.keys))
        assert opened(raw, both) == b"words"
    with pytest.raises(DoesNotOpen, match="wrong_identity"):
        opened(raw, other.key)
    assert b"words" not in raw


def test_what_is_locked_otherwise_says_how():
    one = person()
    to_keys, _ = locked(b"words", to(one))
    with_words, _ = locked(b"words", Passphrase("a passphrase of several words", work=10))
    for raw, key, why in (
        (to_keys, Passphrase("a passphrase of several words"), "locked_to_keys"),
        (to_keys, Identities(()), "locked_to_keys"),
        (with_words, one.key, "locked"),
        (with_words, Identities(()), "locked"),
    ):
        with pytest.raises(DoesNotOpen, match=f"^{why}$"):
            opened(raw, key)


def test_whatever_byte_is_changed_it_does_not_open():
    people = [person() for _ in range(3)]
    raw, again = locked(b"words" * 20, to(*people))
    for place in range(len(raw)):
        for bit in (1, 32, 128):
            changed = bytearray(raw)
            changed[place] ^= bit
            for key in (people[1].key, again):
                with pytest.raises((Changed, DoesNotOpen)):
                    opened(bytes(changed), key)


def test_a_file_cut_short_or_longer_anywhere_does_not_open():
    one = person()
    raw, again = locked(bytes(CHUNK + 5), to(one))
    lengths = [*range(400), len(raw) - TAG - 5, len(raw) - TAG, len(raw) - 1]
    for length in lengths:
        for key in (one.key, again):
            with pytest.raises((Changed, DoesNotOpen)):
                opened(raw[:length], key)
    with pytest.raises(Changed):
        opened(raw + b"x", one.key)


def test_a_head_without_end_is_refused_before_it_fills_the_memory():
    endless = b"age-encryption.org/v1\n-> X25519 " + b"A" * 10_000_000
    many = b"age-encryption.org/v1\n" + b"-> x\n\n" * 1_000_000
    for raw in (endless, many):
        file = io.BytesIO(raw)
        with pytest.raises(Changed, match="head"):
            LockedReader(file, person().key)
        assert file.tell() < 100_000


# Read again by who has written it, who cannot open it


class Only:
    """The key of a file and nothing else that is known of it."""

    def __init__(self, kept):
        self.kept = kept

    def file_key(self, _stanzas):
        """The key, whoever else may have it."""
        return self.kept.secret


class Faulty(Recipients):
    """A lock in a computer whose memory turned one bit before the head was summed up."""

    def wrapped(self, file_key):
        """As it should be, but for one bit."""
        stanzas, kept = super().wrapped(file_key)
        body = bytearray(stanzas[1].body)
        body[3] ^= 4
        return [stanzas[0], stanzas[1]._replace(body=bytes(body)), *stanzas[2:]], kept


def test_a_file_that_one_recipient_could_not_open_is_noticed_at_once():
    people = [person() for _ in range(3)]
    raw, again = locked(b"words", Faulty(to(*people).keys))
    assert opened(raw, Only(again)) == b"words"  # the control: its own key does not tell
    assert opened(raw, people[0].key) == b"words"
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(raw, [people[1].theirs])
    with pytest.raises(Changed, match="head"):
        opened(raw, again)


def test_a_file_locked_to_somebody_else_as_well_is_noticed():
    one, other = person(), person()
    raw, kept = locked(b"words", to(one))
    more, _ = locked(b"words", to(one, other))
    with pytest.raises(Changed, match="head"):
        opened(more, kept)
    fewer = Kept(kept.secret, ())
    with pytest.raises(Changed, match="head"):
        opened(raw, fewer)


def test_what_is_kept_shows_no_secret():
    one = person()
    _, kept = locked(b"words", to(one))
    told = repr((kept, one.key, Passphrase("several words")))
    assert "several words" not in told
    assert repr(kept.secret) not in told


def test_a_recipient_that_gives_everybody_the_same_secret_locks_nothing():
    with pytest.raises(ValueError, match="shared key"):
        locked(b"words", Recipients((X25519PublicKey.from_public_bytes(bytes(32)),)))


def test_a_last_part_that_is_empty_is_refused_as_other_programs_refuse_it():
    one, into = person(), io.BytesIO()
    writer = LockedWriter(into, to(one))
    writer._put(bytes(CHUNK), is_last=False)
    writer.close()
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(into.getvalue(), [one.theirs])
    for key in (one.key, writer.again):
        with pytest.raises(Changed, match="last part"):
            opened(into.getvalue(), key)


# All points of small order, and the ways to write them
SMALL = (
    *(0, 1, 2**255 - 20, 2**255 - 19, 2**255 - 18),
    325606250916557431795983626356110631294008115727848805560023387167927233504,
    39382357235489614581723060781553021112529911719440698176882885853963445705823,
)


@pytest.mark.parametrize("point", SMALL)
@pytest.mark.parametrize("top", [0, 2**255])
def test_a_share_that_gives_everybody_the_same_secret_opens_nothing(point, top):
    share = (point | top).to_bytes(32, "little")
    stanza = Stanza(X25519, (base64(share),), bytes(32))
    with pytest.raises(Changed, match="head"):
        person().key.file_key([stanza])
    assert "everybody could open" in mistake_in_recipient(written("age", share))
