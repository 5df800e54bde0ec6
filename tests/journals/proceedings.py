"""What the rules of the second institution bring into a record, from the scenarios that play it.

Each scenario is played under the name of the session of the other journals. One kind of entry is
made under no rulebook of the program, that of a signature added to a motion: it is made here under
rules changed for that.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hemicycle.clerk import Clerk
from hemicycle.demo.rehearse import rehearse
from hemicycle.demo.rehearsed import Setting
from hemicycle.rulebooks import WrittenRulebook, load
from hemicycle.store import Store
from properties.sittings import SESSION

MINUTES = Path(__file__).resolve().parent.parent / "minutes"
SIGNED = "signs the motion in case 1 no longer 1   !"
TABLE = "pace_houses.csv"


@dataclass(frozen=True)
class Played:
    """A scenario that was played: its clerk, and what holds the record."""

    clerk: Clerk
    store: Store


def loose(name: str) -> WrittenRulebook:
    """The rulebook of that name, under which a motion may gain and lose signatures."""
    rules = load(name)
    key = "credentials.reconsider_withdrawable"
    if not rules.has(key):
        return rules
    return replace(rules, leaves={**rules.leaves, key: replace(rules.leaves[key], value=True)})


def played(name: str) -> Played:
    """The scenario of that name, played as the session of the golden journals."""
    text = (MINUTES / f"pace_{name}.minutes").read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("session:"))
    slug = title.partition(":")[2].strip().casefold().replace(" ", "-")
    text = text.replace(title, f"session:  {SESSION}")
    text = text.replace(f"A/{slug}", f"A/{SESSION[1:]}")  # a symbol has the figures of a session
    if name == "reconsidered":
        before, _, after = text.partition(SIGNED)
        text = before + SIGNED.rstrip(" !") + "\n" + after.partition("\n")[2]
    setting = Setting(load_rules=loose, seed=bytes(32), salt=lambda: bytes(16))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "played.minutes"
        path.write_text(text, encoding="utf-8")
        (Path(folder) / TABLE).write_bytes((MINUTES / TABLE).read_bytes())
        found = rehearse(path, setting=setting)
    return Played(found.clerk, found.clerk.store)


def play(name: str) -> Callable[[], Played]:
    """How a golden journal is made of a scenario."""
    return lambda: played(name)


PROCEEDINGS = {
    name: play(name)
    for name in (
        "credentials",
        "reconsidered",
        "amendments",
        "speakers",
        "urgent",
        "late_reports",
    )
}
