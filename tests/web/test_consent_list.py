"""The proposed procedure through its pages: proposed, objected to, decided in one press."""

from collections.abc import Iterator

import httpx
import pytest
from committee_of_lakes import (
    CHAIR,
    DESK,
    HERE,
    SCRIPT,
    SYMBOL,
    act,
    done,
    enter,
    lodge,
    press,
    sent,
)
from installed import form_to
from lakes import CLERK, HEAD, OTHER, PRESIDENT, Lakes, lakes
from page_reader import forms_of, frame_faults, policy_faults, text_of

TEXT = f"{HERE}/texts/{SYMBOL}"
PAGE = f"{TEXT}/list"
LIFTS = "Urges parliaments to build ramps or lifts at every door;"
MONTHLY = "Urges parliaments to publish a plan each month."


@pytest.fixture
def here(tmp_path_factory) -> Iterator[Lakes]:
    """A draft with a Rapporteur and four amendments: two to one paragraph, two to another."""
    with lakes(tmp_path_factory.mktemp("list"), rulebook="ipu_assembly") as running:
        clerk = running.sign_in(CLERK)
        lodge(clerk)
        done(press(clerk, DESK, {"member": HEAD}, do="appoint_rapporteur"))
        enter(
            clerk, clause="o1", mover="p-0001", does="reword", **{"words.en": LIFTS, "words.fr": ""}
        )
        enter(clerk, clause="o2", mover="p-0002", does="delete")
        enter(
            clerk,
            clause="o2",
            mover="p-0001",
            does="reword",
            **{"words.en": MONTHLY, "words.fr": ""},
        )
        enter(clerk, clause="p1", mover="p-0001", does="delete")
        act(clerk, CHAIR, "call_roll")
        act(running.sign_in(PRESIDENT), CHAIR, "open_sitting")
        yield running


def propose(browser: httpx.Client, **ticked: str) -> httpx.Response:
    """Tick boxes and announce; a browser sends those alone that are ticked."""
    [form] = [
        one
        for one in forms_of(browser.get(PAGE).text)
        if one.action.endswith("/propose_consent_list") and "adopt" not in dict(one.fields)
    ][:1]
    kept = {k: v for k, v in dict(form.fields).items() if not k.startswith(("adopt.", "reject."))}
    return browser.post(form.action, data={**kept, **ticked})


def test_a_list_from_its_proposal_to_its_decision(here):
    anybody, rapporteur = here.house.browser(), here.sign_in(HEAD)
    other, chair = here.sign_in(OTHER), here.sign_in(PRESIDENT)
    assert "every amendment is put to the vote" in text_of(anybody.get(PAGE).text)
    done(propose(rapporteur, **{"reject.2": "2", "adopt.3": "3"}))
    refused = propose(rapporteur, **{"adopt.1": "1", "adopt.3": "3"})
    assert refused.status_code == 409
    assert "has to do with amendment 2" in text_of(refused.text)
    assert 'id="adopt-3" checked' in refused.text, "what was ticked stays ticked"
    done(propose(rapporteur, **{"adopt.1": "1", "reject.2": "2", "adopt.3": "3", "reject.4": "4"}))
    told = text_of(anybody.get(PAGE).text)
    assert "Adopted without a vote (2)" in told
    assert "Rejected without a vote (2)" in told
    assert f'href="{TEXT}/list"' in anybody.get(TEXT).text
    assert "object-" not in anybody.get(PAGE).text
    form = form_to(other.get(PAGE), "/acts/take_out_amendment$")
    done(sent(other, PAGE, form, {"amendment": "4"}))
    told = text_of(anybody.get(PAGE).text)
    assert "Put to the vote (1)" in told
    assert "A vote is asked for by" in told
    script = chair.get(SCRIPT)
    assert "Does any delegation ask for a vote" in text_of(script.text)
    done(sent(chair, SCRIPT, form_to(script, "/acts/decide_consent_list$"), {}))
    text = text_of(anybody.get(f"{TEXT}?view=stands").text)
    assert "ramps or lifts" in text
    assert "each month" in text
    decisions = text_of(anybody.get(f"{HERE}/decisions").text)
    assert "Without a vote, as proposed" in decisions
    minutes = text_of(anybody.get(f"{HERE}/minutes").text)
    assert "Amendments without a vote – adopted: 1, 3 – rejected: 2." in minutes
    assert "Amendment 2 to A/1/DR was rejected without a vote." in minutes
    page = chair.get(PAGE)
    assert frame_faults(page.text, "en") == policy_faults(page.text) == []


def test_the_console_decides_the_list_and_shows_who_asks_for_a_vote(here):
    rapporteur, other, chair = (here.sign_in(one) for one in (HEAD, OTHER, PRESIDENT))
    before = chair.get(CHAIR)
    assert "/acts/decide_consent_list" not in before.text
    assert "/acts/put_amendment" in before.text
    done(propose(rapporteur, **{"adopt.1": "1", "reject.2": "2", "adopt.3": "3", "reject.4": "4"}))
    shown = text_of(chair.get(CHAIR).text)
    assert "No delegation asks for a vote on any of them" in shown
    form = form_to(other.get(PAGE), "/acts/take_out_amendment$")
    done(sent(other, PAGE, form, {"amendment": "4"}))
    console = chair.get(CHAIR)
    shown = text_of(console.text)
    assert "A vote is asked for by" in shown
    assert "Does any delegation ask for a vote on one of them?" in shown
    assert "decide the list – adopt 1, 3 – reject 2" in shown
    french = text_of(chair.get(f"/fr{CHAIR}").text)
    assert "décider la liste – adopter 1, 3 – rejeter 2" in french
    done(sent(chair, CHAIR, form_to(console, "/acts/decide_consent_list$"), {}))
    console = chair.get(CHAIR)
    assert "/acts/decide_consent_list" not in console.text
    assert "/acts/put_amendment" in console.text, "the one that was taken out is put to the vote"
    minutes = text_of(chair.get(f"{HERE}/minutes").text)
    assert "Amendments without a vote – adopted: 1, 3 – rejected: 2." in minutes
