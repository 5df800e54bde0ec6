"""A draft resolution through the pages: read, amended by editing, sponsored, carried, published."""

import itertools
from collections.abc import Iterator

import httpx
import pytest
from installed import form_to, submit
from lakes import CLERK, HEAD, OTHER, PRESIDENT, SECOND, SESSION, Lakes, lakes
from page_reader import forms_of, frame_faults, policy_faults, read, text_of

HERE = f"/a/{SESSION}"
LIST, TEXT = f"{HERE}/texts", f"{HERE}/texts/A-1-DR"
THIRD = "p-0003-1"
DRAFT = {
    "draft.en": "Accessible <b>buildings\nThe Assembly,\n1. Urges all parliaments to build ramps "
    "at every door of every building in which they sit or receive visitors;\n2. Asks for a report.",
    "draft.fr": "Des bâtiments accessibles\nL’Assemblée,\n1. Prie les parlements de construire "
    "des rampes ;\n2. Demande un rapport.",
}
RAMPS = DRAFT["draft.en"].splitlines()[2].removeprefix("1. ")
VIEWS = ("changes", "stands", "beside", "original", "amendments", "print")
PRESSES = itertools.count()


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The assembly of the lakes, in a sitting."""
    with lakes(tmp_path_factory.mktemp("texts"), rulebook="ipu_assembly") as running:
        clerk, chair = running.sign_in(CLERK), running.sign_in(PRESIDENT)
        assert "No draft resolution" in text_of(running.house.browser().get(LIST).text)
        assert act(clerk, "call_roll").status_code == 303
        assert act(chair, "open_sitting").status_code == 303
        lodged = act(running.sign_in(HEAD), "lodge_text", **DRAFT)
        assert lodged.status_code == 303, text_of(lodged.text)
        yield running


def act(browser: httpx.Client, name: str, **fields: str) -> httpx.Response:
    """An act for which no page of this part has a form."""
    [token] = {
        dict(form.fields)["csrf"]
        for form in forms_of(browser.get(f"{HERE}/chair").text)
        if "csrf" in dict(form.fields) and "/acts/" in form.action
    } or {""}
    if not token:
        token = dict(form_to(browser.get(f"{HERE}/hand-in"), "hand-in$").fields)["csrf"]
    given = {"csrf": token, "act_id": f"t-{next(PRESSES)}", "body": "plenary", "back": LIST}
    return browser.post(f"{HERE}/acts/{name}", data={**given, **fields})


def proposed(browser: httpx.Client, query: str, **fields: str) -> httpx.Response:
    """Fill in the form of an address, and look at what it would do."""
    return submit(browser, browser.get(f"{TEXT}/propose?{query}"), "/propose$", **fields)


def test_everybody_reads_the_list_and_the_text_and_nobody_but_a_delegation_finds_a_form(here):
    anybody = here.house.browser()
    listed = text_of(anybody.get(LIST).text)
    assert "A/1/DR" in listed or "A-1-DR" in anybody.get(LIST).text
    page = anybody.get(TEXT)
    assert "Accessible &lt;b&gt;buildings" in page.text
    assert "/propose" not in page.text
    names = {one.attrs.get("id") for one in read(page.text).elements}
    assert {"o1", "o2", "l3", "l4", "title", "opening"} <= names
    clerk = here.sign_in(CLERK)
    assert "/propose" not in clerk.get(TEXT).text
    answer = anybody.get(f"{TEXT}/propose?at=o1")
    assert answer.status_code == 303
    assert "/login" in answer.headers["location"]
    assert anybody.post(f"{TEXT}/propose", data={}).status_code in (302, 303, 401, 403)


def test_the_way_of_an_amendment(here):
    mover, third, anybody = here.sign_in(OTHER), here.sign_in(THIRD), here.house.browser()
    assert "/propose?at=o1" in mover.get(TEXT).text

    same = proposed(mover, "at=o1", **{"words.en": RAMPS})
    assert same.status_code == 409
    assert "The words are those that stand there already" in text_of(same.text)
    assert f">{RAMPS}</textarea>" in same.text
    empty = proposed(mover, "at=o1", **{"words.en": "", "words.fr": "Prie ;"})
    assert empty.status_code == 409
    assert ">Prie ;</textarea>" in empty.text

    lifts = RAMPS.replace("ramps", "ramps or <lifts>")
    seen = proposed(mover, "at=o1", **{"words.en": lifts})
    assert seen.status_code == 200
    assert "Words struck: 0. Words added: 2." in text_of(seen.text)
    assert "or &lt;lifts&gt;" in seen.text
    assert "No amendment has been lodged" in text_of(anybody.get(TEXT).text)
    lodged = submit(mover, seen, "/acts/lodge_amendment$")
    assert (lodged.status_code, lodged.headers["location"]) == (303, f"{TEXT}#o1")

    page = anybody.get(TEXT).text
    assert "insertion, amendment 1: 1or <lifts> end of insertion" in text_of(page)
    assert "Your delegation lodged: Am. 1" in text_of(mover.get(TEXT).text)

    own = f"{TEXT}/amendments/1"
    assert "act-sponsor" not in mover.get(own).text
    sponsored = submit(third, third.get(own), "/acts/sponsor_text$")
    assert sponsored.headers["location"] == own
    shown = text_of(anybody.get(own).text)
    assert "Moved byBoltara + 1" in shown
    assert "act-leave" in third.get(own).text
    assert submit(third, third.get(own), "/acts/sponsor_text$").status_code == 303
    assert "none yet" in text_of(anybody.get(own).text)
    assert submit(third, third.get(own), "/acts/sponsor_text$").status_code == 303

    asked = proposed(third, "to=1", **{"words.en": lifts.replace("ramps or", "ramps and")})
    assert "Words struck: 1. Words added: 1." in text_of(asked.text)
    answer = submit(third, asked, "/acts/lodge_amendment$")
    assert answer.headers["location"] == own
    assert "Sub-amendments" in text_of(anybody.get(own).text)


def test_what_is_carried_stands_in_the_text_and_in_the_next_version(here):
    chair, anybody, own = here.sign_in(PRESIDENT), here.house.browser(), f"{TEXT}/amendments/1"
    for number in ("2", "1"):
        put = act(
            chair,
            "put_amendment",
            text="A-1-DR",
            amendment=number,
            method="consensus",
            **{"yes_means.en": "It is carried."},
        )
        assert put.status_code == 303
        assert "being voted" in text_of(anybody.get(f"{TEXT}/amendments/{number}").text)
        assert act(chair, "adopt_without_vote").status_code == 303
    assert "carried as modified" in text_of(anybody.get(own).text)
    assert "build ramps and <lifts>" in text_of(anybody.get(f"{TEXT}?view=stands").text)
    assert act(here.sign_in(CLERK), "publish_version", text="A-1-DR").status_code == 303
    assert "A later version is in force" in text_of(anybody.get(f"{TEXT}/rev.1").text)
    assert "It is in version 2" in text_of(anybody.get(own).text)
    french = text_of(anybody.get(f"/fr{TEXT}").text)
    assert "1 modification de retard, depuis l’am. 1" in french


def test_every_other_change_is_lodged_from_the_form(here):
    mover, anybody = here.sign_in(SECOND), here.house.browser()
    for query, fields, told in (
        ("at=o2&do=delete", {}, "to delete operative paragraph 2"),
        ("at=o2&do=insert", {"words.en": "Thanks all."}, "to insert a paragraph after operative"),
        ("at=o2&do=move", {"after": "opening"}, "to move operative paragraph 2"),
    ):
        seen = proposed(mover, query, **fields)
        assert seen.status_code == 200, text_of(seen.text)
        assert submit(mover, seen, "/acts/lodge_amendment$").status_code == 303
        assert told in text_of(anybody.get(TEXT).text)
    number = "3"
    page = mover.get(f"{TEXT}/amendments/{number}")
    assert submit(mover, page, "/acts/withdraw_amendment$").status_code == 303
    assert "withdrawn" in text_of(anybody.get(f"{TEXT}/amendments/{number}").text)
    other = here.sign_in(THIRD)
    page = other.get(f"{TEXT}/amendments/{number}")
    assert submit(other, page, "/acts/take_over_amendment$").status_code == 303
    assert "Moved byÎle d'Écume" in text_of(anybody.get(f"{TEXT}/amendments/{number}").text)


def test_after_the_deadline_only_what_the_rules_allow_is_offered(here):
    head, other = here.sign_in(HEAD), here.sign_in(OTHER)
    late = {**DRAFT, "closes_at": "2020-03-02T09:00"}
    assert act(head, "lodge_text", **late).status_code == 303
    page = other.get(f"{LIST}/A-1-DR.2")
    assert "/propose?at" not in page.text
    assert "Amendments were received until 2 March 2020, 09:00" in text_of(page.text)
    assert "an amendment that is there can still be amended" in text_of(page.text)
    form = other.get(f"{LIST}/A-1-DR.2/propose?at=o1")
    assert "Amendments were received until" in text_of(form.text)
    refused = submit(other, form, "/propose$", **{"words.en": "Other words;"})
    assert refused.status_code == 409
    assert ">Other words;</textarea>" in refused.text


def test_every_view_in_every_language_is_whole(here):
    anybody = here.house.browser()
    addresses = [f"{TEXT}?view={view}" for view in VIEWS]
    addresses += [f"{TEXT}/diff/1..2", f"{TEXT}/diff/2..1?view=beside", f"{TEXT}/diff/1..1"]
    addresses += [LIST, f"{TEXT}/rev.1", f"{TEXT}/amendments/1", f"{TEXT}/amendments/3"]
    for address in addresses:
        for language in ("en", "fr", "ar"):
            answer = anybody.get(f"/{language}{address}")
            assert answer.status_code == 200, address
            faults = [*frame_faults(answer.text, language), *policy_faults(answer.text)]
            assert faults == [], address
            ids = [e.attrs["id"] for e in read(answer.text).elements if "id" in e.attrs]
            assert len(ids) == len(set(ids)), address


def test_two_versions_are_compared_and_their_page_is_found(here):
    anybody = here.house.browser()
    assert f'href="/en{TEXT}/diff/1..2"' in anybody.get(f"/en{TEXT}").text
    page = anybody.get(f"/en{TEXT}/diff/1..2")
    said = text_of(page.text)
    assert "Version 1 and version 2, word by word" in said
    assert "Words struck: 0. Words added: 2." in said
    assert "and &lt;lifts&gt;" in page.text
    assert page.headers["cache-control"] == anybody.get(f"/en{TEXT}/rev.1").headers["cache-control"]
    assert "No word differs." in text_of(anybody.get(f"/en{TEXT}/diff/2..2").text)


def test_a_symbol_with_its_slashes_leads_to_its_text_and_what_is_not_there_is_not_found(here):
    anybody = here.house.browser()
    for address, led_to in (
        (f"{LIST}/A/1/DR", TEXT),
        (f"/fr{LIST}/A/1/DR/amendments/1", f"/fr{TEXT}/amendments/1"),
        (f"{LIST}/A/1/DR/rev.1", f"{TEXT}/rev.1"),
        (f"{LIST}/A/1/DR/diff/1..2", f"{TEXT}/diff/1..2"),
    ):
        answer = anybody.get(address)
        assert (answer.status_code, answer.headers.get("location")) == (303, led_to)
    for wrong in (
        "B-1-DR",
        "A-1-DR/rev.9",
        "A-1-DR/amendments/99",
        "A-1-DR/diff/1..9",
        "A-1-DR/odd",
        "B/1/DR",
    ):
        assert anybody.get(f"{LIST}/{wrong}").status_code == 404, wrong
    assert here.sign_in(HEAD).get(f"{TEXT}/propose?at=o99").status_code == 404


def test_other_pages_lead_to_the_text(here):
    anybody = here.house.browser()
    for page in ("bodies/plenary", "documents", "delegations/p-0001", "delegations/p-0002"):
        assert "/texts/A-1-DR" in anybody.get(f"{HERE}/{page}").text, page
    assert "/texts/A-1-DR" in here.sign_in(HEAD).get(f"{HERE}/questions").text
    for sought in ("A/1/DR", "lifts", "ramps"):
        found = anybody.get(f"{HERE}/search", params={"q": sought})
        assert "/texts/A-1-DR" in found.text, sought
    assert f"{TEXT}/rev.2" in anybody.get("/sitemap.xml").text


def test_nobody_is_sent_to_another_site_after_an_act(here):
    head = here.sign_in(HEAD)
    answer = act(head, "sponsor_text", text="A-1-DR", amendment="1", then="//evil.example/")
    assert "evil" not in answer.headers.get("location", "")
