"""The styles, scripts and fonts, read once at the start and served from memory.

All of them live under one prefix that names their common content, so style sheets and modules refer
to each other by relative path, and every answer may be cached for ever. `/sw.js` alone stands
outside, because a service worker governs only what lies below its own address.
"""

import gzip
import hashlib
import importlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

__all__ = ["StaticFile", "StaticFiles", "icon_address", "load", "shipped", "static_url"]

FOLDER = Path(__file__).parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
NOT_SERVED = ("vendor/", "js/trusted.js", "js/sw.js")
# What a delegate page needs without a network.
SHELL = (
    *("offline.html", "img/icon.svg", "css/page.phone.css"),
    *("js/live.js", "js/page.js", "js/stream.js", "js/clock.js"),
    *("js/vote.js", "js/kept.js", "js/offline.js"),
)
# One style sheet a page: on a poor network a request less counts more than a shared cache.
# A page is read with the fonts that are there when it is painted: those that come later serve the
# next page, and nothing moves. A screen that stays open for hours takes them when they come.
SWAP, OPTIONAL = b"font-display:swap", b"font-display:optional"
SHEETS = {
    "css/page.phone.css": ("tokens", "base", "phone"),
    "css/page.meetings.css": ("tokens", "base", "phone", "meetings"),
    "css/page.hall.css": ("tokens", "fonts", "base", "hall"),
    "css/page.booth.css": ("tokens", "fonts", "base", "booth"),
    "css/page.chair.css": ("tokens", "fonts", "base", "chair"),
    "css/page.site.css": ("tokens", "fonts-optional", "base", "site"),
    "css/page.home.css": ("tokens", "fonts-optional", "base", "site", "lists", "home"),
    "css/page.doc.css": ("tokens", "fonts-optional", "base", "site", "doc", "entries"),
    "css/page.text.css": ("tokens", "fonts-optional", "base", "site", "text"),
    "css/page.elections.css": (
        *("tokens", "fonts-optional", "base", "site", "lists", "doc", "entries"),
    ),
    "css/page.programme.css": (
        *("tokens", "fonts-optional", "base", "site", "lists", "entries", "programme"),
    ),
    "css/page.press.css": ("tokens", "fonts-optional", "base", "site", "press"),
    "css/page.pressroom.css": ("tokens", "fonts-optional", "base", "site", "pressroom"),
    "css/page.takes.css": ("tokens", "fonts-optional", "base", "site", "takes"),
    "css/page.ask.css": ("tokens", "fonts-optional", "base", "site", "ask"),
    "css/page.statements.css": ("tokens", "fonts-optional", "base", "site", "statements"),
    "css/page.followup.css": (
        *("tokens", "fonts-optional", "base", "site", "doc", "entries", "followup"),
    ),
    "css/page.follow.css": ("tokens", "follow"),
    "css/page.gate.css": ("tokens", "base", "site", "gate"),
    "css/page.tellers.css": ("tokens", "base", "site", "tellers"),
    "css/page.textdesk.css": ("tokens", "fonts-optional", "base", "site", "textdesk"),
    "css/page.seed.css": ("tokens", "fonts-optional", "base", "site", "seed"),
}
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticFile:
    """One file as it is sent: its bytes plain and, where that is shorter, compressed."""

    media_type: str
    etag: str
    cache_control: str
    identity: bytes
    gzip: bytes | None
    brotli: bytes | None

    def encoded(self, accept_encoding: str) -> tuple[str, bytes]:
        """The shortest form that the browser takes, with its content encoding ("" for plain)."""
        accepted = {
            name.strip()
            for name, _, quality in (part.partition(";") for part in accept_encoding.split(","))
            if quality.replace(" ", "") not in ("q=0", "q=0.0")
        }
        if self.brotli is not None and "br" in accepted:
            return "br", self.brotli
        if self.gzip is not None and "gzip" in accepted:
            return "gzip", self.gzip
        return "", self.identity


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticFiles:
    """All files by the path of their address."""

    prefix: str
    by_path: Mapping[str, StaticFile]

    def url(self, name: str) -> str:
        """The address of a file by its name below the folder.

        Errors: LookupError when there is no such file, so that a misspelt name fails in a test
        """
        path = self.prefix + name
        if path not in self.by_path:
            raise LookupError(f"no static file is called {name!r}")
        return path


