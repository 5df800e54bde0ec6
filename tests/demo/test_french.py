"""The French that the demo brings with it, as it is printed."""

import re
from pathlib import Path

import hemicycle.demo

DEMO = Path(hemicycle.demo.__file__).parent
WRITTEN = ("rehearsal-150.minutes", "as-reported-150.minutes", "press_items.toml", "seed.toml")


def wide_spaces(text: str) -> list[str]:
    """Where an ordinary space stands at a mark before which French has a narrow one."""
    return [found.group() for found in re.finditer(r"\w+ [;:?»]|« \w+", text)]


def beside_texts(name: str) -> str:
    """A file without the lines that lodge the words of a text: lodging keeps one kind of space."""
    lines = (DEMO / name).read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if " lodges " not in line)


def test_the_french_of_the_demo_has_its_narrow_spaces():
    assert wide_spaces("publique ; « Oui") == ["publique ;", "« Oui"]
    found = {name: wide_spaces(beside_texts(name)) for name in WRITTEN}
    assert found == {name: [] for name in WRITTEN}
