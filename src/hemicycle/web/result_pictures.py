"""The picture of a declared result, made once for each language and kept."""

import asyncio
from collections.abc import Mapping

from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases.formats import format_date, format_time, moment
from hemicycle.phrases.telling import text_of
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.publish.papers.result_picture import ResultPicture, result_picture
from hemicycle.screens.decisions import Arithmetic
from hemicycle.screens.division import DivisionPage, division
from hemicycle.screens.hemicycle import Hemicycle
from hemicycle.screens.view import View
from hemicycle.web.house import House
from hemicycle.web.http import Answer, Request
from hemicycle.web.languages import negotiated, split_prefix
from hemicycle.web.pages import numbered

NAME = "result.png"
MOST_KEPT = 64
OFFICIAL = ("en", "fr")  # it is passed on without its page, so in words that were reviewed
FIGURES = (
    ("for", "for_votes", "hall.yes"),
    ("against", "against_votes", "hall.no"),
    ("abstain", "abstention_votes", "hall.abstain"),
    ("none", "not_cast_votes", "hall.not_cast"),
)


class ResultPictures:
    """The pictures of the results of a house.

    Note: one is drawn at a time, beside the requests: a flood of wishes takes no more than that.
    """

    def __init__(self, house: House) -> None:
        self.house = house
        self._kept: dict[tuple[str, int, str, int, int], bytes] = {}
        self._one_at_a_time = asyncio.Lock()

    async def answer(self, request: Request, session: SessionId, number: str) -> Answer | None:
        """The picture of a division; None where it has no result that everybody may see."""
        view = self.house.view(session, None)
        page = division(view, numbered(number))
        if page is None or page.result is None or page.arithmetic is None:
            return None
        wished = split_prefix(request.path)[0] or negotiated(request, request.query.get("lang", ""))
        language = wished if wished in OFFICIAL else OFFICIAL[0]
        annulled = page.result.annulled_at
        key = (session, page.division.number, language, annulled, view.names.revision)
        async with self._one_at_a_time:
            if key not in self._kept:
                picture = self.picture(view, page, page.arithmetic, language=language)
                made = await asyncio.to_thread(result_picture, picture)
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept[key] = made
            return Answer(200, self._kept[key], "image/png")

    def picture(
        self, view: View, page: DivisionPage, sums: Arithmetic, *, language: str
    ) -> ResultPicture:
        """What stands on the picture, in the words of its language."""
        session, result = view.assembly.session, page.result
        assert session is not None
        assert result is not None
        seen, question = page.division, page.division.question

        def say(key: str, **facts: object) -> str:
            return self.house.phrases.say(key, language, NO_NAMES, **facts)

        day = moment(seen.declared_at, session.zone).date().isoformat()
        at = format_time(seen.declared_at, session.zone, language)
        address = f"{self.house.base_url}/a/{session.id}/divisions/{seen.number}"
        band = f"word.basis_band.{session.basis}"
        is_adopted = result.outcome == "adopted" and not result.annulled_at
        told = say(
            "public.reached",
            majority=question.majority,
            for_votes=sums.for_votes,
            required=sums.required_votes,
            base=sums.base,
            base_votes=sums.base_votes,
        )
        return ResultPicture(
            language=language,
            session=text_of(session.title, language)[1],
            band=say(band) if self.house.phrases.has(band, "en") else "",
            division=say("public.division_number", division=seen.number),
            question=text_of(question.title, language)[1],
            is_adopted=is_adopted,
            verdict=say("public.annulled" if result.annulled_at else f"hall.{result.outcome}"),
            told=told,
            source=f"{format_date(day, language)}, {at} · {address}",
            figures=[
                {
                    "mark": mark,
                    "votes": say("public.number", number_of=getattr(sums, votes)),
                    "word": say(word),
                }
                for mark, votes, word in FIGURES
            ],
            bar={
                "for": sums.for_share,
                "against": sums.against_share,
                "required": sums.required_share,
            },
            hemicycle=seats_of(page.hemicycle),
        )


def seats_of(drawn: Hemicycle) -> Mapping[str, object]:
    """The half circle, as the picture draws it."""
    seats = [{"x": one.x, "y": one.y, "mark": one.mark} for one in drawn.seats]
    return {"width": drawn.width, "height": drawn.height, "seats": seats}
