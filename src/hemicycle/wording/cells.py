"""Cells of a table in a text file, where a spreadsheet separates them otherwise than was meant.

Where a comma parts whole numbers from fractions, as on French computers, a semicolon ends a cell
when such a file is opened. No comma does, so no quotation mark holds a cell together: what stands
after a semicolon or a line break inside a text begins a cell of its own, and would be calculated.
"""

import re

# With the wide forms that some programs read as the narrow ones.
FORMULA_MARKS = tuple("=+-@＝＋－＠")
_BEGUN, _MARK = r'([;\r\n][\s"]*)', r"(?='*[=+\-@＝＋－＠])"
_BARE, _HELD = re.compile(f"{_BEGUN}{_MARK}"), re.compile(f"{_BEGUN}'{_MARK}")


def held(text: str) -> str:
    """A text in which no formula begins after its first sign: an apostrophe stands before it."""
    return _BARE.sub(r"\1'", text)


def let_go(text: str) -> str:
    """The text that `held` was given."""
    return _HELD.sub(r"\1", text)
