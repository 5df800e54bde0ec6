"""The pages of elections: what anybody sees before and after a declaration, and who may do what."""

import re

import pytest

from hemicycle.clerk import Asked
from hemicycle.phrases import load_phrases
from hemicycle.procedure.acts.elections.nominate import Nominate
from hemicycle.screens.chair import chair
from hemicycle.screens.elections import elections
from hemicycle.screens.polling import polling
from hemicycle.screens.words_to_say import words_to_say
from hemicycle.web.act_forms import parse

from . import election_houses as at
from .little_house import CHAIR, CLERK_SEAT, HEAD, SESSION, TELLER
from .pages import drawn, not_isolated, said

EVERYBODY = ("", CHAIR, CLERK_SEAT, TELLER, at.SECOND_TELLER, HEAD, "p-0003-1")


@pytest.fixture(params=at.ELECTION_HOUSES)
def house(request):
    """A session at each of the moments."""
    return at.ELECTION_HOUSES[request.param]()


def public(house, language="en", member=""):
    """The page that anybody reads."""
    view = house.view(member)
    return drawn("elections.html", view, elections(view), language=language, page_name="elections")


def own(house, member, language="en", **more):
    """The page of papers at a seat."""
    view = house.view(member)
    given = {"form": {}, "user": "x", "act_url": lambda act: f"/a/{SESSION}/acts/{act}", **more}
    return drawn("polling.html", view, polling(view), language=language, **given)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_both_pages_are_drawn_in_every_state_without_a_missing_word(house, language, recwarn):
    for html in (public(house, language), *(own(house, one, language) for one in EVERYBODY)):
        assert html.count("<h1") == 1
        assert "style=" not in html
        assert "<g>" not in html
        identities = re.findall(r'\bid="([^"]+)"', html)
        assert len(identities) == len(set(identities))
        for label in re.findall(r'<label for="([^"]+)"', html):
            assert label in identities
    missing = [str(one.message) for one in recwarn.list]
    assert [m for m in missing if language != "ar" or "polling" not in m] == []


def test_the_level_of_secrecy_is_said_in_plain_words_before_anything_else():
    for html in (public(at.empty()), own(at.opened(), TELLER)):
        words = said(html)
        assert "never what is written on it: the choice is in no computer" in words
    assert "No election has been called in this session." in said(public(at.empty()))


def test_before_the_declaration_only_participation_is_shown():
    for name in ("open", "closed", "half counted", "differing", "counted"):
        house = at.ELECTION_HOUSES[name]()
        [seen] = elections(house.view("")).elections
        assert seen.rounds[0].figures is None
        words = said(public(house))
        assert "Until the declaration only participation is shown." in words
        assert "papers issued." in words
        assert "Valid" not in words
    [seen] = elections(at.over().view("")).elections
    assert seen.rounds[0].figures.valid == 3  # the control


def test_no_figure_of_one_teller_is_shown_to_the_other_before_both_are_in():
    other = polling(at.half_counted().view(at.SECOND_TELLER)).hands[0]
    assert other.counted is None
    form = own(at.half_counted(), at.SECOND_TELLER)
    assert re.findall(r'name="figures\.\d" type="number"[^>]*value="(\d*)"', form) == ["", "", ""]
    assert polling(at.counted().view(at.SECOND_TELLER)).hands[0].counted.valid == 3
    assert polling(at.counted().view(HEAD)).hands[0].counted is None
    assert polling(at.counted().view(CHAIR)).hands[0].counted.elected == (HEAD,)


def test_who_received_a_paper_is_public_and_nothing_else_of_anybody():
    words = said(public(at.opened()))
    assert "1 of 3 papers issued." in words
    assert "nobody yet" in words  # of the delegation that has none


def test_a_result_has_its_figures_its_mark_and_who_is_elected():
    words = said(public(at.over()))
    assert "Papers in the box 3 Blank 0 Invalid 0 Valid 3 Needed 2" in words
    assert "Elected: Maeven & Ó Faolrin ." in words
    assert said(public(at.acclaimed())).count("by acclamation") == 1
    again = said(public(at.second_ballot()))
    assert "This ballot was annulled: a paper <was> torn ." in again
    assert "35116 19283746" in again
    assert "not on the next paper" in again


def test_another_is_nominated_in_the_place_of_who_withdrew_after_the_close():
    house = at.late()
    for member in (HEAD, CLERK_SEAT):
        form = re.search(r'name="in_place_of">(.*?)</select>', own(house, member), re.DOTALL)
        assert re.findall(r'<option value="([^"]*)"', form[1]) == ["p-0001-2"]
    assert 'name="in_place_of"' not in own(at.late(is_replaced_late=False), HEAD)
    house.do(Nominate, HEAD, candidate="p-0003-1", in_place_of="p-0001-2")
    assert "withdrawn · replaced by delegate 1 of p-0003" in said(public(house))
    assert 'id="act-accept_candidature' in own(house, "p-0003-1")
    assert 'name="in_place_of"' not in own(house, HEAD)  # nobody is left to be replaced


