"""Signs that nobody sees: left out, so that what the booths read is what everybody reads."""

import unicodedata

from hemicycle.wording import on_one_line

# Shapers of Persian, of Indic scripts and of emoji; marks of direction, which change no order.
KEPT = frozenset("\u200c\u200d\u200e\u200f\u061c")
# Left out without a word: word processors leave them wherever a line might end.
UNTOLD = frozenset("\u00ad\ufeff\u200b\u2060")
HIDING = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


def without_hidden_signs(text: str) -> tuple[str, int]:
    """A paragraph in one line without them, and how many were there that are told.

    Note: overrides of direction show one order and mean another, and "tags" spell whole words that
    no font draws; both go.
    """
    kept: list[str] = []
    hidden = 0
    for sign in on_one_line(text):
        if sign in KEPT or unicodedata.category(sign) not in HIDING:
            kept.append(sign)
        elif sign not in UNTOLD:
            hidden += 1
    return unicodedata.normalize("NFC", "".join(kept)).strip(), hidden
