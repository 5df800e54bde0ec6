"""What both sides of a meeting agreed to say of it and have both published: for everybody."""

from django.http import HttpRequest, HttpResponse

from hemicycle.web.meeting_table import Table


def readouts_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """Every readout that is out, the latest first."""
    table = Table.of(request, session, "readouts")
    known = [one for one in table.meetings() if one.is_public]
    return table.page("readouts.html", out=sorted(known, key=lambda one: -one.published_at))
