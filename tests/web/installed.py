"""The program as it is installed: `hemicycle serve` in a process of its own, on a free port."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from demo_house import wait_until
from page_reader import Form, forms_of, read


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
    clients: list[httpx.Client] = field(default_factory=list)

    def browser(self, language: str = "en") -> httpx.Client:
        """A browser without scripts; it keeps cookies and follows nothing by itself."""
        client = httpx.Client(
            base_url=self.url, headers={"accept-language": language, "origin": self.url}
        )
        self.clients.append(client)
        return client


def answers(url: str) -> bool:
    """Whether the server is up."""
    try:
        return httpx.get(f"{url}/time").status_code == 200
    except httpx.TransportError:
        return False


@contextmanager
def installed(folder: Path, *arguments: str) -> Iterator[Installed]:
    """`hemicycle serve` over a data folder, ended as a system ends it."""
    port = free_port()
    command = [sys.executable, "-m", "hemicycle", "serve"]
    command += ["--data", str(folder), "--port", str(port), *arguments]
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {"PYTHONWARNINGS": "error::UserWarning"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        running = Installed(url, folder, process)
        try:
            wait_until(lambda: process.poll() is not None or answers(url), within_s=30)
            yield running
        finally:
            for client in running.clients:
                client.close()
            process.terminate()
            _, complaints = process.communicate(timeout=15)
    assert complaints == ""


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
