"""Checkpoints: several, kept from before, of another key, in the form of others; and the words."""

import pytest

from hemicycle.journal.checkpoint import verification_key
from hemicycle.journal.export import checkpoint_line, export
from hemicycle_verify.findings import BadError, Exit
from hemicycle_verify.signed import read_kept
from journal.records import (
    KEY,
    ORIGIN,
    OTHER_KEY,
    VKEY,
    exported,
    long_journal,
    signed_at,
    some_journal,
)

from .forged import judged

LONG = long_journal(40)


def kept(*sizes, records=LONG, key=KEY):
    """Checkpoints as a delegation keeps them."""
    lines = "".join(checkpoint_line(signed_at(records, size, key)).decode() for size in sizes)
    return read_kept(lines)


def test_several_checkpoints_are_all_checked():
    signed = [signed_at(LONG, size) for size in (2, 5, 40)]
    assert judged(export(LONG, signed)).checkpoints == [2, 5, 40]
    wrong = [signed[0], signed_at(some_journal(), 5), signed[2]]
    verdict = judged(export(LONG, wrong))
    assert (verdict.code, verdict.position) == (Exit.DAMAGED, 5)
    assert "between entry 3 and entry 5" in verdict.sentence
    for sizes in ((40, 40), (5, 2, 40)):
        assert judged(export(LONG, [signed_at(LONG, n) for n in sizes])).line > len(LONG)


def test_a_record_extends_what_was_kept_from_before():
    verdict = judged(exported(LONG), kept=kept(0, 1, 7, 32, 39, 40), key=VKEY)
    assert (verdict.code, verdict.earlier) == (Exit.WHOLE, [0, 1, 7, 32, 39, 40])
    cut = judged(exported(LONG[:30]), kept=kept(31))
    assert (cut.code, cut.position) == (Exit.DAMAGED, 31)
    assert "its end is missing" in cut.sentence
    rewritten = judged(exported(some_journal()), kept=kept(5))
    assert rewritten.code == Exit.DAMAGED
    assert "altered between entry 1 and entry 5" in rewritten.sentence


def test_a_signed_note_alone_is_enough_to_keep():
    note = signed_at(LONG, 7).checkpoint
    assert judged(exported(LONG), kept=read_kept(note)).earlier == [7]
    assert judged(exported(LONG), kept=read_kept(note.replace("\n", "\r\n"))).earlier == [7]
    assert judged(exported(LONG), kept=read_kept("7 entries")).code == Exit.DAMAGED


@pytest.mark.parametrize("text", ["{}", "{", '{"checkpoint":1}'])
def test_what_cannot_be_read_as_a_checkpoint_is_said(text):
    with pytest.raises(BadError) as caught:
        read_kept(text)
    assert caught.value.code == Exit.UNUSABLE


def test_another_key_is_found_if_one_knows_the_right_one():
    lines = exported(LONG, OTHER_KEY)
    assert judged(lines).key == verification_key(ORIGIN, OTHER_KEY)
    assert judged(lines, key=verification_key(ORIGIN, OTHER_KEY)).code == Exit.WHOLE
    assert judged(lines, key=VKEY).code == Exit.DAMAGED
    assert "was expected" in judged(lines, kept=kept(3)).sentence


def test_a_checkpoint_that_others_signed_too_is_read():
    signed = signed_at(LONG, 40)
    note = signed.checkpoint + signed_at(LONG, 40, OTHER_KEY).checkpoint.split("\n\n")[1]
    assert judged(exported(LONG), kept=[(note, VKEY)]).earlier == [40]
    forged = signed.checkpoint.replace("\n40\n", "\n39\n")
    assert "not signed" in judged(exported(LONG), kept=[(forged, VKEY)]).sentence


@pytest.mark.parametrize(
    "note",
    [
        "",
        "a\n1\nb\n",
        f"{ORIGIN}\n1\n",
        f"{ORIGIN}\n1\n\n\N{EM DASH} {ORIGIN} AAAA\n",
        f"{ORIGIN}\n1\nx\n\n\N{EM DASH} a+b AAAAAAAA\n",
        "\x00",
        "x" * 70_000,
    ],
)
@pytest.mark.parametrize("vkey", [VKEY, "", "a+b+c", VKEY.replace("assembly", "Assembly")])
def test_a_note_that_is_none_is_a_sentence(note, vkey):
    verdict = judged(exported(LONG), kept=[(note, vkey)])
    assert verdict.code == Exit.DAMAGED
    assert verdict.sentence.endswith(".")
