"""Credentials at the console go by names: lists of who waits, and what each of them holds."""

import re
from html import unescape

import pytest

from hemicycle.journal.names import Name, Names
from hemicycle.procedure.acts.credentials.withdraw_credentials import WithdrawCredentials
from hemicycle.screens.chair import chair
from hemicycle.web.act_forms import parse

from .little_house import CHAIR, CLERK_SEAT, NAMES, SESSION, in_sitting
from .pages import drawn, said

WAITING = {
    "g-1": Name(label={"en": "Ildemara <V>oscanti"}),
    "p-0001-7": Name(label={"en": "Late Comer"}, delegation="p-0001", seat=7),
    "p-0009": Name(label={"en": "Lindavar"}),
    "p-0009-2": Name(label={"en": "Second Person"}, delegation="p-0009", seat=2),
    "p-0009-1": Name(label={"en": "First Person"}, delegation="p-0009", seat=1),
}


def page(house, names, language="en"):
    """The console at the clerk's seat."""
    view = house.view(CLERK_SEAT, names=names)
    posts = {"act_url": lambda name: f"/a/{SESSION}/acts/{name}", "csrf": "", "form": {}}
    return drawn("chair.html", view, chair(view), language=language, **posts)


def chosen_from(html, identity):
    """What a list lets one choose: the field, and each value with its words."""
    [(name, options)] = re.findall(
        rf'<select id="{identity}" name="([^"]+)"[^>]*>(.*?)</select>', html
    )
    found = re.findall(r'<option value="([^"]+)">([^<]+)</option>', options)
    return name, {value: unescape(words) for value, words in found}, options


@pytest.fixture
def html():
    """Somebody waits for everything."""
    return page(in_sitting(), Names(2, {**NAMES.entries, **WAITING}))


def test_an_office_is_given_by_name_and_the_list_says_who_holds_which(html):
    name, words, options = chosen_from(html, "accredited")
    assert name == "member"
    assert words["g-1"] == "Ildemara <V>oscanti"
    assert words[CHAIR] == "Oriane Castelvaux · President of the Assembly"
    assert words["p-0001-1"] == "Maeven & Ó Faolrin"
    assert "p-0009-1" not in words
    assert options.index("Known by name, not accredited yet") < options.index('value="g-1"')
    assert 'label="A&lt;b&gt;rvenia"' in options


def test_a_delegation_is_accepted_with_its_members_by_one_choice(html):
    name, words, _ = chosen_from(html, "credentials-of")
    assert words == {"p-0009 p-0009-1,p-0009-2": "Lindavar: First Person, Second Person"}
    [value] = words
    act = parse("accept_credentials", {"act_id": "x", name: value, "votes": "3"}, by=CLERK_SEAT)
    assert (act.delegation, act.members) == ("p-0009", ("p-0009-1", "p-0009-2"))


def test_who_comes_late_is_admitted_to_the_own_delegation(html):
    name, words, _ = chosen_from(html, "admitted")
    assert words == {"p-0001-7 p-0001": "Late Comer"}
    [value] = words
    act = parse("admit_member", {"act_id": "x", name: value}, by=CLERK_SEAT)
    assert (act.member, act.delegation) == ("p-0001-7", "p-0001")


def test_credentials_that_are_withdrawn_are_in_no_list():
    house = in_sitting()
    house.do(WithdrawCredentials, CLERK_SEAT, member="p-0001-2")
    for identity in ("accredited", "withdrawal"):
        _, words, options = chosen_from(page(house, NAMES), identity)
        assert options.startswith('<option value="">Choose a person</option>')  # nobody unseen
        assert "p-0002-1" in words
        assert "p-0001-2" not in words


@pytest.mark.parametrize("language", ["en", "fr"])
def test_where_nobody_waits_the_acts_lead_to_the_desk_of_delegations(language):
    html = page(in_sitting(), NAMES, language)
    for act in ("accept_credentials-delegation", "admit_member-admission"):
        [address] = re.findall(rf'<a class="[^"]+" id="act-{act}" href="([^"]+)"', html)
        assert address.endswith(f"/a/{SESSION}/desk/delegations")
    assert not re.search(r"\bchair\.[a-z_]+\b(?!\.css)", said(html))


def test_credentials_are_withdrawn_by_a_second_press():
    form = page(in_sitting(), NAMES).split('id="form-withdrawal"')[1].split("</details>")[0]
    assert 'data-confirm="Press again: this person acts no more"' in form


def test_the_secretariat_puts_others_on_the_list_and_does_not_ask_for_itself():
    form = page(in_sitting(), NAMES).split('id="form-listing"')[1].split("</details>")[0]
    assert form.count("Put somebody on the list") == 2  # what opens the form, and its button
    assert "Ask for the floor" not in form