def test_names_are_kept_apart_from_the_direction_of_a_sentence():
    for name in ("called", "over", "second ballot"):
        html = public(at.ELECTION_HOUSES[name](), "ar")
        assert not_isolated(html, ["منى الزهراوي", "Maeven"]) == []


def forms(html):
    """Every form of a page: its act and its fields as a browser would post them."""
    for action, inner in re.findall(
        r'<form[^>]*action="[^"]*/acts/(\w+)"[^>]*>(.*?)</form>', html, re.DOTALL
    ):
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inner))
        for name, options in re.findall(
            r'<select [^>]*name="([^"]+)">(.*?)</select>', inner, re.DOTALL
        ):
            values = re.findall(r'<option value="([^"]+)"', options)
            taken = [text for field, text in fields.items() if field.startswith("by_age.")]
            fields[name] = next((one for one in values if one not in taken), "")
        for name in re.findall(r'<input id="[^"]+" name="([^"]+)"', inner):
            fields[name] = FILLED.get(name, "")
        if action == "nominate":
            fields["group"] = ""  # the one that the delegation has declared
        if action == "report_count":
            fields |= {"figures.1": "3", "papers": "3"}
        yield action, {name: text for name, text in fields.items() if text or name == "reason"}


FILLED = {
    **{f"figures.{n}": "0" for n in range(1, 9)},
    "blank": "0",
    "invalid": "0",
    "women": "1",
    "reason": "torn",
    "title.en": "Seat",
    "ballot_at": "2026-03-05T10:00",
    "dice": "35116",
    "published": "19283746",
    "group": "North <g>",
    "seats": "3",
}


def test_every_form_at_every_seat_can_be_sent_as_it_is_filled_in(house):
    sent = set()
    for member in EVERYBODY[1:]:
        for number, (name, fields) in enumerate(forms(own(house, member))):
            fields["act_id"] = f"f-{number}"
            refusal = house.clerk.may(Asked(SESSION, parse(name, fields, by=member)))
            assert refusal is None, (member, name, fields, refusal.reason_key)
            sent.add(name)
    assert "call_election" in sent


def test_all_acts_of_elections_have_a_form_somewhere():
    names = {
        name
        for make in at.ELECTION_HOUSES.values()
        for member in EVERYBODY[1:]
        for name, _ in forms(own(make(), member))
    }
    assert names == {
        *("call_election", "declare_group", "nominate", "accept_candidature"),
        *("withdraw_candidature", "open_ballot", "issue_papers", "close_ballot"),
        *("report_count", "settle_tie", "declare_ballot", "declare_elected", "annul_ballot"),
    }


@pytest.mark.parametrize(
    ("moment", "name"), [("open", "close_ballot"), ("counted", "declare_ballot")]
)
def test_the_primary_button_of_the_console_is_what_the_ballot_calls_for(moment, name):
    screen = chair(at.ELECTION_HOUSES[moment]().view(CHAIR))
    assert screen.primary.name == name
    assert screen.primary.confirm


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_presiding_officer_has_the_words(house, language, recwarn):
    view = house.view(CHAIR)
    found = words_to_say(view)
    phrases = load_phrases()
    for saying in (*found.now, *found.besides):
        for one in saying.sentences:
            assert phrases.say(one.key, language, view.names, zone="UTC", **one.facts)
    assert not recwarn.list


def test_the_words_declare_what_the_papers_say():
    def spoken(house):
        view = house.view(CHAIR)
        phrases = load_phrases()
        now = words_to_say(view).now[0].sentences
        return " ".join(phrases.say(one.key, "en", view.names, **one.facts) for one in now)

    assert "Has everybody who wishes to vote received a paper" in spoken(at.opened())
    assert "each alone" in spoken(at.closed())
    assert "counted again" in spoken(at.differing())
    assert "settles this as the rules say" in spoken(at.tied())
    told = spoken(at.counted())
    assert "Needed to be elected: 2." in told
    assert told.endswith("Maeven & Ó Faolrin is elected.")


def test_those_whose_term_ends_are_chosen_by_name():
    html = own(at.empty(), CLERK_SEAT)
    [options] = re.findall(r'<select id="call-outgoing" name="outgoing" multiple.*?</select>', html)
    assert re.search(r'<optgroup label="[^"]+"><option value="p-0001-1">[^<]+<', options)
    form = {"act_id": "x", "post": "other", "title.en": "T", "outgoing": "p-0001-1 p-0002-1"}
    assert parse("call_election", form, by=CLERK_SEAT).outgoing == ("p-0001-1", "p-0002-1")
