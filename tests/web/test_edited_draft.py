"""A draft that was edited in a word processor: handed in, looked at, lodged by one press."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape

import docx
import httpx
import pytest
from committee_of_lakes import DESK, DRAFT, HERE, SYMBOL, done, enter, lodge
from docx.document import Document
from docx.oxml import parse_xml
from lakes import CLERK, HEAD, OTHER, PRESIDENT, Lakes, lakes
from page_reader import forms_of, frame_faults, policy_faults, text_of

from handed_in.documents import W, saved, word_file
from hemicycle.handed_in.reading import LARGEST

EDITED = f"{HERE}/texts/{SYMBOL}/edited"
PAPER = f"/en{HERE}/draft-to-amend/{SYMBOL}.docx"
TEXT = f"{HERE}/texts/{SYMBOL}"


@pytest.fixture
def here(tmp_path) -> Iterator[Lakes]:
    """The lakes with a draft and one amendment to its first operative paragraph."""
    with lakes(tmp_path, rulebook="ipu_assembly") as running:
        clerk = running.sign_in(CLERK)
        lodge(clerk)
        enter(clerk, clause="o2", mover="p-0001", does="delete", **{"words.fr": ""})
        yield running


def edited(browser: httpx.Client, edit: Callable[[Document], None]) -> bytes:
    """The paper as it goes out, after somebody edited it."""
    document = docx.Document(io.BytesIO(browser.get(PAPER).content))
    edit(document)
    return saved(document)


def reword(document: Document) -> None:
    """One paragraph in other words, without tracking; another inserted while it was tracked."""
    for run in line(document, "Urges parliaments to build").runs:
        run.text = run.text.replace("at every door", "and lifts at every <door>")
    new = '<w:ins {} w:id="90" w:author="Ada"><w:r><w:t>Thanks all;</w:t></w:r></w:ins>'
    below = line(document, "Urges parliaments to build")
    fresh = parse_xml(f"<w:p {W}>{new.format('')}</w:p>")
    below._p.addnext(fresh)


def line(document: Document, words: str):
    """The paragraph that holds these words."""
    return next(one for one in document.paragraphs if words in one.text)


def fields_of(page: httpx.Response, button: str) -> Mapping[str, str]:
    """What the form with that button would send, its boxes as they are ticked."""
    [html] = [one for one in re.findall(r"<form.*?</form>", page.text, re.DOTALL) if button in one]
    [form] = forms_of(html)
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', html)
    fields = {name: text for name, text in form.fields if name != "file"}
    return fields | {name: unescape(text) for name, text in areas}


def hand_in(browser: httpx.Client, file: bytes, **fields: str) -> httpx.Response:
    """Hand in a file, as a browser does."""
    own = fields_of(browser.get(EDITED), 'id="read"')
    return browser.post(EDITED, data={**own, "do": "read", **fields}, files={"file": ("a", file)})


def lodge_all(browser: httpx.Client, page: httpx.Response, **fields: str) -> httpx.Response:
    """Press the one button below what is proposed."""
    own = {**fields_of(page, 'id="lodge-all"'), "do": "lodge_amendment", **fields}
    return browser.post(EDITED, files={name: (None, text) for name, text in own.items()})


def amendments(here: Lakes) -> str:
    """What the public page says of the amendments."""
    return text_of(here.house.browser().get(f"{TEXT}?view=amendments").text)


def recorded(here: Lakes) -> str:
    """The whole record, with the words of the amendments as they were lodged."""
    return here.house.browser().get(f"{HERE}/journal.ndjson").text


def test_edits_are_looked_at_and_lodged_by_one_press(here):
    other = here.sign_in(OTHER)
    assert "/edited" in other.get(TEXT).text
    file = edited(other, reword)
    answer = hand_in(other, file)
    assert answer.status_code == 200
    said = text_of(answer.text)
    assert "2 amendments proposed" in said
    assert "and lifts" in said
    assert "Am. 2" not in amendments(here), "nothing is lodged by being looked at"
    assert [*frame_faults(answer.text, "en"), *policy_faults(answer.text)] == []
    done(lodge_all(other, answer))
    assert "and lifts at every <door>;" in recorded(here)
    assert "Thanks all;" in recorded(here)
    again = hand_in(other, file)
    assert text_of(again.text).count("The same was lodged before:") == 2
    refused = lodge_all(other, again)
    assert refused.status_code == 422
    assert "No amendment is chosen" in text_of(refused.text)
    assert lodge_all(other, answer).status_code == 303, "the same press twice lodges once"
    assert "Am. 4" not in amendments(here)


def test_words_are_changed_before_and_what_is_refused_stays_with_them(here):
    other = here.sign_in(OTHER)
    page = hand_in(other, edited(other, reword))
    same = DRAFT["draft.en"].splitlines()[2].removeprefix("1. ")
    refused = lodge_all(other, page, **{"words.1": same, "words.2": "Thanks <everybody>;"})
    assert refused.status_code == 409
    said = text_of(refused.text)
    assert "The words are those that stand there already" in said
    assert "Lodged: Am. 2" in said
    assert "1 amendment proposed" in said
    left = fields_of(refused, 'id="lodge-all"')
    assert left["words.1"] == same
    assert "Thanks <everybody>;" in recorded(here)
    long = lodge_all(other, refused, **{"words.1": "x" * 2001, "take.1": "1"})
    assert long.status_code == 422
    assert fields_of(long, 'id="lodge-all"')["words.1"] == "x" * 2001
    mended = lodge_all(other, long, **{"words.1": "Urges all;", "take.1": "1"})
    done(mended)
    assert "Urges all;" in recorded(here)


def test_the_secretariat_enters_them_for_a_delegation(here):
    clerk = here.sign_in(CLERK)
    assert "/edited" in clerk.get(DESK).text
    file = edited(clerk, reword)
    nobody = hand_in(clerk, file, mover="")
    assert "It is not said which delegation moves the amendment" in text_of(nobody.text)
    page = hand_in(clerk, file, mover="p-0003")
    done(lodge_all(clerk, page))
    assert "Écume" in amendments(here)
    other = here.sign_in(OTHER)
    planted = hand_in(other, file, mover="p-0001")
    done(lodge_all(other, planted, mover="p-0001", **{"take.1": "1"}))
    assert "Boltara" in amendments(here), "who hands it in moves it, whatever the form says"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There are no words in what was handed in."),
        (b"\x89PNG\r\n", "This file is no Word document"),
        (word_file("Title", "1. Urges."), "No paragraph of the file is known"),
        (bytes(LARGEST + 1), "The file is larger than 5 MB."),
    ],
)
def test_another_file_is_refused_in_a_sentence(here, content, said):
    other = here.sign_in(OTHER)
    answer = hand_in(other, content)
    assert answer.status_code == 422
    assert said in text_of(answer.text)
    assert 'href="#file"' in answer.text


def test_what_is_no_amendment_is_told_and_an_unedited_file_proposes_nothing(here):
    other = here.sign_in(OTHER)
    none = hand_in(other, edited(other, lambda _document: None))
    assert "The file proposes nothing" in text_of(none.text)

    def spoil(document: Document) -> None:
        words = line(document, "Ramps at <every> door")
        for run in words.runs:
            run.text = ""

    told = text_of(hand_in(other, edited(other, spoil)).text)
    assert "One edit is no amendment" in told
    assert "the title cannot be deleted" in told


def test_only_those_with_a_seat_hand_it_in_and_with_the_token_of_the_page(here):
    file = {"file": ("a", b"x")}
    assert here.house.browser().get(EDITED).status_code == 303
    assert here.house.browser().post(EDITED, files=file).status_code == 303
    other = here.sign_in(OTHER)
    assert other.post(EDITED, data={"csrf": "x"}, files=file).status_code == 403
    assert other.post(EDITED, content=b"x" * 7_000_000).status_code == 413
    assert other.get(EDITED.replace(SYMBOL, "B-9-DR")).status_code == 404
    head = fields_of(here.sign_in(HEAD).get(EDITED), 'id="read"')
    assert (
        here.sign_in(HEAD)
        .post(EDITED.replace(SYMBOL, "B-9-DR"), data={**head, "do": "read"}, files=file)
        .status_code
        == 404
    )
    chair = here.sign_in(PRESIDENT).get(EDITED)
    assert chair.status_code == 200
    for wrong in ({"does.1": "<b>"}, {"does.1": "reword", "level.1": "x"}):
        planted = {**head, "do": "lodge_amendment", "take.1": "1", **wrong}
        answer = here.sign_in(HEAD).post(
            EDITED, files={name: (None, text) for name, text in planted.items()}
        )
        assert answer.status_code in (403, 409, 422)
