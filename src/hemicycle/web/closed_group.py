"""Who asks for what a geopolitical group keeps to itself, and what everybody else is told."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from hemicycle.procedure.assembly import Body
from hemicycle.procedure.kernel import BodyId, MemberId
from hemicycle.procedure.rules.closed_groups import sees_closed
from hemicycle.procedure.rules.groups import GROUP
from hemicycle.screens.view import View
from hemicycle.web.acts import Refusal
from hemicycle.web.desk_acts import view_of
from hemicycle.web.shell import Desk

PART = "groups"


class NotDone(Exception):
    """What was pressed or handed in was not taken; why, as a page tells it."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason_key)
        self.refusal = refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedGroup:
    """One request to what a group keeps to itself."""

    desk: Desk
    view: View
    group: Body

    @staticmethod
    def desk_of(request: HttpRequest, session: str) -> Desk:
        """The request in the frame of its session."""
        return Desk.of(request, session, PART)

    @staticmethod
    def of(request: HttpRequest, session: str, body: str) -> "ClosedGroup | None":
        """Who asks and for which group; None where the body is no group."""
        desk = ClosedGroup.desk_of(request, session)
        view = view_of(desk)
        group = view.assembly.bodies.get(BodyId(body))
        if group is None or group.organ != GROUP:
            return None
        return ClosedGroup(desk=desk, view=view, group=group)

    @property
    def member(self) -> MemberId:
        """Who asks."""
        return self.view.viewer.member

    @property
    def sees(self) -> bool:
        """Whether the one who asks may see anything here; never on a tablet that several share."""
        view = self.view
        if view.viewer.is_shared:
            return False
        return sees_closed(view.rules, view.assembly, self.group, member=self.member, at=view.at)


def not_for_you(at: ClosedGroup) -> HttpResponse:
    """Whose these pages are, and no word of what is there: the same whether anything is."""
    return at.desk.page("group_closed.html", {"group": at.group}, status=403)
