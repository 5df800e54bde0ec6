"""The public site of a house written as files: asked for page by page, then put in the folder."""

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from hemicycle.journal import instants
from hemicycle.operation.site_folder import SiteFault, SiteFolder, UpTo, site_folder
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.web.asgi import Hemicycle
from hemicycle.web.house import House
from hemicycle.web.languages import OFFERED, OWN_NAMES
from hemicycle.web.permissions import is_in_session

from .about import about_page
from .addresses import ABOUT, Address
from .rewriting import as_file, leading_page
from .still import stand_still
from .walk import Progress, Walk

STAMP = "<!--written-->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a run did: how many files there are, which changed, which went."""

    files: int
    changed: list[str]
    gone: list[str]
    sessions: dict[str, UpTo]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteWish:
    """Where the site is to be written, and under which address it will be known."""

    to: Path
    base_url: str
    now: Instant


def site_address(base_url: str) -> str:
    """The address of a site in its one form, without the last slash.

    Errors: SiteFault
    """
    parts = urlsplit(base_url.strip())
    is_one = parts.scheme in ("http", "https") and parts.hostname and base_url.isascii()
    if not is_one or parts.query or parts.fragment or '"' in base_url or parts.username:
        raise SiteFault("base_url", address=base_url)
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


async def write_site(hemicycle: Hemicycle, wish: SiteWish, *, told: Progress) -> Written:
    """Write all that somebody who is not signed in may see of a house.

    Errors: SiteFault, OSError
    Note: the house is this program's own, opened on a copy; it is set to be written as files.
    """
    house = hemicycle.house
    house.base_url, house.as_files = wish.base_url, True
    stand_still(house, wish.now)
    if not any(map(house.is_opened, house.clerk.states)):
        raise SiteFault("nothing")
    with site_folder(wish.to) as folder:
        walk = Walk(hemicycle=hemicycle, base_url=wish.base_url, take=folder.put, told=told)
        await walk.through()
        for language in OFFERED:
            walk.pages[Address(f"/{language}/{ABOUT}")] = zlib.compress(
                about_page(hemicycle, language)
            )
        put_pages(walk, folder, now=wish.now)
        sessions = up_to(house)
        gone = folder.finish(
            base_url=wish.base_url, written_at=instants.written(wish.now), sessions=sessions
        )
        return Written(
            files=len(folder.files), changed=folder.changed, gone=gone, sessions=sessions
        )


def up_to(house: House) -> dict[str, UpTo]:
    """Up to which entry each session is shown."""
    return {
        session: UpTo(entry=state.tail.position, root=house.clerk.root(session).hex())
        for session, state in house.clerk.states.items()
        if house.is_opened(session)
    }


def put_pages(walk: Walk, folder: SiteFolder, *, now: Instant) -> None:
    """Every page with its links and its date, and the way to it without its language."""
    for address, packed in walk.pages.items():
        page = as_file(
            zlib.decompress(packed).decode(),
            address,
            base_url=walk.base_url,
            target=walk.target,
        )
        shows = hashlib.sha256(page.encode()).hexdigest()
        if not folder.keeps(address.place, shows):
            stamped = page.replace(STAMP, stamp(walk.hemicycle.house, address, now=now))
            folder.put(address.place, stamped.encode(), shows=shows)
        if address.language == OFFERED[0]:
            without = Address(address.path.removeprefix(f"/{OFFERED[0]}"), address.query)
            folder.put(without.place, leading_page(address, OWN_NAMES))


def stamp(house: House, address: Address, *, now: Instant) -> str:
    """What a page says of itself: up to which entry it shows the record, and when it was written.

    Note: a page that shows the same as before keeps its sentence, which is still true.
    """
    session, language = SessionId((*address.parts, "")[1]), address.language
    if not is_in_session(address.parts) or not house.is_opened(session):
        return house.phrases.html("asfiles.written", language, house.no_names, on=now, zone="UTC")
    state = house.clerk.state(session)
    opened = state.assembly.session
    assert opened is not None
    facts = {"position": state.tail.position, "on": now, "zone": opened.zone}
    key = "asfiles.written_reported" if opened.is_reported else "asfiles.written_up_to"
    return house.phrases.html(key, language, house.told_names(session), **facts)
