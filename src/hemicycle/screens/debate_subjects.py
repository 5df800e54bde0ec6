"""Which credentials, urgent requests and late debates wait for the presiding officer now."""

from hemicycle.procedure.assembly import Contest, Item
from hemicycle.procedure.assembly.contests import SENT
from hemicycle.procedure.assembly.urgent import UrgentRequest
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.contests import MEMBERS
from hemicycle.screens.act_subjects import Fields, body_of, next_item_number
from hemicycle.screens.view import View

SOME_WORDS = {"en": "-"}


def to_ratify(view: View) -> Fields | None:
    """Credentials that nobody challenges, in the body of the whole house."""
    is_ours = view.rules.choice("credentials.contested_by") == MEMBERS
    is_house = body_of(view).organ == "assembly"
    return {} if is_ours and is_house and sent(view) else None


def sent(view: View) -> int:
    """How many delegations' credentials are neither challenged nor decided."""
    return sum(one.credentials == SENT for one in view.assembly.delegations.values())


def ratify(view: View) -> Phrase:
    """The name of the act that ratifies them."""
    return Phrase("debates.ratify", n=sent(view))


def contest(view: View) -> Contest | None:
    """The case that waits to be put."""
    found = (one for one in view.assembly.contests.values() if one.outcome and not one.is_decided)
    return next(found, None) if body_of(view).organ == "assembly" else None


def contest_to_put(view: View) -> Fields | None:
    """That case, with the proposal that comes first."""
    found = contest(view)
    if found is None:
        return None
    waiting = [one.number for one in found.proposals if not one.question]
    return {
        "contest": found.number,
        "proposal": waiting[0] if waiting else 0,
        "method": "roll_call",
        "title": SOME_WORDS,
        "yes_means": SOME_WORDS,
    }


def put_contest(view: View) -> Phrase:
    """The name of the act that puts it."""
    found = contest(view)
    assert found is not None
    said = next((one for one in found.proposals if not one.question), found)
    return Phrase(
        "debates.put_contest",
        delegation=found.delegation,
        contest_outcome=said.outcome,
        limited_right=said.limits,
    )


def urgent(view: View) -> UrgentRequest | None:
    """The request for urgent procedure that waits to be put."""
    return next((one for one in body_of(view).urgent.values() if not one.outcome), None)


def urgent_to_put(view: View) -> Fields | None:
    """That request, and the number its item would have."""
    found = urgent(view)
    if found is None:
        return None
    item = next_item_number(body_of(view))
    return {"request": found.number, "item": item, "yes_means": SOME_WORDS}


def put_urgent(view: View) -> Phrase:
    """The name of the act that puts it."""
    found = urgent(view)
    assert found is not None
    return Phrase("debates.put_urgent", number=found.number, title=found.title)


def delayed(view: View, *, has_objectors: bool) -> Item | None:
    """An item whose debate members ask to put off, with or without others who object."""
    items = body_of(view).items.values()
    asked = (one for one in items if one.delay and bool(one.delay.objectors) == has_objectors)
    return next(asked, None)


def to_put_off(view: View) -> Fields | None:
    """An item that nobody keeps from being put off."""
    found = delayed(view, has_objectors=False)
    return {"item": found.id} if found else None


def put_off(view: View) -> Phrase:
    """The name of the act that puts it off."""
    found = delayed(view, has_objectors=False)
    assert found is not None
    return Phrase("debates.put_off", item=found.id, title=found.title)


def delay_to_put(view: View) -> Fields | None:
    """An item on which the house votes whether it is debated all the same."""
    found = delayed(view, has_objectors=True)
    return {"item": found.id, "yes_means": SOME_WORDS} if found else None


def put_delay(view: View) -> Phrase:
    """The name of the act that puts that."""
    found = delayed(view, has_objectors=True)
    assert found is not None
    return Phrase("debates.put_delay", item=found.id, title=found.title)
