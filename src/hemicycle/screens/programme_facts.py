"""What a scenario may ask of the programme: its release, what that changed, and the clashes."""

from collections import Counter
from collections.abc import Callable, Mapping

from hemicycle.procedure.rules.programme_changes import changelog
from hemicycle.procedure.rules.programme_clashes import clashes
from hemicycle.screens.view import View

NOTHING = "none"


def programme_release(view: View) -> str:
    """The number of the latest release, and how many slots it holds."""
    releases = view.assembly.programme
    return f"{releases[-1].number} with {len(releases[-1].slots)} slots" if releases else NOTHING


def programme_changes(view: View) -> str:
    """What the latest release changed, slot by slot."""
    releases = view.assembly.programme
    found = changelog(releases, len(releases)) if releases else ()
    return ", ".join(f"{one.slot.id} {' '.join(one.what)}" for one in found) or NOTHING


def programme_clashes(view: View) -> str:
    """How many clashes of each kind the latest release has."""
    releases = view.assembly.programme
    found = clashes(view.rules, view.assembly, releases[-1].slots) if releases else ()
    kinds = Counter(one.kind for one in found)
    return ", ".join(f"{kind} {n}" for kind, n in kinds.items()) or NOTHING


PROGRAMME_FACTS: Mapping[str, Callable[[View], str]] = {
    "programme": programme_release,
    "programme changes": programme_changes,
    "programme clashes": programme_clashes,
}
