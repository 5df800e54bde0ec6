"""The console offers what the procedure allows and nothing else, and has the words for it."""

import itertools
import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hemicycle.clerk import Asked, Done
from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import load_phrases
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.report_tally import ReportTally
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.screens import motion_subjects as motions
from hemicycle.screens.acts_offered import acts_offered, roles
from hemicycle.screens.candidates import LISTS
from hemicycle.screens.chair import chair
from hemicycle.screens.seat_subjects import colleagues
from hemicycle.screens.words_to_say import words_to_say
from hemicycle.web.act_forms import parse

from .console_houses import (
    DEBATE,
    HOUSES,
    asked,
    between,
    consensus,
    disputed,
    heard,
    speech,
    suspended,
)
from .little_house import (
    CHAIR,
    CLERK_SEAT,
    HEAD,
    SESSION,
    TELLER,
    closed,
    in_sitting,
    put,
    set_up,
    voting,
)
from .pages import drawn

EVERYONE = (CHAIR, CLERK_SEAT, TELLER, HEAD, "p-0001-2", "p-0002-1", "p-0003-1", "o-chair-1")
ROLES = tuple(LISTS)
# What a form would add to an offer that is not complete in itself.
FILLED = {
    "period": {"period_s": "60"},
    "ruling": {"ruling": "not_upheld"},
    "question": {"title.en": "Q", "yes_means.en": "Yes", "method": "roll_call"},
    "tally": {"for_votes": "1", "against_votes": "0", "abstention_votes": "0"},
    "roll": {"absent": "p-0003"},
    "correction": {"corrects": "1", "words.en": "Read it so"},
    "citation": {"words.en": "Decision 7 of the Council of Lakes"},
    "amendment": {"yes_means.en": "It is carried.", "method": "consensus"},
    "whole": {"yes_means.en": "It is adopted."},
    "waiver": {"because.en": "The translation follows."},
    "request": {"yes_means.en": "It is placed on the agenda."},
    "finding": {"request": "1", "finding": "admissible"},
    "draft": {"title.en": "Ferries", "draft.en": "Calls for ferries."},
    "drafting": {"to": "committee-1"},
    "rule": {"rule": "speaking.order"},
    "motion": {"outcome": "not_carried"},
    "lots": {"item": DEBATE, "dice": "3 5 1 1 6", "published": "19283746"},
}


@pytest.fixture(params=HOUSES)
def house(request):
    return HOUSES[request.param]()


def posted(offer, view, number):
    """The act that the form of an offer asks for."""
    choices = chair(view).choices
    people = view.assembly.people.values()
    delegates = [p.id for p in people if p.delegation and not p.is_withdrawn]
    voters = [d.id for d in view.assembly.delegations.values() if d.has_vote]
    others = [d.id for d in view.assembly.delegations.values() if not d.has_vote]
    new = f"p-9{number:03}"
    chosen = {
        "person": {"member": f"g-{number + 1}", "office": "guest"},
        "delegation": {"delegation": new, "members": f"{new}-1", "votes": "3"},
        "admission": {"member": f"{new}-2", "delegation": next(iter([*voters, *others]), "")},
        "seat": {"member": delegates[0], "seat": "titular"},
        "deputised": {"member": next(iter(choices.deputised), "")},
        "deputise": {"to": next(iter(colleagues(view)), ""), "ends_at": "2100-01-01T00:00"},
        "withdrawal": {"member": next(iter(delegates), "")},
        "chair": {"to": next(iter(choices.officers), "")},
        "arrival": {"member": next(iter(choices.absent), "")},
        "departure": {"member": next(iter(choices.present), "")},
        "item": {"item": choices.next_item, "title.en": "T"},
        "reservation": {"delegation": next(iter(choices.reservations_open), "")},
        "suspend_vote": {"delegation": next(iter(voters), ""), "cause": "arrears"},
        "restore_vote": {"delegation": next(iter(others), ""), "cause": "arrears_paid"},
    }
    chosen |= {
        "listing": motions.to_be_listed(view) or {},
        "colleague": motions.a_colleague(view) or {},
        "swap": {name: str(n) for name, n in (motions.own_number(view) or {}).items()},
        "move": {"motion": next(iter(motions.motions_in_order(view)), ""), "text": "to stand"},
    }
    more = {**FILLED, **chosen}.get(offer.form, {})
    form = {**offer.fields, **more, "act_id": f"x-{number}", "body": view.body}
    return parse(offer.name, form, by=view.viewer.member)