def squeezed(css: str) -> str:
    """The style sheet without its comments and spare space; they are for readers of the source."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css).replace(";}", "}").strip()
    return re.sub(r"([{;][\w-]+): ", r"\1:", css)


def _brotli() -> Callable[[bytes], bytes] | None:
    """The compressor, where its package is installed; gzip serves otherwise."""
    try:
        module = importlib.import_module("brotli")
    except ImportError:
        return None
    return lambda content: bytes(module.compress(content, quality=9))


def _read(folder: Path) -> dict[str, bytes]:
    """Every file of the folder by its name, style sheets squeezed and joined for each page."""
    contents = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in MEDIA_TYPES:
            content = path.read_bytes()
            if path.suffix == ".css":
                content = squeezed(content.decode()).encode()
            contents[path.relative_to(folder).as_posix()] = content
    swapped = contents.get("css/fonts.css", b"")
    contents["css/fonts-optional.css"] = swapped.replace(SWAP, OPTIONAL)
    for sheet, names in SHEETS.items():
        parts = [contents.get(f"css/{name}.css") for name in names]
        if all(part is not None for part in parts):
            contents[sheet] = b"\n".join(part for part in parts if part is not None)
    return contents


def _common_hash(contents: Mapping[str, bytes]) -> str:
    """One name for the content of all files together."""
    digest = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def _file(name: str, content: bytes, *, brotli: Callable[[bytes], bytes] | None) -> StaticFile:
    """One file made ready; fonts are compressed in themselves."""
    suffix = Path(name).suffix
    packed = suffix != ".woff2"
    return StaticFile(
        media_type=MEDIA_TYPES[suffix],
        etag=f'"{hashlib.sha256(content).hexdigest()[:20]}"',
        cache_control=FOR_EVER,
        identity=content,
        gzip=gzip.compress(content, 9, mtime=0) if packed else None,
        brotli=brotli(content) if packed and brotli is not None else None,
    )


def load(folder: Path = FOLDER) -> StaticFiles:
    """Read, name and compress all files of a folder."""
    contents = _read(folder)
    prefix = f"/static/{_common_hash(contents)}/"
    shell = json.dumps([name for name in SHELL if name in contents])
    brotli = _brotli()
    by_path = {}
    for name, content in contents.items():
        if name == "js/sw.js" or name.endswith(".html"):
            content = content.replace(b"__STATIC__", prefix.encode())  # noqa: PLW2901 - same file
            content = content.replace(b"__SHELL__", shell.encode())  # noqa: PLW2901 - same file
        if name == "js/sw.js":
            by_path["/sw.js"] = replace(
                _file(name, content, brotli=brotli), cache_control=ASK_AGAIN
            )
        if not name.startswith(NOT_SERVED):
            by_path[prefix + name] = _file(name, content, brotli=brotli)
    return StaticFiles(prefix=prefix, by_path=MappingProxyType(by_path))


@cache
def shipped() -> StaticFiles:
    """The files that come with the program."""
    return load()


def static_url(name: str) -> str:
    """The address of a file that comes with the program: `static_url("css/base.css")`."""
    return shipped().url(name)


@cache
def icon_address() -> str:
    """The icon inside its own address: small enough that a request for it would cost more."""
    drawing = shipped().by_path[static_url("img/icon.svg")].identity.decode().strip()
    return "data:image/svg+xml," + quote(drawing.replace('"', "'"), safe=" ='/:")
