"""Where the links of the seed lead now, in the reported session and in the round that plays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.demo.seed import Link, Seed, Sentence
from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.assembly.session import SessionId, Words
from hemicycle.web.house import House
from hemicycle.web.pages import PAGES, numbered
from hemicycle.web.press_pages import NAME as PRESS_ROOM

# Pages that are drawn from tables, in every session that was opened.
BEHIND = (PRESS_ROOM, "ask")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Which sessions the links mean now, and the address of each seat."""

    reported: SessionId
    rehearsal: SessionId
    seats: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link as it is shown; its address is empty while there is nothing to see yet."""

    words: Words
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sentence as it is shown: real reports and invented parliaments are never in one list."""

    number: int
    sentence: Sentence
    reported: Sequence[Way]
    rehearsed: Sequence[Way]


def rows(house: House, seed: Seed, places: Places) -> list[Row]:
    """All sentences with their links as they stand now."""
    return [
        row(house, one, number=number, places=places)
        for number, one in enumerate(seed.sentences, 1)
    ]


def row(house: House, sentence: Sentence, *, number: int, places: Places) -> Row:
    """One sentence."""
    ways: dict[str, list[Way]] = {"reported": [], "rehearsal": []}
    for link in sentence.links:
        ways[link.session].append(Way(words=link.words, url=address(house, link, places)))
    return Row(
        number=number,
        sentence=sentence,
        reported=ways["reported"],
        rehearsed=ways["rehearsal"],
    )


def address(house: House, link: Link, places: Places) -> str:
    """Where a link leads, or nothing while the record has not come so far."""
    if link.seat:
        return places.seats.get(link.seat, "")
    session = places.reported if link.session == "reported" else places.rehearsal
    assembly = house.clerk.state(session).assembly
    if not is_there(assembly, link):
        return ""
    anchor = link.anchor
    if link.fact or link.entry:
        position = of_report(assembly, link) if link.fact else of_entry(house, link, session)
        if not position:
            return ""
        if link.entry and link.page == "minutes":  # those of a long session are many pages
            return f"/a/{session}/entries/{position}"
        anchor = f"p{position}"
    page = f"/{link.page}" if link.page else ""
    body = f"?body={link.body}" if link.body and not link.entry else ""
    return f"/a/{session}{page}{body}" + (f"#{anchor}" if anchor else "")


def is_there(assembly: Assembly, link: Link) -> bool:
    """Whether the session has opened, and has the page, its division and its body."""
    page, _, argument = link.page.partition("/")
    if assembly.session is None or page in BEHIND:
        return assembly.session is not None
    return (
        page in PAGES
        and (not PAGES[page].needs_argument or numbered(argument) in assembly.divisions)
        and (not link.body or link.body in assembly.bodies)
    )


def of_report(assembly: Assembly, link: Link) -> int:
    """The position of the report that a link names, 0 where there is none."""
    found = (
        report.position
        for report in assembly.reports
        if (report.fact, report.about) == (link.fact, link.about)
        and report.source.startswith(link.source)
    )
    return next(found, 0)


def of_entry(house: House, link: Link, session: SessionId) -> int:
    """The position of the first act that a link names, 0 while it has not been done."""
    body = link.body or "plenary"
    for written in house.clerk.history[session]:
        entry = written.entry
        if written.header.kind == link.entry and entry.body == body:
            values = (getattr(entry, name) for name in entry.__dataclass_fields__)
            if not link.about or link.about in values:
                return written.position
    return 0
