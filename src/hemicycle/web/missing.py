"""What is wrong with an address of a session that leads nowhere, and where to look instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.publish import OUTPUTS
from hemicycle.web.house import House
from hemicycle.web.languages import split_prefix
from hemicycle.web.permissions import IN_SESSION, is_in_session

LONGEST = 60  # of what somebody typed, said back
CODE = (2, 3)  # letters of a language
# Of which kind a thing is at these addresses, and on which page all of them stand.
LISTS = {
    "delegations": ("delegation", "delegations"),
    "bodies": ("body", "bodies"),
    "items": ("item", "programme"),
    "divisions": ("division", "decisions"),
    "speech": ("speech", "documents"),
    "entries": ("entry", "minutes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What was asked for in vain: of which kind, under which name, and the page that lists them.

    `formats` are files that there are instead.
    """

    session: SessionId
    kind: str
    named: str
    listed_at: str
    formats: Sequence[str] = ()


def lost(house: House, path: str) -> Lost | None:
    """What an address of a session asks for that is not there; None for any other address."""
    _, rest = split_prefix(path)
    parts = rest.strip("/").split("/")
    foreign = len(parts[0]) in CODE and parts[1:2] == [IN_SESSION] and parts[0].isalpha()
    if foreign and len(parts) > len(CODE) and house.has(SessionId(parts[2])):
        language, below = parts[0], "/".join(parts[3:])
        return Lost(
            session=SessionId(parts[2]), kind="language", named=language, listed_at=below[:LONGEST]
        )
    if not is_in_session(parts) or not house.has(SessionId(parts[1])):
        return None
    return in_session(SessionId(parts[1]), parts[2:])


def in_session(session: SessionId, rest: Sequence[str]) -> Lost:
    """The same below a session."""
    named = rest[-1][:LONGEST] if rest else ""
    if len(rest) > 1 and rest[0] in LISTS:
        kind, page = LISTS[rest[0]]
        return Lost(session=session, kind=kind, named=named, listed_at=page)
    name, _, extension = named.rpartition(".")
    if not name or not extension:
        return Lost(session=session, kind="page", named=named, listed_at="")
    wanted = rest[0] if len(rest) > 1 else name
    known = [one for one in OUTPUTS.values() if one.name == wanted]
    formats = tuple(one.place_of(name) if one.is_in_parts else one.file_name for one in known)
    is_known = any(one.extension == extension for one in known)
    return Lost(
        session=session,
        kind="format" if known and not is_known else "document",
        named=named,
        listed_at="documents",
        formats=() if is_known else formats,
    )
