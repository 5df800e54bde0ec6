"""Reads a page as strictly as a browser with our content policy would: forms, elements, text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
SILENT = frozenset({"script", "style", "template"})


@dataclass
class Form:
    """One form with the fields it would send as it stands."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Element:
    """One start tag."""

    tag: str
    attrs: dict[str, str]


class Reader(HTMLParser):
    """Collects what the tests ask about a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.forms: list[Form] = []
        self.texts: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self._form: Form | None = None
        self._select, self._is_first = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and what it adds to its form."""
        named = {name: value or "" for name, value in attrs}
        self.elements.append(Element(tag, named))
        if len(named) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag not in VOID:
            self._open.append(tag)
        if tag == "form":
            self._form = Form(named.get("action", ""), named.get("method", "get"))
            self.forms.append(self._form)
        elif tag == "input" and self._form and "name" in named:
            is_off = named.get("type") in ("checkbox", "radio") and "checked" not in named
            if not is_off:
                self._form.fields.append((named["name"], named.get("value", "")))
        elif tag == "select" and self._form and "name" in named:
            self._select = named["name"]
            self._form.fields.append((self._select, ""))
            self._is_first = True
        elif tag == "option" and self._form and self._select:
            if self._is_first or "selected" in named:
                self._form.fields[-1] = (self._select, named.get("value", ""))
            self._is_first = False

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of a drawing that closes itself."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every element is closed in its order."""
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes <{self._open[-1] if self._open else ''}>")
            if tag in self._open:
                while self._open.pop() != tag:
                    pass
        else:
            self._open.pop()
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        """Note what is to be read."""
        if not SILENT & set(self._open):
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All text of the page in one line, without marks of direction."""
        return " ".join("".join(self.texts).replace("\u2068", "").replace("\u2069", "").split())

    def attribute(self, tag: str, name: str) -> str:
        """An attribute of the first element of a kind."""
        return next((e.attrs.get(name, "") for e in self.elements if e.tag == tag), "")

    @property
    def unclosed(self) -> Sequence[str]:
        """Elements that are still open at the end."""
        return tuple(self._open)


def read(html: str) -> Reader:
    """Read a whole page."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def forms_of(html: str) -> list[Form]:
    """The forms of a page."""
    return read(html).forms


def text_of(html: str) -> str:
    """What a page says, in one line."""
    return read(html).text


FORBIDDEN = re.compile(r"javascript:|hx-on|hx-vals\s*=\s*['\"]?js:", re.IGNORECASE)


def policy_faults(html: str) -> list[str]:
    """What the content policy of the product would not let a browser do with this page."""
    faults = FORBIDDEN.findall(html)
    for one in read(html).elements:
        faults += [f"<{one.tag} {name}>" for name in one.attrs if name.startswith("on")]
        faults += [f"<{one.tag} style>" for name in one.attrs if name == "style"]
        if one.tag == "style" or (one.tag == "script" and "src" not in one.attrs):
            faults.append(f"<{one.tag}>")
        source = one.attrs.get("src", "")
        if source and not source.startswith(("/", "data:")):
            faults.append(f"<{one.tag} src={source}>")
    return faults


def frame_faults(html: str, language: str) -> list[str]:
    """What every page has: language, direction, title, one main heading, one place to skip to."""
    page = read(html)
    faults = [*page.faults, *(f"<{tag}> stays open" for tag in page.unclosed)]
    wanted = {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    for name, value in wanted.items():
        if page.attribute("html", name) != value:
            faults.append(f"{name} is {page.attribute('html', name)!r}")
    headings = [one for one in page.elements if one.tag == "h1"]
    mains = [one for one in page.elements if one.tag == "main"]
    titles = re.findall(r"<title>(.*?)</title>", html, re.DOTALL)
    if len(headings) != 1:
        faults.append(f"{len(headings)} h1")
    if len(mains) != 1 or mains[0].attrs.get("id") != "main":
        faults.append("no main to skip to")
    if not titles or not titles[0].strip():
        faults.append("no title")
    ids = [one.attrs["id"] for one in page.elements if "id" in one.attrs]
    faults += [f"the id {name!r} is there twice" for name in {i for i in ids if ids.count(i) > 1}]
    return faults
