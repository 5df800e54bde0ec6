"""Keys as text that notices its own mistakes: bech32 (BIP 173), as age writes its keys.

A kind, the sign 1, the bytes, and a sum of six signs. Up to four wrong signs are always noticed.
"""

from collections.abc import Sequence

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
SUM, FIVE = 6, 5
WRONG = "a sign of it is wrong, missing or too many"


class Mistyped(Exception):
    """A text is no key; says why in a clause, which repeats at most one sign of it."""


def written(kind: str, content: bytes) -> str:
    """Some bytes of a kind as text, in small letters."""
    bits = "".join(f"{byte:08b}" for byte in content)
    bits += "0" * (-len(bits) % 5)
    values = [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]
    rest = remainder([*spread(kind), *values, *bytes(SUM)]) ^ 1
    values += [rest >> 5 * place & 31 for place in reversed(range(SUM))]
    return f"{kind}1{''.join(ALPHABET[one] for one in values)}"


def read(kind: str, text: str) -> bytes:
    """The bytes of a text of this kind, all of it in small letters or all of it in capitals.

    Errors: Mistyped
    """
    small = text.lower()
    if not small.startswith(f"{kind}1"):
        raise Mistyped(f"it does not begin with {kind}1")
    if text not in (small, text.upper()):
        raise Mistyped("capitals and small letters are mixed in it")
    signs = small.removeprefix(f"{kind}1")
    for sign in signs:
        if sign not in ALPHABET:
            raise Mistyped(f"the sign {sign} stands in no key")
    values = [ALPHABET.index(sign) for sign in signs]
    if len(values) < SUM or remainder([*spread(kind), *values]) != 1:
        raise Mistyped(WRONG)
    bits = "".join(f"{one:05b}" for one in values[:-SUM])
    whole = len(bits) // 8 * 8
    if len(bits) - whole >= FIVE or "1" in bits[whole:]:
        raise Mistyped(WRONG)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, whole, 8))


def spread(kind: str) -> list[int]:
    """How the kind goes into the sum."""
    return [*(ord(sign) >> 5 for sign in kind), 0, *(ord(sign) & 31 for sign in kind)]


def remainder(values: Sequence[int]) -> int:
    """What is left of some values once they are divided; 1 where their sum stands at their end."""
    left = 1
    for value in values:
        top = left >> 25
        left = (left & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(GENERATORS):
            left ^= generator if top >> place & 1 else 0
    return left
