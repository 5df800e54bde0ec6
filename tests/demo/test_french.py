"""The French that the demo brings with it, as it is printed."""

import re
from pathlib import Path

import hemicycle.demo

DEMO = Path(hemicycle.demo.__file__).parent
WRITTEN = ("rehearsal-150.minutes", "as-reported-150.minutes", "press_items.toml", "seed.toml")


def wide_spaces(text: str) -> list[str]:
    """Where an ordinary space stands at a mark before which French has a narrow one."""
    return [found.group() for found in re.finditer(r"\w+ [;:?»]|« \w+", text)]


def test_the_french_of_the_demo_has_its_narrow_spaces():
    assert wide_spaces("publique ; « Oui") == ["publique ;", "« Oui"]
    found = {name: wide_spaces((DEMO / name).read_text(encoding="utf-8")) for name in WRITTEN}
    assert found == {name: [] for name in WRITTEN}
