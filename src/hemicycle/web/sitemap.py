"""For those who look through the web by machine: which pages there are, and what is none."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from hemicycle.procedure.assembly import Assembly, Text
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.screens.item_attendance import part_of
from hemicycle.web.house import House
from hemicycle.web.languages import OFFERED
from hemicycle.web.pages import PAGES

MOST = 50_000  # addresses in one file, by the protocol of sitemaps
ARCHIVE = "/statements"  # of other years: a search, which only a server answers
OUTSIDE = ("/", "/help", ARCHIVE)
# A page of which every moment is another, and a page that is different for every question.
LEFT_OUT = frozenset({"follow", "search", "hall"})
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
NOT_FOR_MACHINES = (
    *("/login", "/account", "/new", "/enrol", "/demo/"),
    *("/*/live", "/*/fragment/", "/*/acts/", "/*/desk", "/*/receipt", "/*/ask/mine/"),
)


def robots(house: House) -> bytes:
    """What machines may leave alone, and where the list of pages is."""
    kept_out = "".join(f"Disallow: {one}\n" for one in NOT_FOR_MACHINES)
    return f"User-agent: *\n{kept_out}\nSitemap: {house.base_url}/sitemap.xml\n".encode()


def sitemap(house: House) -> bytes:
    """Every public page of every session in every language, with when it last changed."""
    outside = (path for path in OUTSIDE if not (house.as_files and path == ARCHIVE))
    pages = [*((path, None) for path in outside), *of_sessions(house)]
    urls = (
        url(house.base_url, path, language=language, changed=changed)
        for path, changed in pages
        for language in OFFERED
    )
    some = (one for _, one in zip(range(MOST), urls, strict=False))
    return f"{HEAD}{''.join(some)}</urlset>\n".encode()


def of_sessions(house: House) -> Iterator[tuple[str, Instant | None]]:
    """The public pages of each session that was opened."""
    for session, state in house.clerk.states.items():
        opened = state.assembly.session
        if opened is not None:
            changed = max(state.assembly.at, opened.opened_at)  # a report may have no time at all
            for path in of_session(session, state.assembly):
                yield path, changed
            yield from of_press_room(house, session, changed=changed)


def of_session(session: SessionId, assembly: Assembly) -> Iterator[str]:
    """The addresses of one session: its pages, and those of each thing that has one."""
    base = f"/a/{session}"
    for name, page in PAGES.items():
        if name not in LEFT_OUT and not (page.needs_seat or page.needs_argument):
            yield f"{base}/{name}".rstrip("/")
    if assembly.session is not None and not assembly.session.is_reported:
        yield from (f"{base}/readouts", f"{base}/ask")
    yield from below(base, "delegations", things=assembly.delegations)
    yield from below(base, "bodies", things=assembly.bodies)
    placed = (f"{b.id}-{item}" for b in assembly.bodies.values() for item in b.items)
    yield from below(base, "items", things=placed)
    for of_sitting in ("attendance", "minutes"):
        yield from below(base, of_sitting, things=map(part_of, assembly.records.values()))
    yield from below(base, "divisions", things=assembly.divisions)
    yield from below(base, "programme", things=(one.number for one in assembly.programme))
    yield from below(base, "texts", things=of_texts(assembly.texts.values()))
    written = (one for body in assembly.bodies.values() for one in body.written.values())
    yield from below(base, "speech", things=(one.number for one in written if one.is_open))


def of_texts(texts: Iterable[Text]) -> Iterator[str]:
    """Each text, its versions as they were published, its memorandum, and its amendments."""
    for text in texts:
        yield text.id
        yield from (f"{text.id}/rev.{version.number}" for version in text.versions)
        yield from (f"{text.id}/memorandum.{one.number}" for one in text.memoranda)
        yield from (f"{text.id}/amendments/{number}" for number in text.amendments)


def of_press_room(
    house: House, session: SessionId, *, changed: Instant
) -> Iterator[tuple[str, Instant]]:
    """The press room, and each item that everybody may read now."""
    base = f"/a/{session}/press-room"
    yield base, changed
    for item in house.press_room_of(session).out(house.clock_of(session).now()):
        yield f"{base}/{item.number}", item.out_at


def below(base: str, page: str, *, things: Iterable[object]) -> Iterator[str]:
    """The address of each thing of a list."""
    return (f"{base}/{page}/{one}" for one in things)


def url(origin: str, path: str, *, language: str, changed: Instant | None) -> str:
    """One page in one language, with the addresses of the others."""
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} '
        f"href={quoteattr(f'{origin}{prefix}{path}')}/>"
        for code, prefix in (*((one, f"/{one}") for one in OFFERED), ("x-default", ""))
    )
    at = f"<lastmod>{moment(changed)}</lastmod>" if changed else ""
    return f"<url><loc>{escape(f'{origin}/{language}{path}')}</loc>{at}{others}</url>\n"


def moment(at: Instant) -> str:
    """A moment as the protocol writes it."""
    return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
