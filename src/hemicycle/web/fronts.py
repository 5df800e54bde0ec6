"""The servers in front (nginx with nchan), fed: each shared page's frames are posted there once.

A server in front asks before it lets a browser listen to a page there (`/a/150/live/shared`, at
most once a second for each page). The first question begins the posting, and a page that nobody
looks at any more is left out again; so no list says what is posted. What lies there for those who
come later is a whole picture of the page and the few changes since. Where a server in front cannot
be reached the answer is no, and the browser gets the stream that this program sends itself.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import httpx
import msgspec

from hemicycle.clerk import system_now
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.web.drawing import Drawing
from hemicycle.web.http import Answer, Request
from hemicycle.web.live import Audience, Broadcaster, Stream

mistakes = logging.getLogger("hemicycle.front")
PLACE = ["live", "shared"]
FRAMES, CLOCK = "/frames", "/clock"  # where nginx takes them, as operation/nginx.conf.txt says
ANSWER_WITHIN_S = 2.0
SURE_FOR_S = 1.0
AGAIN_AFTER_S = 5.0
QUIET_S = 2.0
FORGOTTEN_AFTER_S = 90.0
MOST_CHANGES = 16  # after a whole picture; who comes gets it and them
MOST_CHANNELS = 500
NOT_THERE = 404
YES, NO = Answer(204, media_type=""), Answer(409, media_type="")
FAULTS = (httpx.HTTPError, httpx.InvalidURL, msgspec.DecodeError)


class Lying(msgspec.Struct, frozen=True):
    """What nchan says of a channel; anything else is no answer of it."""

    subscribers: int
    messages: int = 0


def asked_for(audience: Audience) -> dict[str, str]:
    """How the address of an audience's stream names it, as `context.live_url` writes it."""
    return {
        "view": audience.page,
        "body": audience.body,
        "lang": audience.language,
        "of": audience.argument,
    }


def channel_name(audience: Audience) -> str:
    """What nginx calls an audience: the session, and the parts of the address as written."""
    parts = urlencode(asked_for(audience)).split("&")
    return "/".join((audience.session, *(one.partition("=")[2] for one in parts)))


@dataclass(eq=False, slots=True)
class Channel:
    """One audience at one server in front. Units: seconds of a clock that only runs forward."""

    front: "Front"
    audience: Audience
    stream: Stream
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    lying: int = 0  # messages there: a whole picture, and the changes after it
    listening: int = 0
    sure_at: float = 0
    asked_at: float = 0

    async def is_sure(self) -> bool:
        """Whether what a newcomer needs lies there; looked at again after a second."""
        self.asked_at = time.monotonic()
        try:
            async with self.lock:
                if time.monotonic() - self.sure_at >= SURE_FOR_S:
                    await self.look()
        except FAULTS as fault:
            self.front.failed(fault)
            return False
        return not self.stream.is_closed

    async def look(self) -> None:
        """Put everything there anew, if something else lies there than was put."""
        there = await self.front.lying(self)
        if not self.lying or there != self.lying:
            await self.post_whole()
        self.sure_at = time.monotonic()

    async def post_whole(self) -> None:
        """Post the page as it is now in place of all that lies there; what waits is in it."""
        clocks = [frame for frame in self.stream.frames if is_clock(frame)]
        self.stream.frames.clear()
        self.stream.frames.extend(clocks)
        whole = self.front.broadcaster.whole(self.audience)
        await self.front.post(FRAMES, self, body=whole, keep=1)
        self.lying = 1

    async def run(self) -> None:
        """Post what the audience is told, until nobody listens there or it cannot be posted."""
        try:
            while not self.stream.is_closed and not self.is_forgotten():
                await self.wait()
                async with self.lock:
                    await self.post_waiting()
        except FAULTS as fault:
            self.front.failed(fault)
        finally:
            self.front.drop(self)

    async def wait(self) -> None:
        """Wait until there is something to post, or nothing has come for a moment."""
        try:
            async with asyncio.timeout(QUIET_S):
                await self.stream.arrived.wait()
        except TimeoutError:
            pass  # it is quiet, which is a reason to look too
        self.stream.arrived.clear()

    async def post_waiting(self) -> None:
        """Post what waits as one message, and the clock apart: it is never kept for newcomers."""
        frames = list(self.stream.frames)
        self.stream.frames.clear()
        changes = b"".join(frame for frame in frames if not is_clock(frame))
        is_quiet = not frames and self.lying > 1
        if is_quiet or (changes and self.lying > MOST_CHANGES):
            await self.post_whole()
        elif changes:
            self.lying += 1
            await self.front.post(FRAMES, self, body=changes, keep=self.lying)
        clocks = [frame for frame in frames if is_clock(frame)]
        if clocks:
            await self.front.post(CLOCK, self, body=clocks[-1])
            await self.look()

    def is_forgotten(self) -> bool:
        """Whether nobody listens there, and nobody has asked for some time."""
        return not self.listening and time.monotonic() - self.asked_at > FORGOTTEN_AFTER_S


def is_clock(frame: bytes) -> bool:
    """Whether a frame tells the time, which is true only now."""
    return frame.startswith(b"event: clock\n")


