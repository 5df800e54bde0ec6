"""The pictures of pages as they are asked for: a result, or the card of any other page."""

from collections.abc import Sequence

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.screens.view import View
from hemicycle.web import result_pictures, share_cards
from hemicycle.web.house import House
from hemicycle.web.http import Answer, Request
from hemicycle.web.languages import negotiated, split_prefix
from hemicycle.web.pictures import OFFICIAL, KeptPictures, Wanted
from hemicycle.web.result_pictures import result_wanted
from hemicycle.web.share_cards import card_wanted


class SharedPictures:
    """Answers with the pictures of a house."""

    def __init__(self, house: House) -> None:
        self.house, self.kept = house, KeptPictures()

    async def answer(
        self, request: Request, session: SessionId, rest: Sequence[str]
    ) -> Answer | None:
        """The picture at an address; None where there is nothing that everybody may see."""
        wished = split_prefix(request.path)[0] or negotiated(request)
        language = wished if wished in OFFICIAL else OFFICIAL[0]
        wanted = self.wanted(self.house.view(session, None), rest, language=language)
        if wanted is None:
            return None
        return Answer(200, await self.kept.drawn(wanted), "image/png")

    def wanted(self, view: View, rest: Sequence[str], *, language: str) -> Wanted | None:
        """What the picture at an address shows."""
        match rest:
            case ["divisions", number, result_pictures.NAME]:
                return result_wanted(self.house, view, number, language=language)
            case [*page, share_cards.NAME]:
                return card_wanted(self.house, view, page, language=language)
            case _:
                return None


def is_picture(rest: Sequence[str]) -> bool:
    """Whether an address below a session is that of a picture of a page."""
    return rest[-1:] in ([result_pictures.NAME], [share_cards.NAME])


def picture_of(page: str, argument: str) -> str:
    """Where the picture of a page lies below its session; that of the session for most."""
    has_its_own = argument and page in ("delegations", "entries", "speech")
    return f"{page}/{argument}/{share_cards.NAME}" if has_its_own else share_cards.NAME
