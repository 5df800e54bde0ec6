"""An archive of statements, file by file: each becomes a statement, or is left out with why."""

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from tarfile import TarInfo

from hemicycle.archive.packed import LARGEST_FILE, MEGABYTE, ArchiveFault, Packed, told
from hemicycle.archive.sources import Source, sources
from hemicycle.archive.statements import MOST_PARAGRAPHS, Statement
from hemicycle.archive.states import states
from hemicycle.handed_in.paragraphs import paragraphs_of
from hemicycle.secretariat.lists.reading import ListFault, decoded

RUBBISH = frozenset({"__MACOSX"})


class LeftOut(ValueError):
    """One file that is left out; why, as a key, and with which facts."""

    def __init__(self, reason_key: str, **facts: object) -> None:
        super().__init__(reason_key, facts)
        self.reason_key, self.facts = reason_key, facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One file of an archive was read: the `n`th of `of`."""

    n: int
    of: int
    name: str
    statement: Statement | None = None
    left_out: LeftOut | None = None


@dataclass(slots=True)
class Reading:
    """An archive on its way through; all its files are statements of one source and language.

    Errors: ArchiveFault, where no file of it is named as those of any archive that is known
    """

    packed: Packed
    place: str
    language: str = "en"
    codes: Container[str] = field(default_factory=states)  # of the States that are known
    seen: set[str] = field(default_factory=set)
    source: Source = field(init=False)

    def __post_init__(self) -> None:
        found = Counter(
            source.collection.id
            for member in self.packed.members
            for source in sources()
            if source.files.fullmatch(PurePosixPath(member.name).name)
        )
        if not found:
            raise ArchiveFault("archive_without_statements", place=told(self.place))
        [(best, _)] = found.most_common(1)
        self.source = next(one for one in sources() if one.collection.id == best)

    def steps(self) -> Iterator[Step]:
        """Each file, in the order of the archive.

        Errors: ArchiveFault
        """
        files = [one for one in self.packed.members if not one.isdir()]
        for n, member in enumerate(files, 1):
            name = told(member.name)
            try:
                statement = self.statement(member)
            except LeftOut as why:
                yield Step(n=n, of=len(files), name=name, left_out=why)
            else:
                yield Step(n=n, of=len(files), name=name, statement=statement)

    def statement(self, member: TarInfo) -> Statement:
        """What one file says.

        Errors: LeftOut, ArchiveFault
        """
        path = PurePosixPath(member.name)
        require_plain(member, path)
        found = self.source.files.fullmatch(path.name)
        if found is None:
            raise LeftOut("archive_file_name")
        if found["code"] not in self.codes:
            raise LeftOut("archive_file_state", code=found["code"])
        session = found["session"].lstrip("0") or "0"
        identity = f"{self.source.collection.id}-{session}-{found['code'].lower()}"
        if identity in self.seen:
            raise LeftOut("archive_file_twice")
        paragraphs = read_paragraphs(self.packed.content(member))
        self.seen.add(identity)
        return Statement(
            id=identity,
            collection=self.source.collection.id,
            state=found["code"],
            item=self.source.item_of(session),
            item_key=f"{self.source.collection.id}-{session}",
            year=int(found["year"]),
            language=self.language,
            paragraphs=paragraphs,
            file=path.name,
        )


def require_plain(member: TarInfo, path: PurePosixPath) -> None:
    """A file is a file, of a size that a statement has, where it says that it is.

    Errors: LeftOut
    """
    if not member.isreg():
        raise LeftOut("archive_file_no_file")
    if path.is_absolute() or ".." in path.parts or "\\" in member.name or "\0" in member.name:
        raise LeftOut("archive_file_path")
    if RUBBISH & set(path.parts) or any(part.startswith(".") for part in path.parts):
        raise LeftOut("archive_file_hidden")
    if member.size > LARGEST_FILE or member.issparse():
        raise LeftOut("archive_file_large", size=LARGEST_FILE // MEGABYTE)


def read_paragraphs(raw: bytes) -> tuple[str, ...]:
    """The paragraphs of one file.

    Errors: LeftOut
    """
    try:
        text = decoded(raw)
    except ListFault as fault:
        raise LeftOut("archive_file_letters", line=fault.facts.get("line", 1)) from None
    paragraphs = tuple(paragraphs_of(text))
    if not paragraphs:
        raise LeftOut("archive_file_empty")
    if len(paragraphs) > MOST_PARAGRAPHS:
        raise LeftOut("archive_file_long", n=MOST_PARAGRAPHS)
    return paragraphs
