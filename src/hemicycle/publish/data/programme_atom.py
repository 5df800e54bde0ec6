"""The releases of the programme as a feed (Atom, RFC 4287): what each changed, the newest first."""

from typing import Any

from lxml import etree

from hemicycle.journal import instants
from hemicycle.procedure.assembly import Release
from hemicycle.procedure.rules.programme_changes import changelog
from hemicycle.publish.data.akoma import legible
from hemicycle.publish.data.decisions_atom import NAMESPACE, XML_LANG
from hemicycle.publish.data.identity import urn_of
from hemicycle.publish.data.marking import marked
from hemicycle.publish.data.programme_told import change_told
from hemicycle.publish.output import Output, Published

Element = Any  # lxml ships no types


def put(parent: Element, tag: str, *, text: str = "", **attributes: str) -> Element:
    """An element below another, with a text."""
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    child.text = legible(text) or None
    return child


def write(published: Published) -> bytes:
    """The whole feed."""
    session, releases = published.session, published.assembly.programme
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
    root.set(XML_LANG, published.language)
    put(root, "id", text=urn_of(published, "programme"))
    put(root, "title", text=marked(published, published.say("output.programme_changes")))
    if published.band:
        put(root, "subtitle", text=published.band)
    updated = releases[-1].at if releases else session.opened_at
    put(root, "updated", text=instants.written(updated))
    put(put(root, "author"), "name", text=published.text(session.title))
    put(root, "link", rel="self", href="programme-changes.atom")
    put(root, "link", rel="alternate", href="programme", type="text/html")
    put(root, "category", term=session.basis)
    for release in reversed(releases):
        put_release(published, root, release=release)
    etree.indent(root, space=" ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def put_release(published: Published, root: Element, *, release: Release) -> None:
    """One release: when it came, and what it changed, a line for each change."""
    entry = put(root, "entry")
    put(entry, "id", text=urn_of(published, f"programme/{release.number}"))
    put(entry, "title", text=published.say("programme.release_of_session", number=release.number))
    put(entry, "published", text=instants.written(release.at))
    put(entry, "updated", text=instants.written(release.at))
    href = f"programme/{release.number}"
    put(entry, "link", rel="alternate", href=href, type="text/html")
    found = changelog(published.assembly.programme, release.number)
    told = [line for change in found for line in change_told(published, change)]
    told = told or [published.say("programme.nothing_changed")]
    put(
        entry,
        "content",
        text="\n".join(line for line in (published.band, *told) if line),
        type="text",
    )


OUTPUT = Output(
    is_apart=True,  # its links lead to pages of the programme, which no collection holds
    name="programme-changes",
    extension="atom",
    media_type="application/atom+xml; charset=utf-8",
    write=write,
)
