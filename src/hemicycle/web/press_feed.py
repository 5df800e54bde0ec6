"""The items that are out as an Atom feed, so that newsrooms need not look again and again."""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from hemicycle.phrases.telling import text_of
from hemicycle.procedure.assembly import Words
from hemicycle.procedure.assembly.session import Session
from hemicycle.secretariat.press_item import Item

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
MOST_ENTRIES = 50
# XML has no place for these signs, whatever is written in a form.
NOT_IN_XML = dict.fromkeys({*range(32), 0xFFFE, 0xFFFF} - {9, 10, 13})


def feed(out: Sequence[Item], session: Session, *, base: str, title: str, language: str) -> bytes:
    """The feed of the items that are out, newest first; `base` is the session's address."""
    here = f"{base}/press-room"
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": language})
    put(root, "id", text=here)
    put(root, "title", text=f"{title} · {said(session.title, language)}")
    put(root, "updated", text=written_at(max((last_change(one) for one in out), default=0)))
    ET.SubElement(root, "link", {"rel": "self", "href": f"{here}.atom"})
    ET.SubElement(root, "link", {"rel": "alternate", "href": here})
    author = ET.SubElement(root, "author")
    put(author, "name", text=said(session.title, language))
    for item in out[:MOST_ENTRIES]:
        root.append(entry(item, here=f"{here}/{item.number}", language=language))
    told: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return told


def entry(item: Item, *, here: str, language: str) -> ET.Element:
    """One item: its headline, when it came out, its facts."""
    root = ET.Element("entry")
    put(root, "id", text=here)
    put(root, "title", text=said(item.headline, language))
    put(root, "published", text=written_at(item.out_at))
    put(root, "updated", text=written_at(last_change(item)))
    ET.SubElement(root, "link", {"rel": "alternate", "href": here})
    put(root, "summary", text="\n".join(said(one, language) for one in item.facts))
    return root


def put(parent: ET.Element, name: str, *, text: str) -> None:
    """An element with a text in it."""
    ET.SubElement(parent, name).text = text.translate(NOT_IN_XML)


def said(words: Words, language: str) -> str:
    """Words in a language, or in one in which they are there."""
    return text_of(words, language)[1]


def last_change(item: Item) -> int:
    """When an item came out, or was changed after that."""
    return max(item.out_at, item.changed_at)


def written_at(at: int) -> str:
    """An instant as Atom writes it."""
    return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
