"""The addresses in a page, as they are among files: each leads from where the page lies.

Only addresses are changed, and only in attributes, which our templates write in double quotes.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote

from .addresses import ABOUT, INDEX, Address, read_link, way

FROM_THE_TOP = re.compile(r'\b(href|src)="(/[^"]*)"')
WHOLE = r'(<a\b[^<>]*?\bhref)="({base}(?:[/#?][^"]*)?)"'
ASKED_IN_HEAD = r'(<link\b[^<>]*?\bhref)="({base}/[^"?]*\?[^"]*)"'
NOT_HERE = "left-out"

Target = Callable[[Address], Address | None]


def as_file(page: str, address: Address, *, base_url: str, target: Target) -> str:
    """A page with its links as they are among files.

    Note: what is not among the files leads to the page that says what is not; the addresses in
    the head by which the page is known stay whole.
    """
    language, place = address.language, address.place
    about = Address(f"/{language}/{ABOUT}").place

    def led(link: str) -> str:
        read = read_link(unescape(link), language, base_url=base_url)
        if read is None:
            return link
        found = target(read[0])
        if found is None:
            return escape(way(place, about, at=NOT_HERE))
        return escape(way(place, found.place, at=read[1]))

    def known_as(match: re.Match[str]) -> str:
        read = read_link(unescape(match[2]), language, base_url=base_url)
        assert read is not None
        folder = read[0].place.removesuffix(INDEX)
        return f'{match[1]}="{escape(f"{base_url}/{quote(folder)}")}"'

    def put(match: re.Match[str]) -> str:
        return f'{match[1]}="{led(match[2])}"'

    base = re.escape(base_url)
    page = FROM_THE_TOP.sub(put, page)
    page = re.sub(ASKED_IN_HEAD.format(base=base), known_as, page)
    return re.sub(WHOLE.format(base=base), put, page)


def leading_page(address: Address, languages: dict[str, str]) -> bytes:
    """What lies at the address of a page without its language: the way to it in each language.

    Note: these addresses stand in documents, in calendars and on paper; they lead on for ever.
    """
    here = Address(address.path.removeprefix(f"/{address.language}") or "/", address.query)
    ways = {code: way(here.place, address_in(address, code).place) for code in languages}
    first = escape(next(iter(ways.values())))
    links = " ".join(
        f'<a href="{escape(to)}" lang="{code}" hreflang="{code}">{languages[code]}</a>'
        for code, to in ways.items()
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="refresh" content="0; url={first}"><title>Hemicycle</title></head>\n'
        f"<body><p>{links}</p></body></html>\n"
    ).encode()


def address_in(address: Address, language: str) -> Address:
    """The same page in another language."""
    rest = address.path.removeprefix(f"/{address.language}")
    return Address(f"/{language}{rest}", address.query)
