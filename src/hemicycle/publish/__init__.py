"""One file for each output: a function from the record, the names and a language to bytes.

An output declares its name, extension and media type as `OUTPUT`; it is found by that alone.
It must not know the web, files, clocks or databases; the same arguments give the same bytes.
"""

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from hemicycle.publish.output import Output, Published

__all__ = ["OUTPUTS", "Output", "Published", "publish"]


def _declared() -> Mapping[str, Output]:
    """Every output that a module of this package declares, by its file name."""
    modules = (
        import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    )
    outputs = [module.OUTPUT for module in modules if hasattr(module, "OUTPUT")]
    return MappingProxyType({output.file_name: output for output in outputs})


OUTPUTS = _declared()


def publish(output_name: str, published: Published) -> bytes:
    """The bytes of one output, named as its file: `minutes.html`."""
    return OUTPUTS[output_name].write(published)
