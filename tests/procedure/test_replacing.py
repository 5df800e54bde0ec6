"""`replace` gives what that of `dataclasses` gives, for everything that the procedure holds."""

import dataclasses
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import pytest

from hemicycle import clerk, procedure
from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.replacing import replace


def kinds_in(package: ModuleType) -> set[type]:
    """Every frozen kind of value that a package defines."""
    names = [one.name for one in walk_packages(package.__path__, f"{package.__name__}.")]
    defined = (kind for name in names for kind in vars(import_module(name)).values())
    return {
        kind
        for kind in defined
        if isinstance(kind, type) and dataclasses.is_dataclass(kind) and is_frozen(kind)
    }


def is_frozen(kind: Any) -> bool:
    """Whether values of a kind never change."""
    return bool(kind.__dataclass_params__.frozen)


KINDS = sorted(kinds_in(procedure) | kinds_in(clerk), key=lambda kind: kind.__qualname__)


def test_every_field_of_every_kind_is_replaced_as_dataclasses_does() -> None:
    """And the value that was there stays as it was."""
    assert len(KINDS) > 400
    for kind in KINDS:
        names = [field.name for field in dataclasses.fields(kind)]
        value: Any = kind(**{name: f"first {name}" for name in names})
        for name in names:
            change: Any = {name: f"second {name}"}
            assert replace(value, **change) == dataclasses.replace(value, **change), kind
            assert getattr(value, name) == f"first {name}"
        assert replace(value) == value
        assert replace(value) is not value


def test_nothing_is_looked_at_when_a_value_is_made() -> None:
    """A check in `__post_init__` would be passed over, so there must be none."""
    assert not [kind for kind in KINDS if hasattr(kind, "__post_init__")]


def test_a_field_that_there_is_not_is_named() -> None:
    """As a call with a wrong name is."""
    unknown: Any = {"bodys": {}}
    with pytest.raises(TypeError, match="Assembly has no field 'bodys'"):
        replace(Assembly(), **unknown)
