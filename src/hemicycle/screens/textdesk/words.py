"""What the presiding officer says while a text is before the body and no question stands."""

from hemicycle.procedure.assembly import Body
from hemicycle.procedure.assembly.agenda import GENERAL_DEBATE
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.amendments import carried_since
from hemicycle.screens.textdesk.listed import said_on_list
from hemicycle.screens.textdesk.script import yes_to_text
from hemicycle.screens.textdesk.subjects import (
    consequence,
    is_before,
    meetings,
    next_step,
    text_before,
)
from hemicycle.screens.view import View


def said_on_text(view: View, body: Body) -> tuple[tuple[Phrase, ...], tuple[str, ...]] | None:
    """The sentences for the next step of the text, with the rules in them."""
    text = text_before(view)
    is_debate = bool(body.item) and body.items[body.item].kind == GENERAL_DEBATE
    if text is None or body.floor.holder or is_debate or is_before(view, text):
        return None
    found = consequence(view)
    if found is not None:
        number, after = found
        falls = Phrase(f"textdesk.falls_{after.why}", amendment=number, other=after.amendment)
        return (falls, Phrase("textdesk.say_falls")), ("amendments.falls",)
    listed = said_on_list(view)
    if listed is not None:
        return (listed,), ("amendments.consent_list",)
    step = next_step(view)
    if step is not None:
        return tuple(step.say), ("amendments.order",)
    if meetings(view):
        numbers = tuple(map(str, meetings(view)))
        return (Phrase("textdesk.say_to_settle", numbers=numbers),), ("texts.consolidation",)
    if carried_since(view.assembly, text):
        return (Phrase("textdesk.say_version_first", symbol=text.symbol),), ("texts.versions",)
    whole = Phrase("textdesk.say_whole", symbol=text.symbol, title=text.title)
    yes = Phrase("textdesk.say_yes", yes=(yes_to_text(text),))
    return (whole, yes), ("texts.whole",)
