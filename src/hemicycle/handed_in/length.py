"""How long a text is, and how long it takes to say at a pace that interpreters can follow."""

import re
from collections.abc import Iterable

# Scripts without spaces between words; so many of their signs are said in the time of one word.
TOGETHER = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
SIGNS_A_WORD = 1.6
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


def word_count(paragraphs: Iterable[str]) -> int:
    """How many words are to be said; elisions and hyphens make one word of two."""
    count = 0.0
    for text in paragraphs:
        apart, signs = TOGETHER.subn(" ", text)
        count += signs / SIGNS_A_WORD + sum(1 for _ in WORD.finditer(apart))
    return round(count)
