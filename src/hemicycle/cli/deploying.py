"""The command that writes what stands around a house: `hemicycle deploy nginx`, or `wifi`."""

import os
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.operation.front import (
    USUAL_CACHE,
    USUAL_CONNECTIONS,
    USUAL_MODULE,
    USUAL_PUBLISH,
    FrontFault,
    Wish,
    nginx_conf,
)
from hemicycle.operation.settings import Settings
from hemicycle.terminal import err, out, stop
from hemicycle.web.http import SAFE_HEADERS, STRICT_TRANSPORT

from .hall import To, write_wifi
from .options import ConfigFile
from .plain import plainly
from .settling import read_or_stop

app = typer.Typer()


class What(StrEnum):
    """What can be written."""

    NGINX = "nginx"
    WIFI = "wifi"


READABLE_BY_ALL = 0o644


@app.command()
def deploy(
    what: Annotated[What, typer.Argument(help="What stands around it.")],
    config: ConfigFile = None,
    base_url: Annotated[str, typer.Option(help="How browsers reach it; else serve.base_url.")] = "",
    house: Annotated[
        list[str] | None, typer.Option(help="Where the house listens; else host and port.")
    ] = None,
    publish: Annotated[
        str, typer.Option(help="Where this nginx takes frames; else the first front.publish.")
    ] = "",
    certificate: Annotated[str, typer.Option(help="The file of the certificate.")] = "",
    key: Annotated[str, typer.Option(help="The file of its key.")] = "",
    module: Annotated[str, typer.Option(help="The file of nchan.")] = USUAL_MODULE,
    cache: Annotated[str, typer.Option(help="The folder for pages that are kept.")] = USUAL_CACHE,
    connections: Annotated[
        int, typer.Option(min=1024, help="How many connections each worker takes.")
    ] = USUAL_CONNECTIONS,
    to: To = None,
) -> None:
    """Print what stands around a house, explained: nginx with nchan in front, or a hall's Wi-Fi."""
    with plainly():
        settings = read_or_stop(config) if config is not None else Settings()
        url = base_url or settings.base_url
        if what is What.WIFI:
            write_wifi(settings, url, to=to)
            return
        secured = (STRICT_TRANSPORT,) if url.startswith("https:") else ()
        first = next(iter(settings.publish), "")
        wish = Wish(
            base_url=url,
            houses=house or [f"{settings.host}:{settings.port}"],
            publish=publish or first or USUAL_PUBLISH,
            certificate=certificate,
            key=key,
            module=module,
            cache=cache,
            connections=connections,
            headers=(*SAFE_HEADERS, *secured),
        )
        try:
            written = nginx_conf(wish)
        except FrontFault as fault:
            stop(str(fault))
        put(written, to)
    if wish.publish not in settings.publish:
        err.print(
            f"Set front.publish to {wish.publish} in the settings of the house, or it posts nothing"
            " there and sends all streams itself.",
            markup=False,
        )


def put(written: str, to: Path | None) -> None:
    """Print it, or write it into a file.

    Errors: OSError
    """
    if to is None:
        out.file.write(written)
    else:
        write_whole(to, written)


def write_whole(file: Path, text: str) -> None:
    """Write a file beside the one of before, and only then in its place.

    Errors: OSError
    """
    file = file.resolve()
    handle, written = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        Path(written).chmod(READABLE_BY_ALL)
        Path(written).replace(file)
    except BaseException:
        Path(written).unlink(missing_ok=True)
        raise
