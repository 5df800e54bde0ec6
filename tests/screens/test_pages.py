"""Every public page in every state and language: whole, isolated, and within the content policy."""

import re

import pytest

from hemicycle.phrases import load_phrases
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.acts.sitting.suspend_sitting import SuspendSitting
from hemicycle.procedure.kernel import Phrase
from hemicycle.screens.decisions import decisions
from hemicycle.screens.division import division
from hemicycle.screens.emergency import emergency
from hemicycle.screens.hall import hall
from hemicycle.screens.minutes import minutes
from hemicycle.screens.now import now
from hemicycle.screens.start import start
from hemicycle.web import render

from . import little_house as house_of
from .emergency_houses import drafted, ordered
from .little_house import CHAIR, HEAD, NAMES
from .pages import context_of, drawn, not_isolated, said, texts, words_of
from .test_records import consensus_with_reservation, reports

LANGUAGES = ["en", "fr", "ar"]


def speaking():
    house = house_of.in_sitting()
    for member in (HEAD, "p-0001-2", "p-0002-1", "o-president"):
        if member != "o-president":
            house.do(AskForFloor, member)
    house.do(GiveFloor, CHAIR, speaker=HEAD)
    return house


def interrupted():
    house = speaking()
    house.do(RaisePointOfOrder, "p-0002-1", rule="speaking.list")
    return house


def question():
    house = house_of.in_sitting()
    house_of.put(house)
    return house


def consensus():
    house = house_of.in_sitting()
    house_of.put(house, method="consensus", majority="default")
    return house


def suspended():
    house = house_of.in_sitting()
    house.do(SuspendSitting, CHAIR)
    return house


def adjourned():
    house = speaking()
    house.do(YieldFloor, HEAD)
    house.do(AdjournSitting, CHAIR)
    return house


STATES = {
    "opened": house_of.LittleHouse,
    "set up": house_of.set_up,
    "sitting": house_of.in_sitting,
    "speaking": speaking,
    "interrupted": interrupted,
    "question": question,
    "consensus": consensus,
    "voting": house_of.voting,
    "closed": house_of.closed,
    "declared": house_of.declared,
    "reservation": consensus_with_reservation,
    "suspended": suspended,
    "adjourned": adjourned,
    "reported": reports,
    "requests in order": ordered,
    "emergency item": drafted,
}
PAGES = {
    "emergency.html": emergency,
    "hall.html": hall,
    "now.html": now,
    "minutes.html": minutes,
    "decisions.html": decisions,
    "verify.html": lambda _: None,
}
LABELS = sorted(
    {
        text
        for name in NAMES.entries.values()
        for texts_of in (name.label, name.short)
        for text in texts_of.values()
    }
)


@pytest.fixture(scope="module")
def houses():
    return {state: build() for state, build in STATES.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("template", PAGES)
def test_page_is_whole(houses, template, state, language):
    view = houses[state].view()
    html = drawn(template, view, PAGES[template](view), language=language)
    assert not_isolated(html, LABELS) == []
    assert offences(html) == []
    assert raw_words(html) == []
    assert "Rehearsal <1>" not in html
    assert html.count('id="main"') == 1
    assert html.count("<h1") == 1
    assert html.count('role="status"') == 1
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)
    missing = set(re.findall(r'aria-labelledby="([^"]+)"', html))
    assert {one for ids_named in missing for one in ids_named.split()} <= set(ids)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["voting", "closed", "declared", "reservation"])
def test_division_page_is_whole(houses, state, language):
    view = houses[state].view()
    html = drawn("division.html", view, division(view, 1), language=language)
    assert not_isolated(html, LABELS) == []
    assert offences(html) == []
    assert html.count("<h1") == 1


def offences(html):
    """What the content policy would refuse."""
    refused = re.findall(r"(?: style=| on[a-z]+=|<style|javascript:|hx-on)", html)
    return refused + re.findall(r'="[^"<>]*<', html)


def raw_words(html):
    """Keys and values that were not put into words."""
    return re.findall(r"[a-z]+_[a-z_]+|\b(?:hall|public|word|minute)\.[a-z]+|…", said(html))


def test_search_for_offences_and_raw_names_finds_them():
    assert len(offences('<p style="a" onclick="b"><style></style>')) == 3
    assert offences('<p title="<bdi>a</bdi>">') == ['="<']
    assert raw_words("<p>two_thirds hall.no</p>") == ["two_thirds", "hall.no"]
    assert not_isolated("<p>Zeta Boltara</p>", LABELS) == [("Zeta Boltara", "Zeta Boltara")]
    assert not_isolated("<p><bdi>Zeta Boltara</bdi></p>", LABELS) == []


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("template", "blocks"),
    [
        ("hall.html", ["header", "main", "footer"]),
        ("now.html", ["hero", "agenda", "decided", "bodies", "records"]),
    ],
)
def test_live_blocks_are_drawn_alone_as_on_the_page(houses, template, blocks, state):
    view = houses[state].view()
    context = context_of(view, PAGES[template](view), "en")
    whole = " ".join(render.page(template, context).split())
    for block in blocks:
        alone = " ".join(render.part(template, block, context=context).split())
        assert alone.startswith(("<section", "<main", "<header", "<footer"))
        assert f'id="{block}"' in alone.partition(">")[0]
        if state != "reported" or template == "hall.html":
            assert alone in whole


