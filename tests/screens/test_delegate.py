"""A delegate's telephone: the own ballot, never a colleague's choice, and the way to the floor."""

import gzip
import re

import pytest

from hemicycle.phrases import load_phrases
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.acts.floor.withdraw_request import WithdrawRequest
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.screens.delegate import floor, texts, today
from hemicycle.screens.vote import vote
from hemicycle.web import render

from .little_house import (
    CHAIR,
    HEAD,
    SECRETARY,
    SESSION,
    closed,
    declared,
    in_sitting,
    put,
    set_up,
    voting,
)
from .pages import context_of, drawn, said
from .test_chair import HOUSES, asked, speech

LANGUAGES = ("en", "fr", "ar")
PAGES = {
    "vote.html": vote,
    "floor.html": floor,
    "today.html": today,
    "questions.html": texts,
}
LARGEST_PAGE = 8 * 1024


def given(**more):
    """What the web adds for a delegate's page."""
    return {
        "act_url": lambda name: f"/a/{SESSION}/acts/{name}",
        "ballots_url": lambda number: f"/a/{SESSION}/divisions/{number}/ballots",
        "receipt": None,
        "csrf": "token",
        **more,
    }


def page(house, member, template="vote.html", language="en", **more):
    """A page of the telephone as a browser gets it."""
    view = house.view(member)
    return drawn(template, view, PAGES[template](view), language=language, **given(**more))


def opened(**wishes):
    """A division in which nobody has voted."""
    house = in_sitting(**wishes)
    put(house)
    house.do(OpenDivision, CHAIR, period_s=90)
    return house


def test_a_delegate_sees_how_many_votes_a_colleague_placed_and_never_how():
    pages = set()
    for parts in ({"for_votes": 7}, {"against_votes": 7}, {"abstention_votes": 7}):
        house = opened()
        house.do(CastBallot, "p-0001-2", division=1, unused_votes=3, **parts)
        [colleague] = vote(house.view(HEAD)).paper.colleagues
        assert (colleague.member, colleague.placed_votes) == ("p-0001-2", 7)
        pages.add(page(house, HEAD))
    assert len(pages) == 1  # the page does not depend on the choice


def test_the_own_ballot_changes_the_own_page():
    """The control of the test above: a choice that may be seen does make a difference."""
    pages = set()
    for parts in ({"for_votes": 10}, {"against_votes": 10}):
        house = opened()
        house.do(CastBallot, HEAD, division=1, **parts)
        pages.add(page(house, HEAD))
    assert len(pages) == 2


@pytest.mark.parametrize("maker", [voting, closed])
def test_before_the_declaration_no_figure_of_the_division_is_on_a_delegates_page(maker):
    for template, screen in PAGES.items():
        house = maker()
        view = house.view("p-0003-1")
        assert " 21 " not in f" {said(page(house, 'p-0003-1', template))} "
        assert getattr(screen(view), "result", None) is None
    assert vote(declared().view("p-0003-1")).result.for_votes == 21


def test_the_paper_says_what_can_be_placed():
    house = opened()
    paper = vote(house.view(HEAD)).paper
    assert (paper.entitled, paper.castable, paper.available, paper.own) == (23, 20, 10, None)
    house.do(CastBallot, HEAD, division=1, for_votes=6, against_votes=2, abstention_votes=2)
    own = vote(house.view(HEAD)).paper.own
    assert (own.for_votes, own.against_votes, own.abstention_votes) == (6, 2, 2)
    assert vote(house.view("p-0002-1")).paper.available == 10


def test_who_is_not_on_the_roll_reads_why():
    screen = vote(opened().view("p-0003-1"))
    assert screen.paper is None
    assert screen.why_not.key == "reason.not_on_the_roll"
    assert "You cannot vote in this division" in said(page(opened(), "p-0003-1"))


def test_where_a_person_holds_one_vote_the_steppers_give_way_to_three_choices():
    house = opened(rulebook="plain")
    assert 'type="number"' in page(house, HEAD)
    house.do(CastBallot, "p-0001-2", division=1, for_votes=22, unused_votes=1)
    html = page(house, HEAD)
    assert vote(house.view(HEAD)).paper.available == 1
    assert 'type="number"' not in html
    assert len(re.findall(r'type="radio" name="choice"', html)) == 3


