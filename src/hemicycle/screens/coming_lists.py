"""The lists of speakers besides the one that is called now, as a delegate sees them on a phone."""

from dataclasses import dataclass

from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.withdraw_request import WithdrawRequest
from hemicycle.procedure.assembly import Body, Item
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.assembly.floor import SpeakersList
from hemicycle.screens.acts_offered import Offer, judge
from hemicycle.screens.candidate import Candidate
from hemicycle.screens.view import View

ASK = Candidate(act=AskForFloor, rule_key="speaking.list")
WITHDRAW = Candidate(act=WithdrawRequest, rule_key="speaking.list")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingList:
    """The list of an item that is not before the body now, or of what was asked without an item.

    `place` is the viewer's, 0 when not on it; `offer` joins the list or leaves it.
    """

    item: Item | None
    place: int
    waiting: int
    offer: Offer | None


def coming_lists(view: View, body: Body) -> tuple[ComingList, ...]:
    """The lists on which the viewer waits or may ask for a place, in the order of the agenda."""
    coming = [one for one in body.items.values() if one.id != body.item and not one.is_over]
    without = [None] if body.item else []
    lists = (seen(view, body, item) for item in [*without, *coming])
    return tuple(one for one in lists if one.place or one.offer)


def seen(view: View, body: Body, item: Item | None) -> ComingList:
    """One list with what the viewer may do.

    Note: a request made without an item is withdrawn once its list is open to calls again.
    """
    places = body.lists.get(item.id if item else NO_ITEM, SpeakersList()).places
    member = view.viewer.member
    place = next((n for n, one in enumerate(places, 1) if one.member == member), 0)
    act = WITHDRAW if place else ASK
    judged = judge(view, act.on({"item": item.id})) if item else None
    return ComingList(
        item=item,
        place=place,
        waiting=len(places),
        offer=judged if isinstance(judged, Offer) else None,
    )
