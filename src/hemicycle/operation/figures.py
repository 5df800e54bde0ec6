"""Figures for programs that watch a house: the text form of Prometheus, numbers alone."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
GAUGE, COUNTER = "gauge", "counter"


class Figure(NamedTuple):
    """One figure: what it is called, what it says, and its values by what they are of."""

    name: str
    kind: str
    says: str
    values: Iterable[tuple[Mapping[str, str], float]]


def one(value: float) -> list[tuple[Mapping[str, str], float]]:
    """A figure that is of the whole house."""
    return [({}, value)]


def written(figures: Iterable[Figure]) -> str:
    """The figures as they are read by programs."""
    return "".join(line for figure in figures for line in lines_of(figure))


def lines_of(figure: Figure) -> Iterable[str]:
    """One figure with its values."""
    name = f"hemicycle_{figure.name}"
    yield f"# HELP {name} {figure.says}\n# TYPE {name} {figure.kind}\n"
    for labels, value in figure.values:
        told = ",".join(f'{key}="{escaped(text)}"' for key, text in labels.items())
        number = int(value) if value == int(value) else round(value, 3)
        yield f"{name}{{{told}}} {number}\n" if told else f"{name} {number}\n"


def escaped(text: str) -> str:
    """A text as the value of a label."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
