"""Confirming at the press desk: what a clerk ticks enters the record, and nothing else does."""

from collections.abc import Iterator

import httpx
import pytest
from acting import tokens_of
from at_the_press_desk import (
    ADDRESS,
    SOURCE,
    confirm,
    fields_of,
    hand_in,
    page_faults,
    rows_of,
    written,
)
from demo_house import CLERK, REHEARSAL, DemoHouse, demo_house
from page_reader import text_of
from press_reports import REPORT, Engine

import hemicycle.press
from hemicycle.web import press as desk

REHEARSAL_BAND = "REHEARSAL - invented parliaments"


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


def test_the_clerk_confirms_two_facts_and_nothing_else(house, clerk):
    fields = fields_of(hand_in(clerk))
    rows = rows_of(fields)
    assert set(rows) == {"quotation", "figure", "statement", "decision", "title"}
    assert fields[f"about.{rows['quotation']}"] == "Hesper Quillane-Ode (o-secretary-general)"
    assert fields[f"about.{rows['statement']}"] == ""  # whom nobody knows is not guessed
    before = len(written(house))
    page = confirm(clerk, fields, rows["quotation"], rows["decision"], mark="S")
    assert page.status_code == 200
    new = written(house)[before:]
    assert [one.entry.fact for one in new] == ["statement", "decision"]
    assert [one.entry.about for one in new] == ["o-secretary-general", "plenary"]
    for one in new:
        header = one.header
        assert (header.kind, header.basis) == ("fact_reported", "reported")
        assert (header.source, header.mark, header.by) == (SOURCE, "S", CLERK)
        assert header.occurred.precision == "unknown"
        assert set(one.entry.words) == {"en", "fr"}
        assert f'href="#p{one.position}"' in page.text
        assert f'id="p{one.position}"' in page.text
    assert "We count every vote" in new[0].entry.words["en"]
    assert "2 reports are in the record, as reported" in text_of(page.text)
    assert fields_of(page)["report"] == REPORT
    assert set(rows_of(fields_of(page))) == {"figure", "statement", "title"}
    assert REHEARSAL_BAND in text_of(page.text)
    minutes = house.visitor().get(f"/en/a/{REHEARSAL}/minutes").text
    assert SOURCE not in minutes
    assert SOURCE in house.visitor().get(ADDRESS).text


def test_a_second_press_adds_nothing(house, clerk):
    fields = fields_of(hand_in(clerk))
    key = rows_of(fields)["figure"]
    first = confirm(clerk, fields, key)
    length = len(written(house))
    for again in (confirm(clerk, fields, key), confirm(clerk, fields_of(hand_in(clerk)), key)):
        assert again.status_code == 200
        assert "was there before" in text_of(again.text)
        assert len(written(house)) == length
    assert "was there before" not in text_of(first.text)
    other = confirm(clerk, fields, key, **{f"en.{key}": "Read otherwise."})  # the control
    assert other.status_code == 200
    assert len(written(house)) == length + 1
    assert written(house)[-1].entry.words["en"] == "Read otherwise."


MISSING = [
    ("title", {"source": ""}, "source", "Say where the report was read."),
    ("title", {"mark": "Q"}, "mark", "Say how good the source is."),
    ("statement", {}, "about.", "Choose whom or what it is about."),
    ("statement", {"about.": "Ann Unknown"}, "about.", "of the name “Ann Unknown”"),
    ("title", {"fr.": " "}, "fr.", "Write the words in French."),
    ("title", {"en.": "x" * 2001}, "en.", "2,000"),
]


