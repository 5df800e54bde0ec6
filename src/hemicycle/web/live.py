"""The live wire: one stream a page, drawn once for each audience, the bytes shared.

Frames are as `templates/macros.html` fixes them: an entry carries its position as id, turnout and
clock are snapshots without one, a personal ping tells a page to fetch its own part.
"""

import asyncio
import json
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field

from hemicycle.clerk import Change, SessionState
from hemicycle.clerk.state import OpenBox
from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.web.http import SAFE_HEADERS, Receive, Request, Send

HEARTBEAT_S = 10
TURNOUT_EVERY_S = 0.5
LONGEST_BACKLOG = 64
SLOWEST_S = 30
PERSONAL = "personal"  # the page of all whose pages fetch their own parts

Parts = Mapping[str, str]  # block name -> its HTML


@dataclass(frozen=True, slots=True)
class Audience:
    """Those who see the same: one page of one session, in one body and language.

    `argument` is the one thing that a page like that of an amendment is about.
    """

    session: SessionId
    page: str
    body: str
    language: str
    argument: str = ""

    @property
    def is_personal(self) -> bool:
        """Whether each page of this audience fetches its own part."""
        return self.page == PERSONAL


def takes_its_turn(_frame: bytes) -> bool:
    """Of a connection that cannot be written to past its task."""
    return False


@dataclass(eq=False, slots=True)
class Stream:
    """One open stream; `delegation` is whose ballots concern it, if any.

    `write` sends a frame at once, or says that it must take its turn. While all before it is sent
    (`is_at_rest`) nobody has to be woken for one more: that took most of the time of a change that
    thousands see.
    """

    audience: Audience
    delegation: DelegationId = NO_DELEGATION
    frames: deque[bytes] = field(default_factory=deque)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    is_closed: bool = False
    is_at_rest: bool = False
    silent_for_s: Callable[[], float] = lambda: 0.0
    write: Callable[[bytes], bool] = takes_its_turn

    def push(self, frame: bytes) -> None:
        """Send or queue a frame; a stream that does not keep up is ended, and resumes by itself."""
        if self.is_closed or (self.is_at_rest and not self.frames and self.write(frame)):
            return
        if len(self.frames) >= LONGEST_BACKLOG:
            self.frames.clear()
            self.close()
            return
        self.frames.append(frame)
        self.arrived.set()

    def close(self) -> None:
        """End the stream."""
        self.is_closed = True
        self.arrived.set()


def partials(parts: Parts) -> bytes:
    """The data lines that replace some blocks of a page."""
    lines = []
    for name, html in parts.items():
        drawn = f'<hx-partial hx-target="#{name}" hx-swap="outerMorph">{html}</hx-partial>'
        lines += [f"data: {line}\n" for line in drawn.splitlines() if line.strip()]
    return "".join(lines).encode()


def entry_frame(position: int, parts: Parts) -> bytes:
    """A frame for what was recorded up to a position."""
    return b"id: %d\n%b\n" % (position, partials(parts))


def snapshot_frame(parts: Parts) -> bytes:
    """A frame that repeats what is so now; it moves no position."""
    return partials(parts) + b"\n" if parts else b""


def personal_frame(parts: str = "") -> bytes:
    """A ping: fetch your own parts, or those of these names only."""
    return f"event: personal\ndata: {parts}".rstrip().encode() + b"\n\n"


def clock_frame(now: int, rate_thousandths: int) -> bytes:
    """The assembly's clock, which is also the heartbeat."""
    told = json.dumps({"now": now, "rate": rate_thousandths / 1000})
    return f"event: clock\ndata: {told}\n\n".encode()


