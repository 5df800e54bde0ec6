"""An act that a person may try, and how a screen shows it: data, without a rule in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from hemicycle.procedure.kernel import Act, Phrase
from hemicycle.screens.view import View

Fields = Mapping[str, object]


def nothing(_view: View) -> Fields:
    """An act that is done to the body as it stands."""
    return {}


# Said once at the top of the console, so they need no line for each act.
SAID_ONCE = frozenset(
    {
        *("no_sitting", "sitting_suspended", "sitting_is_closed"),
        *("not_presiding", "session_not_open"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An act that a person may try, and how a screen shows it.

    `of` finds what it would be done to, or None where there is nothing; `form` names the fields
    that are still to be filled in, and `keeps` those of `of` that stay; `place` says where its
    button stands: centre, lead (beside the speaker, unless it comes next), floor, list, agenda or
    bar; `quiet` are the reasons that need not be shown at once.
    """

    act: type[Act]
    rule_key: str
    of: Callable[[View], Fields | None] = nothing
    label: Callable[[View], Phrase] | None = None
    form: str = ""
    keeps: tuple[str, ...] = ()
    key: str = ""
    place: str = "centre"
    confirm: Callable[[View], Phrase] | None = None
    quiet: frozenset[str] = SAID_ONCE

    def on(self, found: Fields, *, key: str = "") -> "Candidate":
        """The same act done to something in particular."""
        return replace(self, of=lambda _view: found, label=None, key=key)


def quiet(*reasons: str) -> frozenset[str]:
    """The reasons that are plain to see for an act, with those that are said once."""
    return SAID_ONCE | frozenset(reasons)
