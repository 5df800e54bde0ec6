"""The programming interface as the server answers it: rows, the description, streams of events."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.web.api import reading
from hemicycle.web.api.asked import NotAsked, problem
from hemicycle.web.api.events import EVENTS, Events, wanted_by
from hemicycle.web.house import House
from hemicycle.web.http import Answer, Request, Send
from hemicycle.web.kept_answers import KeptAnswers, Standing, standing_of, unchanged
from hemicycle.web.lanes import Crowded, Lane

READ_ONLY = (b"allow", b"GET, HEAD")
AGAIN = (b"retry-after", b"5")
MOST_STREAMS = 1000
READER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="programs")


class Interface:
    """What programs read of a house."""

    def __init__(self, house: House, kept: KeptAnswers) -> None:
        self.house, self.kept, self.events = house, kept, Events(house)
        self.tables = Lane(READER)

    async def answer(self, request: Request, send: Send, parts: Sequence[str]) -> None:
        """Answer at an address below `/api`."""
        if request.method not in ("GET", "HEAD"):
            detail = "This interface is for reading: GET and HEAD."
            answer = problem(HTTPStatus.METHOD_NOT_ALLOWED, detail, READ_ONLY)
            await answer.send(request, send)
            return
        match parts:
            case [_, reading.VERSION, "sessions", session, name] if name == EVENTS:
                await self.listen(request, send, session)
            case [_, reading.VERSION, "sessions", session, *_] if self.house.has(
                SessionId(session)
            ):
                standing = standing_of(self.house, SessionId(session))
                answer = await self.read(request, parts, standing=standing)
                await self.kept.keep(request, SessionId(session), standing=standing, answer=answer)
                await unchanged(request, answer).send(request, send)
            case _:
                answer = reading.prepared(self.house, request, parts)()
                await unchanged(request, answer).send(request, send)

    async def read(self, request: Request, parts: Sequence[str], *, standing: Standing) -> Answer:
        """What is read of a session; the rows of a table are made beside the requests."""
        key = self.kept.shared_key(request)
        try:
            return await self.tables.made(
                lambda: reading.prepared(self.house, request, parts),
                alike=(key, standing) if key else None,
            )
        except Crowded:
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, "Too many ask; try again soon.", AGAIN)

    async def listen(self, request: Request, send: Send, session: str) -> None:
        """The events of a session, as long as somebody listens."""
        try:
            reading.require_session(self.house, session)
            wanted = wanted_by(self.house, request, SessionId(session))
        except NotAsked as fault:
            await problem(fault.status, fault.detail).send(request, send)
            return
        if request.method == "HEAD" or self.events.open_streams >= MOST_STREAMS:
            detail = "Too many listen; try again soon."
            await problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, AGAIN).send(request, send)
            return
        await self.events.serve(request, send, wanted)
