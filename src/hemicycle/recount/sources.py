"""Which kind of file a published roll-call is, by how it begins."""

from pathlib import Path

from hemicycle.recount.european import EuropeanFile
from hemicycle.recount.tables import Table
from hemicycle.recount.votes import Columns, Source

BEGINNING = 64


def source(path: Path, columns: Columns) -> Source:
    """The file, ready to be read.

    Errors: OSError
    """
    with path.open("rb") as file:
        beginning = file.read(BEGINNING).lstrip(b"\xef\xbb\xbf \t\r\n")
    return EuropeanFile(path) if beginning.startswith(b"<") else Table(path, columns)
