"""The list of amendments that are decided without a vote, as the console offers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import DelegationId, Text
from hemicycle.procedure.kernel import Phrase
from hemicycle.screens.act_subjects import Fields
from hemicycle.screens.text_consent import Deciding, deciding
from hemicycle.screens.textdesk.subjects import SOME_WORDS, is_before, text_before
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOnConsole:
    """What stands on the list of the text before the body, and who asks for a vote on what.

    `needed` delegations that ask for a vote on an amendment have it.
    """

    text: Text
    deciding: Deciding
    objections: Mapping[int, Sequence[DelegationId]]
    needed: int


def list_before(view: View) -> ListOnConsole | None:
    """The list that waits for its decision; None where none does."""
    text = text_before(view)
    found = deciding(view, text) if text and not is_before(view, text) else None
    if text is None or text.consent is None or found is None:
        return None
    return ListOnConsole(
        text=text,
        deciding=found,
        objections={n: who for n, who in text.consent.objections.items() if who},
        needed=view.rules.number("amendments.consent_objectors"),
    )


def to_decide(view: View) -> Fields | None:
    """The list that is decided in one act."""
    found = list_before(view)
    return {"text": found.text.id, "yes_means": SOME_WORDS} if found else None


def decide_list(view: View) -> Phrase:
    """The name of the act, with the facts of what Yes means."""
    found = list_before(view)
    assert found is not None
    return Phrase("consent.decide_these", **found.deciding.yes.facts)


def confirm_list(_view: View) -> Phrase:
    """What the second press says."""
    return Phrase("consent.confirm_decide")


def said_on_list(view: View) -> Phrase | None:
    """What the presiding officer says before it; None where nothing is left on a list."""
    found = list_before(view)
    if found is None or not (found.deciding.adopted or found.deciding.rejected):
        return None
    return found.deciding.say
