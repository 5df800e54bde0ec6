"""The page of whoever operates the house: what is well, what is to be looked at, what is bad."""

from hemicycle.clerk import system_now
from hemicycle.web.drawing import Drawing
from hemicycle.web.http import Answer, Request
from hemicycle.web.watching import Watch

OPERATOR_PAGE = "/operator"
GRAVEST_FIRST = ("bad", "look", "well")


def operator_page(watch: Watch, drawing: Drawing, request: Request) -> Answer:
    """The page as it is now, the gravest first."""
    states = sorted(watch.states(), key=lambda one: GRAVEST_FIRST.index(one.level))
    facts = {"states": states, "looked_at": system_now()}
    return drawing.small(request, "operator.html", facts)
