"""What acts on requests for an emergency item would be done to, and how their buttons name it."""

from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.emergency import leading, undecided
from hemicycle.screens.act_subjects import Fields, body_of, next_item_number
from hemicycle.screens.view import View

SOME_WORDS = {"en": "-"}


def is_choice_open(view: View) -> bool:
    """Whether there are requests between which the body has not chosen."""
    emergency = body_of(view).emergency
    return bool(emergency.requests) and emergency.choice is None


def next_request(view: View) -> Fields | None:
    """The request whose turn it is on the ballot."""
    waiting = undecided(view.assembly, body_of(view))
    if not waiting or not is_choice_open(view):
        return None
    return {"request": waiting[0].number, "yes_means": SOME_WORDS}


def put_request(view: View) -> Phrase:
    """The name of the act that puts it to the vote."""
    request = undecided(view.assembly, body_of(view))[0]
    return Phrase("emergency.put", request=request.number, title=request.text.title)


def equal_requests(view: View) -> Fields | None:
    """The two requests between which the house votes."""
    equal = leading(view.assembly, body_of(view))
    if not is_choice_open(view) or undecided(view.assembly, body_of(view)) or not equal[1:]:
        return None
    return {"request": equal[0].number, "over": equal[1].number, "yes_means": SOME_WORDS}


def put_between(view: View) -> Phrase:
    """The name of the act that puts the choice between them."""
    first, second, *_ = leading(view.assembly, body_of(view))
    return Phrase("emergency.put_between", request=first.number, over=second.number)


def choice(view: View) -> Fields | None:
    """The choice once every request was voted on."""
    body = body_of(view)
    if not is_choice_open(view) or undecided(view.assembly, body):
        return None
    return {"item": next_item_number(body)} if leading(view.assembly, body) else {}


def announce(view: View) -> Phrase:
    """The name of the act that announces it."""
    best = leading(view.assembly, body_of(view))
    if not best:
        return Phrase("emergency.announce_none")
    return Phrase("emergency.announce", request=best[0].number, title=best[0].text.title)


def confirm_choice(view: View) -> Phrase:
    """What the second press says."""
    is_any = leading(view.assembly, body_of(view))
    return Phrase("emergency.confirm_choice" if is_any else "emergency.confirm_none")


def to_drafting(view: View) -> Fields | None:
    """Some body to which the emergency item could be referred."""
    chosen = body_of(view).emergency.choice
    others = (one for one in view.assembly.bodies if one != view.body)
    if chosen is None or not chosen.request or chosen.drafting:
        return None
    found = next(others, None)
    return {"to": found} if found else None


def unjudged(view: View) -> Fields | None:
    """The first request that waits for its finding."""
    requests = body_of(view).emergency.requests.values()
    waiting = (one.number for one in requests if one.is_standing and not one.finding)
    request = next(waiting, 0)
    return {"request": request, "finding": "admissible"} if request else None


def unplaced(view: View) -> Fields | None:
    """Requests that wait for a place on the ballot."""
    requests = body_of(view).emergency.requests.values()
    return {} if any(one.is_standing and not one.place for one in requests) else None


def drafted(view: View) -> Fields | None:
    """A text for an emergency item that was referred to this body."""
    bodies = view.assembly.bodies.values()
    choices = (one.emergency.choice for one in bodies)
    is_ours = any(choice and choice.drafting == view.body for choice in choices)
    return {"title": SOME_WORDS, "draft": SOME_WORDS} if is_ours else None
