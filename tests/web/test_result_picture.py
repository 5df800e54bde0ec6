"""The picture of a result: only once it is declared, with the mark of a rehearsal, kept."""

import io
from dataclasses import replace

import pytest
from demo_house import REHEARSAL, demo_house
from PIL import Image

from hemicycle.publish.papers.result_picture import ResultPicture, result_picture

GOLD, NEAR_THE_TOP = (0xF2, 0xC1, 0x4E), (20, 20)
ADDRESS = f"/a/{REHEARSAL}/divisions/1/result.png"
RESULT = ResultPicture(
    language="en",
    session="Rehearsal 1",
    band="REHEARSAL - invented parliaments",
    division="Division 1",
    question='A #strong[question] with "signs" of every kind',
    is_adopted=True,
    verdict="Adopted",
    told="2 yes; 2 needed",
    source="2 March 2026",
    words="The record in eight words: one two three four five six seven eight",
    figures=[{"mark": "for", "votes": "2", "word": "Yes"}],
    bar={"for": 1000, "against": 0, "required": 667},
    hemicycle={"width": 100, "height": 60, "seats": [{"x": 50, "y": 30, "mark": "split"}]},
)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("picture")) as running:
        yield running


def pixels(content: bytes) -> Image.Image:
    """The picture, as colours."""
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_there_is_none_before_the_declaration(house):
    house.forward("09:13:50")
    visitor = house.visitor()
    assert visitor.get(ADDRESS).status_code == 404
    assert "result.png" not in visitor.get(f"/en/a/{REHEARSAL}/divisions/1").text
    assert visitor.get(f"/a/{REHEARSAL}/divisions/9/result.png").status_code == 404
    assert visitor.get(f"/a/{REHEARSAL}/divisions/x/result.png").status_code == 404


def test_it_bears_the_mark_of_a_rehearsal_and_is_drawn_once(house):
    house.forward("09:14:20")
    visitor = house.visitor()
    found = visitor.get(f"/en{ADDRESS}")
    assert (found.status_code, found.headers["content-type"]) == (200, "image/png")
    drawn = pixels(found.content)
    assert drawn.size == (1200, 630)
    assert drawn.getpixel(NEAR_THE_TOP) == GOLD
    assert visitor.get(f"/en{ADDRESS}").content == found.content
    assert visitor.get(f"/fr{ADDRESS}").content != found.content
    assert visitor.get(f"/ar{ADDRESS}").content == found.content  # Arabic is not reviewed
    page = visitor.get(f"/en/a/{REHEARSAL}/divisions/1").text
    assert f'/en{ADDRESS}"' in page
    assert 'property="og:image" content="http' in page


def test_a_sitting_house_has_no_such_mark():
    assert pixels(result_picture(RESULT)).getpixel(NEAR_THE_TOP) == GOLD
    assert pixels(result_picture(replace(RESULT, band=""))).getpixel(NEAR_THE_TOP) != GOLD
