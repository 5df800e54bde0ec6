"""What a scenario may ask about the latest election of a body, as plain text with ids for names."""

from collections.abc import Callable, Mapping

from hemicycle.procedure.assembly import Election, Round
from hemicycle.procedure.rules.elections import Outcome, outcome
from hemicycle.screens.view import View

NOBODY, NOTHING = "nobody", "none"


def election_of(view: View) -> Election | None:
    """The election that was called last in the body."""
    own = [one for one in view.assembly.elections.values() if one.body == view.body]
    return own[-1] if own else None


def round_of(view: View) -> Round | None:
    """The ballot that was opened last in it."""
    found = election_of(view)
    return found.round if found else None


def so_far(view: View) -> Outcome | None:
    """What the count of the last ballot amounts to, once it is counted."""
    found, last = election_of(view), round_of(view)
    if found is None or last is None or last.count is None or last.stage != "counted":
        return None
    return outcome(view.rules, found, last=last, count=last.count)


def stage(view: View) -> str:
    """How far the election has come."""
    found = election_of(view)
    return found.stage if found else NOTHING


def standing(view: View) -> str:
    """Those who are candidates now."""
    found = election_of(view)
    return ", ".join(found.standing) if found and found.standing else NOBODY


def papers(view: View) -> str:
    """Papers issued of those that may be."""
    last = round_of(view)
    return f"{len(last.issued)} of {last.papers}" if last else NOTHING


def valid(view: View) -> str:
    """The valid papers that the tellers agree on."""
    last = round_of(view)
    return str(last.count.valid) if last and last.count else NOTHING


def mark(view: View) -> str:
    """The papers that elect: those declared, or those that follow from the count."""
    found, last = so_far(view), round_of(view)
    if found is not None:
        return str(found.required)
    return str(last.required) if last and last.stage == "declared" else NOTHING


def elected(view: View) -> str:
    """Those who are declared elected."""
    found = election_of(view)
    return ", ".join(found.elected) if found and found.elected else NOBODY


def dropped(view: View) -> str:
    """Those who are not on the next paper."""
    found = election_of(view)
    return ", ".join(found.dropped) if found and found.dropped else NOBODY


def tied(view: View) -> str:
    """Those between whom a tie is to be settled."""
    found = so_far(view)
    return ", ".join(found.tied) if found and found.tied else NOBODY


def shares(view: View) -> str:
    """The seats of each group."""
    found = election_of(view)
    return ", ".join(f"{one.group} {one.seats}" for one in found.shares) if found else NOTHING


ELECTION_FACTS: Mapping[str, Callable[[View], str]] = {
    "election": stage,
    "candidates": standing,
    "papers": papers,
    "valid": valid,
    "mark": mark,
    "elected": elected,
    "dropped": dropped,
    "tied": tied,
    "seats by group": shares,
}
