"""From an adopted text to a parliament's answer and back to the public overview, page by page."""

import csv
import io
from collections.abc import Iterator

import httpx
import pytest
from committee_of_lakes import SYMBOL, press
from follow_up_of_lakes import ANSWERS, DESK, EARLIER, LATER, LIFT, PUBLIC, adopted, do
from lakes import CLERK, HEAD, SECOND, SESSION, Lakes
from page_reader import text_of

FIRST = {
    "addressee": "parliaments",
    "due_on": LATER,
    "topic.en": "Access <b>for all</b>",
    "goals": "10 11",
}


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The lakes with an adopted text, of which one paragraph is lifted."""
    with adopted(tmp_path_factory.mktemp("follow-up")) as running:
        clerk = running.sign_in(CLERK)
        assert press(clerk, LIFT, FIRST, clause="o1").status_code == 303
        yield running


def answer(browser: httpx.Client, page: str = ANSWERS, **fields: str) -> httpx.Response:
    """Answer commitment 1, as the form of the page would."""
    told = {
        "number": "1",
        "answer": "debated",
        "done_on": EARLIER,
        "sentence": "Yes.",
        "language": "en",
    }
    return do(browser, "answer_commitment", page, **{**told, **fields})


def test_the_form_shows_the_words_that_will_be_lifted(here):
    page = here.sign_in(CLERK).get(f"{DESK}/{SYMBOL}/o2").text
    assert "Urges parliaments to publish a plan each year." in page
    assert "Prie les parlements de publier un plan chaque année." in page
    assert 'name="verb.en" type="text" value="Urges"' in page
    assert here.sign_in(CLERK).get(f"{DESK}/{SYMBOL}/p1").status_code == 404


def test_the_public_sees_the_exact_words_and_no_parliament_is_said_to_owe_anything(here):
    page = here.house.browser().get(f"{PUBLIC}/1").text
    assert "Urges parliaments to build ramps at every door;" in page
    assert "Access &lt;b&gt;for all&lt;/b&gt;" in page
    assert "not asked yet" in text_of(page)
    assert '<li class="not_asked"' in page
    assert '<li class="no_answer"' not in page
    assert "overdue" not in page.casefold()
    of_text = here.house.browser().get(f"/a/{SESSION}/texts/{SYMBOL}").text
    assert f'<a href="{PUBLIC}/1">' in of_text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"due_on": EARLIER}, "is over, or is today"),
        ({"due_on": "2031-02-30"}, "is no day"),
        ({"verb.en": "Orders"}, "does not stand in the words"),
        ({"goals": "18"}, "There is no goal 18"),
        ({"addressee": "speaker"}, "cannot be the addressee"),
        ({"clause": "p1"}, "from its operative paragraphs"),
    ],
)
def test_what_cannot_be_lifted_says_why_and_keeps_what_was_typed(here, fields, words):
    clerk = here.sign_in(CLERK)
    page = f"{DESK}/{SYMBOL}/o2"
    refused = press(clerk, page, {**FIRST, "topic.en": "Plans", **fields}, clause="o2")
    assert refused.status_code in (409, 422)
    assert words in text_of(refused.text)
    assert 'value="Plans"' in refused.text


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "http://plain.example/",
        "https://user:secret@evil.example/",
        "https://good.example@evil.example/",
        "https://localhost/",
        "https://127.0.0.1/",
        'https://good.example/"onmouseover="alert(1)',
        "https://good.example/<script>alert(1)</script>",
        "//evil.example/",
        "https://good.example\\@evil.example/",
    ],
)
def test_a_link_that_could_do_harm_is_refused(here, link):
    refused = answer(here.sign_in(HEAD), link=link)
    assert refused.status_code == 409
    assert "is no address that can be shown" in text_of(refused.text)
    assert link not in here.house.browser().get(f"{PUBLIC}/1").text


def test_only_the_head_answers_and_only_for_the_own_parliament(here):
    for member, fields, words in (
        (SECOND, {}, "The head or the secretary of the delegation answers"),
        (HEAD, {"delegation": "p-0002"}, "does not answer for that parliament"),
        (CLERK, {}, "Say for which parliament"),
    ):
        refused = answer(here.sign_in(member), f"/a/{SESSION}/floor", **fields)
        assert refused.status_code == 409
        assert words in text_of(refused.text), member
    page = here.sign_in(SECOND).get(ANSWERS).text
    assert "The head or the secretary of the delegation answers" in text_of(page)
    assert "/acts/answer_commitment" not in page
    assert here.house.browser().get(ANSWERS).status_code == 303


def test_answers_follow_each_other_and_all_stay(here):
    head = here.sign_in(HEAD)
    first = answer(head, answer="nothing_yet", done_on="", promised_on=LATER, sentence="Bientôt.",
                   language="fr")  # fmt: skip
    assert first.status_code == 303, text_of(first.text)
    link = "https://parliament.arvenia.example/laws/7?of=2026&part=2"
    second = answer(head, answer="law", link=link, sentence="<script>alert(1)</script> is law.")
    assert second.status_code == 303, text_of(second.text)
    page = here.house.browser().get(f"{PUBLIC}/1").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; is law." in page
    assert (
        'rel="nofollow noopener noreferrer">Read it at <bdi>parliament.arvenia.example</bdi>'
        in page
    )
    assert page.index("is law.") < page.index("Bientôt.")
    assert "earlier answer" in page
    overview = here.house.browser().get(PUBLIC).text
    assert '<li class="law" title="Arvenia">' in overview
    assert "law: 1" in text_of(overview)
    of_delegation = here.house.browser().get(f"/a/{SESSION}/delegations/p-0001").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; is law." in of_delegation


def test_the_desk_asks_writes_down_corrects_and_withdraws(here):
    clerk = here.sign_in(CLERK)
    assert press(clerk, DESK, {}, do="ask_for_answers", number="1").status_code == 303
    page = text_of(here.house.browser().get(f"{PUBLIC}/1").text)
    assert "asked; it may still answer" in page
    again = press(clerk, DESK, {}, do="ask_for_answers", number="1")
    assert "Nobody is left to be asked" in text_of(again.text)
    on_paper = answer(clerk, delegation="p-0002", answer="budget", sentence="Money was given.")
    assert on_paper.status_code == 303
    assert "told on paper" in text_of(here.house.browser().get(f"{PUBLIC}/1").text)
    corrected = press(clerk, DESK, {"goals": "5"}, do="correct_commitment", number="1")
    assert corrected.status_code == 303, text_of(corrected.text)
    assert "Goal 5" in text_of(here.house.browser().get(f"{PUBLIC}/1").text)
    bare = press(clerk, DESK, {}, do="withdraw_commitment", number="1")
    assert "field" in bare.text
    assert bare.status_code == 422
    other = press(clerk, DESK, {"do": "put_question"}, do="withdraw_commitment", number="1")
    assert other.status_code == 422


def test_the_tables_and_the_calendar_hold_what_the_pages_show(here):
    public = here.house.browser()
    answers = list(csv.DictReader(io.StringIO(public.get(f"/a/{SESSION}/answers.csv").text[1:])))
    assert answers
    assert {one["commitment"] for one in answers} == {"1"}
    [commitment] = csv.DictReader(io.StringIO(public.get(f"/a/{SESSION}/commitments.csv").text[1:]))
    assert commitment["lifted_words"] == "Urges parliaments to build ramps at every door;"
    assert commitment["commitment_state"] == "stands"
    calendar = public.get(f"/a/{SESSION}/follow-up.ics").text
    assert "DTSTART;VALUE=DATE:20310301" in calendar
    assert public.get(f"/api/v1/sessions/{SESSION}/commitments").status_code == 200


def test_the_pack_is_made_for_each_delegation_that_there_is(here):
    public = here.house.browser()
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doctype html>")):
        made = public.get(f"/fr/a/{SESSION}/report-back/p-0001.{form}")
        assert made.status_code == 200
        assert made.content[: len(begins)].lower() == begins.lower()
    assert public.get(f"/a/{SESSION}/report-back/p-9999.pdf").status_code == 404
    page = public.get(f"/a/{SESSION}/report-back/p-0001.html").text
    assert f"/a/{SESSION}/answers" in page
    assert "Urges parliaments to build ramps at every door;" in page
    assert "so far" in page
