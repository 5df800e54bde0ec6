"""Speeches in writing: sealed for the booths, open with the delivery, provable."""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from acting import actor
from booths import Interpreter, interpreter_of
from demo_house import CLERK, PRESIDENT, REHEARSAL, DemoHouse, demo_house, wait_until
from page_reader import text_of
from paper_people import in_django
from playwright.sync_api import expect
from screens_at_hand import PHONE, screens_of
from test_accessibility import found_by_axe

from handed_in.documents import marked_document, pdf_file, saved
from hemicycle.handed_in.found import Reading
from hemicycle.handed_in.reading import LARGEST
from hemicycle.handed_in.sealed import seal
from hemicycle.screens.written import unknown_fingerprint
from hemicycle.web.file_readers import MOST_WAITING
from hemicycle.web.installation import texts_at_hand

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


@pytest.fixture(scope="module")
def resting(tmp_path_factory) -> Iterator[DemoHouse]:
    """The same for tests in which nothing is handed in."""
    with demo_house(tmp_path_factory.mktemp("resting")) as running:
        running.forward(SPEECH)
        yield running


def body_of(house: DemoHouse):
    """The plenary."""
    return house.assembly.bodies["plenary"]


def written(house: DemoHouse, who: str):
    """What somebody handed in last; nobody else's."""
    own = [one for one in body_of(house).written.values() if one.member == who]
    return max(own, key=lambda one: one.number)


def speech_of(house: DemoHouse, who: str) -> str:
    """The address of what somebody handed in last."""
    return f"{HERE}/speech/{written(house, who).number}"


def hand_in(house: DemoHouse, who: str, *, file: bytes = b"", **fields: str):
    """Hand a speech in as the form of the page does, in a browser of one's own."""
    return posted(house, house.visitor(who), file=file, **fields)


def posted(house: DemoHouse, client: httpx.Client, *, file: bytes = b"", **fields: str):
    """Send what the form of the page sends."""
    form = {"csrf": house.token_of(client), "act_id": secrets.token_hex(8), "body": "plenary"}
    form |= {"language": "en", "text": WORDS, **fields}
    return client.post(f"/en{HERE}/hand-in", data=form, files={"file": ("speech.docx", file)})


def everywhere(house: DemoHouse, number: int, *members: str) -> dict[str, str]:
    """What each of these, and somebody who is nobody, reads on every page that might tell."""
    one = f"/speech/{number}"
    pages = ("", "/minutes", "/speeches", one, f"{one}.txt", "/journal.ndjson")
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
    number = written(house, speaker).number
    read = everywhere(house, number, speaker, colleague, CLERK, PRESIDENT)
    assert {who for who, text in read.items() if MARK in text} == {
        f"{speaker}/hand-in",
        f"{speaker}/speech/{number}",
        f"{speaker}/speech/{number}.txt",
    }
    interpreter = house.visitor(interpreter_of(house))
    assert MARK in interpreter.get(speech_of(house, speaker)).text
    assert MARK in interpreter.get(f"{speech_of(house, speaker)}.txt").text
    assert "Handed in in writing" in Interpreter(house, "en").text()


def test_it_is_open_with_the_delivery_and_its_file_has_the_fingerprint_of_the_record(house):
    holder = body_of(house).floor.holder
    assert hand_in(house, holder).status_code == 303
    before, here = written(house, holder), speech_of(house, holder)
    assert MARK in Interpreter(house, "en").page().text
    assert house.visitor().get(f"{here}.txt").status_code == 404
    actor(house, PRESIDENT, "chair").press("yield_floor")
    guest = house.visitor()
    page = guest.get(f"/en{here}").text
    assert MARK in page
    assert 'id="p2"' in page
    assert "Check against delivery" in text_of(page)
    assert "REHEARSAL" in text_of(page).upper()
    content = guest.get(f"{here}.txt").content
    assert hashlib.sha256(content).hexdigest() == before.sha256
    assert hashlib.sha256(content + b" ").hexdigest() != before.sha256
    assert "(rehearsal)" in content.decode()
    assert MARK not in Interpreter(house, "en").page().text, "the booth looks ahead"
    assert "Speeches in writing" in guest.get(f"/en{HERE}/speeches").text


def rows() -> int:
    """How many texts the table holds."""
    from hemicycle.secretariat.models import WrittenText  # noqa: PLC0415 (once Django is set up)

    return int(WrittenText.objects.count())


def test_a_fingerprint_that_is_public_opens_nothing(house):
    """An act can be posted without the words that belong to it, by others and by the desk."""
    first, second = body_of(house).speakers_list.waiting[3:5]
    hand_in(house, first)
    one = written(house, first)
    before = len(body_of(house).written)
    fields = {"sha256": one.sha256, "word_count": 9, "item": 3}
    thief, clerk = actor(house, second, "hand-in"), actor(house, CLERK, "hand-in")
    assert thief.press("hand_in_speech", language="en", **fields).status_code == 409
    for language in ("en", "fr"):
        press = clerk.press("hand_in_speech", member=first, language=language, **fields)
        assert press.status_code == 409
    assert len(body_of(house).written) == before
    for page in (speech_of(house, first), f"{speech_of(house, first)}.txt"):
        assert MARK not in house.visitor().get(page).text