@pytest.mark.parametrize("wrong", MISSING, ids=lambda wrong: wrong[3])
def test_what_is_missing_is_asked_for_and_nothing_is_lost(house, clerk, wrong):
    kind, missing, place, said = wrong
    fields = fields_of(hand_in(clerk))
    key = rows_of(fields)[kind]
    named = {f"{n}{key}" if n.endswith(".") else n: text for n, text in missing.items()}
    before = len(written(house))
    own = {f"en.{rows_of(fields)['decision']}": "In words of my own.", **named}
    page = confirm(clerk, fields, key, rows_of(fields)["decision"], **own)
    assert page.status_code == 422
    assert len(written(house)) == before
    at = f"{place}{key}" if place.endswith(".") else place
    assert f'<a href="#{at}">' in page.text
    assert f'id="{at}"' in page.text
    assert said in text_of(page.text)
    assert page_faults(page, "en") == []
    kept = fields_of(page)
    assert kept[f"tick.{key}"] == "1"
    assert kept[f"en.{rows_of(fields)['decision']}"] == "In words of my own."
    assert kept["source"] == named.get("source", SOURCE)
    assert kept["report"] == REPORT


def test_nothing_ticked_and_another_text_are_told(house, clerk):
    fields = fields_of(hand_in(clerk))
    before = len(written(house))
    assert "Nothing is ticked." in text_of(confirm(clerk, fields).text)
    page = confirm(clerk, fields, "quotation-0000000000-1")
    assert page.status_code == 422
    assert "The text of the report was changed." in text_of(page.text)
    assert len(written(house)) == before


def test_a_name_chosen_by_hand_is_taken(house, clerk):
    fields = fields_of(hand_in(clerk))
    key = rows_of(fields)["statement"]
    page = confirm(clerk, fields, key, **{f"about.{key}": "Oriane Castelvaux-Dren"})
    assert page.status_code == 200
    assert written(house)[-1].entry.about == "o-president"


def test_a_delegate_is_refused_by_the_rule(house, clerk):
    delegate = house.visitor(house.head_of(house.present_delegations()[0]))
    assert 'type="checkbox"' not in hand_in(delegate).text
    fields = fields_of(hand_in(clerk))
    [token] = tokens_of(delegate, "floor")
    before = len(written(house))
    page = confirm(delegate, {**fields, "csrf": token}, rows_of(fields)["title"])
    assert page.status_code == 409
    assert "Only the Secretary General or a clerk may do this" in text_of(page.text)
    assert "Rule:" in text_of(page.text)
    assert len(written(house)) == before


@pytest.mark.parametrize(("who", "status"), [("", 401), (CLERK, 403)])
def test_without_a_seat_or_a_token_nothing_is_confirmed(house, clerk, who, status):
    fields = fields_of(hand_in(clerk))
    before = len(written(house))
    page = confirm(house.visitor(who), {**fields, "csrf": "0" * 32}, rows_of(fields)["title"])
    assert page.status_code == status
    assert fields_of(page)["report"] == REPORT
    assert len(written(house)) == before


def test_a_page_of_another_site_confirms_nothing(house, clerk):
    fields = fields_of(hand_in(clerk))
    before = len(written(house))
    clerk.headers["origin"] = "https://elsewhere.example"
    assert confirm(clerk, fields, rows_of(fields)["title"]).status_code == 403
    assert len(written(house)) == before


ARTICLE = """REHEARSAL HALL, March 2 - Over 130 delegations came to the Assembly on Monday.

"We are here to make every vote count," said Oriane Castelvaux-Dren, President of the Assembly.

Tomasun Eldreth said the debate of the Assembly went on. It rained all day.
"""


def test_what_was_confirmed_agrees_the_next_time(house, clerk, monkeypatch):
    monkeypatch.setattr(desk, "read", hemicycle.press.read)
    monkeypatch.setattr(desk, "compare", hemicycle.press.compare)
    first = hand_in(clerk, ARTICLE)
    assert first.status_code == 200
    assert "In the record: 140." in text_of(first.text)
    fields = fields_of(first)
    key = rows_of(fields)["quotation"]
    assert fields[f"about.{key}"] == "Oriane Castelvaux-Dren (o-president)"
    assert confirm(clerk, fields, key).status_code == 200
    position = written(house)[-1].position
    again = hand_in(house.visitor(), ARTICLE)
    assert "Another report, confirmed before, says so too." in text_of(again.text)
    assert again.text.count(f'href="#p{position}"') == 2  # the line, and the entry's own anchor
    assert page_faults(again, "en") == []