def everything(view):
    """All offers of a console, wherever they stand on it."""
    screen = chair(view)
    offers, _ = acts_offered(view, *ROLES)
    on_items = [line.act for line in screen.agenda if line.act]
    calls = [place.call for place in screen.floor.waiting if place.call]
    return [*offers, *on_items, *calls]


def test_every_offer_is_accepted_and_every_lock_is_refused_with_its_reason(house):
    for member in EVERYONE:
        view = house.view(member)
        for number, offer in enumerate(everything(view)):
            refusal = house.clerk.may(Asked(SESSION, posted(offer, view, number)))
            assert refusal is None, (member, offer.name, refusal.reason_key)
        _, locked = acts_offered(view, *ROLES)
        for one in locked:
            assert one.reason.key.startswith("reason.")
            assert one.rule_key


def test_what_is_not_offered_would_be_refused(house):
    """The control: every candidate is either offered or locked, and a lock is real."""
    for member in EVERYONE:
        view = house.view(member)
        offers, locked = acts_offered(view, *ROLES)
        tried = [c for role in roles(view) for c in LISTS[role] if c.of(view) is not None]
        assert len(offers) + len(locked) == len(tried)


def test_a_console_that_asked_nobody_would_be_caught():
    """The control: without the dry run, acts are offered that the clerk refuses."""
    view = replace(closed().view(CHAIR), may=lambda _act: None)
    offers, locked = acts_offered(view, "presiding")
    assert locked == ()
    house = closed()
    refused = {
        offer.name
        for number, offer in enumerate(offers)
        if house.clerk.may(Asked(SESSION, posted(offer, view, number))) is not None
    }
    assert {"open_division", "close_division", "declare_result", "put_question"} <= refused


STEPS = st.lists(st.tuples(st.sampled_from(EVERYONE), st.integers(0, 40)), max_size=12)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS, start=st.sampled_from(sorted(HOUSES)))
def test_in_a_random_session_whatever_is_offered_can_be_done(steps, start):
    house = HOUSES[start]()
    numbers = itertools.count()
    for member, choice in steps:
        view = house.view(member)
        offers = everything(view)
        if not offers:
            continue
        act = posted(offers[choice % len(offers)], view, next(numbers))
        house.now += 1000
        [outcome] = house.clerk.take([Asked(SESSION, act)])
        assert isinstance(outcome, Done), (act, getattr(outcome, "refusal", outcome))


def test_a_pending_point_of_order_takes_the_primary_button_and_locks_the_vote():
    house = asked()
    assert chair(house.view(CHAIR)).primary.name == "open_division"
    house.do(RaisePointOfOrder, "p-0002-1", rule="speaking.order")
    screen = chair(house.view(CHAIR))
    assert (screen.primary.name, screen.primary.key) == ("give_floor", "P")
    [locked] = [one for one in screen.locked if one.name == "open_division"]
    assert locked.reason.key == "reason.point_of_order_pending"
    assert not locked.is_quiet


@pytest.mark.parametrize(
    ("maker", "name"),
    [
        (set_up, "open_sitting"),
        (suspended, "resume_sitting"),
        (speech, "yield_floor"),
        (heard, "give_ruling"),
        (voting, "close_division"),
        (consensus, "adopt_without_vote"),
        (in_sitting, "put_question"),
        (between, "take_up_item"),
    ],
)
def test_the_primary_button_is_what_the_proceedings_call_for(maker, name):
    assert chair(maker().view(CHAIR)).primary.name == name


def test_while_the_tellers_have_not_reported_nothing_takes_the_primary_button():
    house = closed()
    assert chair(house.view(CHAIR)).primary is None
    house.do(AskForFloor, HEAD)
    screen = chair(house.view(CHAIR))
    assert screen.primary is None
    assert "give_floor" in {offer.name for offer in screen.offers}


def test_who_does_not_preside_is_offered_the_acts_of_the_own_office_only():
    house = closed()
    screen = chair(house.view(CLERK_SEAT))
    assert not screen.is_presiding
    assert screen.presiding == CHAIR
    assert screen.primary is None
    names = {offer.name for offer in screen.offers}
    assert {"call_roll", "place_item", "report_tally", "correct_record"} <= names
    assert not names & {"declare_result", "give_floor", "adjourn_sitting"}
    assert chair(house.view(HEAD)).offers == ()


def test_figures_stand_on_the_console_of_those_who_count_and_on_no_other():
    house = closed()
    for member in (CHAIR, CLERK_SEAT, TELLER):
        assert chair(house.view(member)).figures.tally.for_votes == 21
    for member in (HEAD, "p-0002-1", ""):
        assert chair(house.view(member)).figures is None
    assert chair(voting().view(CHAIR)).figures is None


