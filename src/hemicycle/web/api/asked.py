"""What a program asks for: which page of which rows; and the sentence where that cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

import msgspec

from hemicycle.publish.data.resources import filters_of
from hemicycle.publish.data.table import Table
from hemicycle.web.http import WHOLE, Answer

PROBLEM = "application/problem+json"
MOST_ITEMS = 500
USUAL_ITEMS = 100
LONGEST_VALUE = 200


class NotAsked(Exception):
    """The request cannot be answered: a status, and why in one plain sentence."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One page of rows: after which of them, how many, and by what they are chosen."""

    after: str
    limit: int
    chosen: Mapping[str, str]


def problem(status: HTTPStatus, detail: str, *headers: tuple[bytes, bytes]) -> Answer:
    """An error as programs read it (RFC 9457)."""
    told = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": detail}
    return Answer(int(status), msgspec.json.encode(told), PROBLEM, headers)


def wish_of(table: Table, query: Mapping[str, str]) -> Wish:
    """What the query of an address asks for.

    Errors: NotAsked, naming the first parameter that is wrong
    """
    filters = filters_of(table)
    known = ("after", "limit", *filters)
    for name, value in query.items():
        if name not in known:
            raise NotAsked(
                HTTPStatus.BAD_REQUEST,
                f"There is no parameter “{name[:40]}” here; there are {', '.join(known)}.",
            )
        if len(value) > LONGEST_VALUE:
            raise NotAsked(HTTPStatus.BAD_REQUEST, f"The value of “{name}” is too long.")
    chosen = {name: query[name] for name in filters if name in query}
    limit = limit_of(query["limit"]) if "limit" in query else USUAL_ITEMS
    return Wish(after=query.get("after", ""), limit=limit, chosen=chosen)


def limit_of(text: str) -> int:
    """How many rows a page may have.

    Errors: NotAsked
    """
    if WHOLE.fullmatch(text) and 1 <= int(text) <= MOST_ITEMS:
        return int(text)
    raise NotAsked(HTTPStatus.BAD_REQUEST, f"“limit” is a whole number from 1 to {MOST_ITEMS}.")
