"""The site of a data folder that may be served meanwhile: written from a copy of it."""

import asyncio
from pathlib import Path

from hemicycle.clerk import system_now
from hemicycle.operation.backup import alone, require_room
from hemicycle.operation.copying import WRITING_SITE, WRITING_SITE_LOCK, copy_folder, size_of
from hemicycle.operation.faults import BackupFault
from hemicycle.operation.site_folder import SiteFault, known_in
from hemicycle.store.chosen import kept_address
from hemicycle.store.folder import FILE
from hemicycle.web.installation import open_installation
from hemicycle.web.running import application

from .walk import Progress
from .writing import SiteWish, Written, site_address, write_site


def site_of_folder(
    folder: Path, to: Path, *, base_url: str, told: Progress, store_at: str = ""
) -> Written:
    """Write the public site of a data folder; whoever serves it goes on and notices nothing.

    Errors: SiteFault, BackupFault, StoreRefused, JournalDamaged, RulebookFault, OSError
    Note: the copy is in the data folder, so that nothing private lies outside it, and is deleted
    at the end; whoever opens it cannot write what the house writes.
    """
    address = site_address(base_url)
    known_in(to)  # said before the copy is made
    if not (folder / FILE).is_file() and not (store_at or kept_address(folder)):
        raise BackupFault("nothing", folder=str(folder))
    if to.resolve().is_relative_to(folder.resolve()):
        raise SiteFault("inside", folder=str(to), data=str(folder))
    try:
        with alone(folder, at=WRITING_SITE, by=WRITING_SITE_LOCK) as work:
            require_room(folder, size_of(folder))
            copy_folder(folder, work, store_at=store_at)
            wish = SiteWish(to=to, base_url=address, now=system_now())
            return written_from(work, wish, told=told)
    except BackupFault as fault:
        if fault.key == "running":
            raise SiteFault("running", folder=str(to)) from None
        raise


def written_from(copied: Path, wish: SiteWish, *, told: Progress) -> Written:
    """The site of a data folder that nobody else has."""
    installation = open_installation(copied, base_url=wish.base_url)
    try:
        return asyncio.run(write_site(application(installation), wish, told=told))
    finally:
        installation.house.clerk.store.close()