def test_closing_names_the_delegations_that_are_present_and_silent():
    house = asked()
    house.do(OpenDivision, CHAIR, period_s=90)
    screen = chair(house.view(CHAIR))
    assert screen.voting.silent == ("p-0001", "p-0002")
    assert screen.primary.confirm.facts == {"n": 2}
    house.do(CastBallot, HEAD, division=1, for_votes=10)
    house.do(CastBallot, "p-0002-1", division=1, for_votes=10)
    screen = chair(house.view(CHAIR))
    assert screen.voting.silent == ()
    assert screen.primary.confirm.key == "chair.confirm_close_all"
    house.do(CloseDivision, CHAIR)
    assert chair(house.view(CHAIR)).voting is None


def spoken(view, language):
    """The words to say now, as one text."""
    phrases, said = load_phrases(), words_to_say(view).now
    sentences = [one for saying in said for one in saying.sentences]
    return " ".join(phrases.say(s.key, language, view.names, **s.facts) for s in sentences)


def test_the_words_follow_the_majority_of_the_question():
    words = spoken(asked().view(CHAIR), "en")
    assert "A majority of two thirds is required." in words
    assert "abstentions are not counted" in words
    house = in_sitting()
    put(house, majority="default")
    assert "More than half is required." in spoken(house.view(CHAIR), "en")


def test_the_result_is_said_with_its_arithmetic():
    house = closed()
    house.do(ReportTally, TELLER)
    words = spoken(house.view(CHAIR), "fr")
    assert "Pour : 21 voix." in words.replace("\u202f", " ")
    assert "Il faut 20 voix pour." in words
    assert "est adoptée" in words
    assert "tellers" in spoken(disputed().view(CHAIR), "en")


def test_a_rule_that_nobody_verified_stands_beside_the_words():
    assert words_to_say(asked().view(CHAIR)).unverified == ("division.denominator",)


def test_all_words_can_be_said_in_both_official_languages(house, recwarn):
    phrases, view = load_phrases(), house.view(CHAIR)
    said = words_to_say(view)
    assert said.now
    for saying in (*said.now, *said.besides):
        for language in ("en", "fr"):
            for one in saying.sentences:
                text = phrases.say(one.key, language, NO_NAMES, **one.facts)
                assert phrases.has(one.key, language)
                assert "{" not in text
    assert not recwarn.list


def page(house, member, language="en", **more):
    """The console as a browser gets it."""
    view = house.view(member)
    given = {
        "act_url": lambda name: f"/a/{SESSION}/acts/{name}",
        "csrf": "token",
        **more,
    }
    return drawn("chair.html", view, chair(view), language=language, **given)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_console_is_drawn_for_everyone_without_a_missing_word(house, language, recwarn):
    for member in (*EVERYONE, ""):
        html = page(house, member, language)
        assert html.count("<h1") == 1
        assert "style=" not in html
    assert not recwarn.list


def test_no_key_stands_on_two_buttons(house):
    html = page(house, CHAIR)
    keys = re.findall(r'data-key="([^"]+)"', html)
    assert len(keys) == len(set(keys))
    identities = re.findall(r'\bid="([^"]+)"', html)
    assert len(identities) == len(set(identities))


def test_every_form_of_the_console_carries_the_token_and_its_own_number(house):
    for form in re.findall(r"<form.*?</form>", page(house, CHAIR), re.DOTALL):
        assert 'name="csrf" value="token"' in form
        assert 'name="act_id"' in form
        assert 'name="back"' in form


def test_the_roll_is_called_by_ticking_names():
    house = in_sitting()
    view = house.view(CLERK_SEAT)
    ticks = re.findall(
        r'id="absent-([^"]+)" name="(absent\.\d+)" value="([^"]+)"> ([^<]+)<',
        page(house, CLERK_SEAT),
    )
    assert [tick[0] for tick in ticks] == [tick[2] for tick in ticks]
    assert {tick[2] for tick in ticks} == set(view.assembly.delegations)
    assert {unescape(tick[3]) for tick in ticks} == {
        view.names.short(tick[2], "en") for tick in ticks
    }
    ticked = {name: value for _, name, value, _ in (ticks[0], ticks[-1])}
    act = parse("call_roll", {"act_id": "x", **ticked}, by=CLERK_SEAT)
    assert act.absent == (ticks[0][2], ticks[-1][2])