def test_english_and_french_say_the_same_things():
    known = load_phrases().sentences
    own = {key for key in known["en"] if key.startswith(("hall.", "public."))}
    assert own == {key for key in known["fr"] if key.startswith(("hall.", "public."))}


def test_every_phrase_of_the_hall_is_in_arabic():
    known = load_phrases().sentences
    assert {k for k in known["en"] if k.startswith("hall.")} <= set(known["ar"])


def test_facts_of_a_phrase_are_the_same_in_every_language():
    known = load_phrases().sentences
    places = {
        language: {
            key: set(re.findall(r"fact='(\w+)'", repr(sentence)))
            for key, sentence in known[language].items()
            if key.startswith(("hall.", "public."))
        }
        for language in LANGUAGES
    }
    for language in ("fr", "ar"):
        for key, facts in places[language].items():
            assert facts == places["en"][key], (language, key)


def test_hall_says_it_in_both_official_languages(houses):
    view = houses["declared"].view()
    words = said(drawn("hall.html", view, hall(view)))
    assert "Adopted" in words
    assert "Adopté" in words
    assert "Inscription du point" in words


def test_bands_say_what_a_session_is(houses):
    for state, sentence in [("declared", "REHEARSAL"), ("reported", "Reconstructed from press")]:
        view = houses[state].view()
        for template, screen in PAGES.items():
            assert sentence in said(drawn(template, view, screen(view)))
    acted = house_of.set_up(basis="acted").view()
    words = said(drawn("now.html", acted, now(acted)))
    assert "REHEARSAL" not in words
    assert "Reconstructed" not in words


def test_reported_page_shows_versions_side_by_side_and_no_clock(houses):
    view = houses["reported"].view()
    html = drawn("now.html", view, now(view))
    assert "Over 140 countries." in said(html)
    assert "About 130 countries." in said(html)
    assert "Sources differ: 2 versions" in said(html)
    assert "date not reported" in said(html)
    assert 'href="https://example.org/a?b=&lt;c&gt;"' in html
    assert "data-ends-at" not in html


def test_unreviewed_language_is_marked(houses):
    view = houses["declared"].view()
    mark = "ترجمة غير مُراجَعة"
    assert mark in said(drawn("hall.html", view, hall(view), language="ar"))
    assert mark not in said(drawn("hall.html", view, hall(view), language="fr"))
    assert 'dir="rtl"' in drawn("hall.html", view, hall(view), language="ar")


def test_half_circle_is_mirrored_in_order_for_right_to_left(houses):
    view = houses["declared"].view()
    screen = hall(view)
    first = screen.hemicycle.seats[0]
    for language, x in [("en", first.x), ("ar", screen.hemicycle.width - first.x)]:
        html = drawn("hall.html", view, screen, language=language)
        [seat] = re.findall(r'<use href="#(\w+)" x="(\d+)" y="(\d+)"/>', html)[-7:-6] or [None]
        assert f'x="{x}" y="{first.y}"' in html, (language, seat)


def test_table_is_sorted_by_its_links(houses):
    view = houses["declared"].view()
    screen = division(view, 1)
    for sort, order in [
        ("place", ["p-0001", "p-0003", "p-0002"]),
        ("-entitled", ["p-0001", "p-0002", "p-0003"]),
        ("against_votes", ["p-0003", "p-0002", "p-0001"]),
        ("nonsense", ["p-0001", "p-0003", "p-0002"]),
    ]:
        html = drawn("division.html", view, screen, query={"sort": sort})
        assert re.findall(r'<tr id="(p-\d+)"', html) == order, sort


def test_refusal_is_told_with_its_rule(houses):
    class Shown:
        reason = Phrase("reason.not_presiding", presiding=CHAIR)
        rule_key = "chair.presides"
        article = "practice"
        is_verified = False
        field = ""

    view = houses["declared"].view()
    html = drawn("now.html", view, now(view), refusal=Shown())
    assert "Error: " in html.partition("</title>")[0]
    assert "practice of the house" in said(html)
    assert 'id="errors"' in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_without_a_session(houses, language):
    view = houses["declared"].view()
    frame = {"prefix": "", "path": "/", "user": "", "operates": False, "band": ""}
    cards = start([houses["declared"].assembly, houses["reported"].assembly])
    for template, more in [
        ("start.html", {"sessions": cards}),
        ("start.html", {"sessions": ()}),
        ("error.html", {"status": 404}),
        ("help.html", {}),
    ]:
        html = render.page(template, {**words_of(view, language), **frame, **more})
        assert html.count("<h1") == 1
        assert offences(html) == []


def test_start_page_shows_what_the_verifier_found(houses):
    view = houses["declared"].view()
    frame = {
        "prefix": "",
        "path": "/",
        "user": "",
        "operates": False,
        "band": "",
        "may_tamper": True,
    }
    found = {"position": 12, "byte": 4321, "was": "a", "became": "b", "problem": "entry 12 <x>"}
    context = {**words_of(view, "en"), **frame, "sessions": ()}
    assert "entry 12" not in said(render.page("start.html", context))
    html = render.page("start.html", {**context, "tampered": found})
    assert "Found: entry 12 is not as it was signed" in said(html)
    assert ("entry 12 <x>", True) in texts(html)
