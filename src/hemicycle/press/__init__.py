"""Reads a press report: who is said to have said or done what, and whether the record agrees.

It proposes and never decides: each proposal tells its place in the report and the pattern by which
it was found. It must not know the web, files, clocks, or the languages in which pages speak.
"""

from hemicycle.press.compare import compare
from hemicycle.press.compared import Compared, Line
from hemicycle.press.reading import Proposal, Reading, Span, told
from hemicycle.press.register import Known, Register, register_of
from hemicycle.press.report import NOBODY, read

__all__ = [
    "NOBODY",
    "Compared",
    "Known",
    "Line",
    "Proposal",
    "Reading",
    "Register",
    "Span",
    "compare",
    "read",
    "register_of",
    "told",
]
