"""A walk through the public site from its known pages on, as a visitor who is not signed in."""

import re
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape

from hemicycle.web.asgi import Hemicycle
from hemicycle.web.languages import OFFERED
from hemicycle.web.public_files import public_files
from hemicycle.web.sitemap import of_sessions

from .addresses import Address, is_for_files, read_link
from .visitor import Found, Visitor

# Our pages write every attribute in double quotes, and none in their words: those are escaped.
LINK = re.compile(r'\b(?:href|src)="([^"]+)"')
SHARED = re.compile(r'<meta property="og:image" content="([^"]+)"')
IN_STYLES = re.compile(r"url\((?:\.\./)+([^)\"']+)\)")
MOVED = frozenset({301, 302, 303, 307, 308})
QUICKLY = 1

Progress = Callable[[int, int], None]


@dataclass(slots=True, kw_only=True)
class Walk:
    """What was found: pages kept small, other files handed on as they come.

    `leads` tells where an address leads that is another's: from the usual one to its true one.
    """

    hemicycle: Hemicycle
    base_url: str
    take: Callable[[str, bytes], None]
    told: Progress
    pages: dict[Address, bytes] = field(default_factory=dict)
    files: set[Address] = field(default_factory=set)
    leads: dict[Address, Address] = field(default_factory=dict)
    _known: set[Address] = field(default_factory=set)
    _waiting: deque[Address] = field(default_factory=deque)

    async def through(self) -> None:
        """Ask for everything there is."""
        visitor = Visitor(self.hemicycle, self.base_url)
        for address in self.starts():
            self.meet(address)
        while self._waiting:
            address = self._waiting.popleft()
            self.found(address, await visitor.ask(address))
            self.told(len(self._known) - len(self._waiting), len(self._known))

    def starts(self) -> Iterator[Address]:
        """The pages that the map of the site lists, in each language, and every file."""
        house = self.hemicycle.house
        yield from (Address("/robots.txt"), Address("/sitemap.xml"))
        pages = ["", "/help", *(path for path, _ in of_sessions(house))]
        for language in OFFERED:
            yield from (Address(f"/{language}{path}") for path in pages)
            for session in filter(house.is_opened, house.clerk.states):
                for file in public_files(house, session):
                    for piece in file.pieces.values():
                        for one in piece.formats:
                            yield Address(f"/{language}/a/{session}/{one.place}")

    def meet(self, address: Address) -> None:
        """An address that may be new, and may be none for files."""
        if address not in self._known and is_for_files(self.hemicycle.permissions, address):
            self._known.add(address)
            self._waiting.append(address)

    def found(self, address: Address, answer: Found) -> None:
        """What stands at an address: a page, a file, the way to another address, or nothing."""
        if answer.status in MOVED:
            self.lead(address, answer.location)
        elif answer.is_there and address.is_file:
            self.files.add(address)
            self.take(address.place, answer.body)
            if answer.media_type.startswith("text/css"):
                self.read_styles(address, answer.body.decode())
        elif answer.is_there:
            text = answer.body.decode()
            self.pages[address] = zlib.compress(answer.body, QUICKLY)
            for link in (*LINK.findall(text), *SHARED.findall(text)):
                self.meet_link(unescape(link), address.language)

    def meet_link(self, link: str, language: str) -> None:
        """What a page leads to."""
        read = read_link(link, language, base_url=self.base_url)
        if read is not None:
            self.meet(read[0])

    def lead(self, address: Address, location: str) -> None:
        """One address that leads to another of ours."""
        read = read_link(location, address.language, base_url=self.base_url)
        if read is not None and is_for_files(self.hemicycle.permissions, read[0]):
            self.leads[address] = read[0]
            self.meet(read[0])

    def read_styles(self, address: Address, text: str) -> None:
        """The fonts and pictures of a style sheet, which lie beside it."""
        beside = address.path.rpartition("/css/")[0]
        for name in IN_STYLES.findall(text):
            self.meet(Address(f"{beside}/{name}"))

    def target(self, address: Address) -> Address | None:
        """Which of the files an address leads to, if to any."""
        true = self.leads.get(address, address)
        return true if true in self.pages or true in self.files else None
