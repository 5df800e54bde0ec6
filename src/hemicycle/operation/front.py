"""The configuration of nginx with nchan in front of a house, written from what the house knows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import jinja2

from hemicycle.operation.settings import PLACE

USUAL_PUBLISH = "127.0.0.1:8151"
USUAL_MODULE = "modules/ngx_nchan_module.so"
USUAL_CACHE = "/var/lib/nginx/hemicycle"
USUAL_CONNECTIONS = 65_536
LOCAL = re.compile(r"127\.[0-9.]+|localhost|\[::1\]")
# What would end a directive or begin another one.
UNSAFE = re.compile(r"[\s;{}\"'$\\#]")
HTTPS = 443


class FrontFault(Exception):
    """No configuration can be written from what was said: why, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to stand in front of what, and where its certificate lies."""

    base_url: str
    houses: Sequence[str]
    publish: str = USUAL_PUBLISH
    certificate: str = ""
    key: str = ""
    module: str = USUAL_MODULE
    cache: str = USUAL_CACHE
    connections: int = USUAL_CONNECTIONS
    headers: Sequence[tuple[bytes, bytes]] = ()


def nginx_conf(wish: Wish) -> str:
    """The whole configuration.

    Errors: FrontFault
    """
    require(wish)
    url = urlsplit(wish.base_url)
    is_secure = url.scheme == "https"
    name = url.hostname or ""
    source = Path(__file__).with_name("nginx.conf.txt").read_text(encoding="utf-8")
    template = jinja2.Template(
        source, undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    return str(
        template.render(
            secure=is_secure,
            name=name,
            port=url.port or (HTTPS if is_secure else 80),
            origin=wish.base_url.rstrip("/"),
            certificate=wish.certificate or f"/etc/letsencrypt/live/{name}/fullchain.pem",
            key=wish.key or f"/etc/letsencrypt/live/{name}/privkey.pem",
            houses=wish.houses,
            publish=wish.publish,
            local=bool(LOCAL.fullmatch(wish.publish.rpartition(":")[0])),
            module=wish.module,
            cache=wish.cache,
            connections=wish.connections,
            headers=[
                (one.decode(), value.decode().replace('"', '\\"')) for one, value in wish.headers
            ],
        )
    )


def require(wish: Wish) -> None:
    """Nothing is written that nginx would read as something else.

    Errors: FrontFault
    """
    url = urlsplit(wish.base_url)
    if url.scheme not in ("http", "https") or not url.hostname or url.path not in ("", "/"):
        raise FrontFault(f"{wish.base_url or 'Nothing'} is no address, as https://house.example.")
    for place in (*wish.houses, wish.publish):
        if not PLACE.fullmatch(place):
            raise FrontFault(f"{place} is no address with its port, as in {USUAL_PUBLISH}.")
    for word in (wish.base_url, wish.certificate, wish.key, wish.module, wish.cache):
        if UNSAFE.search(word):
            raise FrontFault(f"{word} cannot stand in a configuration of nginx.")
