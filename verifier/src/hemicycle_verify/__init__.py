"""An independent reading of the record of an assembly: it trusts nothing that the record says.

Written anew from the written form (docs/journal-format.md), without a line of the program that
keeps such records; standard library and `cryptography` alone.
"""

__version__ = "1.0.0"
