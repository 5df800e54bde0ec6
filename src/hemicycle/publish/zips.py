"""Zips in which no clock is read, so that the same files give the same bytes."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

Moment = tuple[int, int, int, int, int, int]  # year, month, day, hour, minute, second
NO_TIME: Moment = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can tell
READABLE = 0o100644 << 16


def zipped(files: Iterable[tuple[str, bytes]], made: Moment = NO_TIME) -> bytes:
    """The files in a zip, in the order in which they come, each of the time that is given."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for place, content in files:
            entry = zipfile.ZipInfo(place, made)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = READABLE
            archive.writestr(entry, content)
    return whole.getvalue()


def unzipped(content: bytes) -> list[tuple[str, bytes]]:
    """The files of a zip, in their order."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]