def test_a_vote_is_left_unused_only_by_choice():
    house = opened()
    hidden = re.search(r"<p class=\"unused\"[^>]*>", page(house, HEAD)).group()
    assert "hidden" in hidden
    view = house.view(HEAD)
    act = {"act_id": "x", "body": "plenary", "capacity": "", "through": "", "at": 0}
    refusal = view.may(CastBallot(**act, by=HEAD, division=1, for_votes=8))
    assert refusal.reason_key == "votes_left_over"
    shown = Shown(refusal)
    again = page(house, HEAD, refusal=shown, form={"for": "8"})
    box = re.search(r"<p class=\"unused\".*?</p>", again, re.DOTALL).group()
    assert "hidden" not in box
    assert 'name="unused" value="2"' in box
    assert "Leave 2 votes unused" in said(box)
    assert 'name="for" type="number" inputmode="numeric" min="0" max="10" value="8"' in again


class Shown:
    """A refusal as the web shows it."""

    def __init__(self, refusal):
        self.reason = Phrase(f"reason.{refusal.reason_key}", **refusal.facts)
        self.rule_key, self.article, self.is_verified = refusal.rule_key, "practice", False
        self.field = ""


class Receipt:
    """What the voter holds."""

    code, number, at, address = "K7QF-2M9X", 1, 0, f"1-1-{'K7QF2M9X' * 4}"


def test_the_receipt_stands_with_the_ballot_and_the_vote_can_be_changed():
    html = page(voting(), HEAD, receipt=Receipt)
    words = said(html)
    assert f'/receipt/{Receipt.address}"' in html
    assert "K7QF-2M9X" in words
    assert "Your vote is received" in words
    assert "Change vote" in words
    words = said(page(closed(), HEAD, receipt=Receipt))
    assert "Your vote counted" in words
    assert "Change vote" not in words.replace("Not counted yet", "").split("Your vote counted")[1]


def test_stages_of_the_vote_page():
    stages = [
        vote(maker().view(HEAD)).stage for maker in (in_sitting, asked, opened, closed, declared)
    ]
    assert stages == ["nothing", "put", "open", "closed", "declared"]


def test_the_vote_page_says_what_yes_means_and_what_is_needed():
    words = said(page(opened(), HEAD))
    assert "Yes means: The item is added." in words
    assert "two-thirds majority" in words
    assert "not verified" in words


def test_the_ballot_can_be_drawn_alone_and_is_the_same_as_on_the_page():
    house = opened()
    view = house.view(HEAD)
    alone = render.part(
        "vote.html", "ballot", context=context_of(view, vote(view), "en", **given())
    )
    assert alone.strip().startswith('<div id="ballot">')
    assert alone.strip() in page(house, HEAD)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_vote_page_is_small(language):
    house = opened()
    house.do(CastBallot, "p-0001-2", division=1, for_votes=7, unused_votes=3)
    html = page(house, HEAD, language=language)
    assert len(gzip.compress(html.encode(), 5)) < LARGEST_PAGE


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", HOUSES)
def test_every_page_is_drawn_for_everyone_without_a_missing_word(name, language, recwarn):
    house = HOUSES[name]()
    for template in PAGES:
        for member in (HEAD, "p-0001-2", "p-0003-1", CHAIR, ""):
            html = page(house, member, template, language)
            assert html.count("<h1") == 1, template
            assert "style=" not in html
    assert not recwarn.list


def test_vote_and_floor_have_all_their_own_words_in_arabic():
    phrases = load_phrases()
    keys = [key for key in phrases.sentences["en"] if key.startswith("delegate.")]
    assert len(keys) > 100
    assert [key for key in keys if not phrases.has(key, "ar")] == []
    html = page(opened(), HEAD, language="ar")
    assert "لم تُراجَع هذه الترجمة بعد" in html
    assert 'dir="rtl"' in html


def test_the_floor_page_gives_the_place_and_about_how_long():
    house = speech()
    screen = floor(house.view("p-0001-2"))
    assert (screen.line.place, screen.line.waiting) == (2, 2)
    assert 180 + 150 < screen.line.wait.about_s < 180 + 180 + 60
    assert "withdraw_request" in screen.offers
    assert "ask_for_floor" not in screen.offers
    assert floor(house.view("p-0002-1")).seat.is_next
    assert floor(house.view(HEAD)).seat.has_floor
    assert "You have the floor" in said(page(house, HEAD, "floor.html"))


