"""The card on the door of a hall: its codes are read back from the page, and its words too."""

from io import BytesIO

import pytest
import segno
from PIL import Image
from pypdf import PdfReader

from hemicycle.phrases import load_phrases
from hemicycle.publish.papers.door_card import door_card, wifi_code
from hemicycle.publish.papers.occasion import Occasion
from hemicycle.publish.papers.typesetting import Paper, drawn, typeset

from .small_session import SESSION, SmallSession

HOUSE = "https://assembly.example"
NAME, PASSWORD = "Hall; 1", 'tea:"and",wa\\ter'
BANDS = ("REHEARSAL", "RÉPÉTITION", "تدريب")
DARK = 128
CORNER = 60  # neither a band nor a letter is dark for so long
CM = 72 / 2.54
# Where the template puts the codes, from the left, and how large.
LEFT, SIDE = 1.8 * CM, 8.2 * CM


def card(basis: str = "rehearsal", *, name: str = NAME, password: str = PASSWORD) -> Paper:
    """The card of a small session."""
    opened = SmallSession(basis).clerk.state(SESSION).assembly.session
    occasions = [
        Occasion(session=opened, language=one, phrases=load_phrases(), texts={}, made_s=1)
        for one in ("en", "fr", "ar")
    ]
    return door_card(occasions, name=name, password=password, address=HOUSE)


def words(paper: Paper) -> str:
    """What the one page says."""
    [page] = PdfReader(BytesIO(typeset(paper))).pages
    return " ".join(page.extract_text().split())


def codes_on(paper: Paper) -> list[list[list[bool]]]:
    """The two codes as they stand on the page, square by square, from top to bottom."""
    [page] = drawn(paper, ppi=144)
    picture = Image.open(BytesIO(page)).convert("L")
    left, side = LEFT * 2, SIDE * 2
    edge = [picture.getpixel((int(left + 2), y)) < DARK for y in range(picture.height)]
    found, y = [], 0
    while len(found) < 2:
        y = next(at for at in range(y, picture.height) if edge[at] and all(edge[at : at + CORNER]))
        rows = size_at(picture, y, left=left, side=side)
        step = side / rows
        found.append(
            [
                [
                    picture.getpixel((int(left + (x + 0.5) * step), int(y + (row + 0.5) * step)))
                    < DARK
                    for x in range(rows)
                ]
                for row in range(rows)
            ]
        )
        y += int(side) + 2
    return found


def size_at(picture: Image.Image, y: int, *, left: float, side: float) -> int:
    """How many squares a code has: its corner is seven of them wide."""
    x = int(left) + 2
    while picture.getpixel((x, y + 2)) < DARK:
        x += 1
    return round(7 * side / (x - left) / 4 - 17 / 4) * 4 + 17


def squares(text: str) -> list[list[bool]]:
    """The squares that stand for a text."""
    return [[bool(one) for one in row] for row in segno.make(text, error="m", micro=False).matrix]


@pytest.mark.parametrize(
    ("name", "password"), [(NAME, PASSWORD), ("W" * 32, "w" * 63), ("a", "12345678")]
)
def test_the_codes_on_the_page_are_those_of_the_wifi_and_the_house(name, password):
    wifi, house = codes_on(card(name=name, password=password))
    assert wifi == squares(wifi_code(name, password))
    assert house == squares(HOUSE)


def test_signs_that_mean_something_in_a_code_are_escaped():
    assert wifi_code(NAME, PASSWORD) == ('WIFI:T:WPA;S:Hall\\; 1;P:tea\\:\\"and\\"\\,wa\\\\ter;;')


def test_both_stand_beside_it_in_words_in_three_languages():
    said = words(card(password="tea-and-water"))
    for one in (HOUSE, "Hall; 1", "tea-and-water", "Join the Wi-Fi", "Rejoignez le Wi-Fi"):
        assert one in said
    assert "الشبكة" in said


def test_a_rehearsal_says_so_and_an_assembly_does_not():
    rehearsed, acted = words(card()), words(card("acted"))
    for one in BANDS:
        assert one in rehearsed
        assert one not in acted
