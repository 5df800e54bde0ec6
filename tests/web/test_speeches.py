"""Speeches in writing: sealed for the booths, open with the delivery, provable."""

import hashlib
import secrets
from collections.abc import Iterator

import httpx
import pytest
from acting import actor
from booths import Interpreter, interpreter_of
from demo_house import CLERK, PRESIDENT, REHEARSAL, DemoHouse, demo_house, wait_until
from lakes import CLERK as LAKES_CLERK
from lakes import HEAD, SESSION, lakes
from lakes import PRESIDENT as LAKES_PRESIDENT
from page_reader import forms_of, text_of
from paper_people import in_django

from handed_in.documents import marked_document, pdf_file, saved

HERE = f"/a/{REHEARSAL}"
SPEECH = "09:28:40"  # somebody speaks for five minutes, and twelve wait
WORDS = "Mr President, this sentence is known to nobody but the booths.\n\nWe thank the host."
MARK = "known to nobody but the booths"


@pytest.fixture
def house(tmp_path) -> Iterator[DemoHouse]:
    """The rehearsal in the middle of a speech, with twelve who wait."""
    with demo_house(tmp_path) as running:
        running.forward(SPEECH)
        yield running


def body_of(house: DemoHouse):
    """The plenary."""
    return house.assembly.bodies["plenary"]


def hand_in(house: DemoHouse, who: str, *, file: bytes = b"", **fields: str):
    """Hand a speech in as the form of the page does, in a browser of one's own."""
    return posted(house, house.visitor(who), file=file, **fields)


def posted(house: DemoHouse, client: httpx.Client, *, file: bytes = b"", **fields: str):
    """Send what the form of the page sends."""
    form = {"csrf": house.token_of(client), "act_id": secrets.token_hex(8), "body": "plenary"}
    form |= {"language": "en", "text": WORDS, **fields}
    return client.post(f"/en{HERE}/hand-in", data=form, files={"file": ("speech.docx", file)})


def everywhere(house: DemoHouse, *members: str) -> dict[str, str]:
    """What each of these, and somebody who is nobody, reads on every page that might tell."""
    pages = ("", "/minutes", "/speeches", "/speech/1", "/speech/1.txt", "/journal.ndjson")
    pages += ("/speakers", "/names.json", "/hall", "/hand-in", "/booth/en", "/chair", "/floor")
    read = {}
    for member in ("", *members):
        client = house.visitor(member) if member else house.visitor()
        for page in pages:
            read[f"{member}{page}"] = client.get(f"{HERE}{page}").text
    return read


def test_only_booths_and_the_speaker_read_a_sealed_speech(house):
    speaker, colleague = body_of(house).speakers_list.waiting[:2]
    assert hand_in(house, speaker).status_code == 303
    read = everywhere(house, speaker, colleague, CLERK, PRESIDENT)
    assert {who for who, text in read.items() if MARK in text} == {
        f"{speaker}/hand-in",
        f"{speaker}/speech/1",
        f"{speaker}/speech/1.txt",
    }
    interpreter = house.visitor(interpreter_of(house))
    assert MARK in interpreter.get(f"{HERE}/speech/1").text
    assert MARK in interpreter.get(f"{HERE}/speech/1.txt").text
    assert "Handed in in writing" in Interpreter(house, "en").text()


def test_it_is_open_with_the_delivery_and_its_file_has_the_fingerprint_of_the_record(house):
    holder = body_of(house).floor.holder
    assert hand_in(house, holder).status_code == 303
    [before] = body_of(house).written.values()
    assert MARK in Interpreter(house, "en").page().text
    assert house.visitor().get(f"{HERE}/speech/1.txt").status_code == 404
    actor(house, PRESIDENT, "chair").press("yield_floor")
    guest = house.visitor()
    page = guest.get(f"/en{HERE}/speech/1").text
    assert MARK in page
    assert 'id="p2"' in page
    assert "Check against delivery" in text_of(page)
    assert "REHEARSAL" in text_of(page).upper()
    content = guest.get(f"{HERE}/speech/1.txt").content
    assert hashlib.sha256(content).hexdigest() == before.sha256
    assert hashlib.sha256(content + b" ").hexdigest() != before.sha256
    assert "(rehearsal)" in content.decode()
    assert MARK not in Interpreter(house, "en").page().text, "the booth looks ahead"
    assert "Speeches in writing" in guest.get(f"/en{HERE}/speeches").text


