"""Checkpoints against the published example of the note format, and against forgers."""

from base64 import b64decode, b64encode
from string import ascii_letters, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.journal.checkpoint import (
    Checkpoint,
    read_checkpoint,
    read_key,
    sign_checkpoint,
    signing_key,
    verification_key,
)
from hemicycle.journal.damage import JournalDamaged

from .records import KEY, ORIGIN, OTHER_KEY, VKEY

# The example in the documentation of Go's golang.org/x/mod/sumdb/note.
PUBLISHED_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
PUBLISHED_SIGNATURE = (
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
)

CHECKPOINT = Checkpoint(ORIGIN, 42, bytes(range(32)))
NOTE = sign_checkpoint(CHECKPOINT, KEY)
ROOT = b64encode(bytes(32)).decode()


def signed(text):
    """Any text, signed with the right key as a note is."""
    _, key_id, _ = read_key(VKEY)
    signature = b64encode(key_id + KEY.sign(text.encode())).decode()
    return f"{text}\n\N{EM DASH} {ORIGIN} {signature}\n"


def test_published_key_and_signature_are_understood():
    name, key_id, key = read_key(PUBLISHED_VKEY)
    signature = b64decode(PUBLISHED_SIGNATURE)
    assert name == "PeterNeumann"
    assert signature[:4] == key_id
    key.verify(signature[4:], PUBLISHED_TEXT.encode())


def test_a_checkpoint_is_text_that_people_can_read():
    text, blank, signature = NOTE.partition("\n\n")
    assert text == f"{ORIGIN}\n42\n{b64encode(bytes(range(32))).decode()}"
    assert blank
    assert signature.startswith(f"\N{EM DASH} {ORIGIN} ")
    assert signature.count("\n") == 1


@given(
    st.integers(0, 2**53),
    st.binary(min_size=32, max_size=32),
    st.binary(min_size=32, max_size=32),
)
def test_what_is_signed_is_read_back(size, root, seed):
    key = signing_key(seed)
    checkpoint = Checkpoint(ORIGIN, size, root)
    note = sign_checkpoint(checkpoint, key)
    assert read_checkpoint(note, verification_key(ORIGIN, key)) == checkpoint


def test_signatures_of_witnesses_are_passed_over():
    witness = "\N{EM DASH} witness.example/1 " + b64encode(b"1234" + bytes(64)).decode() + "\n"
    text, signature = NOTE.split("\n\n")
    assert read_checkpoint(NOTE + witness, VKEY) == CHECKPOINT
    assert read_checkpoint(f"{text}\n\n{witness}{signature}", VKEY) == CHECKPOINT
    with pytest.raises(JournalDamaged):
        read_checkpoint(f"{text}\n\n{witness}", VKEY)


def test_another_key_of_the_same_name_is_refused():
    with pytest.raises(JournalDamaged, match="not signed by the key it names"):
        read_checkpoint(NOTE, verification_key(ORIGIN, OTHER_KEY))


def test_a_key_of_another_name_is_refused():
    with pytest.raises(JournalDamaged, match="not signed by the key it names"):
        read_checkpoint(NOTE, verification_key("other.example/1", KEY))


def test_every_altered_letter_of_note_or_key_is_refused():
    for letter in "A1=\n ":
        for place in range(len(NOTE)):
            if NOTE[place] != letter:
                with pytest.raises(JournalDamaged):
                    read_checkpoint(NOTE[:place] + letter + NOTE[place + 1 :], VKEY)
        for place in range(len(VKEY)):
            if VKEY[place] != letter:
                with pytest.raises(JournalDamaged):
                    read_checkpoint(NOTE, VKEY[:place] + letter + VKEY[place + 1 :])


def test_a_signature_may_be_written_in_one_way_only():
    def is_read(letter):
        try:
            return bool(read_checkpoint(f"{NOTE[:-3]}{letter}=\n", VKEY))
        except JournalDamaged:
            return False

    alphabet = ascii_letters + digits + "+/"
    signature = NOTE.split()[-1]
    same = [a for a in alphabet if b64decode(signature[:-2] + a + "=") == b64decode(signature)]
    assert len(same) == 4
    assert [letter for letter in alphabet if is_read(letter)] == [signature[-2]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{ORIGIN}\n042\nAAAA\n", "is not a size"),
        (f"{ORIGIN}\n-1\nAAAA\n", "is not a size"),
        (f"{ORIGIN}\n٤٢\nAAAA\n", "is not a size"),
        (f"{ORIGIN}\n42\n\n", "is not base64"),
        (f"{ORIGIN}\n42\nAAAA\n", "not 32 bytes"),
        (f"{ORIGIN}\n42\n{ROOT}\n\nmore\n", "an empty line"),
        (f"{ORIGIN}\n42\n{ROOT}\ntab\t\n", "control signs"),
        (f"{ORIGIN}\n42\n{ROOT}\n{'long' * 20_000}\n", "too long"),
        (f"{ORIGIN}\n42\n", "is not base64"),
        (f"{ORIGIN}\n", "is not a size"),
        (f"other.example/1\n42\n{ROOT}\n", "other.example/1"),
    ],
)
def test_a_signed_text_that_is_no_checkpoint_is_refused(text, reason):
    with pytest.raises(JournalDamaged, match=reason):
        read_checkpoint(signed(text), VKEY)


def test_lines_that_a_later_version_adds_are_passed_over():
    text = f"{ORIGIN}\n42\n{ROOT}\n"
    expected = Checkpoint(ORIGIN, 42, bytes(32))
    assert read_checkpoint(signed(text), VKEY) == expected
    assert read_checkpoint(signed(text + "more\n"), VKEY) == expected


@pytest.mark.parametrize(
    "line", ["- name AAAAAAAA", "\N{EM DASH} name AAAA", "\N{EM DASH}  AAAAAAAA", "", "x"]
)
def test_a_signature_line_of_another_form_is_refused(line):
    with pytest.raises(JournalDamaged):
        read_checkpoint(f"{NOTE}{line}\n", VKEY)
    assert read_checkpoint(f"{NOTE}\N{EM DASH} name AAAAAAAA\n", VKEY) == CHECKPOINT


@pytest.mark.parametrize("origin", ["", "two words", "a+b", "line\nbreak", "tab\t"])
def test_an_origin_that_cannot_name_a_journal_is_refused(origin):
    with pytest.raises(ValueError, match="cannot name a journal"):
        sign_checkpoint(Checkpoint(origin, 1, bytes(32)), KEY)
