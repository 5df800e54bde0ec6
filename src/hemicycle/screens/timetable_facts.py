"""What a scenario may ask of what is set down, and of what a committee wants unanimously."""

from collections.abc import Callable, Mapping

from hemicycle.journal.instants import on_clocks
from hemicycle.procedure.assembly import Text
from hemicycle.procedure.rules.amendment_deadlines import deadline_of
from hemicycle.procedure.rules.unanimous import objectors_needed
from hemicycle.screens.ahead import first_day
from hemicycle.screens.view import View

NOTHING = "none"


def texts_of(view: View) -> list[Text]:
    """The texts before the body."""
    return [one for one in view.assembly.texts.values() if one.body == view.body]


def set_down(view: View) -> str:
    """The items with their sittings, and the hour until which amendments are received."""
    body = view.assembly.bodies[view.body]
    found = [f"{one.id} {one.slot}{until(view, one.id)}" for one in body.items.values() if one.slot]
    return ", ".join(found) or NOTHING


def until(view: View, item: str) -> str:
    """Until when amendments to the text of an item are received."""
    texts = [one for one in texts_of(view) if one.item == item]
    day = first_day(view)
    found = [deadline_of(view.rules, view.assembly, one, first_day=day) for one in texts[:1]]
    return "".join(f" until {on_clocks(one.at, view.zone):%H:%M}" for one in found if one)


def unanimous(view: View) -> str:
    """The amendments for which a committee was unanimous, and how many object to each."""
    found = [
        f"{one.number} {len(one.objectors)} of {objectors_needed(view.rules)}"
        for text in texts_of(view)
        for one in text.amendments.values()
        if one.unanimous_in
    ]
    return ", ".join(found) or NOTHING


def urgent(view: View) -> str:
    """The requests for urgent procedure: the number of each and what became of it."""
    found = view.assembly.bodies[view.body].urgent.values()
    return ", ".join(f"{one.number} {one.outcome or 'open'}" for one in found) or NOTHING


def delays(view: View) -> str:
    """The items whose debate members ask to put off, and whether others object."""
    found = [
        f"{one.id} {'objected' if one.delay.objectors else 'asked'}"
        for one in view.assembly.bodies[view.body].items.values()
        if one.delay
    ]
    return ", ".join(found) or NOTHING


TIMETABLE_FACTS: Mapping[str, Callable[[View], str]] = {
    "set down": set_down,
    "unanimous": unanimous,
    "urgent": urgent,
    "delays": delays,
}


def lists(view: View) -> Mapping[str, str]:
    """Who waits on the list of each item, in the order in which they are heard."""
    body = view.assembly.bodies[view.body]
    return {
        f"list of item {item}": ", ".join(found.waiting) or NOTHING
        for item, found in body.lists.items()
        if item
    }
