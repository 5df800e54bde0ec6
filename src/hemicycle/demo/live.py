"""`hemicycle demo`: a live assembly in a folder of its own, thrown away when it ends."""

import io
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import segno

from hemicycle.demo.meetings import DemoMeetings
from hemicycle.demo.press_items import bring_press_items
from hemicycle.demo.public_questions import bring_public_questions
from hemicycle.demo.seats import SEATS
from hemicycle.demo.sessions import Demo, set_up
from hemicycle.demo.site import DemoSite
from hemicycle.demo.speeches import written_speeches
from hemicycle.demo.takes import DemoTakes
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.web.asgi import Hemicycle
from hemicycle.web.house import House
from hemicycle.web.installation import open_installation
from hemicycle.web.running import application
from hemicycle.web.server import listen, serve

PORTS = 1 + max(seat.port_offset for seat in SEATS.values())
OPEN_AFTER_S = 1.0
# A documentation address: connecting a datagram socket sends nothing, it only picks our own side.
OUTSIDE = ("192.0.2.1", 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoWish:
    """How the demo is to run."""

    port: int
    lan: bool
    speed: int
    browser: bool


def run_demo(wish: DemoWish, *, say: Callable[[str], None]) -> None:
    """Play until the process is told to stop.

    Errors: OSError when none of some ports in a row are free
    """
    host = "0.0.0.0" if wish.lan else "127.0.0.1"  # noqa: S104 (telephones nearby were asked for)
    sockets = listen_in_a_row(host, wish.port)
    port = sockets[0].getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="hemicycle-demo-") as folder:
        hemicycle, site = put_together(Path(folder), port=port, wish=wish)
        url = f"http://localhost:{port}/"
        say(f"The demo plays at {url}")
        for line in seat_lines(site):
            say(line)
        if wish.lan:
            join = f"{lan_url(port)}/demo/sit/delegate"
            say(f"  telephones nearby: {join}")
            say(qr_for_terminal(join))
        say("Press Ctrl+C to end it; nothing of it is kept.")
        if wish.browser:
            timer = threading.Timer(OPEN_AFTER_S, webbrowser.open, [url])
            timer.daemon = True
            timer.start()
        site.demo.player.resume()
        serve(hemicycle, sockets)


def seat_lines(site: DemoSite) -> list[str]:
    """Each seat with the address at which a visitor sees what it shows, or sits down."""
    return [f"  {link.role:9} {link.url}" for link in site.links("")]


def qr_for_terminal(url: str) -> str:
    """An address as a code that a telephone's camera reads from the terminal."""
    drawn = io.StringIO()
    segno.make(url, error="m").terminal(out=drawn, compact=True)
    return drawn.getvalue()


def put_together(folder: Path, *, port: int, wish: DemoWish) -> tuple[Hemicycle, DemoSite]:
    """The application of the demo and its own pages, both sessions; the player stands still."""
    installation = open_installation(folder, base_url=f"http://localhost:{port}")
    house = installation.house
    house.http_sessions.is_by_port = True
    demo = set_up(house.queue, clocks=installation.clocks.special)
    installation.names.find, installation.names.find_files = demo.names, demo.files
    house.written_texts.find = written_speeches().get
    demo.player.set_speed(wish.speed)
    site = DemoSite(house, demo, port=port, lan_url=lan_url(port) if wish.lan else "")
    house.demo = site
    site.bring_press = lambda session: bring_outside(house, demo, session)
    site.bring_press(demo.reported.header.session)
    site.bring_press(demo.player.current)
    house.hosts = frozenset({urlsplit(site.lan_url).hostname or ""} - {""})
    hemicycle = application(installation)
    hemicycle.listeners.append(DemoTakes(house).follow)
    hemicycle.listeners.append(DemoMeetings().follow)
    hemicycle.background.append(demo.player.run)
    return hemicycle, site


def bring_outside(house: House, demo: Demo, session: SessionId) -> None:
    """What a session of the demo tells the press, and what people ask of the rehearsal."""
    bring_press_items(house, demo, session)
    if session != demo.reported.header.session:
        bring_public_questions(session)


def listen_in_a_row(host: str, first: int) -> list[socket.socket]:
    """Sockets on ports in a row, beginning at the first row that is free."""
    for port in range(first, first + 50 * PORTS, PORTS):
        sockets: list[socket.socket] = []
        try:
            for offset in range(PORTS):
                sockets.append(listen(host, port + offset))  # noqa: PERF401 (closed on failure)
        except OSError:
            for one in sockets:
                one.close()
            continue
        return sockets
    raise OSError(None, f"no {PORTS} free ports in a row from {first} on")


def lan_url(port: int) -> str:
    """The address at which telephones on the same network reach this computer."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(OUTSIDE)
            address = probe.getsockname()[0]
        except OSError:
            address = "127.0.0.1"
    return f"http://{address}:{port}"
