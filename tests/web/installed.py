"""The program as it is installed: `hemicycle serve` in a process of its own, on a free port."""

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from demo_house import PATIENT_S, wait_until
from page_reader import Form, forms_of, read

from tls import TLS

PROGRAM = ("-m", "hemicycle")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Installed:
    """A running installation and the browsers that look at it."""

    url: str
    folder: Path
    process: subprocess.Popen[str]
    public_url: str
    said: list[str] = field(default_factory=list)
    clients: list[httpx.Client] = field(default_factory=list)

    def browser(self, language: str = "en") -> httpx.Client:
        """A browser without scripts; it keeps cookies and follows nothing by itself.

        It reaches the server as the server in front does: at another address, under its name.
        """
        headers = {"accept-language": language, "origin": self.public_url}
        headers["host"] = self.public_url.partition("://")[2]
        client = httpx.Client(base_url=self.url, headers=headers, timeout=PATIENT_S, verify=TLS)
        self.clients.append(client)
        return client

    @property
    def first_page(self) -> str:
        """Where the program told whoever started it to set up the first assembly."""
        [told] = re.findall(r"(/new\?key=\S+)", " ".join(self.said))
        return told


def answers(url: str) -> bool:
    """Whether the server is up."""
    try:
        return httpx.get(f"{url}/time", verify=TLS).status_code in (200, 421)
    except httpx.TransportError:
        return False


@contextmanager
def installed(
    folder: Path,
    *,
    base_url: str = "",
    more: tuple[str, ...] = (),
    program: tuple[str, ...] = PROGRAM,
) -> Iterator[Installed]:
    """`hemicycle serve` over a data folder, ended as a system ends it."""
    port = free_port()
    command = [sys.executable, *program, "serve"]
    command += ["--data", str(folder), "--port", str(port)]
    command += ["--base-url", base_url] if base_url else []
    command += more
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {"PYTHONWARNINGS": "error::UserWarning", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        running = Installed(url, folder, process, base_url or url)
        listener = threading.Thread(target=running.said.extend, args=(process.stdout,))
        listener.start()
        try:
            wait_until(lambda: process.poll() is not None or answers(url), within_s=30)
            yield running
        finally:
            for client in running.clients:
                client.close()
            process.terminate()
            process.wait(timeout=15)
            listener.join()
            complaints = process.stderr.read()
    assert complaints == "", complaints


def submit(
    client: httpx.Client, page: httpx.Response, action: str, **fields: str
) -> httpx.Response:
    """Fill in the first form of a page that goes to an address, and press its button."""
    form = form_to(page, action)
    names = {one.attrs.get("name") for one in read(page.text).elements if "name" in one.attrs}
    unknown = {name for name in fields if name not in names}
    assert not unknown, f"the page has no field {unknown}"
    return client.post(form.action, data=dict(form.fields) | fields)


def form_to(page: httpx.Response, action: str) -> Form:
    """The first form of a page that goes to an address."""
    forms = [one for one in forms_of(page.text) if re.search(action, one.action)]
    assert forms, f"no form goes to {action}"
    return forms[0]