def test_what_is_not_in_order_on_the_floor_page_is_locked_with_its_reason():
    house = speech()
    house.do(RaisePointOfOrder, "p-0002-1", rule="speaking.order")
    screen = floor(house.view("p-0001-2"))
    [locked] = [one for one in screen.locked if one.name == "raise_point_of_order"]
    assert locked.reason.key == "reason.point_of_order_pending"
    html = page(house, "p-0001-2", "floor.html")
    assert 'aria-disabled="true"' in html
    house.do(GiveFloor, CHAIR, speaker="p-0002-1")
    assert floor(house.view("p-0002-1")).seat.has_floor


def test_a_point_of_order_must_name_a_rule_in_force():
    view = speech().view("p-0001-2")
    screen = floor(view)
    assert screen.rules
    assert all(view.rules.has(rule) for rule in screen.rules)
    assert '<select id="rule" name="rule" required>' in page(speech(), "p-0001-2", "floor.html")


def test_an_open_division_is_announced_on_the_other_pages_until_one_has_voted():
    house = opened()
    for template in ("floor.html", "today.html", "questions.html"):
        assert 'class="openv"' in page(house, HEAD, template)
    house.do(CastBallot, HEAD, division=1, for_votes=10)
    for template in ("floor.html", "today.html", "questions.html"):
        assert 'class="openv"' not in page(house, HEAD, template)
        assert 'class="openv"' in page(house, "p-0001-2", template)


def test_sign_in_and_closed_doors_are_drawn():
    view = set_up().view()
    asked = {"next": "/", "error": "wrong_password", "error_facts": {}, "username": "a<b"}
    context = context_of(view, None, "en", has_passkeys=True, home="", **asked)
    html = render.page("login.html", context)
    assert 'value="a&lt;b"' in html
    assert 'role="alert"' in html
    assert "secretariat" in said(render.page("forbidden.html", context))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_interrupted_reads_that_the_floor_comes_back(language):
    house = speech()
    house.do(RaisePointOfOrder, "p-0002-1", rule="speaking.order")
    words = said(page(house, HEAD, "floor.html", language))
    assert 'id="act-ask_for_floor"' not in page(house, HEAD, "floor.html", language)
    if language == "en":
        assert re.search(r"You have the floor again after the ruling, with \d", words)
        other = said(page(house, "p-0001-2", "floor.html"))
        assert "You have the floor again" not in other


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_on_another_list_is_told_and_can_be_asked_for_and_given_back(language):
    house = in_sitting()
    house.do(PlaceItem, SECRETARY, item="8", title={"en": "Bridges"})
    house.do(PlaceItem, SECRETARY, item="9", title={"en": "Ferries"})
    house.do(TakeUpItem, CHAIR, item="8")
    house.do(AskForFloor, "p-0001-2", item="9")
    ferries = floor(house.view(HEAD)).coming[-1]
    assert (ferries.item.id, ferries.place, ferries.waiting) == ("9", 0, 1)
    assert ferries.offer.name == "ask_for_floor"
    house.do(AskForFloor, HEAD, **ferries.offer.fields)
    ferries = floor(house.view(HEAD)).coming[-1]
    assert (ferries.place, ferries.waiting, ferries.offer.name) == (2, 2, "withdraw_request")
    html = page(house, HEAD, "floor.html", language)
    assert 'id="act-withdraw_request-item-9"' in html
    if language == "en":
        assert "Item 9 · Ferries Your place: 2 of 2" in said(html)
    house.do(WithdrawRequest, HEAD, **ferries.offer.fields)
    assert floor(house.view(HEAD)).coming[-1].place == 0
    assert "8" not in [one.item.id for one in floor(house.view("p-0002-1")).coming]
    assert floor(house.view("")).coming == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_without_an_item_stays_in_sight_when_one_is_taken_up(language):
    house = set_up()
    house.do(OpenSitting, CHAIR)
    house.do(AskForFloor, HEAD)
    assert floor(house.view(HEAD)).line.place == 1
    house.do(PlaceItem, SECRETARY, item="9", title={"en": "Ferries"})
    house.do(TakeUpItem, CHAIR, item="9")
    screen = floor(house.view(HEAD))
    assert screen.line.place == 0
    assert (screen.coming[0].item, screen.coming[0].place) == (None, 1)
    words = said(page(house, HEAD, "floor.html", language))
    assert language != "en" or "while no item was before the body Your place: 1 of 1" in words
