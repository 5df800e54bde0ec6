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
from playwright.sync_api import expect
from screens_at_hand import PHONE, screens_of
from test_accessibility import found_by_axe

from handed_in.documents import marked_document, pdf_file, saved
from hemicycle.handed_in.reading import LARGEST
from hemicycle.web.speech_desk import MOST_WAITING

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


def test_who_hands_in_the_fingerprint_of_another_reads_nothing(house):
    """Fingerprints are public, and an act can be posted without the words that belong to it."""
    first, second = body_of(house).speakers_list.waiting[3:5]
    hand_in(house, first)
    sha256 = written(house, first).sha256
    thief = actor(house, second, "hand-in")
    thief.press("hand_in_speech", sha256=sha256, word_count=9, language="en", item=3)
    number = written(house, second).number
    assert written(house, second).sha256 == sha256
    for page in (f"speech/{number}", f"speech/{number}.txt", "hand-in"):
        assert MARK not in thief.client.get(f"{HERE}/{page}").text


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


def test_the_own_text_is_gone_though_another_copied_its_fingerprint(house):
    first, second = body_of(house).speakers_list.waiting[3:5]
    hand_in(house, first)
    one = written(house, first)
    actor(house, second, "hand-in").press(
        "hand_in_speech", sha256=one.sha256, word_count=9, language="en", item=3
    )
    actor(house, first, "hand-in").press("take_back_speech", number=one.number)
    wait_until(lambda: in_django(rows) == 0)


def test_files_that_would_keep_others_waiting_are_asked_to_come_again(house):
    speaker = body_of(house).speakers_list.waiting[3]
    desk = house.server.application.speech_desk
    desk._waiting.update(range(MOST_WAITING))
    answer = hand_in(house, speaker, file=saved(marked_document()))
    assert answer.status_code == 422
    assert "being read" in text_of(answer.text)
    desk._waiting.clear()
    assert hand_in(house, speaker, file=saved(marked_document())).status_code == 303
    assert not desk._waiting


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


# -- the archive of statements ---------------------------------------------------------------------


def found_in_archive(client: httpx.Client, words: str) -> str:
    """What a search over all statements says."""
    return text_of(client.get("/en/statements", params={"q": words}).text)


def test_what_was_said_in_a_rehearsal_is_in_no_archive(house):
    holder = body_of(house).floor.holder
    hand_in(house, holder)
    actor(house, PRESIDENT, "chair").press("yield_floor")
    assert MARK in house.visitor().get(speech_of(house, holder)).text
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
