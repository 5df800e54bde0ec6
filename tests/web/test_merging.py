"""Who is at a merge, who settles what, and what becomes of two who settle the same paragraph."""

from collections.abc import Iterator

import httpx
import pytest
from committee_of_lakes import (
    CHAIR,
    HERE,
    LIFTS,
    MERGE,
    SYMBOL,
    WIDER,
    act,
    done,
    enter,
    lodge,
    sent,
)
from lakes import CLERK, OTHER, PRESIDENT, Lakes, lakes
from page_reader import Form, forms_of, frame_faults, policy_faults, text_of
from people_at_hand import People
from screens_at_hand import NARROW, OUTSIDE, live

from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.web.merging import HELD_MS, HERE_MS, Merging

PLACE = ("150", "C-I-150-DR")


@pytest.fixture
def here(tmp_path_factory) -> Iterator[Lakes]:
    """Two carried amendments that meet in one paragraph."""
    with lakes(tmp_path_factory.mktemp("merging"), rulebook="ipu_assembly") as running:
        clerk, chair = running.sign_in(CLERK), running.sign_in(PRESIDENT)
        lodge(clerk)
        reword = {"clause": "o1", "does": "reword", "words.fr": ""}
        enter(clerk, mover="p-0001", **{**reword, "words.en": LIFTS})
        enter(clerk, mover="p-0002", **{**reword, "words.en": WIDER})
        act(clerk, CHAIR, "call_roll")
        act(chair, CHAIR, "open_sitting")
        script = f"{HERE}/script/{SYMBOL}"
        put = form_of(chair.get(script), "/acts/put_amendment", amendment="2")
        done(sent(chair, script, put, {"method": "consensus"}))
        act(chair, script, "adopt_without_vote")
        found = form_of(chair.get(script), "/acts/find_fallen", consequence="stands")
        done(sent(chair, script, found, {"because.en": "Both may be said."}))
        put = form_of(chair.get(script), "/acts/put_amendment", amendment="1")
        done(sent(chair, script, put, {"method": "consensus"}))
        act(chair, script, "adopt_without_vote")
        yield running


def form_of(page: httpx.Response, action: str, **known: str) -> Form:
    """The first form of that action with these values."""
    for form in forms_of(page.text):
        if form.action.endswith(action) and known.items() <= dict(form.fields).items():
            return form
    raise AssertionError(f"no {action} with {known}: {text_of(page.text)}")


def hold(browser: httpx.Client, does: str) -> httpx.Response:
    """One press of the soft lock."""
    form = form_of(browser.get(MERGE), f"/merge/{SYMBOL}")
    return sent(browser, MERGE, form, {"do": does})


def test_it_is_told_who_is_there_and_who_settles_what_and_the_second_sees_both_readings(here):
    clerk, chair = here.sign_in(CLERK), here.sign_in(PRESIDENT)
    assert "Nobody else is here" in text_of(clerk.get(MERGE).text)
    assert "Also here in the last five minutes (1)" in text_of(chair.get(MERGE).text)
    assert "Also here in the last five minutes (1)" in text_of(clerk.get(MERGE).text)
    done(hold(clerk, "hold"))
    assert "You settle this, until" in text_of(clerk.get(MERGE).text)
    assert "settles this, until" in text_of(chair.get(MERGE).text)
    assert "settles this" in chair.get(f"{HERE}/fragment/merge/{SYMBOL}").text
    refused = hold(chair, "hold")
    assert refused.status_code == 409
    assert "is settling this paragraph" in text_of(refused.text)
    done(hold(chair, "take_over"))
    assert "settles this, until" in text_of(clerk.get(MERGE).text)
    done(hold(chair, "leave"))
    page = clerk.get(MERGE)
    assert "I settle this one" in text_of(page.text)
    assert frame_faults(page.text, "en") == policy_faults(page.text) == []

    one = form_of(clerk.get(MERGE), "/acts/settle_clause", compromise="1")
    other = form_of(chair.get(MERGE), "/acts/settle_clause", compromise="1")
    first = {"words.en": "Urges ramps first;", "because.en": "Agreed."}
    done(sent(clerk, MERGE, one, first))
    second = {"words.en": "Urges lifts <first>;", "because.en": "Agreed too."}
    late = sent(chair, MERGE, other, second)
    assert late.status_code == 409
    told = text_of(late.text)
    assert "was settled by somebody else just before you" in told
    assert "Urges ramps first;" in told
    assert "Urges lifts <first>;" in told


@pytest.mark.browser
def test_words_that_are_being_typed_stay_when_somebody_else_settles(here, browser):
    people = People(browser, here=here)
    page, clerk = people.seated(PRESIDENT, NARROW, language="ar"), here.sign_in(CLERK)
    page.goto(f"{here.url}/ar{MERGE}")
    live(page)
    done(hold(clerk, "hold"))
    page.locator("#take-over-1").wait_for()
    assert page.evaluate(OUTSIDE) == []
    page.locator("#compromise-1 > summary").click()
    page.locator("#words-1-en").fill("Urges lifts <first>;")
    one = form_of(clerk.get(MERGE), "/acts/settle_clause", compromise="1")
    done(sent(clerk, MERGE, one, {"words.en": "Urges ramps first;", "because.en": "Agreed."}))
    page.locator("#settled-t").wait_for()
    page.get_by_text("Urges ramps first;").first.wait_for()
    assert page.locator("#words-1-en").input_value() == "Urges lifts <first>;"
    assert page.locator("#words-1-en").is_visible()
    people.close()
    assert people.complaints == []


def test_nobody_else_holds_a_paragraph_and_no_page_of_another(here):
    other, stranger = here.sign_in(OTHER), here.house.browser()
    form = form_of(here.sign_in(CLERK).get(MERGE), f"/merge/{SYMBOL}")
    assert "hold-" not in other.get(MERGE).text
    assert sent(other, MERGE, form, {"do": "hold"}).status_code == 403
    assert sent(stranger, MERGE, form, {"do": "hold"}).status_code in (303, 403)
    assert "settles this" not in text_of(other.get(MERGE).text)


def test_both_end_by_themselves():
    merging, clerk, chair = Merging(), MemberId("o-clerk"), MemberId("o-president")
    assert merging.arrive(PLACE, clerk, now=Instant(0))
    assert not merging.arrive(PLACE, clerk, now=Instant(1))
    merging.hold(PLACE, 2, member=clerk, now=Instant(0))
    merging.leave(PLACE, 2, member=chair)
    assert merging.held(PLACE, now=Instant(HELD_MS - 1))[2].member == clerk
    assert not merging.held(PLACE, now=Instant(HELD_MS))
    assert merging.here(PLACE, now=Instant(HERE_MS)) == [clerk]
    assert merging.here(PLACE, now=Instant(HERE_MS + 1)) == []
    assert merging.arrive(PLACE, clerk, now=Instant(HERE_MS + 1)), "news again"
