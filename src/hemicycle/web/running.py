"""An installation as a process: serving it, or setting a session up from the command line."""

import asyncio
import importlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from django.core.asgi import get_asgi_application

from hemicycle.archive.shelf import NAME
from hemicycle.clerk import system_now
from hemicycle.clerk.following import follow_others
from hemicycle.operation.kept_papers import Wish as PaperWish
from hemicycle.operation.logs import begin_log
from hemicycle.operation.schedule import Wish as BackupWish
from hemicycle.operation.schedule import run as take_backups
from hemicycle.operation.settings import Settings
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.web.addresses import require_safe
from hemicycle.web.asgi import Application, Hemicycle
from hemicycle.web.behind import addresses
from hemicycle.web.fronts import Fronts
from hemicycle.web.house_clock import look_at_clock, overdue
from hemicycle.web.in_turns import in_turns
from hemicycle.web.installation import (
    SALT_BYTES,
    Installation,
    make_private,
    open_installation,
)
from hemicycle.web.microphones import Hall
from hemicycle.web.new_assembly import SECRETARY, Wish, create, given_ids
from hemicycle.web.passing import Passed
from hemicycle.web.second.running import look_whether_overtaken, while_open
from hemicycle.web.server import listen, serve
from hemicycle.web.watching import Watch
from hemicycle.web.workers import Workers

if TYPE_CHECKING:
    from hemicycle.web.sheet import SheetLine


USUAL = Settings()


class Address(NamedTuple):
    """Where an installation listens, and how browsers reach it.

    With `workers`, so many processes serve it there, together with those of other computers.
    """

    host: str
    port: int
    base_url: str
    workers: int = 0


def application(installation: Installation, *, place: Passed | None = None) -> Hemicycle:
    """The ASGI application of an installation, with Django behind it.

    `place` is the one among several processes that serve it.
    """
    from hemicycle.secretariat.register import country_codes
    from hemicycle.web import shell
    from hemicycle.web.gate_retention import erase_by_and_by
    from hemicycle.web.others import Others
    from hemicycle.web.speech_archive import SpeechArchive
    from hemicycle.web.webhooks import Deliveries

    house = installation.house
    django = cast(Application, get_asgi_application())
    if installation.database:
        django = in_turns(django)
    hemicycle = Hemicycle(installation.house, django, behind=addresses())
    shell.use(installation, hemicycle.drawing)
    hemicycle.watch.folder = hemicycle.door.folder = installation.folder
    if place is None or place.index == 0:
        archive = SpeechArchive(installation.house, installation.folder / NAME, country_codes)
        hemicycle.listeners.append(archive.follow)
        hemicycle.background.append(archive.begin)
    deliveries = Deliveries(installation.house)
    hemicycle.listeners.append(deliveries.follow)
    if place is None:
        hemicycle.background.append(lambda: while_open(house, deliveries.run))
    else:
        others = Others(installation, hemicycle.broadcaster.ping)
        installation.house.is_current = others.is_current
        hemicycle.background.append(others.follow)
        hemicycle.background.append(lambda: others.errand(deliveries.run))
    hemicycle.background.append(warm_django)
    hemicycle.background.append(lambda: while_open(house, lambda: erase_by_and_by(house)))
    hemicycle.background.append(lambda: look_whether_overtaken(house, installation.folder))
    hemicycle.background.append(lambda: follow_others(installation.house.queue))
    return hemicycle


async def warm_django() -> None:
    """Load the pages behind Django beside the first requests, so that none waits for them."""
    await asyncio.to_thread(importlib.import_module, "hemicycle.web.urls")


