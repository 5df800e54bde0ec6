"""The desk of a session's secretariat: one page that leads to all its work."""

from django.http import HttpRequest, HttpResponse

from hemicycle.web.accounts.own import needs_key
from hemicycle.web.shell import Desk

# The work of the desk, in the order of an assembly: the last part of the address of each page.
# Its title and its one sentence are the phrases `desk.<name>` and `desk.<name>_lead`.
PAGES: tuple[str, ...] = (
    *("register", "votes", "import", "delegations"),
    *("enrol", "attendance", "participation", "papers", "officers", "takes", "press-room", "texts"),
    *("programme", "follow-up", "reports-home", "questions", "webhooks"),
)


def desk_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """Where the secretariat begins."""
    desk = Desk.of(request, session)
    return desk.keeps_out() or desk.page(
        "desk.html", {"pages": PAGES, "needs_key": needs_key(request)}
    )
