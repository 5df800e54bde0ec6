"""Why an address does nothing here: there is none, it is only read, or another machine writes."""

from collections.abc import Mapping, Sequence

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.web.acts import Posted, Refusal, refused, wants_json
from hemicycle.web.drawing import Drawing
from hemicycle.web.house import House, Shut
from hemicycle.web.http import Answer, NotUnderstood, Request
from hemicycle.web.languages import split_prefix
from hemicycle.web.permissions import Permissions, is_in_session


def not_allowed(permissions: Permissions, request: Request) -> Answer:
    """A method for which nothing is here, with those there are."""
    parts = split_prefix(request.path)[1].strip("/").split("/")
    is_read = permissions.of("POST", parts) is None
    is_served = permissions.of("GET", parts) is not None
    there = b"GET, HEAD" if is_read and is_served else b"GET, HEAD, POST"
    return Answer(405, b"There are " + there + b".", "text/plain", [(b"allow", there)])


def not_served(drawing: Drawing, request: Request, parts: Sequence[str]) -> Answer:
    """Why nothing is here for this method: the address is only read, or there is none."""
    if request.method == "POST" and drawing.permissions.of("GET", parts) is not None:
        return not_allowed(drawing.permissions, request)
    return drawing.missing(request)


async def shut_out(house: House, shut: Shut, drawing: Drawing, request: Request) -> Answer:
    """What was posted is not done: another machine writes, and this sentence says where it is."""
    problem = Refusal(503, shut.reason_key, shut.facts)
    parts = split_prefix(request.path)[1].strip("/").split("/")
    if is_in_session(parts) and house.has(SessionId(parts[1])):
        posted = Posted(SessionId(parts[1]), parts[-1], await form_of(request))
        if wants_json(request) or is_page(drawing.permissions, posted.back):
            return await refused(house, request, posted, problem, again=drawing.again)
    reason = {"key": f"reason.{shut.reason_key}", "facts": shut.facts}
    refusal = {"reason": reason, "rule_key": "", "article": "", "is_verified": True, "field": ""}
    facts = {"status": problem.status, "refusal": refusal}
    return drawing.small(request, "error.html", facts, status=problem.status)


def is_page(permissions: Permissions, address: str) -> bool:
    """Whether something is read at the address that a form names as its page."""
    path = split_prefix(address.partition("?")[0])[1]
    return permissions.of("GET", path.strip("/").split("/")) is not None


async def form_of(request: Request) -> Mapping[str, str]:
    """The fields of what was posted, where they can be read."""
    try:
        return await request.form()
    except NotUnderstood:
        return {}
