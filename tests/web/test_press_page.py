"""The press desk on the web: what anybody may have read, and what cannot be used."""

import asyncio
import re
import threading
from collections.abc import Iterator

import httpx
import pytest
from at_the_press_desk import ADDRESS, fields_of, hand_in, page_faults, unescaped
from demo_house import CLERK, REHEARSAL, REPORTED, DemoHouse, demo_house
from page_reader import read, text_of
from press_reports import REPORT, Engine

from hemicycle.press import Reading
from hemicycle.web import press as desk
from hemicycle.web.static_files import shipped, static_url

LANGUAGES = ("en", "fr", "ar")
KIB = 1024


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal after its first result."""
    with demo_house(tmp_path_factory.mktemp("press")) as running:
        running.forward("09:14:20")
        yield running


@pytest.fixture(autouse=True)
def engine(monkeypatch) -> Engine:
    """Readings made by hand instead of the engine's."""
    prepared = Engine()
    monkeypatch.setattr(desk, "read", prepared.read)
    monkeypatch.setattr(desk, "compare", prepared.compare)
    return prepared


@pytest.fixture
def clerk(house) -> httpx.Client:
    """The browser of the clerk."""
    return house.visitor(CLERK)


@pytest.mark.parametrize("session", [REHEARSAL, REPORTED])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole_and_linked_from_the_session(house, language, session):
    visitor = house.visitor()
    page = visitor.get(f"/{language}/a/{session}/press")
    assert page.status_code == 200
    assert page_faults(page, language) == []
    links = {one.attrs.get("href") for one in read(page.text).elements if one.tag == "a"}
    assert f"/{language}/a/{session}/news.txt" in links
    assert f'href="/{language}/a/{session}/press"' in visitor.get(f"/{language}/a/{session}").text


def test_whoever_has_no_seat_reads_and_is_offered_nothing_to_confirm(house, clerk):
    before = house.position
    page = hand_in(house.visitor())
    assert page.status_code == 200
    assert page_faults(page, "en") == []
    said = text_of(page.text)
    assert "Something was understood in 5 of 6 sentences." in said
    assert "Contradicts the record (1)" in said
    assert "Not in the record (2)" in said
    assert "Agrees with the record (2)" in said
    assert "told by a news agency" in said
    assert "Names that are nearly the same" in said
    assert 'type="checkbox"' not in page.text
    assert "/press/confirm" not in page.text
    assert 'type="checkbox"' in hand_in(clerk).text  # the control
    assert house.position == before


def test_every_mark_stands_at_its_place_and_the_text_stays_as_it_was(house):
    html = hand_in(house.visitor()).text
    story = re.search(r'<div class="story"[^>]*>(.*?)</div>', html, re.DOTALL)[1]
    bare = re.sub(r"<a class=\"pin .*?</a>", "", story)
    assert unescaped(re.sub(r"</?mark[^>]*>", "", bare)) == REPORT
    assert re.findall(r' id="m(\d)"', story) == list("1234567")
    for number in range(1, 8):
        assert f'href="#l{number}"' in story
        assert f'id="l{number}"' in html
    overlapping = '<mark class="m a"><mark class="m n" id="m4">'
    assert overlapping in story
    assert re.findall(r'href="#l(\d)"', story) == list("1234567")  # in their order where they meet
    assert "<b>at all</b>" not in html
    assert 'lang="en" dir="ltr"' in re.search(r'<div class="story"[^>]*>', html)[0]


def test_what_came_of_it_stands_first_and_is_explained(house):
    html = hand_in(house.visitor()).text
    assert "<title>1 contradicts the record · Press desk" in html
    said = text_of(html)
    for sentence in (
        "On the same matter the record holds something else.",
        "It may still be true",
        "Nothing was found in the record to hold it against.",
        "from the context",
        "left open by the report",
    ):
        assert sentence in said
    assert html.index("data-focus") < html.index('class="tally"') < html.index('class="story"')
    assert "Paste a press report" not in said  # it was pasted
    assert "Paste a press report" in text_of(house.visitor().get(ADDRESS).text)  # the control


def test_an_entry_that_decides_is_linked(house, clerk):
    page = hand_in(house.visitor())
    assert f'href="/en/a/{REHEARSAL}/entries/3"' in page.text
    assert 'target="_blank"' not in page.text
    # Whoever ticks would lose the ticks by leaving the page.
    assert f'href="/en/a/{REHEARSAL}/entries/3" target="_blank"' in hand_in(clerk).text
    assert 'id="p3"' in house.visitor().get(f"/en/a/{REHEARSAL}/minutes").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_read_is_whole_in_every_language(house, clerk, language):
    for client in (house.visitor(), clerk):
        page = client.post(
            f"/{language}/a/{REHEARSAL}/press", data={"report": REPORT}, files={"file": ("", b"")}
        )
        assert page_faults(page, language) == []


