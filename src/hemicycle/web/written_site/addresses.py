"""Where what stands at an address lies among the files, and how one file leads to another."""

import hashlib
import posixpath
import re
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urldefrag, urlsplit

from hemicycle.publish import OUTPUTS
from hemicycle.web.languages import split_prefix
from hemicycle.web.pages import PAGES
from hemicycle.web.permissions import ANYONE, Permissions, is_in_session

INDEX = "index.html"
ABOUT = "about-these-files"
# What needs a server that answers, or tells each who asks something else.
SERVED_ONLY = frozenset({"follow", "search", "hall", "receipt", "time", "live", "fragment"})
OUTSIDE = ("", "help", ABOUT, "robots.txt", "sitemap.xml")
# What a page reads from its address and that has few values; each then has a file of its own.
OWN_FILES = frozenset({"body", "in", "of", "page", "sort", "view"})
MADE_FOR_ONE = frozenset({"report-back", "report-home"})
USUAL = {"body": "plenary", "page": "1"}
HARMLESS = re.compile(r"[A-Za-z0-9.-]{1,60}")
ENDINGS = frozenset(
    {
        *(one.extension for one in OUTPUTS.values()),
        *("atom", "css", "ico", "jpg", "json", "png", "svg", "txt", "woff2", "xml"),
    }
)


class Address(NamedTuple):
    """What is asked for: the path as it is read, and the query in its one order."""

    path: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def is_file(self) -> bool:
        """Whether it names a file; else it names a page, which lies in a folder of its own."""
        return self.path.rpartition("/")[2].rpartition(".")[2] in ENDINGS

    @property
    def language(self) -> str:
        """The language it begins with; empty where it begins with none."""
        return split_prefix(self.path)[0]

    @property
    def parts(self) -> list[str]:
        """What follows its language."""
        return split_prefix(self.path)[1].strip("/").split("/")

    @property
    def place(self) -> str:
        """Where it lies below the folder of the site."""
        path = self.path.strip("/")
        if self.is_file:
            return path
        own = "".join(f"_{name}-{in_a_name(value)}" for name, value in self.query)
        return "/".join(filter(None, (path, own, INDEX)))


def in_a_name(value: str) -> str:
    """A value in the name of a folder, on any file system."""
    if HARMLESS.fullmatch(value):
        return value
    return hashlib.sha256(value.encode()).hexdigest()[:12]


def read_link(link: str, language: str, *, base_url: str) -> tuple[Address, str] | None:
    """The address that a link of ours names, and the place on its page; None for any other.

    Note: a page without its language is the page in the language of whoever leads there. A file
    is as it is, for an address that was written down once is one for ever.
    """
    is_whole = link == base_url or link.startswith(f"{base_url}/")
    if not is_whole and (not link.startswith("/") or link.startswith("//")):
        return None
    asked, at = urldefrag(link.removeprefix(base_url) if is_whole else link)
    parts = urlsplit(asked)
    path = f"/{unquote(parts.path).strip('/')}"
    given = {name: value for name, value in parse_qsl(parts.query) if USUAL.get(name) != value}
    address = Address(path, tuple(sorted(given.items())))
    goes_by_language = not address.is_file or (not is_whole and address.parts[0] == "a")
    if goes_by_language and not address.language:
        address = address._replace(path=f"/{language}{path}".rstrip("/"))
    return address, at


def is_for_files(permissions: Permissions, address: Address) -> bool:
    """Whether an address belongs among the files: anybody may read it, and it stays the same.

    Note: papers that are made for whoever asks stay where somebody can ask.
    """
    parts, asks = address.parts, {name for name, _ in address.query}
    if parts[0] == "static":
        return True
    if not asks <= OWN_FILES or ".." in parts:
        return False
    if not is_in_session(parts):
        return "/".join(parts) in OUTSIDE
    asked = permissions.of("GET", parts)
    if asked is None or ANYONE not in asked.who:
        return False
    return not (is_served_only(parts[2:]) or is_made_for_one(address, parts[2:]))


def is_served_only(rest: list[str]) -> bool:
    """Whether a page of a session needs a server, or a seat."""
    name = rest[0] if rest else ""
    page = PAGES.get(name)
    return name in SERVED_ONLY or (page is not None and page.needs_seat)


def is_made_for_one(address: Address, rest: list[str]) -> bool:
    """Whether a file is made when somebody asks for it, as the pack of a delegation is."""
    return address.is_file and bool(rest) and rest[0] in MADE_FOR_ONE


def way(start: str, end: str, *, at: str = "") -> str:
    """How one file leads to another, wherever the folder stands."""
    path = quote(posixpath.relpath(end, posixpath.dirname(start) or "."))
    return f"{path}#{at}" if at else path
