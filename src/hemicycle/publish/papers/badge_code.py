"""What the QR code of a badge holds: a few facts and a signature, checked without any network.

    version 1 | id of the key 4 | category 1 | holds until 4 | session | member | signature 64

Session and member are a byte of length and that many of UTF-8; "until" is in minutes since 1970.
The whole is written in base 45 (RFC 9285), which QR codes hold closely, after `HB1:`. It opens
nothing: whoever copies it can show a copy of the badge, and no more.
"""

from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PREFIX = "HB1:"
VERSION = 1
CONTEXT = b"hemicycle badge 1\n"
KEY_ID_BYTES, SIGNATURE_BYTES = 4, 64
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
LONGEST_CODE = 400
PAIR, TRIPLE = 2, 3
# The number of a category never changes: badges are printed with it.
CATEGORIES = {"delegate": 1, "associate": 2, "observer": 3, "guest": 4, "accompanying": 5}


class BadgeRefused(ValueError):
    """A code that is no badge of ours: why, in a word."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """What a badge says. Units: `until_min` is minutes since 1970, UTC."""

    session: str
    member: str
    category: str
    until_min: int

    def holds(self, now_ms: int) -> bool:
        """Whether it is still valid."""
        return now_ms < self.until_min * 60_000


def key_id(key: Ed25519PublicKey) -> bytes:
    """By which four bytes a key is known."""
    return sha256(key.public_bytes_raw()).digest()[:KEY_ID_BYTES]


def written(badge: Badge, key: Ed25519PrivateKey) -> str:
    """The text of the QR code of a badge."""
    facts = (
        bytes([VERSION])
        + key_id(key.public_key())
        + bytes([CATEGORIES[badge.category]])
        + badge.until_min.to_bytes(4, "big")
        + _short(badge.session)
        + _short(badge.member)
    )
    return PREFIX + base45(facts + key.sign(CONTEXT + facts))


def read_badge(text: str, key: Ed25519PublicKey) -> Badge:
    """The badge that a code stands for, once its signature is checked.

    Errors: BadgeRefused
    """
    raw = _raw(text)
    facts, signature = raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
    badge, its_key = _understood(facts)
    if its_key != key_id(key):
        raise BadgeRefused("foreign_key")
    try:
        key.verify(signature, CONTEXT + facts)
    except InvalidSignature:
        raise BadgeRefused("tampered") from None
    return badge


def _raw(text: str) -> bytes:
    if not text.startswith(PREFIX) or len(text) > LONGEST_CODE:
        raise BadgeRefused("unreadable")
    try:
        return from_base45(text.removeprefix(PREFIX))
    except ValueError:
        raise BadgeRefused("unreadable") from None


def _understood(facts: bytes) -> tuple[Badge, bytes]:
    numbers = {number: name for name, number in CATEGORIES.items()}
    try:
        version, category = facts[0], numbers[facts[5]]
        session, rest = _shorts(facts[10:])
        member, rest = _shorts(rest)
    except (IndexError, KeyError, UnicodeDecodeError):
        raise BadgeRefused("unreadable") from None
    if version != VERSION or rest:
        raise BadgeRefused("unreadable")
    until = int.from_bytes(facts[6:10], "big")
    badge = Badge(session=session, member=member, category=category, until_min=until)
    return badge, facts[1 : 1 + KEY_ID_BYTES]


def _short(text: str) -> bytes:
    raw = text.encode()
    return bytes([len(raw)]) + raw


def _shorts(raw: bytes) -> tuple[str, bytes]:
    end = 1 + raw[0]
    if end > len(raw):
        raise IndexError(end)
    return raw[1:end].decode(), raw[end:]


def base45(raw: bytes) -> str:
    """Bytes in the signs that a QR code holds closely."""
    out = []
    for start in range(0, len(raw), PAIR):
        pair = raw[start : start + PAIR]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            value, sign = divmod(value, 45)
            out.append(SIGNS[sign])
    return "".join(out)


def from_base45(text: str) -> bytes:
    """The bytes that signs of base 45 stand for.

    Errors: ValueError
    """
    out = b""
    for start in range(0, len(text), TRIPLE):
        part = text[start : start + TRIPLE]
        if len(part) == 1:
            raise ValueError(text)
        value = sum(SIGNS.index(sign) * 45**place for place, sign in enumerate(part))
        try:
            out += value.to_bytes(len(part) - 1, "big")
        except OverflowError:
            raise ValueError(text) from None
    return out