def test_another_language_reads_the_report_once_more(house):
    before = house.visitor().get(ADDRESS)
    assert f'href="/fr/a/{REHEARSAL}/press"' in before.text
    page = hand_in(house.visitor())
    [french] = [one for one in read(page.text).elements if one.attrs.get("lang") == "fr"][:1]
    assert (french.tag, french.attrs["form"]) == ("button", "reading")
    assert french.attrs["formaction"] == f"/fr/a/{REHEARSAL}/press"
    files = {"file": ("", b"")}
    again = house.visitor().post(french.attrs["formaction"], data=fields_of(page), files=files)
    assert fields_of(again)["report"] == fields_of(page)["report"] == REPORT


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_the_address_of_a_confirmation_leads_back_to_the_desk(house, prefix):
    answer = house.visitor().get(f"{prefix}/a/{REHEARSAL}/press/confirm", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{prefix}/a/{REHEARSAL}/press"


@pytest.mark.parametrize(("session", "said"), [(REPORTED, "read-only"), (REHEARSAL, "signed in")])
def test_who_may_not_confirm_is_told_why(house, session, said):
    page = hand_in(house.visitor(), session=session)
    assert said in text_of(page.text)


def test_a_file_counts_and_its_line_ends_do_not(house, engine):
    files = {"file": ("report.txt", REPORT.replace("\n", "\r\n").encode(), "text/plain")}
    page = house.visitor().post(ADDRESS, data={"report": "something else"}, files=files)
    assert engine.asked == [REPORT.encode()]
    assert fields_of(page)["report"] == REPORT


@pytest.mark.parametrize(
    ("refusal", "status", "said"),
    [
        ("empty", 422, "There is nothing to read."),
        ("too_large", 413, "at most 256 KiB are read"),
        ("not_text", 422, "This is not plain text."),
        ("not_english", 422, "only English can be read"),
        ("not_about_an_assembly", 422, "Nothing in this text speaks of an assembly"),
    ],
)
def test_a_report_that_is_refused_comes_back_with_the_reason(house, engine, refusal, status, said):
    engine.refusal = Reading(refusal=refusal, refusal_facts={"n": 256})
    page = hand_in(house.visitor(), "Some <text>\nin two lines", source="a newspaper")
    assert page.status_code == status
    assert said in text_of(page.text)
    assert page_faults(page, "en") == []
    assert fields_of(page)["report"] == "Some <text>\nin two lines"
    assert fields_of(page)["source"] == "a newspaper"
    assert page.text.partition("</title>")[0].endswith("Rehearsal 150")
    assert "<title>Error: " in page.text


def test_all_that_agrees_and_nothing_found_are_said(house, engine):
    engine.verdicts = ("agrees",)
    said = text_of(hand_in(house.visitor()).text)
    assert "Everything that could be held against the record agrees" in said
    engine.compare = lambda _reading, _record: ()
    desk.compare = engine.compare
    assert "says nothing of this session" in text_of(hand_in(house.visitor()).text)


def test_reports_are_read_one_after_another(house, monkeypatch):
    running, most, begun = [], [], threading.Event()

    def slow(report, _register):
        running.append(report)
        most.append(len(running))
        begun.wait(0.05)
        running.pop()
        return Reading(text=str(report), refusal="not_english")

    monkeypatch.setattr(desk, "read", slow)

    async def all_at_once() -> list[int]:
        ours = {"Origin": house.url}
        async with httpx.AsyncClient(base_url=house.url, timeout=20, headers=ours) as client:
            form = {"data": {"report": "x"}, "files": {"file": ("", b"")}}
            asked = [client.post(ADDRESS, **form) for _ in range(desk.MOST_WAITING + 4)]
            return [answer.status_code for answer in await asyncio.gather(*asked)]

    answered = asyncio.run(all_at_once())
    assert max(most) == 1
    assert sorted(set(answered)) == [422, 503]
    assert answered.count(422) >= desk.MOST_WAITING


# -- what cannot be used -------------------------------------------------------------------------


def test_too_large_a_form_is_told_in_a_sentence(house):
    page = hand_in(house.visitor(), "x" * (2 * desk.LARGEST_POST))
    assert page.status_code == 413
    assert page_faults(page, "en") == []
    assert "at most 64 KiB are read" in text_of(page.text)
    assert 'id="errors"' in page.text
    just = hand_in(house.visitor(), "x" * (desk.LARGEST_REPORT - KIB))
    assert just.status_code == 422


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/x-www-form-urlencoded", b"report=x"),
        ("multipart/form-data", b"--x--"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data; name=report\r\n\r\n\xff\xfe\r\n--x--\r\n",
        ),
        ("text/plain", REPORT.encode()),
        ("", b"\0"),
    ],
)
def test_what_is_no_such_form_is_told_in_a_sentence(house, media_type, body):
    page = house.visitor().post(ADDRESS, content=body, headers={"content-type": media_type})
    assert page.status_code == 400
    assert page_faults(page, "en") == []
    assert 'id="errors"' in page.text


def test_no_other_address_takes_a_report(house):
    for path in ("/press/else", "/press/confirm/else"):
        address = f"/en/a/{REHEARSAL}{path}"
        answer = house.visitor().post(address, data={"report": REPORT}, files={"file": ("", b"")})
        assert answer.status_code == 404


def test_the_sheet_of_the_page_is_small():
    sheet = shipped().by_path[static_url("css/page.press.css")]
    assert len(sheet.gzip or b"") <= 8 * KIB


def test_another_site_makes_nobody_read(house):
    """Reading costs time; a page elsewhere must not spend it through a visitor's browser."""
    form = {"data": {"report": REPORT}, "files": {"file": ("", b"")}}
    answer = httpx.post(f"{house.url}{ADDRESS}", headers={"Origin": "http://evil.example"}, **form)
    assert answer.status_code == 403
    ours = httpx.post(f"{house.url}{ADDRESS}", headers={"Origin": house.url}, **form)
    assert ours.status_code == 200