def test_no_fingerprint_handed_in_keeps_others_from_handing_in(house):
    first, second, *_ = body_of(house).speakers_list.waiting
    for sha256 in ("0" * 64, unknown_fingerprint(house.assembly)):
        fields = {"sha256": sha256, "word_count": "1", "language": "en"}
        assert actor(house, first, "hand-in").press("hand_in_speech", **fields).status_code == 303
    assert hand_in(house, second).status_code == 303
    assert MARK in house.visitor(second).get(speech_of(house, second)).text


def test_a_file_is_read_for_its_own_entry_only(house):
    """Whatever the record says: the file names its speaker, item and language."""
    speaker = body_of(house).speakers_list.waiting[3]
    hand_in(house, speaker)
    one, texts = written(house, speaker), house.server.application.house.written_texts
    assert texts.of(REHEARSAL, one) is not None
    for other in ({"member": "p-0001-1"}, {"item": "4"}, {"language": "fr"}):
        assert texts.of(REHEARSAL, replace(one, **other)) is None


def test_a_speech_that_was_taken_back_or_replaced_is_gone(house):
    speaker = body_of(house).speakers_list.waiting[3]
    hand_in(house, speaker)
    before = speech_of(house, speaker)
    hand_in(house, speaker, text="Another speech altogether.")
    own, number = house.visitor(speaker), written(house, speaker).number
    assert own.get(before).status_code == 404
    assert "Another speech" in own.get(speech_of(house, speaker)).text
    wait_until(lambda: in_django(rows) == 1)
    actor(house, speaker, "hand-in").press("take_back_speech", number=number)
    assert number not in body_of(house).written
    wait_until(lambda: in_django(rows) == 0)


def test_the_same_press_twice_hands_in_once(house):
    speaker = body_of(house).speakers_list.waiting[3]
    browser, before = house.visitor(speaker), len(body_of(house).written)
    for _ in range(2):
        assert posted(house, browser, act_id="one-press").status_code == 303
    assert len(body_of(house).written) == before + 1
    assert MARK in browser.get(speech_of(house, speaker)).text
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
    resting, fields, file, status, sentence
):
    house = resting
    speaker = body_of(house).speakers_list.waiting[3]
    answer = hand_in(house, speaker, file=file, **fields)
    assert answer.status_code == status
    assert sentence in text_of(answer.text)
    if status != 413:
        assert fields.get("text", WORDS.split("\n", maxsplit=1)[0]) in answer.text
    assert not [one for one in body_of(house).written.values() if one.member == speaker]
    assert in_django(rows) == 0


def test_who_may_not_speak_hands_in_nothing(resting):
    house = resting
    assert hand_in(house, interpreter_of(house)).status_code == 409
    assert house.visitor().get(f"{HERE}/hand-in", follow_redirects=False).status_code == 303
    assert in_django(rows) == 0


def test_what_was_taken_back_does_not_come_back_with_the_same_press(house):
    speaker = body_of(house).speakers_list.waiting[3]
    browser = house.visitor(speaker)
    posted(house, browser, act_id="one-press")
    number = written(house, speaker).number
    actor(house, speaker, "hand-in").press("take_back_speech", number=number)
    wait_until(lambda: in_django(rows) == 0)
    posted(house, browser, act_id="one-press")
    assert in_django(rows) == 0


def test_the_desk_neither_replaces_nor_files_what_a_speaker_handed_in(house):
    speaker = body_of(house).speakers_list.waiting[3]
    hand_in(house, speaker)
    answer = hand_in(house, CLERK, member=speaker, text="Words of the desk.")
    assert answer.status_code == 409
    assert "only they replace it" in text_of(answer.text)
    number = written(house, speaker).number
    clerk = actor(house, CLERK, "hand-in")
    assert clerk.press("take_back_speech", number=number).status_code == 409
    assert clerk.press("file_speech", number=number).status_code == 409
    assert MARK in house.visitor(speaker).get(speech_of(house, speaker)).text


def test_files_that_would_keep_others_waiting_are_asked_to_come_again(house):
    speaker = body_of(house).speakers_list.waiting[3]
    readers = house.server.application.house.file_readers
    readers._waiting.update(map(str, range(MOST_WAITING)))
    answer = hand_in(house, speaker, file=saved(marked_document()))
    assert answer.status_code == 422
    assert "being read" in text_of(answer.text)
    readers._waiting.clear()
    assert hand_in(house, speaker, file=saved(marked_document())).status_code == 303
    assert not readers._waiting
    readers._waiting.add(f"{REHEARSAL} {speaker}")
    assert hand_in(house, speaker, file=saved(marked_document())).status_code == 422, "one each"
    readers._waiting.clear()


