"""What an item of the press room may hold: words of the record untouched, no picture unproved."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from at_the_press_room import DESK, FACTS, PICTURE, ROOM, SAYS, PressDesk, desk_of, drawing, seen
from demo_house import REHEARSAL, REPORTED, DemoHouse, demo_house
from page_reader import text_of
from PIL import Image

from hemicycle.secretariat.press_item import LONGEST_QUOTATION


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal in its debate, when three speeches are open and one is sealed still."""
    with demo_house(tmp_path_factory.mktemp("press-items")) as house:
        house.forward("09:40:30")
        yield house


@pytest.fixture(scope="module")
def desk(house) -> PressDesk:
    return desk_of(house)


# -- quotations -----------------------------------------------------------------------------------


def test_words_of_a_speech_are_taken_from_it_and_cannot_be_typed(house, desk):
    number = desk.out()
    forged = {"words": "Forged words", "speaker": "Somebody else", "language": "fr"}
    quoted = desk.post(f"/{number}", do="quote_speech", passage="1:5:1", **forged)
    assert quoted.status_code == 303
    page = seen(house, f"{ROOM}/{number}").text
    sentence = "Jalqaran therefore proposes that each of us count the steps."
    assert sentence in text_of(page)
    assert sentence in text_of(seen(house, f"/en/a/{REHEARSAL}/speech/1").text)
    assert "Forged" not in page
    assert "Somebody else" not in page
    assert 'class="quote from-record"' in page
    assert 'class="quote as-reported"' not in page
    history = house.server.application.house.clerk.history[REHEARSAL]
    handed_in = [one for one in history if one.header.kind == "speech_handed_in"]
    [position] = [one.position for one in handed_in if one.entry.number == 1]
    assert f"/entries/{position}" in page
    assert "/speech/1#p5" in page
    changed = desk.post(f"/{number}", do="save", **SAYS, **FACTS, **forged)
    assert changed.status_code == 303
    assert sentence in text_of(seen(house, f"{ROOM}/{number}").text)


def test_words_that_the_record_does_not_hold_any_more_are_not_shown(house, desk):
    number = desk.out()
    assert desk.post(f"/{number}", do="quote_speech", passage="3:4:1").status_code == 303
    rooms = house.server.application.house.press_rooms
    room = rooms.of(REHEARSAL)
    item = room.items[number]
    [quoted] = item.quotations
    assert "private letter" in seen(house, f"{ROOM}/{number}").text
    for changed in ({"sha256": "0" * 64}, {"speech": 99}, {"sentence": 9}):
        other = replace(item, quotations=(replace(quoted, **changed),))
        rooms.put(REHEARSAL, replace(room, items={**room.items, number: other}))
        page = text_of(seen(house, f"{ROOM}/{number}").text)
        assert "does not hold these words any more" in page
        assert "private letter" not in page
        assert "private letter" not in seen(house, f"{ROOM}/{number}.txt").text
    rooms.put(REHEARSAL, room)
    assert "private letter" in seen(house, f"{ROOM}/{number}").text


def test_a_sealed_speech_and_a_sentence_that_is_none_cannot_be_quoted(house, desk):
    number = desk.make()
    for passage in ("4:2:1", "1:5:99", "1:99:1", "99:1:1", "", "1:5:1:1", "١:٥:١"):
        refused = desk.post(f"/{number}", do="quote_speech", passage=passage)
        assert refused.status_code == 422, passage
        assert "Choose one of the sentences" in text_of(refused.text)
    page = desk.client.get(f"{DESK}/{number}", params={"speech": "4"}).text
    assert "forteresse" not in page  # the desk cannot read what is sealed
    assert "oak" in desk.client.get(f"{DESK}/{number}", params={"speech": "1"}).text


def test_an_entry_is_quoted_as_its_own_page_says_it(house, desk):
    number = desk.out()
    assert desk.post(f"/{number}", do="quote_entry", entry="1").status_code == 303
    for language in ("en", "fr"):
        said = text_of(seen(house, f"/{language}/a/{REHEARSAL}/entries/1").text)
        page = seen(house, f"/{language}/a/{REHEARSAL}/press-room/{number}").text
        [quoted] = [part.split("</p>")[0] for part in page.split("<blockquote><p>")[1:]]
        assert text_of(f"<p>{quoted}</p>") in said
    for entry in ("0", "999999", "x", "-1", ""):
        assert desk.post(f"/{number}", do="quote_entry", entry=entry).status_code == 422


def test_what_others_reported_is_never_of_the_record(house):
    page = seen(house, f"/en/a/{REPORTED}/press-room/2").text
    assert page.count('class="quote as-reported"') == 2
    assert "from-record" not in page
    assert "in eight words" not in page
    assert "#i-check" not in page.partition("<main")[2].partition("</main>")[0]
    record = seen(house, f"/en/a/{REHEARSAL}/press-room/2").text
    assert "#i-check" in record.partition("<main")[2]  # control


