"""The code of a badge: read back as written, refused when anything about it is not ours."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hemicycle.publish.papers.badge_code import (
    PREFIX,
    Badge,
    BadgeRefused,
    base45,
    from_base45,
    read_badge,
    written,
)

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
BADGE = Badge(session="répétition-1", member="p-0001-1", category="observer", until_min=29_540_520)
CODE = written(BADGE, KEY)
RAW = from_base45(CODE.removeprefix(PREFIX))


def why_not(code: str) -> str:
    """Why a code is refused."""
    with pytest.raises(BadgeRefused) as refused:
        read_badge(code, KEY.public_key())
    return refused.value.why


def test_a_badge_is_read_as_it_was_written():
    assert read_badge(CODE, KEY.public_key()) == BADGE


def test_one_bit_changed_anywhere_is_refused():
    for place in range(len(RAW) * 8):
        changed = bytearray(RAW)
        changed[place // 8] ^= 1 << place % 8
        assert why_not(PREFIX + base45(bytes(changed))) in ("tampered", "foreign_key", "unreadable")
    changed = RAW[:-1] + bytes([RAW[-1] ^ 1])
    assert why_not(PREFIX + base45(changed)) == "tampered"


def test_a_badge_of_another_key_is_refused():
    assert why_not(written(BADGE, OTHER)) == "foreign_key"
    assert read_badge(written(BADGE, OTHER), OTHER.public_key()) == BADGE


@pytest.mark.parametrize("text", ["", "HB1:", "HB1:A", "HB1:é", "HB1::::", CODE[4:], CODE + "000"])
def test_what_is_no_badge_is_refused(text):
    assert why_not(text) in ("unreadable", "foreign_key", "tampered")


def test_a_badge_holds_until_its_minute():
    end_ms = BADGE.until_min * 60_000
    assert read_badge(CODE, KEY.public_key()).holds(end_ms - 1)
    assert not read_badge(CODE, KEY.public_key()).holds(end_ms)


def test_base_45_is_that_of_the_standard():
    assert base45(b"AB") == "BB8"
    assert base45(b"Hello!!") == "%69 VD92EX0"
    assert from_base45("QED8WEX0") == b"ietf!"
