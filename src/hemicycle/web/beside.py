"""What goes with a session that is handed out: the sources of the independent verifier.

They are those of the installed package `hemicycle_verify`, or of `verifier/` in the tree that this
program runs from. It never runs them and never imports them; where there are none, a session goes
out without them.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

VERIFIER = "hemicycle_verify"
FOLDER = "verify"
IN_THE_TREE = Path(__file__).parents[3] / "verifier" / "src" / VERIFIER


@cache
def verifier_sources() -> Mapping[str, bytes]:
    """The files of the verifier, under the places where they lie in a session."""
    folder = files(VERIFIER) if find_spec(VERIFIER) else IN_THE_TREE
    found = sources_below(folder, f"{FOLDER}/{VERIFIER}") if folder.is_dir() else ()
    return MappingProxyType(dict(found))


def sources_below(folder: Traversable, place: str) -> Iterator[tuple[str, bytes]]:
    """Every Python file of a folder, at any depth."""
    for one in sorted(folder.iterdir(), key=lambda found: found.name):
        if one.is_dir():
            yield from sources_below(one, f"{place}/{one.name}")
        elif one.name.endswith((".py", ".typed")):
            yield f"{place}/{one.name}", one.read_bytes()
