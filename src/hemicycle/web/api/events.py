"""Events for hall systems and broadcasters: each entry of the record as it is made, as data.

One server-sent event an entry: its id is the position, its name the kind (`floor_given`,
`question_put`, `result_declared`, …), its data the entry with the names that occur in it. Who
connects again with the last id gets everything since, so that nothing is missed.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import msgspec

from hemicycle.clerk.outcomes import Change
from hemicycle.journal import forms, instants
from hemicycle.journal.forms import ENTRY_TYPES, Written
from hemicycle.journal.names import Names
from hemicycle.journal.withholding import COUNTED
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.screens.minutes import MINUTE
from hemicycle.web.api.asked import NotAsked
from hemicycle.web.house import House
from hemicycle.web.http import WHOLE, Request, Send
from hemicycle.web.languages import negotiated
from hemicycle.web.live import HEARTBEAT_S, Audience, Stream, run_stream

MOST_AT_ONCE = 50_000  # entries told again to one who was away for long
EVENTS = "events"
HEARTBEAT = b": still here\n\n"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events of a session somebody listens to, and in which language they are said."""

    session: SessionId
    since: int
    kinds: frozenset[str]
    language: str


@dataclass(slots=True)
class Events:
    """Everybody who listens, and what each wants."""

    house: House
    _listening: dict[Stream, Wanted] = field(default_factory=dict)

    @property
    def open_streams(self) -> int:
        """How many listen."""
        return len(self._listening)

    def follow(self, change: Change) -> None:
        """Tell everybody who listens to a session what was recorded."""
        for stream, wanted in list(self._listening.items()):
            if wanted.session == change.session and change.written:
                stream.push(b"".join(self.frames(change.written, wanted)) or HEARTBEAT)

    async def beat(self) -> None:
        """Show every listener again and again that the line is open, until cancelled."""
        while True:
            await asyncio.sleep(HEARTBEAT_S)
            for stream in self._listening:
                stream.push(HEARTBEAT)

    def close(self) -> None:
        """End all streams: the server stops."""
        for stream in self._listening:
            stream.close()

    async def serve(self, request: Request, send: Send, wanted: Wanted) -> None:
        """One listener, from what was missed until either side ends it."""
        stream = Stream(audience=Audience(wanted.session, EVENTS, "", wanted.language))
        missed = self.house.clerk.history[wanted.session][wanted.since :]
        stream.push(b"".join(self.frames(missed[-MOST_AT_ONCE:], wanted)) or HEARTBEAT)
        self._listening[stream] = wanted
        try:
            await run_stream(request, send, stream)
        finally:
            self._listening.pop(stream, None)

    def frames(self, entries: Iterable[Written], wanted: Wanted) -> Iterator[bytes]:
        """The events that are wanted of some entries."""
        for written in entries:
            if not wanted.kinds or written.header.kind in wanted.kinds:
                told = msgspec.json.encode(event(self.house, written, language=wanted.language))
                kind = written.header.kind.encode()
                yield b"id: %d\nevent: %b\ndata: %b\n\n" % (written.position, kind, told)


def event(house: House, written: Written, *, language: str) -> Json:
    """One entry as data; figures of a vote that is not declared are withheld."""
    header, entry = written.header, written.entry
    names = house.names_of(SessionId(header.session))
    phrase = MINUTE[type(entry)](entry)
    own = None if header.kind in COUNTED else msgspec.json.decode(forms.encode(entry))
    return {
        "session": header.session,
        "position": written.position,
        "kind": header.kind,
        "basis": header.basis,
        "recorded_at": header.recorded_at,
        "at": instants.written(entry.at),
        "body": entry.body,
        "by": header.by,
        "sentence": house.phrases.say(phrase.key, language, names, **phrase.facts),
        "entry": own,
        "names": known_names(own, names=names, language=language),
    }


def known_names(told: object, *, names: Names, language: str) -> Mapping[str, str]:
    """What those are called of whom an entry speaks by their ids, and their delegations."""
    found = {one for one in strings(told) if names.has(one)}
    found |= {names.delegation(one) for one in found}
    return {one: names.label(one, language) for one in sorted(found) if one}


def strings(told: object) -> Iterator[str]:
    """All texts in some data."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for one in told.values():
            yield from strings(one)
    elif isinstance(told, list):
        for one in told:
            yield from strings(one)


def wanted_by(house: House, request: Request, session: SessionId) -> Wanted:
    """What a listener asks for.

    Errors: NotAsked
    """
    head = house.clerk.state(session).tail.position
    asked = request.header(b"last-event-id") or request.query.get("since", "")
    if asked and not WHOLE.fullmatch(asked):
        raise NotAsked(HTTPStatus.BAD_REQUEST, "“since” is a position, a whole number.")
    kinds = [one for one in request.query.get("kinds", "").split(",") if one]
    unknown = [one for one in kinds if one not in ENTRY_TYPES]
    if unknown:
        raise NotAsked(HTTPStatus.BAD_REQUEST, f"There is no kind of entry “{unknown[0][:60]}”.")
    return Wanted(
        session=session,
        since=min(int(asked), head) if asked else head,
        kinds=frozenset(kinds),
        language=negotiated(request),
    )
