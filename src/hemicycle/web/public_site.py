"""What the public pages of a session are given besides their screens: files, search, addresses."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from hemicycle.screens.view import PLENARY
from hemicycle.web.context import Place
from hemicycle.web.house import House
from hemicycle.web.pages import PAGES
from hemicycle.web.public_files import called, for_programs, public_files
from hemicycle.web.session_search import SessionSearch
from hemicycle.web.shared_pictures import picture_of

OF_LISTS = ("q", "kind", "name", "group", "in", "of", "sort", "page", "refresh", "view")


def of_public_site(house: House, search: SessionSearch, place: Place) -> dict[str, Any]:
    """Each as a function, so that a page that does not ask has nothing made for it."""
    page = PAGES.get(place.page)
    return {
        "files": partial(public_files, house, place.session),
        "found": partial(search.search, place.session, place.language, query=place.query),
        "file_name": lambda name: called(house.phrases, name),
        "file_lead": lambda name: called(house.phrases, name, lead=True),
        "for_programs": partial(for_programs, place.page, place.argument),
        "share_picture": shared_picture(house, place),
        "address_tail": asked(place),
        "is_public": page is not None and not page.needs_seat,
    }


def shared_picture(house: House, place: Place) -> str:
    """Where the picture of a page lies below its session.

    Note: among files the entries share that of the session; there may be tens of thousands.
    """
    is_one_of_many = house.as_files and place.page == "entries"
    return picture_of("" if is_one_of_many else place.page, place.argument)


def asked(place: Place) -> str:
    """What follows the address of this page in another language: "?q=water", or nothing."""
    own = {name: place.query[name] for name in OF_LISTS if name in place.query}
    body = {} if place.body == PLENARY else {"body": place.body}
    wanted = {**body, **own}
    return f"?{urlencode(wanted)}" if wanted else ""
