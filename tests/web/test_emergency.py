"""Requests for an emergency item through the pages: filed, merged, voted on, chosen, drafted."""

from collections.abc import Iterator

import httpx
import pytest
from installed import submit
from lakes import CLERK, HEAD, OTHER, PRESIDENT, SECOND, SESSION, Lakes, lakes
from page_reader import forms_of, text_of

HERE = f"/a/{SESSION}"
CHAIR, OWN, PAGE = f"{HERE}/chair", f"{HERE}/requests", f"{HERE}/emergency"
PAPERS = {
    "title.en": "Restoring ferry links",
    "title.fr": "Rétablir les liaisons par ferry",
    "subject.en": "ferry links",
    "subject.fr": "liaisons par ferry",
    "memorandum.en": "The storms cut them.",
    "draft.en": "The Assembly,\n\n  1. Calls for ferry links;\r\n2. Thanks the sailors.",
}


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The assembly of the lakes under rules that know an emergency item."""
    with lakes(tmp_path_factory.mktemp("emergency"), rulebook="ipu_assembly") as running:
        yield running


def press(browser: httpx.Client, page: str, act: str, **fields: str) -> httpx.Response:
    """Fill in the form of an act on a page and send it."""
    return submit(browser, browser.get(page), f"/acts/{act}$", **fields)


def done(browser: httpx.Client, page: str, act: str, **fields: str) -> None:
    """The same, where it must be in order."""
    answer = press(browser, page, act, **fields)
    assert answer.status_code == 303, text_of(answer.text)


def forms_for(browser: httpx.Client, page: str, act: str) -> list[dict[str, str]]:
    """What the forms of an act on a page send."""
    found = forms_of(browser.get(page).text)
    return [dict(form.fields) for form in found if form.action.endswith(f"/acts/{act}")]


@pytest.fixture(scope="module")
def merged(here) -> Lakes:
    """Two requests are filed and joined, and merged into a third; each step is looked at."""
    clerk = here.sign_in(CLERK)
    first, other, anybody = here.sign_in(HEAD), here.sign_in(OTHER), here.house.browser()
    assert "No request has been filed yet" in text_of(anybody.get(PAGE).text)
    assert forms_for(clerk, OWN, "file_emergency_request") == []
    assert "Only a delegation asks" in text_of(clerk.get(OWN).text)

    refused = press(first, OWN, "file_emergency_request", **{**PAPERS, "draft.en": " "})
    assert refused.status_code == 409
    assert "A request needs a draft resolution" in text_of(refused.text)
    assert f">{PAPERS['memorandum.en']}</textarea>" in refused.text

    done(first, OWN, "file_emergency_request", **PAPERS)
    lighthouses = {"title.en": "Dark <b>lighthouses</b>", "subject.en": "lighthouses"}
    done(other, OWN, "file_emergency_request", **{**PAPERS, **lighthouses})
    page = anybody.get(PAGE).text
    assert "<p>1. Calls for ferry links;</p><p>2. Thanks the sailors.</p>" in page
    assert "Dark &lt;b&gt;lighthouses" in page
    assert "by the delegation of Boltara" in text_of(page)

    done(other, OWN, "join_emergency_request")
    assert forms_for(first, OWN, "join_emergency_request")[0]["request"] == "2"
    joint = {**PAPERS, "title.en": "Ferry links and lighthouses"}
    lone = press(first, OWN, "propose_merger", merges="1", **joint)
    assert "takes the place of two at least" in text_of(lone.text)
    garbled = press(first, OWN, "propose_merger", merges="one and two", **joint)
    assert garbled.status_code == 422
    done(first, OWN, "propose_merger", merges="1, 2", **joint)
    assert "Still to consent: Boltara" in text_of(anybody.get(PAGE).text)
    done(other, OWN, "consent_to_merger")
    text = text_of(anybody.get(PAGE).text)
    assert "It takes the place of the requests 1 and 2" in text
    assert "lodged as a request" in text
    return here


def test_the_joint_request_stands_for_everybody_to_read(merged):
    page = merged.house.browser().get(PAGE).text
    assert 'id="request-3"' in page
    assert 'id="request-4"' not in page


def test_the_vote_and_the_choice(merged):
    here = merged
    clerk, chair = here.sign_in(CLERK), here.sign_in(PRESIDENT)
    first, other, anybody = here.sign_in(HEAD), here.sign_in(OTHER), here.house.browser()
    done(clerk, CHAIR, "find_admissible", request="3", finding="admissible")
    done(clerk, CHAIR, "fix_ballot_order")
    done(clerk, CHAIR, "call_roll")
    done(chair, CHAIR, "open_sitting")
    done(chair, CHAIR, "put_emergency_request")
    asked = text_of(chair.get(CHAIR).text)
    assert "Request 3 may be placed on the agenda as the emergency item." in asked
    done(chair, CHAIR, "open_division")
    for browser, votes in ((first, "10"), (here.sign_in(SECOND), "2"), (other, "7")):
        vote = browser.get(f"{HERE}/vote")
        assert submit(browser, vote, "/ballots$", **{"for": votes}).status_code == 303
    assert "19 yes" not in text_of(anybody.get(PAGE).text)
    done(chair, CHAIR, "close_division")
    assert "19 yes" not in text_of(anybody.get(PAGE).text)
    done(clerk, CHAIR, "report_tally")
    done(chair, CHAIR, "declare_result")
    assert "19 yes, 0 no" in text_of(anybody.get(PAGE).text)
    assert "has the most affirmative votes" in text_of(chair.get(CHAIR).text)
    done(chair, CHAIR, "choose_emergency_item")
    assert "Item 1 is the emergency item" in text_of(anybody.get(PAGE).text)

    done(clerk, CHAIR, "accredit_person", member="o-drafter", office="chair")
    assert forms_for(chair, CHAIR, "refer_to_drafting") == []  # there is no other body yet


def test_the_page_is_read_in_french(here):
    page = here.house.browser().get(PAGE, headers={"accept-language": "fr"})
    assert "Demandes de point d’urgence" in text_of(page.text)