def rows() -> int:
    """How many texts the table holds."""
    from hemicycle.secretariat.models import WrittenText  # noqa: PLC0415 (once Django is set up)

    return int(WrittenText.objects.count())


def test_a_speech_that_was_taken_back_or_replaced_is_gone(house):
    speaker = body_of(house).speakers_list.waiting[0]
    hand_in(house, speaker)
    hand_in(house, speaker, text="Another speech altogether.")
    assert [one.number for one in body_of(house).written.values()] == [2]
    own = house.visitor(speaker)
    assert own.get(f"{HERE}/speech/1").status_code == 404
    assert "Another speech" in own.get(f"{HERE}/speech/2").text
    wait_until(lambda: in_django(rows) == 1)
    actor(house, speaker, "hand-in").press("take_back_speech", number=2)
    assert not body_of(house).written
    wait_until(lambda: in_django(rows) == 0)


def test_the_same_press_twice_hands_in_once(house):
    speaker = body_of(house).speakers_list.waiting[0]
    browser = house.visitor(speaker)
    for _ in range(2):
        assert posted(house, browser, act_id="one-press").status_code == 303
    assert [one.number for one in body_of(house).written.values()] == [1]
    assert MARK in browser.get(f"{HERE}/speech/1").text
    assert in_django(rows) == 1
    other = posted(house, browser, act_id="one-press", text="Other words, the same press.")
    assert other.status_code == 409
    assert in_django(rows) == 1


def test_a_document_tells_what_was_left_out_of_it(house):
    speaker = body_of(house).speakers_list.waiting[0]
    assert hand_in(house, speaker, file=saved(marked_document()), text="").status_code == 303
    text = text_of(house.visitor(speaker).get(f"/en{HERE}/hand-in").text)
    assert "Words that nobody sees in the file were left out: 11" in text
    assert "Passages marked as inserted were taken in: 1" in text
    assert "It costs patience." in text
    assert "nothing" not in text.split("As the booths read it")[1].split("Take it back")[0]


def test_its_length_is_told_against_the_own_time(house):
    speaker = body_of(house).speakers_list.waiting[0]
    hand_in(house, speaker, text="word " * 1140)
    text = text_of(house.visitor(speaker).get(f"/en{HERE}/hand-in").text)
    assert "1,140 words" in text
    assert "About 9 min 30 s at the booths’ pace of 120 words a minute" in text
    assert "Leave out about" in text
    hand_in(house, speaker, text="word " * 100)
    assert "It fits your time" in text_of(house.visitor(speaker).get(f"/en{HERE}/hand-in").text)


@pytest.mark.parametrize(
    ("fields", "file", "status", "sentence"),
    [
        ({}, b"x" * 50 * 1024 * 1024, 413, "The file is larger than 5 MB"),
        ({}, b"PK\x03\x04 is no document", 422, "This file is no Word document"),
        ({"text": ""}, b"", 422, "There are no words"),
        ({"text": "\u202e \u200b"}, b"", 422, "There are no words"),
        ({"language": "French"}, b"", 409, "Say in which language"),
        ({"item": "99"}, b"", 409, "99"),
        ({"member": "p-0001-1"}, b"", 409, "Only the Secretary General or a clerk"),
        ({"csrf": "old"}, b"", 403, "This page is too old"),
    ],
)
def test_what_cannot_be_handed_in_is_told_and_what_was_typed_stays(
    house, fields, file, status, sentence
):
    speaker = body_of(house).speakers_list.waiting[0]
    answer = hand_in(house, speaker, file=file, **fields)
    assert answer.status_code == status
    assert sentence in text_of(answer.text)
    if status != 413:
        assert fields.get("text", WORDS.split("\n", maxsplit=1)[0]) in answer.text
    assert not body_of(house).written
    assert in_django(rows) == 0


