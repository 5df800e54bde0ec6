"""The picture of a page that is passed on: what it says, its band, and the words of the record."""

import io
import re
from dataclasses import replace
from itertools import islice

import pytest
from demo_house import REHEARSAL, REPORTED, demo_house
from PIL import Image

from hemicycle.publish.papers.share_card import ShareCard, share_card
from hemicycle.web.share_cards import begun
from hemicycle.web.shared_pictures import SharedPictures
from hemicycle_verify.chain import Chain
from hemicycle_verify.words import root_words

GOLD, NEAR_THE_TOP = (0xF2, 0xC1, 0x4E), (20, 20)
HERE, THERE = f"/a/{REHEARSAL}", f"/a/{REPORTED}"
CARD = ShareCard(
    language="en",
    band="REHEARSAL - invented parliaments",
    above="Rehearsal 1",
    title='A #strong[title] with "signs"',
    told="What is said of it",
    source="2 March 2026",
    words="The record in eight words: one two three four five six seven eight",
)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The rehearsal after its first result and its first speeches in writing."""
    with demo_house(tmp_path_factory.mktemp("cards")) as running:
        running.forward("09:45")
        yield running


def shown(house, *page, session=REHEARSAL, language="en"):
    """What stands on the picture of a page; None where there is none."""
    running = house.server.application.house
    view = running.view(session, None)
    wanted = SharedPictures(running).wanted(view, [*page, "card.png"], language=language)
    return None if wanted is None else wanted.shows


def pixels(content: bytes) -> Image.Image:
    """The picture, as colours."""
    return Image.open(io.BytesIO(content)).convert("RGB")


def spoken(card: ShareCard) -> str:
    """The last eight words of the line about the record."""
    return " ".join(card.words.split()[-8:])


def test_each_kind_of_page_has_its_picture_with_the_band_of_a_rehearsal(house):
    visitor = house.visitor()
    for page in ("card.png", "delegations/p-0001/card.png", "entries/40/card.png"):
        for language in ("en", "fr", "ar"):
            found = visitor.get(f"/{language}{HERE}/{page}")
            assert (found.status_code, found.headers["content-type"]) == (200, "image/png"), page
            drawn = pixels(found.content)
            assert drawn.size == (1200, 630)
            assert drawn.getpixel(NEAR_THE_TOP) == GOLD
    reported = pixels(visitor.get(f"/en{THERE}/card.png").content)
    assert reported.getpixel(NEAR_THE_TOP) == GOLD


def test_what_is_not_there_has_no_picture(house):
    visitor = house.visitor()
    for page in ("delegations/p-9999", "entries/99999", "entries/x", "speech/99", "programme"):
        assert visitor.get(f"{HERE}/{page}/card.png").status_code == 404, page


def test_a_speech_that_is_sealed_has_no_picture_and_one_that_is_open_begins_with_its_words(house):
    written = house.assembly.bodies["plenary"].written.values()
    [opened, *_] = [one for one in written if one.is_open]
    card = shown(house, "speech", str(opened.number))
    running = house.server.application.house
    calling, words, *_ = running.written_texts.of(REHEARSAL, opened).paragraphs
    assert calling.endswith(",")
    assert card.told.startswith(f"“{words[:40]}")
    assert house.visitor().get(f"/en{HERE}/speech/{opened.number}/card.png").status_code == 200
    for one in written:
        if not one.is_open:
            assert shown(house, "speech", str(one.number)) is None
            page = house.visitor().get(f"/en{HERE}/speech/{one.number}")
            assert "card.png" not in page.text


def test_it_says_what_its_page_says(house):
    card = shown(house, "delegations", "p-0001")
    assert card.title == "Commonwealth of Aldermoor"
    assert card.told.startswith("The delegation of Aldermoor has not spoken")
    assert card.band.startswith("REHEARSAL")
    assert card.source.endswith(f"{HERE}/delegations/p-0001")
    front = shown(house)
    assert front.title == "Rehearsal 150"
    assert "Adopted – Protecting parliamentary archives from flooding" in front.told
    assert shown(house, language="fr").title == "Répétition 150"
    entry = shown(house, "entries", "1")
    assert "Entry 1" in entry.above
    page = house.visitor().get(f"/en{HERE}/entries/1").text
    said = re.sub(r"<[^>]+>", "", page.partition("<blockquote")[2].partition(">")[2])
    assert said.startswith(entry.title)


def test_the_words_are_those_that_the_verifier_finds(house):
    served = house.visitor().get(f"{HERE}/journal.ndjson").content.splitlines(keepends=True)
    for card in (
        shown(house),
        shown(house, "entries", "40"),
        shown(house, "delegations", "p-0001"),
    ):
        size = int(re.search(r"record of ([\d,]+) entries", card.words)[1].replace(",", ""))
        chain = Chain(served)
        list(islice(chain.entries(), size))
        assert spoken(card) == root_words(chain.tree.root())
    assert shown(house, session=REPORTED).words == ""


def test_a_picture_stays_as_it_is_while_the_record_goes_on(house):
    before, front = (
        shown(house, "entries", "40"),
        house.visitor().get(f"/en{HERE}/card.png").content,
    )
    house.forward("09:47")
    assert shown(house, "entries", "40") == before
    assert house.visitor().get(f"/en{HERE}/card.png").content == front


def test_a_page_that_is_passed_on_names_its_picture(house):
    visitor = house.visitor()
    for page, picture in (
        ("", "card.png"),
        ("/programme", "card.png"),
        ("/delegations/p-0001", "delegations/p-0001/card.png"),
        ("/entries/40", "entries/40/card.png"),
        ("/divisions/1", "divisions/1/result.png"),
    ):
        html = visitor.get(f"/en{HERE}{page}").text
        [named] = re.findall(r'property="og:image" content="[^"]*(/en/a/[^"]+)"', html)
        assert named == f"/en{HERE}/{picture}"
        assert visitor.get(named).status_code == 200


def test_a_quotation_is_in_the_marks_of_its_language_and_breaks_off_between_words():
    assert begun(["Mr President,", "We built a ramp."], "en") == "“We built a ramp.”"
    assert begun(["Nous avons bâti."], "fr") == "«\u00a0Nous avons bâti.\u00a0»"
    long = begun(["ramp " * 200], "en")
    assert long.endswith("ramp …”")
    assert len(long) < 310


def test_the_band_and_the_words_are_drawn():
    whole = pixels(share_card(CARD))
    assert whole.getpixel(NEAR_THE_TOP) == GOLD
    without = pixels(share_card(replace(CARD, band="", words="")))
    assert without.getpixel(NEAR_THE_TOP) != GOLD
    foot = (0, 590, 1200, 625)
    assert whole.crop(foot).tobytes() != without.crop(foot).tobytes()


def test_long_words_stay_on_the_picture():
    long = replace(CARD, title="Very long words of a record " * 30, told="More of them " * 60)
    drawn = pixels(share_card(long))
    paper = drawn.getpixel((1195, 400))
    for y in range(50, 625):  # nothing runs over the margin
        assert drawn.getpixel((1195, y)) == paper
