"""The programming interface by address: `/api/v1/sessions/150/speakers?body=plenary&limit=50`."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import msgspec

from hemicycle.journal.words import root_words
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.publish.data.resources import RESOURCES, items, standing
from hemicycle.publish.data.table import Table
from hemicycle.publish.output import Published
from hemicycle.web.api.asked import NotAsked, Wish, problem, wish_of
from hemicycle.web.api.openapi import BASE, document
from hemicycle.web.house import House
from hemicycle.web.http import Answer, Request
from hemicycle.web.kept_answers import tagged
from hemicycle.web.languages import negotiated
from hemicycle.web.outputs import listed

Json = dict[str, Any]
PREFIX = "api"
VERSION = "v1"
DOCUMENT = "openapi.json"


def prepared(house: House, request: Request, parts: Sequence[str]) -> Callable[[], Answer]:
    """What makes the answer at an address below `/api`, in any thread, from what is so now.

    The answer is a problem in one sentence where there is nothing.
    """
    try:
        tell = told_at(house, request, parts)
    except NotAsked as fault:
        return partial(problem, fault.status, fault.detail)

    def answer() -> Answer:
        """The answer."""
        try:
            told = tell()
        except NotAsked as fault:
            return problem(fault.status, fault.detail)
        return tagged(Answer(200, msgspec.json.encode(told), "application/json"), request.path)

    return answer


def told_at(house: House, request: Request, parts: Sequence[str]) -> Callable[[], Json]:
    """What makes that which is told at an address.

    Errors: NotAsked; what it returns: NotAsked
    """
    match parts:
        case [_, version, name] if (version, name) == (VERSION, DOCUMENT):
            return partial(document, house.phrases)
        case [_, version, "sessions"] if version == VERSION:
            cards = [told_of(house, of_session(house, request, one)) for one in known(house)]
            return lambda: {"items": cards}
        case [_, version, "sessions", session] if version == VERSION:
            card = told_of(house, of_session(house, request, session))
            return lambda: card
        case [_, version, "sessions", session, name] if version == VERSION:
            asked = of_session(house, request, session)
            return partial(page, asked, table_of(name), query=request.whole_query)
        case [_, version, "sessions", session, name, identity] if version == VERSION:
            asked = of_session(house, request, session)
            return partial(single, asked, table_of(name), identity=identity)
    raise NotAsked(
        HTTPStatus.NOT_FOUND, f"There is nothing at this address; {BASE}/{DOCUMENT} tells all."
    )


def known(house: House) -> list[SessionId]:
    """The sessions that are open to the public."""
    states = house.clerk.states.items()
    return sorted(session for session, state in states if state.assembly.session is not None)


def require_session(house: House, session: str) -> None:
    """There is an open session of that id.

    Errors: NotAsked
    """
    if session not in known(house):
        raise NotAsked(HTTPStatus.NOT_FOUND, f"There is no session “{session[:40]}” here.")


def of_session(house: House, request: Request, session: str) -> Published:
    """What is published of a session, in the language that is asked for.

    Errors: NotAsked
    """
    require_session(house, session)
    return listed(house, SessionId(session), negotiated(request))


def table_of(name: str) -> Table:
    """A table by its name.

    Errors: NotAsked
    """
    if name not in RESOURCES:
        there = ", ".join(RESOURCES)
        raise NotAsked(HTTPStatus.NOT_FOUND, f"There is no “{name[:40]}”; there are {there}.")
    return RESOURCES[name]


def told_of(house: House, found: Published) -> Json:
    """What a session is, and how anybody checks its record."""
    session = found.session
    root = house.clerk.root(session.id)
    return {
        "id": session.id,
        "title": session.title,
        "theme": session.theme,
        "place": session.place,
        "zone": session.zone,
        "starts_on": session.starts_on,
        "ends_on": session.ends_on,
        "basis": session.basis,
        "notice": found.band,
        "rulebook": session.rulebook,
        "edition": session.edition,
        "position": found.assembly.position,
        "root": root.hex(),
        "root_words": root_words(root),
        "tables": list(RESOURCES),
    }


def page(found: Published, table: Table, *, query: Mapping[str, str]) -> Json:
    """One page of the rows of a table, and where the next one is.

    Errors: NotAsked
    """
    wish = wish_of(table, query)
    rows = list(items(table, found, chosen=wish.chosen))
    start = after(rows, wish.after)
    shown = rows[start : start + wish.limit]
    has_more = start + wish.limit < len(rows)
    return {
        **standing(found),
        "total": len(rows),
        "items": shown,
        "next": next_address(found, table, wish=wish, last=shown[-1]["id"]) if has_more else None,
    }


def after(rows: Sequence[Json], identity: str) -> int:
    """Where the rows after a known one begin.

    Errors: NotAsked
    """
    if not identity:
        return 0
    for place, row in enumerate(rows, 1):
        if row["id"] == identity:
            return place
    raise NotAsked(HTTPStatus.BAD_REQUEST, f"“after” names no row here: “{identity[:60]}”.")


def next_address(found: Published, table: Table, *, wish: Wish, last: str) -> str:
    """The address of the page that follows."""
    asked = urlencode({**wish.chosen, "limit": wish.limit, "after": last})
    return f"{BASE}/sessions/{found.session.id}/{table.name}?{asked}"


def single(found: Published, table: Table, *, identity: str) -> Json:
    """One row of a table by its id.

    Errors: NotAsked
    """
    for row in items(table, found, chosen={}):
        if row["id"] == identity:
            return {**standing(found), "item": row}
    raise NotAsked(HTTPStatus.NOT_FOUND, f"{table.name} has none with the id “{identity[:60]}”.")