def run_installation(
    folder: Path,
    *,
    at: Address,
    say: Callable[[str], None],
    store_at: str = "",
    settings: Settings = USUAL,
) -> None:
    """Serve a data folder until the process is told to stop, as the settings say.

    Errors: UnsafeAddress, StoreRefused, JournalDamaged, RulebookFault, OSError
    """
    logged = begin_log(settings.log)
    url = require_safe(at.base_url, listening=at.host)
    make_private(folder)
    first_key = secrets.token_urlsafe(SALT_BYTES)
    listening = listen(at.host, at.port) if at.workers else None
    place = Workers(at.workers, listening, say).share_out() if listening else None
    alone = place is None
    installation = open_installation(folder, base_url=url, store_at=store_at, alone=alone)
    installation = replace(installation, first_key=first_key)
    is_first = place is None or place.index == 0
    sockets = [] if place else [listen(at.host, at.port)]
    if is_first:
        say(f"Hemicycle serves {url}")
    if is_first and not installation.has_operator:
        say(f"Nobody runs it yet. Set an assembly up at {url}/new?key={installation.first_key}")
    hemicycle = application(installation, place=place)
    watch = watched(hemicycle, folder, settings=settings, store_at=store_at, is_first=is_first)
    watch.logged = logged
    if is_first and settings.microphones is not None:
        hemicycle.listeners.append(Hall(settings.microphones).follow)
    serve(hemicycle, sockets, passed=place)


def watched(
    hemicycle: Hemicycle, folder: Path, *, settings: Settings, store_at: str, is_first: bool
) -> Watch:
    """Let the house watch itself as the settings say.

    The first process also backs it up, feeds the servers in front, and keeps it on paper and as
    files.
    """
    from hemicycle.web.pack_keeping import keep_packs
    from hemicycle.web.site_keeping import SiteKeeping, keep_site

    watch = hemicycle.watch
    watch.metrics = settings.metrics
    watch.late = overdue(hemicycle.house)
    if is_first:
        hemicycle.background.append(look_at_clock)
    if is_first and settings.publish:
        watch.fronts = Fronts.at(settings.publish, hemicycle.broadcaster)
        hemicycle.background.append(watch.fronts.end_with_the_server)
    if is_first and settings.backup_to is not None:
        watch.backups.wish = BackupWish(
            folder=folder,
            to=settings.backup_to,
            every_min=settings.backup_every_min,
            keep=settings.backup_keep,
            passphrase_file=settings.passphrase_file,
            recipients=settings.recipients,
            store_at=store_at,
        )
        hemicycle.background.append(lambda: take_backups(watch.backups, system_now))
    if is_first and settings.paper_to is not None:
        papers = watch.papers
        papers.wish = PaperWish(to=settings.paper_to, every_min=settings.paper_every_min)
        hemicycle.background.append(lambda: keep_packs(hemicycle.house, papers, system_now))
    if is_first and settings.site_to is not None:
        site = watch.site = SiteKeeping(
            folder=folder,
            to=settings.site_to,
            base_url=settings.site_base_url or hemicycle.house.base_url,
            pause_s=settings.site_every_min * 60.0,
        )
        hemicycle.background.append(lambda: keep_site(hemicycle.house, site))
    return watch


def new_session(
    folder: Path, wish: Wish, *, operator: str, store_at: str = ""
) -> "list[SheetLine]":
    """Set a session up in a data folder; the sheet holds the operator's password first.

    Errors: WishFault, StoreRefused
    """
    make_private(folder)
    installation = open_installation(folder, base_url="http://localhost", store_at=store_at)
    from hemicycle.secretariat.accounts import give_seat, has_operator
    from hemicycle.secretariat.models import Account
    from hemicycle.secretariat.names import save_names
    from hemicycle.secretariat.register import first_free_number
    from hemicycle.web.sheet import SheetLine, draw_code, sign_in_sheet

    taken = given_ids(installation.house.clerk)
    wish = replace(wish, first=first_free_number(taken))
    names = create(installation.house.clerk, wish)
    save_names(wish.id, names)
    sheet = sign_in_sheet(SessionId(wish.id), names, language="en")
    if not has_operator():
        password = draw_code()
        account = Account(username=operator, label=operator, is_operator=True)
        account.set_password(password)
        account.save()
        give_seat(account, wish.id, member=SECRETARY)
        first = SheetLine(member=SECRETARY, label="operator", username=operator, password=password)
        sheet.insert(0, first)
    installation.house.clerk.store.close()
    return sheet
