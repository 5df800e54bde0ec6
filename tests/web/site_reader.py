"""Reads a site of files as whoever opens it does, and says which link leads nowhere."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from page_reader import Reader, read

INDEX = "index.html"


def pages(site: Path) -> Iterator[tuple[str, Reader]]:
    """Every page by its place."""
    for file in sorted(site.rglob(INDEX)):
        yield file.relative_to(site).as_posix(), read(file.read_text(encoding="utf-8"))


def dead_links(site: Path, base_url: str) -> list[str]:
    """Every link and every file of a page that leads to none of the site, or out of the folder."""
    found, ids, asked = [], {}, []
    for place, reader in pages(site):
        ids[place] = {one.attrs["id"] for one in reader.elements if "id" in one.attrs}
        for one in reader.elements:
            for link in filter(None, (one.attrs.get("href"), one.attrs.get("src"))):
                whole, at = urldefrag(link)
                target = target_of(whole, place, base_url)
                if target is None:
                    continue
                file = site / target
                if file.is_dir() and link.startswith(base_url):
                    file /= INDEX  # as every web server does
                if link.startswith("/") or not file.is_file():
                    found.append(f"{place}: {link}")
                elif at and file.name == INDEX:
                    asked.append((place, file.relative_to(site).as_posix(), at))
    found += [f"{place}: no {at} in {to}" for place, to, at in asked if at not in ids[to]]
    return found


def target_of(link: str, place: str, base_url: str) -> str | None:
    """Which file a link names; None where it leads elsewhere."""
    if link == base_url or link.startswith(f"{base_url}/"):
        return unquote(link.removeprefix(base_url)).strip("/") or "."
    if urlsplit(link).scheme:
        return None
    if not link:
        return place
    return posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(link)))