@dataclass(eq=False, slots=True)
class Front:
    """One server in front, by the address at which it takes frames."""

    address: str
    broadcaster: Broadcaster
    channels: dict[Audience, Channel] = field(default_factory=dict)
    tasks: set["asyncio.Task[None]"] = field(default_factory=set)
    failure: str = ""
    failing_since: Instant | None = None
    tried_at: float = 0
    posted: int = 0
    client: httpx.AsyncClient | None = None

    async def has(self, audience: Audience) -> bool:
        """Whether pages of this audience may listen there now."""
        if self.failure and time.monotonic() - self.tried_at < AGAIN_AFTER_S:
            return False
        channel = self.channels.get(audience)
        if channel is None:
            if audience.is_personal or len(self.channels) >= MOST_CHANNELS:
                return False
            channel = self.begin(audience)
        return await channel.is_sure()

    def begin(self, audience: Audience) -> Channel:
        """Begin to post what an audience is told."""
        channel = Channel(self, audience, Stream(audience=audience))
        channel.asked_at = time.monotonic()
        self.channels[audience] = channel
        self.broadcaster.join(channel.stream)
        task = asyncio.ensure_future(channel.run())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return channel

    def drop(self, channel: Channel) -> None:
        """Post nothing more of an audience."""
        channel.stream.close()
        self.broadcaster.leave(channel.stream)
        if self.channels.get(channel.audience) is channel:
            del self.channels[channel.audience]

    async def post(self, place: str, channel: Channel, *, body: bytes, keep: int = 0) -> None:
        """Post one message there.

        Errors: what is in FAULTS
        """
        asked = f"{place}?channel={channel_name(channel.audience)}&keep={keep}"
        answer = await self.using().post(asked, content=body)
        answer.raise_for_status()
        channel.listening = msgspec.json.decode(answer.content, type=Lying).subscribers
        self.posted += 1
        self.failure, self.failing_since = "", None

    async def lying(self, channel: Channel) -> int:
        """How many messages lie there for newcomers.

        Errors: what is in FAULTS
        """
        asked = f"{FRAMES}?channel={channel_name(channel.audience)}&keep=1"
        answer = await self.using().get(asked)
        if answer.status_code == NOT_THERE:
            return 0
        answer.raise_for_status()
        told = msgspec.json.decode(answer.content, type=Lying)
        channel.listening = told.subscribers
        return told.messages

    async def end(self) -> None:
        """Post nothing more, and let go of the connections once nothing is on its way."""
        for channel in list(self.channels.values()):
            self.drop(channel)
        posting = list(self.tasks)
        for task in posting:
            task.cancel()
        await asyncio.gather(*posting, return_exceptions=True)
        if self.client is not None:
            await self.client.aclose()

    def using(self) -> httpx.AsyncClient:
        """What posts; no proxy of the environment decides where it goes."""
        if self.client is None:
            self.client = httpx.AsyncClient(
                base_url=f"http://{self.address}",
                headers={"accept": "text/json", "x-frames": "house"},
                timeout=ANSWER_WITHIN_S,
                trust_env=False,
            )
        return self.client

    def failed(self, fault: Exception) -> None:
        """Nothing can be posted there: those who come now get their streams from us."""
        if not self.failure:
            self.failing_since = system_now()
            mistakes.error("Frames cannot be posted to %s: %s", self.address, type(fault).__name__)
        self.failure, self.tried_at = type(fault).__name__, time.monotonic()
        for channel in list(self.channels.values()):
            channel.stream.close()


@dataclass(slots=True)
class Fronts:
    """All servers in front of this house, as the settings name them."""

    by_address: Mapping[str, Front] = field(default_factory=dict)

    @classmethod
    def at(cls, addresses: Iterable[str], broadcaster: Broadcaster) -> "Fronts":
        """Those that take frames at these addresses."""
        return cls({one: Front(one, broadcaster) for one in addresses})

    async def answer(
        self, drawing: Drawing, request: Request, session: SessionId, rest: list[str]
    ) -> Answer | None:
        """Whether pages may listen at the server in front that asks; None for another address.

        Note: what was written must be exactly what we would write, so that what it is called there
        and what is posted there are the same.
        """
        if rest != PLACE:
            return None
        front = self.by_address.get(request.query.get("at", ""))
        audience, _ = drawing.audience(request, session) if front else (None, "")
        if front is None or audience is None:
            return NO
        written = urlencode(asked_for(audience)) + f"&at={front.address}"
        if request.scope["query_string"].decode("latin-1") != written:
            return NO
        return YES if await front.has(audience) else NO

    async def end_with_the_server(self) -> None:
        """Run beside the requests, and end all posting once the server stops."""
        try:
            await asyncio.Event().wait()
        finally:
            await self.end()

    async def end(self) -> None:
        """End all posting."""
        for front in self.by_address.values():
            await front.end()

    @property
    def listening(self) -> Mapping[str, int]:
        """How many listen there, by page; of a page that is no longer posted nobody knows."""
        pages: Counter[str] = Counter()
        for front in self.by_address.values():
            for audience, channel in front.channels.items():
                pages[audience.page] += channel.listening
        return pages
