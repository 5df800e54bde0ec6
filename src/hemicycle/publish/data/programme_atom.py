"""The releases of the programme as a feed (Atom, RFC 4287): what each changed, the newest first."""

from hemicycle.journal import instants
from hemicycle.procedure.assembly import Release
from hemicycle.procedure.rules.programme_changes import changelog
from hemicycle.publish.data.atom import MEDIA_TYPE, Element, Feed, as_sent, feed, put
from hemicycle.publish.data.identity import urn_of
from hemicycle.publish.data.programme_told import change_told
from hemicycle.publish.output import Output, Published

NAME = "programme-changes"


def write(published: Published) -> bytes:
    """The whole feed."""
    releases = published.assembly.programme
    head = Feed(
        name=NAME,
        about="programme",
        title=published.say("output.programme_changes"),
        updated=releases[-1].at if releases else published.session.opened_at,
        page="programme",
    )
    root = feed(published, head)
    for release in reversed(releases):
        put_release(published, root, release=release)
    return as_sent(root)


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
    name=NAME,
    extension="atom",
    media_type=MEDIA_TYPE,
    write=write,
)