class Broadcaster:
    """All open streams of the installation, and what each audience saw last."""

    def __init__(
        self,
        *,
        draw: Callable[[Audience], Parts],
        clock: Callable[[SessionId], bytes],
        state: Callable[[SessionId], SessionState],
    ) -> None:
        self._draw = draw
        self._clock = clock
        self._state = state
        self._streams: dict[Audience, set[Stream]] = {}
        self._seen: dict[Audience, dict[str, str]] = {}
        self._turnout: dict[SessionId, tuple[asyncio.TimerHandle, SessionState]] = {}

    @property
    def open_streams(self) -> int:
        """How many streams are open."""
        return sum(len(streams) for streams in self._streams.values())

    def by_page(self) -> Mapping[str, int]:
        """How many streams are open, by page."""
        pages: Counter[str] = Counter()
        for audience, streams in self._streams.items():
            pages[audience.page] += len(streams)
        return pages

    def silent(self, *, longer_than_s: float) -> Mapping[str, list[float]]:
        """By page, the seconds for which streams have confirmed nothing that was sent."""
        found: dict[str, list[float]] = {}
        for audience, streams in self._streams.items():
            long = [s for one in streams if (s := one.silent_for_s()) > longer_than_s]
            if long:
                found.setdefault(audience.page, []).extend(long)
        return found

    def announce(self, change: Change) -> None:
        """A commit has changed a session: entries at once, turnout at most twice a second."""
        if change.written:
            self._send_entries(change.session, change.after.tail.position)
        if change.after.ballots != change.before.ballots and change.session not in self._turnout:
            timer = asyncio.get_running_loop().call_later(
                TURNOUT_EVERY_S, self._send_turnout, change.session
            )
            self._turnout[change.session] = (timer, change.before)

    def tell_clock(self, session: SessionId) -> None:
        """The clock of a session jumped, or runs at another rate."""
        frame = self._clock(session)
        for stream in self._of(session):
            stream.push(frame)

    def ping(self, session: SessionId, parts: str) -> None:
        """What some personal parts show has changed without an entry; it moves no position."""
        frame = personal_frame(parts)
        for stream in self._of(session):
            if stream.audience.is_personal:
                stream.push(frame)

    async def beat(self) -> None:
        """Send every session's clock again and again, until cancelled."""
        while True:
            await asyncio.sleep(HEARTBEAT_S)
            for session in {audience.session for audience in self._streams}:
                self.tell_clock(session)

    def close(self) -> None:
        """End all streams, so that the server can stop."""
        for streams in self._streams.values():
            for stream in streams:
                stream.close()

    async def serve(self, request: Request, send: Send, *, stream: Stream, since: int) -> None:
        """One stream from its first frame until either side ends it."""
        self.join(stream)
        try:
            for frame in self._first_frames(stream.audience, since):
                stream.push(frame)
            await run_stream(request, send, stream)
        finally:
            self.leave(stream)

    def join(self, stream: Stream) -> None:
        """From now on the stream is told what its audience is told."""
        self._streams.setdefault(stream.audience, set()).add(stream)

    def leave(self, stream: Stream) -> None:
        """The stream has ended; what nobody sees any more is forgotten."""
        streams = self._streams.get(stream.audience, set())
        streams.discard(stream)
        if not streams:
            self._streams.pop(stream.audience, None)
            self._seen.pop(stream.audience, None)

    def whole(self, audience: Audience) -> bytes:
        """Everything that a shared page shows now, as one frame."""
        position = self._state(audience.session).tail.position
        return entry_frame(position, self._now_seen(audience))

    def _now_seen(self, audience: Audience) -> Parts:
        if audience not in self._seen:
            self._seen[audience] = dict(self._draw(audience))
        return self._seen[audience]

    def _first_frames(self, audience: Audience, since: int) -> Iterable[bytes]:
        """The clock, and what is so now where the page may be older than that."""
        yield self._clock(audience.session)
        position = self._state(audience.session).tail.position
        if audience.is_personal:
            yield b"id: %d\n\n" % position
            if since != position:
                yield personal_frame()
            return
        seen = self._now_seen(audience)
        if since == position:
            yield snapshot_frame(seen)
        else:
            yield entry_frame(position, seen)

    def _changed(self, audience: Audience) -> Parts:
        """The blocks that look different from the last time, drawn once for the audience."""
        drawn = self._draw(audience)
        seen = self._seen.setdefault(audience, {})
        changed = {name: html for name, html in drawn.items() if seen.get(name) != html}
        seen.update(changed)
        return changed

    def _send_entries(self, session: SessionId, position: int) -> None:
        for audience, streams in list(self._streams.items()):
            if audience.session != session:
                continue
            if audience.is_personal:
                frame = b"id: %d\n\n" % position + personal_frame()
            else:
                frame = entry_frame(position, self._changed(audience))
            for stream in streams:
                stream.push(frame)

    def _send_turnout(self, session: SessionId) -> None:
        """Shared screens get the new turnout; phones of the delegations that voted fetch theirs."""
        _, before = self._turnout.pop(session)
        moved = changed_delegations(before, self._state(session))
        for audience, streams in list(self._streams.items()):
            if audience.session != session:
                continue
            frame = b"" if audience.is_personal else snapshot_frame(self._changed(audience))
            for stream in streams:
                if audience.is_personal:
                    is_concerned = stream.delegation in moved or not stream.delegation
                    frame = personal_frame() if is_concerned else b""
                if frame:
                    stream.push(frame)

    def _of(self, session: SessionId) -> Iterable[Stream]:
        for audience, streams in self._streams.items():
            if audience.session == session:
                yield from streams


def changed_delegations(before: SessionState, after: SessionState) -> frozenset[DelegationId]:
    """The delegations whose ballots, or sheets at a teller's desk, differ between two states."""
    moved = set()
    for number, opened in after.boxes.items():
        box, known = opened.box, before.boxes.get(number, OpenBox()).box
        moved |= {d for d, own in box.current.items() if known.current.get(d) is not own}
        for teller, desk in box.desks.items():
            earlier = known.desks.get(teller, {})
            moved |= {d for d, entry in desk.items() if earlier.get(d) is not entry}
    return frozenset(moved)


async def run_stream(
    request: Request, send: Send, stream: Stream, *, first: AsyncIterator[bytes] | None = None
) -> None:
    """Send what comes first, and then what is pushed into a stream, until either side ends it."""
    watcher = asyncio.ensure_future(_watch(request.receive, stream))
    stream.write = request.scope.get("hemicycle.write", takes_its_turn)
    try:
        await send(_start())
        if first is not None:
            await _send_first(send, stream, parts=first)
        while not stream.is_closed:
            stream.is_at_rest = not stream.frames
            await stream.arrived.wait()
            stream.is_at_rest = False
            stream.arrived.clear()
            waiting = b"".join(stream.frames)
            stream.frames.clear()
            async with asyncio.timeout(SLOWEST_S):
                await send({"type": "http.response.body", "body": waiting, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    except TimeoutError:
        pass  # who does not read for so long has gone; the page connects again by itself
    finally:
        watcher.cancel()


async def _send_first(send: Send, stream: Stream, *, parts: AsyncIterator[bytes]) -> None:
    """Send each part as soon as the browser has taken the one before."""
    async for part in parts:
        if stream.is_closed:
            return
        async with asyncio.timeout(SLOWEST_S):
            await send({"type": "http.response.body", "body": part, "more_body": True})


async def _watch(receive: Receive, stream: Stream) -> None:
    """Notice that the browser has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.close()


def _start() -> dict[str, object]:
    headers = [
        *SAFE_HEADERS,
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ]
    return {"type": "http.response.start", "status": 200, "headers": headers}
