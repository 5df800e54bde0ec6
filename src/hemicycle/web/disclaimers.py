"""What the institution says under each of its lists: on the pages as on the papers."""

from hemicycle.secretariat.paper_texts import in_language, load_texts
from hemicycle.web.shell import Desk


def disclaimer_of(desk: Desk) -> dict[str, str]:
    """The disclaimer of a session in the language of a page, or nothing, for its template."""
    return {"disclaimer": in_language(load_texts(desk.session), desk.language)["disclaimer"]}
