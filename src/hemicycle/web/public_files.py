"""The files of a session as people want them: document by document, each in its formats."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hemicycle.phrases import Phrases
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.publish import OUTPUTS, Output
from hemicycle.publish.output import phrase_key
from hemicycle.web.house import House
from hemicycle.web.outputs import parts_of

FOR_PROGRAMS = ("json", "csv")
# Which table holds what a page shows: the same address with another ending, where it can be.
TABLE_OF = {
    "decisions": "decisions",
    "delegations": "delegations",
    "divisions": "divisions",
    "elections": "elections",
    "programme": "sittings",
    "speakers": "speakers",
    "statements": "speakers",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One file: its ending, media type and place below the session."""

    extension: str
    media_type: str
    place: str


@dataclass(slots=True, kw_only=True)
class Piece:
    """One part of a document, such as a sitting, in all its formats; `part` empty for the whole."""

    part: str
    formats: list[Format] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class PublicFile:
    """What is one thing to its readers: a name, for people or for programs, and its pieces."""

    name: str
    sort: str
    pieces: dict[str, Piece] = field(default_factory=dict)

    @property
    def formats(self) -> Sequence[str]:
        """The endings in which it can be had."""
        known = (one.extension for piece in self.pieces.values() for one in piece.formats)
        return tuple(dict.fromkeys(known))


def grouped(files: Iterable[tuple[Output, str]]) -> Sequence[PublicFile]:
    """Files of the same name and sort together, in the order in which they are declared."""
    found: dict[tuple[str, str], PublicFile] = {}
    for output, part in files:
        file = found.setdefault(
            (output.name, output.sort), PublicFile(name=output.name, sort=output.sort)
        )
        piece = file.pieces.setdefault(part, Piece(part=part))
        place = output.place_of(part)
        piece.formats.append(
            Format(extension=output.extension, media_type=output.media_type, place=place)
        )
    return tuple(found.values())


def public_files(house: House, session: SessionId) -> Sequence[PublicFile]:
    """Every file of a session as it stands, from what the outputs declare and nothing else."""
    together = (one for one in OUTPUTS.values() if not one.is_apart)
    return grouped(
        (output, part) for output in together for part in parts_of(house, session, output)
    )


def for_programs(page: str, argument: str) -> Sequence[Format]:
    """The files that hold for programs what a page shows to people; none where there are none."""
    name = TABLE_OF.get(page, "")
    found = (one for one in OUTPUTS.values() if one.name == name and one.extension in FOR_PROGRAMS)
    return tuple(
        Format(
            extension=one.extension,
            media_type=one.media_type,
            place=one.place_of(argument if one.is_in_parts else ""),
        )
        for one in sorted(found, key=lambda one: FOR_PROGRAMS.index(one.extension))
        if one.is_in_parts == bool(argument)
    )


def called(phrases: Phrases, name: str, *, lead: bool = False) -> str:
    """The key under which an output is named; empty where nobody has named it yet."""
    key = phrase_key(name, lead=lead)
    return key if phrases.has(key, "en") else ""


def formats_of(name: str) -> Iterator[str]:
    """The endings in which an output of that name can be had; none where there is none."""
    return (one.extension for one in OUTPUTS.values() if one.name == name)
