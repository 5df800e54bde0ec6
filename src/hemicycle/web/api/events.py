"""Events for hall systems and broadcasters: each entry of the record as it is made, as data.

One server-sent event an entry: its id is the position, its name the kind (`floor_given`,
`question_put`, `result_declared`, …), its data the entry with the names that occur in it. Who
connects again with the last id gets everything since, oldest first and some at a time, so that
nothing is missed and nobody waits for it. However many listen, an event is written once a language.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
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

AT_ONCE = 500  # entries told again to one who was away, before others are served
MOST_KEPT = 30_000  # events as they are sent, about a kilobyte each
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
    """Everybody who listens, and what each wants; some are told still what they missed."""

    house: House
    _open: set[Stream] = field(default_factory=set)
    _listening: dict[Stream, Wanted] = field(default_factory=dict)
    _kept: dict[tuple[object, ...], bytes] = field(default_factory=dict)

    @property
    def open_streams(self) -> int:
        """How many listen, or are told what they missed."""
        return len(self._open)

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
        for stream in self._open:
            stream.close()

    async def serve(self, request: Request, send: Send, wanted: Wanted) -> None:
        """One listener, from what was missed until either side ends it."""
        stream = Stream(audience=Audience(wanted.session, EVENTS, "", wanted.language))
        self._open.add(stream)
        try:
            await run_stream(request, send, stream, first=self.missed(stream, wanted))
        finally:
            self._open.discard(stream)
            self._listening.pop(stream, None)

    async def missed(self, stream: Stream, wanted: Wanted) -> AsyncIterator[bytes]:
        """What was recorded since, some at a time; the stream follows from where this ends."""
        yield HEARTBEAT
        told = wanted.since
        while some := self.house.clerk.history[wanted.session][told : told + AT_ONCE]:
            told += len(some)
            yield b"".join(self.frames(some, wanted)) or HEARTBEAT
            await asyncio.sleep(0)  # not a wait: who else has something to do goes first
        self._listening[stream] = wanted  # no wait since it was seen that there is no more

    def frames(self, entries: Iterable[Written], wanted: Wanted) -> Iterator[bytes]:
        """The events that are wanted of some entries."""
        for written in entries:
            if not wanted.kinds or written.header.kind in wanted.kinds:
                yield self.frame(written, wanted.language)

    def frame(self, written: Written, language: str) -> bytes:
        """One event as it is sent, written once for all who listen in a language."""
        session = SessionId(written.header.session)
        revision = self.house.names_of(session).revision
        key = (session, written.position, written.header.recorded_at, language, revision)
        known = self._kept.get(key)
        if known is None:
            told = msgspec.json.encode(event(self.house, written, language=language))
            kind = written.header.kind.encode()
            known = b"id: %d\nevent: %b\ndata: %b\n\n" % (written.position, kind, told)
            if len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = known
        return known


def event(house: House, written: Written, *, language: str) -> Json:
    """One entry as data; figures of a vote that is not declared are withheld."""
    header, entry = written.header, written.entry
    session = SessionId(header.session)
    names, opened = house.told_names(session), house.clerk.state(session).assembly.session
    phrase = MINUTE[type(entry)](entry)
    facts = {"zone": opened.zone if opened else "UTC", **phrase.facts}
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
        "sentence": house.phrases.say(phrase.key, language, names, **facts),
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
