"""One file for each output: a function from the record, the names and a language to bytes.

An output declares its name, extension and media type as `OUTPUT`; it is found by that alone. What
comes in several formats declares them as `OUTPUTS`.
A folder of this package holds outputs that belong together. It must not know the web, files,
clocks or databases; the same arguments give the same bytes.
"""

import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from types import MappingProxyType, ModuleType

from hemicycle.publish.output import Output, Published

__all__ = ["OUTPUTS", "Output", "Published", "files_of", "publish"]


def declared_in(module: ModuleType) -> tuple[Output, ...]:
    """What one module declares: `OUTPUT`, or `OUTPUTS` where one function gives several formats."""
    one, several = getattr(module, "OUTPUT", None), getattr(module, "OUTPUTS", ())
    single = (one,) if one is not None else ()
    return single + (several if isinstance(several, tuple) else ())


def _declared() -> Mapping[str, Output]:
    """Every output that a module of this package declares, by its file name."""
    found = pkgutil.walk_packages(__path__, prefix=f"{__name__}.")
    modules = (import_module(one.name) for one in found)
    outputs = [output for module in modules for output in declared_in(module)]
    return MappingProxyType({output.file_name: output for output in outputs})


OUTPUTS = _declared()


def publish(output_name: str, published: Published, *, part: str = "") -> bytes:
    """The bytes of one output, named as its file: `minutes.html`; of a part, where it has parts."""
    return OUTPUTS[output_name].write(replace(published, part=part))


def files_of(published: Published) -> list[tuple[Output, str]]:
    """Every file of a session: an output, and which part of it where it has parts.

    Note: without those that are made apart, each for the one who asks for it.
    """
    together = [one for one in OUTPUTS.values() if not one.is_apart]
    listing = dict.fromkeys(one.parts for one in together if one.is_in_parts)
    parts = {list_parts: list_parts(published) for list_parts in listing}  # of all formats at once
    return [(output, part) for output in together for part in parts.get(output.parts, ("",))]
