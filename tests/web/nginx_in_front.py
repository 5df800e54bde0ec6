"""A real nginx with nchan in front of a house, by the configuration that the command writes."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from demo_house import wait_until
from typer.testing import CliRunner

from hemicycle.cli import app
from house_style import NO_NGINX
from tls import TLS

MODULE = "usr/lib/nginx/modules/ngx_nchan_module.so"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def nginx_folder() -> Path:
    """Below which an nginx with nchan lies; `make test` finds one or unpacks it."""
    folder = Path(os.environ.get("HEMICYCLE_NGINX") or "/")
    if not (folder / MODULE).exists() or not (folder / "usr/sbin/nginx").exists():
        pytest.skip(f"{NO_NGINX}; see requirements/nginx")
    return folder


def written(*options: str) -> str:
    """What `hemicycle deploy nginx` prints."""
    told = CliRunner().invoke(app, ["deploy", "nginx", *options])
    assert told.exit_code == 0, told.output
    return told.stdout


def for_a_test(conf: str, folder: Path) -> str:
    """The same, but all that it writes lies in a folder, and no other user is needed."""
    assert conf.count("\nuser www-data;") == conf.count("\nhttp {") == 1
    places = "".join(f"\n    {one}_temp_path {folder}/{one};" for one in TEMPORARY)
    conf = conf.replace("\nhttp {", "\nhttp {" + places)
    return conf.replace("\nuser www-data;", "\nuser root;" if os.geteuid() == 0 else "")


def nginx(folder: Path, conf: str, *more: str) -> list[str]:
    """The command that starts it, or looks at the configuration alone."""
    (folder / "nginx.conf").write_text(for_a_test(conf, folder))
    command = [str(nginx_folder() / "usr/sbin/nginx"), "-p", str(folder)]
    command += ["-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    return [*command, "-g", f"pid {folder}/nginx.pid; daemon off;", *more]


def accepts(folder: Path, conf: str) -> subprocess.CompletedProcess[str]:
    """What nginx itself says of a configuration."""
    command = nginx(folder, conf, "-t")
    return subprocess.run(command, capture_output=True, text=True, check=False)


@contextmanager
def in_front(folder: Path, *, house: str, port: int, publish: str) -> Iterator[str]:
    """It runs, as long as the test lasts; the address at which browsers reach it."""
    url = f"http://localhost:{port}"
    options = ["--base-url", url, "--house", house, "--publish", publish]
    options += ["--module", str(nginx_folder() / MODULE), "--cache", str(folder / "kept")]
    conf = written(*options, "--connections", "1024")
    with subprocess.Popen(nginx(folder, conf)) as process:
        try:
            wait_until(lambda: process.poll() is not None or is_up(url))
            assert process.poll() is None, (folder / "error.log").read_text()
            yield url
        finally:
            process.terminate()
            process.wait(timeout=15)


def is_up(url: str) -> bool:
    """Whether anything answers there."""
    try:
        return bool(httpx.get(f"{url}/health", verify=TLS).status_code)
    except httpx.TransportError:
        return False