def test_markup_is_words_on_every_page(house):
    holder = body_of(house).floor.holder
    hand_in(house, holder, text="<script>alert(1)</script> we go on")
    actor(house, PRESIDENT, "chair").press("yield_floor")
    html = house.visitor().get(f"/en{speech_of(house, holder)}").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; we go on" in html


def test_the_desk_hands_in_for_a_guest_and_reads_it_no_more(house):
    speaker = body_of(house).speakers_list.waiting[3]
    assert hand_in(house, CLERK, member=speaker, file=pdf_file(WORDS)).status_code == 303
    assert MARK not in house.visitor(CLERK).get(speech_of(house, speaker)).text
    assert MARK in house.visitor(speaker).get(f"{HERE}/hand-in").text


def test_it_is_there_after_a_restart(house):
    speaker = body_of(house).speakers_list.waiting[0]
    hand_in(house, speaker)
    texts = house.server.application.house.written_texts
    from hemicycle.secretariat.speeches import all_texts  # noqa: PLC0415 (once it is set up)

    texts.load(in_django(all_texts))
    assert MARK in house.visitor(speaker).get(speech_of(house, speaker)).text


def test_a_text_that_stands_in_no_record_is_gone_with_the_next_start(house):
    speaker = body_of(house).speakers_list.waiting[0]
    hand_in(house, speaker)
    about = {"member": speaker, "item": body_of(house).item, "language": "fr"}
    stray = seal(Reading(paragraphs=["Broken off."]), about, key=bytes(32), press="x")
    from hemicycle.secretariat.speeches import keep_text  # noqa: PLC0415 (once it is set up)

    in_django(keep_text, REHEARSAL, stray)
    assert in_django(rows) == 2
    texts = in_django(texts_at_hand, house.server.application.house.clerk)
    assert in_django(rows) == 1
    one = written(house, speaker)
    assert texts.of(REHEARSAL, one) is not None
    assert texts.of(REHEARSAL, replace(one, sha256=stray.sha256, language="fr")) is None


def test_what_stayed_sealed_goes_after_the_session_and_what_is_open_stays(house):
    holder, other = body_of(house).floor.holder, body_of(house).speakers_list.waiting[0]
    hand_in(house, holder)
    hand_in(house, other)
    actor(house, PRESIDENT, "chair").press("yield_floor")
    from hemicycle.web.gate_retention import forget_sealed, is_over  # noqa: PLC0415 (once set up)

    assert is_over(house.assembly.session), "the rehearsal is of a day long past"
    house.server.run(forget_sealed(house.server.application.house))
    assert MARK in house.visitor().get(speech_of(house, holder)).text
    assert MARK not in house.visitor(other).get(speech_of(house, other)).text
    assert in_django(rows) == 1


def test_the_pages_are_accessible_in_every_language(house, browser):
    holder, other = body_of(house).floor.holder, body_of(house).speakers_list.waiting[0]
    hand_in(house, holder)
    hand_in(house, other, file=saved(marked_document()))
    actor(house, PRESIDENT, "chair").press("yield_floor")
    opened, sealed = (f"speech/{written(house, one).number}" for one in (holder, other))
    interpreter, pages = interpreter_of(house), (opened, sealed, "speeches")
    seen = [(other, "hand-in"), (CLERK, "hand-in"), (interpreter, "speeches")]
    seen += [(interpreter, "booth/fr"), *((other, page) for page in pages)]
    with screens_of(browser, house) as screens:
        for who, page in seen:
            looking = screens.sit_as(who, page)
            for language in ("en", "fr", "ar"):
                looking.goto(f"{house.url}/{language}{HERE}/{page}")
                assert found_by_axe(looking) == [], (who, page, language)
                assert looking.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        looking.evaluate("document.documentElement.removeAttribute('lang')")
        assert found_by_axe(looking) != [], "the control"


def test_words_are_counted_while_they_are_typed_and_a_large_file_is_told_at_once(house, browser):
    speaker = body_of(house).speakers_list.waiting[3]
    with screens_of(browser, house) as screens:
        page = screens.sit_as(speaker, "hand-in?lang=en")
        page.locator("#text").fill("L’assemblée s’est réunie. 我们今天在这里讨论和平问题。 " * 40)
        expect(page.locator("#counted")).to_contain_text("445 words, about 3.7 min")
        large = {"name": "speech.txt", "mimeType": "text/plain", "buffer": b"x" * (LARGEST + 1)}
        page.locator("#file").set_input_files(large)
        page.locator("#act-hand_in_speech").click()
        told = page.locator("#file").evaluate("own => own.validationMessage")
        assert "The file is larger than 5 MB" in told
        assert in_django(rows) == 0
        page.locator("#file").set_input_files([])
        page.locator("#act-hand_in_speech").click()
        expect(page.locator("article.speech")).to_contain_text("445 words")
