"""What stands on the picture of a declared result."""

from collections.abc import Mapping, Sequence

from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases.formats import format_date, format_time, moment
from hemicycle.phrases.telling import text_of
from hemicycle.publish.papers.result_picture import ResultPicture, result_picture
from hemicycle.screens.decisions import Arithmetic
from hemicycle.screens.division import DivisionPage, division
from hemicycle.screens.hemicycle import Hemicycle
from hemicycle.screens.view import View
from hemicycle.web.house import House
from hemicycle.web.pages import numbered
from hemicycle.web.pictures import Wanted, record_in_words

NAME = "result.png"
FIGURES = (
    ("for", "for_votes", "hall.yes"),
    ("against", "against_votes", "hall.no"),
    ("abstain", "abstention_votes", "hall.abstain"),
    ("none", "not_cast_votes", "hall.not_cast"),
)


def result_wanted(house: House, view: View, number: str, *, language: str) -> Wanted | None:
    """The picture of a division; None where it has no result that everybody may see."""
    page = division(view, numbered(number))
    session = view.assembly.session
    if page is None or page.result is None or page.arithmetic is None or session is None:
        return None
    sums, annulled = page.arithmetic, page.result.annulled_at
    shows = (session.id, page.division.number, language, annulled, view.names.revision)

    def draw() -> bytes:
        return result_picture(picture(house, view, page=page, sums=sums, language=language))

    return Wanted(shows=shows, draw=draw)


def picture(
    house: House, view: View, *, page: DivisionPage, sums: Arithmetic, language: str
) -> ResultPicture:
    """What stands on the picture, in the words of its language."""
    session, result = view.assembly.session, page.result
    assert session is not None
    assert result is not None
    seen, question = page.division, page.division.question

    def say(key: str, **facts: object) -> str:
        return house.phrases.say(key, language, NO_NAMES, **facts)

    day = moment(seen.declared_at, session.zone).date().isoformat()
    at = format_time(seen.declared_at, session.zone, language)
    address = f"{house.base_url}/a/{session.id}/divisions/{seen.number}"
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
        band=say(band) if house.phrases.has(band, "en") else "",
        division=say("public.division_number", division=seen.number),
        question=text_of(question.title, language)[1],
        is_adopted=is_adopted,
        verdict=say("public.annulled" if result.annulled_at else f"hall.{result.outcome}"),
        told=told,
        source=f"{format_date(day, language)}, {at} · {address}",
        words=record_in_words(
            house, session.id, language=language, since=result.annulled_at or result.position
        ),
        figures=figures_of(house, sums, language=language),
        bar={
            "for": sums.for_share,
            "against": sums.against_share,
            "required": sums.required_share,
        },
        hemicycle=seats_of(page.hemicycle),
    )


def figures_of(house: House, sums: Arithmetic, *, language: str) -> Sequence[Mapping[str, str]]:
    """The figures, each with its mark and its word."""

    def say(key: str, **facts: object) -> str:
        return house.phrases.say(key, language, NO_NAMES, **facts)

    return [
        {
            "mark": mark,
            "votes": say("public.number", number_of=getattr(sums, votes)),
            "word": say(word),
        }
        for mark, votes, word in FIGURES
    ]


def seats_of(drawn: Hemicycle) -> Mapping[str, object]:
    """The half circle, as the picture draws it."""
    seats = [{"x": one.x, "y": one.y, "mark": one.mark} for one in drawn.seats]
    return {"width": drawn.width, "height": drawn.height, "seats": seats}
