"""Papers read back: every name as it is written, tags, language, and the band of a rehearsal."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from hemicycle.phrases import load_phrases
from hemicycle.publish.papers import badges, letters, plates
from hemicycle.publish.papers.badges import BadgeHolder
from hemicycle.publish.papers.occasion import Occasion
from hemicycle.publish.papers.paper_pack import paper_pack
from hemicycle.publish.papers.participants import figures, list_of_participants
from hemicycle.publish.papers.typesetting import Paper, drawn, typeset
from hemicycle.secretariat.pictures import badge_picture
from secretariat.test_pictures import drawing

from .small_session import SESSION, SmallSession

NOON_S = 1_772_434_800
HOSTILE = ('#import "x"', "*bold* $x$ \\ `raw` [a] <b> @c // d")
# Given, family, own script, its language.
PEOPLE = (
    ("Yerlan", "Koshanev", "Қошанев Ерлан", "kk"),
    ("Mamello", "Ts'ita-Mosane", "", ""),
    ("Turgunbek uulu", "Azamat", "Тургунбек уулу Азамат", "ky"),
    (*HOSTILE, "", ""),
    ("Nguyễn Thị", "Đặng-Ğüneş", "", ""),
)
TEXTS = {"institution": "House of Zadria", "signatory": "Ilse Marr", "signatory_title": "Clerk"}
STATE = {
    "body": "Assembly",
    "sitting": 2,
    "question": HOSTILE[0],
    "yes_means": HOSTILE[1],
    "division": 7,
    "presiding": "Ilse Marr",
    "position": 88,
    "waiting": ["Zadria"],
}
ROLL = [{"name": f"Zadria {n}", "entitled": 13, "castable": 10} for n in range(9)]
ROLL += [{"name": "Absentia", "entitled": 12, "castable": 0}]
PACK_TEXTS = [
    {
        "symbol": "A-1",
        "title": "Water",
        "language": "en",
        "paragraphs": [("1.", HOSTILE[0]), ("2.", "Calls for rain;")],
    }
]
BAND = {"en": "REHEARSAL", "fr": "RÉPÉTITION"}


def row(copies: int = 1) -> dict:
    """A delegation with everybody in it, as often as asked."""
    people = [
        {"member": "", "id": f"n-{number:05d}", "capacity": "delegate", "honorific": "",
         "given": given, "family": family, "own": own, "own_language": language}
        for number, (given, family, own, language) in enumerate(PEOPLE * copies)
    ]  # fmt: skip
    names = {one: {"short": "Zadria", "name": "Republic of Zadria"} for one in ("en", "fr")}
    return {"id": "p-1", "status": "member", "is_accepted": True, "names": names, "people": people}


def occasion(language: str = "en", basis: str = "rehearsal") -> Occasion:
    """A small session at noon."""
    session = SmallSession(basis).clerk.state(SESSION).assembly.session
    return Occasion(
        session=session,
        language=language,
        phrases=load_phrases(),
        texts=TEXTS,
        made_s=NOON_S,
    )


def every_paper(of: Occasion) -> dict[str, Paper]:
    """One of each, on several pages where it can be."""
    rows = [row(12)]
    holders = [
        BadgeHolder(person=one, delegation=rows[0], code="HB1:X") for one in rows[0]["people"]
    ]
    said = {"name": "Yerlan Koshanev", "capacity": "delegate", "parliament_name": "Zadria"}
    said |= {"first": "2026-03-02", "last": "2026-03-04"}
    coded = [
        letters.Coded(said=said, code="7K2QM-9XR4T", address="https://zadria.example/genuine/x")
    ] * 2
    return {
        "participants": list_of_participants(of, rows, standing="final", revision=0),
        "sheet": badges.badges(of, holders[:20], layout="sheet"),
        "single": badges.badges(of, holders[:3], layout="single"),
        "delegation plates": plates.delegation_plates(of, rows),
        "person plates": plates.person_plates(of, [row()]),
        "paper pack": paper_pack(of, STATE, roll=ROLL, texts=PACK_TEXTS),
        **{
            kind: letters.letters(of, kind, coded=coded, day="2026-03-02")
            for kind in letters.SENTENCES
        },
    }


KINDS = tuple(every_paper(occasion()))


def pages_of(paper: Paper) -> list[str]:
    """What each page says, its lines joined."""
    pages = PdfReader(BytesIO(typeset(paper))).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def listed(rows: Sequence[dict]) -> str:
    """The text of a list of participants."""
    return " ".join(pages_of(list_of_participants(occasion(), rows, standing="final", revision=0)))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_of_a_rehearsal_says_so(kind, language):
    pages = pages_of(every_paper(occasion(language))[kind])
    assert all(BAND[language] in page for page in pages)
    acted = pages_of(every_paper(occasion(language, "acted"))[kind])
    assert len(acted) > 0
    assert not any(BAND[language] in page for page in acted)


def test_a_list_and_sheets_run_over_several_pages():
    papers = every_paper(occasion())
    assert len(pages_of(papers["participants"])) > 2
    assert len(pages_of(papers["sheet"])) == 3


def test_the_list_holds_every_name_as_it_is_written():
    text = listed([row()])
    for given, family, own, _ in PEOPLE:
        assert f"{given} {family}" in text
        assert own in text
    fewer = {**row(), "people": row()["people"][1:]}
    assert "Yerlan Koshanev" not in listed([fewer])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_paper_pack_has_the_state_the_roll_and_a_sheet_for_each_that_can_vote(language):
    pages = pages_of(every_paper(occasion(language))["paper pack"])
    text = " ".join(pages)
    assert text.count("Absentia") == 1
    assert text.count("Zadria 3") == 2
    assert "90" in pages[0]
    assert "7" in pages[0]
    assert "Question" not in text


def test_a_sheet_without_a_question_has_a_line_to_write_it_on():
    unasked = {**STATE, "question": "", "yes_means": "", "division": 0}
    text = " ".join(pages_of(paper_pack(occasion(), unasked, roll=ROLL)))
    assert text.count("Question") == len(ROLL) - 1
    assert "For means" not in text


@pytest.mark.parametrize(
    ("language", "head"), [("en", "Made 2026-03-02"), ("fr", "Établi le 2026")]
)
def test_each_page_of_a_paper_pack_says_as_of_when_it_is(language, head):
    pages = pages_of(every_paper(occasion(language))["paper pack"])
    assert len(pages) > 2
    assert all(head in page and "88" in page for page in pages)
    assert "1. Zadria" in pages[0]  # who waits to speak
    assert "2. Calls for rain;" in pages[-1]
    bare = pages_of(paper_pack(occasion(language), {**STATE, "waiting": []}, roll=ROLL))
    assert "1. Zadria" not in bare[0]


@pytest.mark.parametrize("kind", ["sheet", "person plates", "paper pack"])
def test_what_looks_like_markup_prints_as_it_is_written(kind):
    text = " ".join(pages_of(every_paper(occasion())[kind]))
    for written in (*HOSTILE[0].split(), *HOSTILE[1].split()):
        assert written in text


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_is_tagged_and_titled_in_its_language(kind, language):
    paper = every_paper(occasion(language))[kind]
    reader = PdfReader(BytesIO(typeset(paper)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == language
    assert paper.title in reader.metadata.title


def test_the_same_values_give_the_same_bytes():
    first, again = every_paper(occasion())["sheet"], every_paper(occasion())["sheet"]
    assert typeset(first) == typeset(again)
    assert typeset(every_paper(occasion("fr"))["sheet"]) != typeset(first)


def test_arabic_names_are_set():
    arabic = {**row()["people"][0], "own": "عمر الفاروقي", "own_language": "ar"}
    text = listed([{**row(), "people": [arabic]}])
    assert any("\u0600" <= sign <= "\u06ff" or "\ufb50" <= sign <= "\ufeff" for sign in text)


def test_everybody_is_counted_once():
    found = figures([row(), {**row(), "id": "p-2", "status": "guest"}])
    assert (found["member_delegates"], found["other_delegates"], found["everybody"]) == (5, 5, 10)


def test_a_badge_bears_the_picture_of_who_agreed_and_is_whole_without_one():
    of = occasion("en")
    person = row(1)["people"][0]
    bare = BadgeHolder(person=person, delegation=row(1), code="HB1:X")
    pictured = replace(bare, picture=badge_picture(drawing()))
    pages = [
        Image.open(BytesIO(drawn(badges.badges(of, [one], layout="single"))[0]))
        for one in (bare, pictured)
    ]
    assert pages[0].size == pages[1].size
    in_the_frame = tuple(int(one * 72 / 25.4) for one in (14, 36))  # its shoulders; millimetres
    empty, shown = (page.convert("RGB").getpixel(in_the_frame) for page in pages)
    assert empty == (255, 255, 255)
    assert shown[0] < 100


def test_a_badge_with_a_picture_is_still_tagged_with_words_for_it():
    holder = BadgeHolder(
        person=row(1)["people"][0],
        delegation=row(1),
        code="HB1:X",
        picture=badge_picture(drawing()),
    )
    assert typeset(badges.badges(occasion("fr"), [holder], layout="sheet")).startswith(b"%PDF")
