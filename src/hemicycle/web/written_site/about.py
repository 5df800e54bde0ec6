"""The page that says what these files are: up to where, what is not among them, how to check."""

from hemicycle.journal.words import root_words
from hemicycle.web.asgi import Hemicycle
from hemicycle.web.http import Request

from .addresses import ABOUT


async def nothing_more() -> dict[str, object]:
    """There is no body in what asks for this page."""
    return {"type": "http.disconnect"}


def about_page(hemicycle: Hemicycle, language: str) -> bytes:
    """The page in a language; its links are those of the site, as on every page."""
    house = hemicycle.house
    scope = {"type": "http", "method": "GET", "path": f"/{language}/{ABOUT}", "headers": []}
    request = Request({**scope, "query_string": b""}, nothing_more)
    sessions = [
        {
            "session": state.assembly.session,
            "position": state.tail.position,
            "words": root_words(house.clerk.root(session)),
        }
        for session, state in house.clerk.states.items()
        if house.is_opened(session)
    ]
    return hemicycle.drawing.small(request, "about_files.html", {"sessions": sessions}).body
