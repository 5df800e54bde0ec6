"""Every problem that reading a list can name has its sentence, in English and French."""

import re
from pathlib import Path

import pytest

from hemicycle.phrases import load_phrases
from hemicycle.secretariat import lists

FOLDER = Path(lists.__file__).parent
NAMED = re.compile(
    r'CellFault\(\s*"(\w+)"|self\.problem\(\s*row,\s*"(\w+)"|key="(\w+)"|ListFault\(\s*"(\w+)"'
)


def keys_in(source: str) -> set[str]:
    """The keys of problems that a source names."""
    return {key for found in NAMED.findall(source) for key in found if key}


KEYS = set().union(*(keys_in(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.py")))


def test_the_sources_are_read():
    assert len(KEYS) > 35
    assert keys_in('CellFault("planted", n=1)') == {"planted"}


@pytest.mark.parametrize("key", sorted(KEYS))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_has_a_sentence(key, language):
    phrases = load_phrases()
    kind = "reason" if key.startswith("list_") else "register.problem"
    assert phrases.has(f"{kind}.{key}", language)
