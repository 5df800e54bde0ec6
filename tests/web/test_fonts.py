"""The web fonts: every letter of a name has a shape, no page fetches two files for one letter."""

import csv
import re
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import hemicycle
from hemicycle.web.static_files import FOLDER

SOURCE = Path(hemicycle.__file__).parent
FACE = re.compile(
    r'font-family: "([^"]+)";\s*src: url\(\.\./(fonts/[\w-]+\.woff2)\);'
    r"[^}]*?unicode-range: ([^;]+);"
)
SANS, SERIF = "Noto Sans V", "Hemicycle Serif"
# Scripts that the device draws; all others are drawn by ours.
OF_THE_DEVICE = {"CJK", "HANGUL", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "DEVANAGARI"}
LARGEST_KIB = 90
WEIGHTS = (400, 700)


def said(unicode_range: str) -> set[int]:
    """The letters of a range."""
    spans = [one.strip().removeprefix("U+").split("-") for one in unicode_range.split(",")]
    return {code for span in spans for code in range(int(span[0], 16), int(span[-1], 16) + 1)}


FACES = [
    (family, FOLDER / path, said(letters))
    for family, path, letters in FACE.findall((FOLDER / "css" / "fonts.css").read_text())
]


@pytest.fixture(scope="module")
def drawn() -> dict[str, set[int]]:
    """The letters that each file has a shape for."""
    return {path.name: set(TTFont(path).getBestCmap()) for _, path, _ in FACES}


def missing(text: str, drawn: dict[str, set[int]]) -> set[str]:
    """Letters of a text that our sans, which stands behind the serif, would leave to the device."""
    ours = {
        code for family, path, said in FACES if family == SANS for code in said & drawn[path.name]
    }
    letters = {one for one in text if unicodedata.category(one)[0] == "L"}
    foreign = {one for one in letters if unicodedata.name(one, "?").split()[0] in OF_THE_DEVICE}
    return {one for one in letters - foreign if ord(one) not in ours}


def names() -> str:
    """Every name and word that comes with the program: parliaments, countries, sentences."""
    sentences = [path.read_text() for path in (SOURCE / "phrases").rglob("*.po")]
    tables = [path.read_text() for path in SOURCE.rglob("*.csv")]
    others = [path.read_text() for path in SOURCE.rglob("*.toml")]
    assert len(sentences) > 50
    assert len(tables) > 3
    return "".join([*sentences, *tables, *others])


def test_every_letter_of_every_name_and_sentence_has_a_shape_of_ours(drawn):
    assert missing(names(), drawn) == set()


def test_a_letter_that_is_lost_is_found(drawn):
    assert missing("Aꬰ 国", drawn) == {"ꬰ"}


def test_no_letter_is_in_two_files_of_a_family():
    for family in (SANS, SERIF):
        taken: set[int] = set()
        for _, path, letters in (face for face in FACES if face[0] == family):
            assert not taken & letters, path.name
            taken |= letters


def test_the_sheet_names_the_files_that_there_are_and_they_are_what_they_say(drawn):
    assert {path for _, path, _ in FACES} == set((FOLDER / "fonts").glob("*.woff2"))
    for family, path, letters in FACES:
        font = TTFont(path)
        axis = font["fvar"].axes[0]
        assert (axis.minValue, axis.maxValue) == WEIGHTS, path.name
        assert drawn[path.name] <= letters | {0x20, 0xA0}, path.name
        assert re.search("OFL|openfontlicense", font["name"].getDebugName(14)), path.name
        own = [str(one) for one in font["name"].names if one.nameID in (1, 3, 4, 6)]
        assert not any("Source" in one for one in own), path.name
        assert family == SERIF or any("Noto" in one for one in own), path.name


def parliaments() -> list[str]:
    """The names of the invented parliaments and their people, in every language they are given."""
    with (SOURCE / "demo" / "parliaments.csv").open(newline="") as table:
        return [" ".join(row.values()) for row in csv.DictReader(table)]


def fetched(text: str, *, families: tuple[str, ...] = (SANS, SERIF)) -> int:
    """The bytes of every file that a page with this text may fetch, whatever its sheet."""
    codes = {ord(one) for one in text}
    own = [path for family, path, letters in FACES if family in families and codes & letters]
    return sum(path.stat().st_size for path in own)


def test_a_page_with_the_names_of_all_parliaments_fetches_less_than_its_budget():
    text = "".join(parliaments())
    latin = "".join(one for one in text if not unicodedata.name(one, "?").startswith("ARABIC"))
    assert fetched("Abc ř Ж") <= LARGEST_KIB * 1024
    assert fetched(latin, families=(SANS,)) <= LARGEST_KIB * 1024
    assert fetched("ř Ж ğ ế ά ب پ") > LARGEST_KIB * 1024
