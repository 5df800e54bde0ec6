"""What every feed (Atom, RFC 4287) of a session begins with, and how it is sent.

The links are relative: they hold on a server and on a memory stick.
"""

from dataclasses import dataclass
from typing import Any

from lxml import etree

from hemicycle.journal import instants
from hemicycle.procedure.kernel import Instant
from hemicycle.publish.data.akoma import legible
from hemicycle.publish.data.identity import urn_of
from hemicycle.publish.data.marking import marked
from hemicycle.publish.output import Published

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NAMESPACE = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Element = Any  # lxml ships no types


def put(parent: Element, tag: str, *, text: str = "", **attributes: str) -> Element:
    """An element below another, with a text."""
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    child.text = legible(text) or None
    return child


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself: `about` names what it tells of, for its id, `page` tells more."""

    name: str
    about: str
    title: str
    updated: Instant
    page: str


def feed(published: Published, of: Feed) -> Element:
    """A feed that has no entries yet."""
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
    root.set(XML_LANG, published.language)
    put(root, "id", text=urn_of(published, of.about))
    put(root, "title", text=marked(published, of.title))
    if published.band:
        put(root, "subtitle", text=published.band)
    put(root, "updated", text=instants.written(of.updated))
    put(put(root, "author"), "name", text=published.text(published.session.title))
    put(root, "link", rel="self", href=f"{of.name}.atom")
    put(root, "link", rel="alternate", href=of.page, type="text/html")
    put(root, "category", term=published.session.basis)
    return root


def as_sent(root: Element) -> bytes:
    """The whole feed."""
    etree.indent(root, space=" ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
