"""The second machine served: pages to read, nothing recorded, until it takes over."""

from collections.abc import Callable
from pathlib import Path

from hemicycle.operation.logs import begin_log
from hemicycle.operation.settings import Settings
from hemicycle.store.sqlite import SqliteStore
from hemicycle.store.writer import FOLLOWS, link_in
from hemicycle.web.addresses import require_safe
from hemicycle.web.installation import installation_over, make_private
from hemicycle.web.running import USUAL, Address, application, run_installation, watched
from hemicycle.web.second.follower import Follower
from hemicycle.web.second.running import SecondMachine, shut
from hemicycle.web.server import listen, serve


def run_second(
    folder: Path, *, at: Address, say: Callable[[str], None], settings: Settings = USUAL
) -> None:
    """Follow and serve what is read; where this machine has taken over, serve as any writer.

    Errors: UnsafeAddress, StoreRefused, JournalDamaged, RulebookFault, OSError
    """
    link = link_in(folder, FOLLOWS)
    if link is None:
        say("This machine has taken over and follows nobody.")
        run_installation(folder, at=at, say=say, settings=settings)
        return
    logged = begin_log(settings.log)
    url = require_safe(at.base_url, listening=at.host)
    make_private(folder)
    installation = installation_over(SqliteStore(folder), folder, base_url=url)
    shut(installation.house, "second_follows", link.address)
    listening = listen(at.host, at.port)
    hemicycle = application(installation)
    watch = watched(hemicycle, folder, settings=settings, store_at="", is_first=True)
    watch.logged = logged
    machine = SecondMachine(Follower(installation, link, say), folder, say)
    watch.follower, watch.late = machine.follower, machine.late  # the writer closes what is due
    hemicycle.background.append(machine.run)
    say(f"Hemicycle follows {link.address} and shows it at {url}")
    serve(hemicycle, [listening])
