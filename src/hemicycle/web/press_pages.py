"""The press room as everybody sees it: what is out now, and not a trace of what is not yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from asgiref.sync import sync_to_async

from hemicycle.journal.names import NO_NAMES
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.pictures import JPEG
from hemicycle.secretariat.press_item import Item, ItemPicture, Office
from hemicycle.web.drawing import Drawing
from hemicycle.web.house import House
from hemicycle.web.http import Answer, Request, whole
from hemicycle.web.kept_answers import FOR_ONE_BROWSER, tagged
from hemicycle.web.pages import Page
from hemicycle.web.press_feed import MEDIA_TYPE, feed
from hemicycle.web.press_seen import item_seen
from hemicycle.web.press_text import text_of_item

NAME = "press-room"
PARTS = 2  # of an address: an item; behind it stand its pictures
ON_A_PAGE = 20
FEED = f"{NAME}.atom"
TEXT = ".txt"
PICTURE = ".jpg"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomSeen:
    """One page of the list, the newest first; `page` counts from 1 on."""

    items: Sequence[Item]
    n: int
    page: int
    pages: int
    office: Office | None


@dataclass(frozen=True, slots=True)
class PressPages:
    """Answers what is read in the press room of a session."""

    house: House
    drawing: Drawing

    def answer(self, request: Request, session: SessionId, rest: list[str]) -> Answer | None:
        """The list, an item or its text; None for any other address.

        Note: an item that is not out is answered like one that does not exist.
        """
        at = self.house.clock_of(session).now()
        if rest == [NAME]:
            return self._list(request, session, at=at)
        if rest == [FEED]:
            return self._feed(request, session, at=at)
        match rest:
            case [name, wished] if name == NAME:
                number = whole(wished.removesuffix(TEXT))
            case _:
                return None
        item = self.house.press_room_of(session).items.get(number)
        if item is None or wished.removesuffix(TEXT) != str(number):
            return None
        if item.was_out(at):
            return self._gone(request, session, item)
        if not item.is_out(at):
            return None
        return self._item(request, session, item=item, is_text=wished.endswith(TEXT))

    async def picture(self, request: Request, session: SessionId, rest: list[str]) -> Answer | None:
        """The file of a picture; None before its item is out, as if there were none."""
        match rest:
            case [name, wished, file] if name == NAME and file.endswith(PICTURE):
                item = self.house.press_room_of(session).items.get(whole(wished))
                number = whole(file.removesuffix(PICTURE))
            case _:
                return None
        now = self.house.clock_of(session).now()
        if item is None or not item.is_out(now):
            return None
        known = next((one for one in item.pictures if one.number == number), None)
        if known is None or known.is_frame:
            return None
        if request.header(b"if-none-match") == etag_of(known):
            return Answer(304, media_type="", headers=picture_headers(known))
        read = sync_to_async(self.house.press_rooms.file_of, thread_sensitive=False)
        content = await read(session, item.number, number=number)
        return Answer(200, content, JPEG, picture_headers(known)) if content else None

    def _list(self, request: Request, session: SessionId, *, at: Instant) -> Answer | None:
        room = self.house.press_room_of(session)
        out = room.out(at)
        wished = request.query.get("page", "1")
        page, pages = whole(wished), max(1, -(-len(out) // ON_A_PAGE))
        if not 1 <= page <= pages or wished != str(page):
            return None
        seen = RoomSeen(
            items=out[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
            n=len(out),
            page=page,
            pages=pages,
            office=room.office,
        )
        return self._drawn(request, session, "press_room.html", data=seen)

    def _feed(self, request: Request, session: SessionId, *, at: Instant) -> Answer | None:
        opened = self.house.clerk.state(session).assembly.session
        if opened is None:
            return None
        language = self.drawing.place(request, session, [NAME]).language
        body = feed(
            self.house.press_room_of(session).out(at),
            opened,
            base=f"{self.house.base_url}/a/{session}",
            title=self.house.phrases.say("pressroom.title", language, NO_NAMES),
            language=language,
        )
        return asked_each_time(tagged(Answer(200, body, MEDIA_TYPE), request.path))

    def _item(self, request: Request, session: SessionId, *, item: Item, is_text: bool) -> Answer:
        view = self.house.view(session, None)
        seen = item_seen(self.house, view, session, item=item)
        if not is_text:
            return self._drawn(request, session, "press_item.html", data=seen)
        place = self.drawing.place(request, session, [NAME])
        text = text_of_item(self.house, view, seen, language=place.language)
        plain = Answer(200, text.encode(), "text/plain; charset=utf-8")
        return asked_each_time(tagged(plain, request.path))

    def _gone(self, request: Request, session: SessionId, item: Item) -> Answer:
        drawn = self._drawn(request, session, "press_gone.html", data=item)
        return replace(drawn, status=HTTPStatus.GONE)

    def _drawn(
        self, request: Request, session: SessionId, template: str, *, data: object
    ) -> Answer:
        """A page with an answer found for it."""
        place = self.drawing.place(request, session, [NAME])
        page = Page(template=template, screen=lambda _view, _argument: data)
        answer = Answer(200, self.drawing.drawn(place, page).encode())
        if place.login is not None:
            return answer
        return asked_each_time(tagged(answer, request.path))


def asked_each_time(answer: Answer) -> Answer:
    """An answer for which browsers and shared caches ask again, so that none is a second late."""
    others = [one for one in answer.headers if one[0] != b"cache-control"]
    return replace(answer, headers=[*others, (b"cache-control", FOR_ONE_BROWSER)])


def etag_of(picture: ItemPicture) -> str:
    """The mark of a picture's file."""
    return f'"{picture.sha256[:20]}"'


def picture_headers(picture: ItemPicture) -> list[tuple[bytes, bytes]]:
    """A picture is asked for each time: it is gone as soon as its item is taken back."""
    return [(b"etag", etag_of(picture).encode()), (b"cache-control", FOR_ONE_BROWSER)]