def test_a_reported_quotation_is_short_and_says_who_and_when(house, desk):
    number = desk.out()
    whole = {
        "words": "Nine bridges, and no ferry.",
        "speaker": "A ferryman",
        "q-language": "en",
        "q-publisher": "The Reed",
        "q-day": "2026-03-02",
        "q-link": "https://reed.example/9",
    }
    for name in ("words", "speaker", "q-language", "q-publisher", "q-day"):
        refused = desk.post(f"/{number}", do="quote_report", **{**whole, name: ""})
        assert refused.status_code == 422
        assert f'id="{name}-w"' in refused.text
    long = desk.post(f"/{number}", do="quote_report", **{**whole, "words": "a" * 301})
    assert long.status_code == 422
    assert str(LONGEST_QUOTATION) in text_of(long.text)
    wrong = desk.post(f"/{number}", do="quote_report", **{**whole, "q-link": "javascript:alert(1)"})
    assert 'id="q-link-w"' in wrong.text
    assert "as-reported" not in seen(house, f"{ROOM}/{number}").text
    assert desk.post(f"/{number}", do="quote_report", **whole).status_code == 303
    page = seen(house, f"{ROOM}/{number}").text
    told = text_of(page)
    for part in ("As reported by The Reed", "A ferryman", "2 March 2026", "not proved"):
        assert part in told
    assert 'href="https://reed.example/9"' in page


# -- pictures and rights --------------------------------------------------------------------------


@pytest.mark.parametrize("left_out", [*PICTURE, "picture", "consent_note"])
def test_a_picture_of_which_something_is_not_known_is_refused_at_its_field(desk, left_out):
    number = desk.make()
    if left_out == "picture":
        refused = desk.post(f"/{number}", do="picture", **PICTURE)
    elif left_out == "consent_note":
        refused = desk.add_picture(number, consent="on_file")
    else:
        refused = desk.add_picture(number, **{left_out: ""})
    assert refused.status_code == 422
    assert f'id="{left_out}-w"' in refused.text
    assert ".jpg" not in desk.client.get(f"{DESK}/{number}").text
    assert desk.add_picture(number).status_code == 303  # control
    assert ".jpg" in desk.client.get(f"{DESK}/{number}").text


def test_every_problem_is_named_at_once(desk):
    refused = desk.post(f"/{desk.make()}", do="picture")
    for name in ("picture", "credit", "licence", "consent", "alt.en", "alt.fr"):
        assert f'id="{name}-w"' in refused.text
        assert f'href="#{name}"' in refused.text
    summary = text_of(refused.text)
    assert "Credit: Fill this in." in summary
    assert "(French): Fill this in." in summary


def test_a_picture_with_a_script_in_it_is_refused_or_written_anew(house, desk):
    number = desk.make()
    script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    for raw in (script, b"", b"GIF89a" + bytes(40), b"<html><script>1</script>"):
        refused = desk.add_picture(number, raw)
        assert (refused.status_code, 'id="picture-w"' in refused.text) == (422, True)
    exif = Image.Exif()
    exif[0x010F] = "Camera of a secret place"
    raw = drawing(kind="JPEG", exif=exif, comment=b"<script>alert(1)</script>") + script
    assert b"<script>" in raw
    assert desk.add_picture(number, raw).status_code == 303
    desk.release(number)
    answer = seen(house, desk.picture_of(number))
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.content[:2] == b"\xff\xd8"
    assert b"script" not in answer.content
    assert b"secret place" not in answer.content


def test_a_frame_says_whose_picture_is_not_here(house, desk):
    number = desk.out()
    assert desk.post(f"/{number}", do="frame").status_code == 422
    told = {"frame-credit": "Majlis of Reeds", "frame-reason.en": "No licence."}
    told |= {"frame-reason.fr": "Pas de licence."}
    assert desk.post(f"/{number}", do="frame", **told).status_code == 303
    page = seen(house, f"{ROOM}/{number}").text
    assert "Credit: Majlis of Reeds; picture not distributed" in text_of(page)
    assert "<img" not in page


def test_the_full_text_is_kept_only_with_who_confirmed_the_right(house, desk):
    text = {"full_text": "The whole report.\n\nIts second part."}
    refused = desk.post("/new", do="save", **SAYS, **FACTS, **text)
    assert refused.status_code == 422
    assert 'id="rights-w"' in refused.text
    assert 'id="has_rights-w"' in refused.text
    assert "The whole report." in refused.text  # what was typed is not lost
    number = desk.out(**text, rights="E-mail of the editor", has_rights="1")
    page = text_of(seen(house, f"{ROOM}/{number}").text)
    assert "Its second part." in page
    assert "was confirmed by Ingram Tolvey-Sand" in page
    assert "E-mail of the editor" not in page