def test_who_may_not_speak_hands_in_nothing(house):
    assert hand_in(house, interpreter_of(house)).status_code == 409
    assert house.visitor().get(f"{HERE}/hand-in", follow_redirects=False).status_code == 303
    assert not body_of(house).written


def test_markup_is_words_on_every_page(house):
    holder = body_of(house).floor.holder
    hand_in(house, holder, text="<script>alert(1)</script> we go on")
    actor(house, PRESIDENT, "chair").press("yield_floor")
    html = house.visitor().get(f"/en{HERE}/speech/1").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; we go on" in html


def test_the_desk_hands_in_for_a_guest_and_reads_it_no_more(house):
    speaker = body_of(house).speakers_list.waiting[3]
    assert hand_in(house, CLERK, member=speaker, file=pdf_file(WORDS)).status_code == 303
    [written] = body_of(house).written.values()
    assert written.member == speaker
    assert MARK not in house.visitor(CLERK).get(f"{HERE}/speech/1").text
    assert MARK in house.visitor(speaker).get(f"{HERE}/hand-in").text


def test_it_is_there_after_a_restart(house):
    speaker = body_of(house).speakers_list.waiting[0]
    hand_in(house, speaker)
    texts = house.server.application.house.written_texts
    from hemicycle.secretariat.speeches import all_texts  # noqa: PLC0415 (once it is set up)

    texts.load(in_django(all_texts))
    assert MARK in house.visitor(speaker).get(f"{HERE}/speech/1").text


# -- the archive of statements ---------------------------------------------------------------------


def found_in_archive(client: httpx.Client, words: str) -> str:
    """What a search over all statements says."""
    return text_of(client.get("/en/statements", params={"q": words}).text)


def test_what_was_said_in_a_rehearsal_is_in_no_archive(house):
    hand_in(house, body_of(house).floor.holder)
    actor(house, PRESIDENT, "chair").press("yield_floor")
    assert MARK in house.visitor().get(f"{HERE}/speech/1").text
    assert MARK not in found_in_archive(house.visitor(), f'"{MARK}"')


def test_an_assembly_that_sits_finds_its_own_speeches_in_the_archive(tmp_path):
    with lakes(tmp_path) as assembly:
        speaker, president = assembly.sign_in(HEAD), assembly.sign_in(LAKES_PRESIDENT)
        clerk = assembly.sign_in(LAKES_CLERK)
        press(clerk, "place_item", item="3", **{"title.en": "Debate"})
        press(president, "open_sitting")
        press(president, "take_up_item", item="3")
        press(speaker, "ask_for_floor")
        page = speaker.get(f"/en/a/{SESSION}/hand-in")
        [form] = [one for one in forms_of(page.text) if one.action.endswith("/hand-in")]
        fields = {**dict(form.fields), "text": WORDS, "language": "en"}
        answer = speaker.post(form.action, data=fields, files={"file": ("", b"")})
        assert answer.status_code == 303, text_of(answer.text)
        anyone = assembly.house.browser("en")
        assert MARK not in found_in_archive(anyone, f'"{MARK}"')
        press(president, "give_floor", speaker=HEAD)
        press(president, "yield_floor")
        wait_until(lambda: "Arvenia" in found_in_archive(anyone, f'"{MARK}"'))
        assert "record" in found_in_archive(anyone, f'"{MARK}"')
        one = text_of(anyone.get(f"/en/statements/{SESSION}-speech-1").text)
        assert MARK in one
        assert "Debate" in one
        assert f"/a/{SESSION}/speech/1" in anyone.get(f"/en/statements/{SESSION}-speech-1").text


def press(client: httpx.Client, act: str, **fields: str) -> None:
    """Press the button of an act on the console, or on the page of the floor."""
    page = "chair" if "speaker" in fields or act != "ask_for_floor" else "floor"
    html = client.get(f"/en/a/{SESSION}/{page}").text
    tokens = [value for form in forms_of(html) for name, value in form.fields if name == "csrf"]
    form = {"csrf": tokens[0], "act_id": secrets.token_hex(8), "body": "plenary", **fields}
    answer = client.post(f"/a/{SESSION}/acts/{act}", data=form)
    assert answer.status_code == 303, text_of(answer.text)
