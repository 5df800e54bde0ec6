"""Archives and shelves for tests; their States are invented, with codes that ISO gives nobody."""

import io
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from hemicycle.archive.filters import Filters
from hemicycle.archive.index import Outcome, filling
from hemicycle.archive.packed import opened
from hemicycle.archive.questions import asked
from hemicycle.archive.reading import Reading, Step
from hemicycle.archive.searching import Found, search
from hemicycle.archive.shelf import reading
from hemicycle.archive.statements import ARCHIVE, RECORD, Collection, Statement

CODES = frozenset({"XAA", "XAB", "XAC"})
OLD = Collection(
    id="old",
    kind=ARCHIVE,
    title={"en": "Old debate", "fr": "Vieux débat"},
    body={"en": "Old body"},
    source={"en": "A file of tests"},
    licence={"en": "No rights"},
)
OWN = Collection(
    id="own",
    kind=RECORD,
    title={"en": "Own debate"},
    body={"en": "Own body"},
    source={"en": "The record"},
    licence={"en": "Open"},
)


def tar_file(path: Path, files: Mapping[str, bytes], *, mode: str = "w:gz") -> Path:
    """An archive with these files."""
    with tarfile.open(path, mode) as tar:  # type: ignore[call-overload]
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path


def steps(path: Path) -> list[Step]:
    """What is read of an archive."""
    with opened(path) as packed:
        return list(Reading(packed, path.name, codes=CODES).steps())


def statement(
    identity: str, *paragraphs: str, collection: Collection = OLD, **facts: object
) -> Statement:
    """A statement of an invented State."""
    usual: dict[str, object] = {
        "state": "XAA",
        "item": {"en": "An item"},
        "item_key": "item",
        "year": 2024,
        "language": "en",
    }
    given = {**usual, **facts, "id": identity, "collection": collection.id}
    return Statement(paragraphs=paragraphs, **given)  # type: ignore[arg-type]


def kept(path: Path, *statements: Statement) -> list[Outcome]:
    """Put statements on a shelf, of both collections."""
    with filling(path) as filled:
        filled.put_collection(OLD)
        filled.put_collection(OWN)
        return [filled.put(one) for one in statements]


def found(path: Path, typed: str, *, page: int = 1, **filters: object) -> Found:
    """What a search finds."""
    with reading(path) as connection:
        assert connection is not None
        wanted = Filters(**filters)  # type: ignore[arg-type]
        return search(connection, asked(typed), filters=wanted, page=page)


def places(path: Path, typed: str, **filters: object) -> list[tuple[str, int]]:
    """Where a search finds something: statements and places, in the order of the page."""
    return [(hit.statement.id, hit.place) for hit in found(path, typed, **filters).hits]


@contextmanager
def left_as_it_was(path: Path) -> Iterator[None]:
    """What is done within changes nothing that is kept."""
    before = everything(path)
    yield
    assert everything(path) == before


def everything(path: Path) -> list[tuple[object, ...]]:
    """All rows of a shelf that people see."""
    with reading(path) as connection:
        if connection is None:
            return []
        rows = [*connection.execute("SELECT * FROM statement ORDER BY number")]
        return [*rows, *connection.execute("SELECT * FROM paragraph ORDER BY row")]
