"""What goes with a session that is handed out: the sources of the independent verifier.

They are those of the installed package `hemicycle_verify`, which this program never runs and never
imports. Where it is not installed a session goes out without them.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from types import MappingProxyType

VERIFIER = "hemicycle_verify"
FOLDER = "verify"


@cache
def verifier_sources() -> Mapping[str, bytes]:
    """The files of the verifier, under the places where they lie in a session."""
    if find_spec(VERIFIER) is None:
        return MappingProxyType({})
    return MappingProxyType(dict(sources_below(files(VERIFIER), f"{FOLDER}/{VERIFIER}")))


def sources_below(folder: Traversable, place: str) -> Iterator[tuple[str, bytes]]:
    """Every Python file of a folder, at any depth."""
    for one in sorted(folder.iterdir(), key=lambda found: found.name):
        if one.is_dir():
            yield from sources_below(one, f"{place}/{one.name}")
        elif one.name.endswith((".py", ".typed")):
            yield f"{place}/{one.name}", one.read_bytes()
