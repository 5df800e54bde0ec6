"""The signed code of a badge: read back whole, and refused for every bit that was changed."""

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.publish.papers.badge_code import (
    CATEGORIES,
    PREFIX,
    Badge,
    BadgeRefused,
    base45,
    from_base45,
    read_badge,
    written,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key()
BADGE = Badge(session="rehearsal-150", member="p-0171-1", category="observer", until_min=29_550_000)


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_badge_is_read_as_it_was_written(category):
    badge = Badge(session="lakes-1", member="n-00012", category=category, until_min=1)
    assert read_badge(written(badge, KEY), PUBLIC) == badge


def test_every_changed_bit_is_refused():
    raw = from_base45(written(BADGE, KEY).removeprefix(PREFIX))
    for bit in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(BadgeRefused):
            read_badge(PREFIX + base45(bytes(changed)), PUBLIC)


def test_a_changed_member_is_told_as_altered():
    raw = from_base45(written(BADGE, KEY).removeprefix(PREFIX))
    other = raw.replace(b"p-0171-1", b"p-0171-2")
    with pytest.raises(BadgeRefused, match="tampered"):
        read_badge(PREFIX + base45(other), PUBLIC)


def test_another_installations_badge_is_told_as_foreign():
    foreign = Ed25519PrivateKey.from_private_bytes(bytes(32))
    with pytest.raises(BadgeRefused, match="foreign_key"):
        read_badge(written(BADGE, foreign), PUBLIC)


@pytest.mark.parametrize("text", ["", "HB1:", "https://assembly.example", "HB1:é", "HB1:ZZZ" * 99])
def test_what_is_no_badge_is_unreadable(text):
    with pytest.raises(BadgeRefused, match="unreadable"):
        read_badge(text, PUBLIC)


@given(st.text())
def test_no_text_does_anything_but_being_refused(text):
    with pytest.raises(BadgeRefused):
        read_badge(PREFIX + text, PUBLIC)


def test_a_badge_ends():
    end_ms = BADGE.until_min * 60_000
    assert BADGE.holds(end_ms - 1)
    assert not BADGE.holds(end_ms)


def test_the_code_stays_small():
    assert segno.make(written(BADGE, KEY), error="m", micro=False).version <= 7


def test_base_45_is_that_of_the_rfc():
    assert base45(b"Hello!!") == "%69 VD92EX0"
    assert from_base45("QED8WEX0") == b"ietf!"
