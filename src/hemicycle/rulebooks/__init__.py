"""Sets of rules as data: finds a rulebook's folder, reads it and answers from it.

A rulebook is a folder with a `rulebook.toml`; nothing else in the program knows its name.
This package must not know journals, stores, screens or any one institution.
"""

from hemicycle.rulebooks.reading import RulebookFault, load, names
from hemicycle.rulebooks.written import Leaf, WrittenRulebook

__all__ = ["Leaf", "RulebookFault", "WrittenRulebook", "load", "names"]
