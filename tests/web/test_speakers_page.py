"""A general debate through the pages: the desk lists and draws, delegates swap, everybody reads."""

import html
import re
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest
from installed import submit
from lakes import CLERK, HEAD, OTHER, PRESIDENT, SECOND, SESSION, Lakes, lakes
from page_reader import forms_of, frame_faults, policy_faults, text_of

HERE = f"/a/{SESSION}"
CHAIR, FLOOR, PAGE = f"{HERE}/chair", f"{HERE}/floor", f"{HERE}/speakers"
THIRD = "p-0003-1"
NAMES = {HEAD: "Arvenia", OTHER: "Boltara", THIRD: "Île d&#39;Écume"}
RECIPE = re.compile(r'<pre class="recipe"[^>]*>(.*?)</pre>', re.DOTALL)


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The assembly of the lakes under rules that draw lots."""
    with lakes(tmp_path_factory.mktemp("speakers"), rulebook="ipu_assembly") as running:
        yield running


@pytest.fixture(scope="module")
def clerk(here) -> httpx.Client:
    return here.sign_in(CLERK)


@pytest.fixture(scope="module")
def president(here) -> httpx.Client:
    return here.sign_in(PRESIDENT)


def press(browser: httpx.Client, page: str, act: str, **fields: str) -> httpx.Response:
    """Fill in the form of an act on a page and send it."""
    return submit(browser, browser.get(page), f"/acts/{act}$", **fields)


def done(browser: httpx.Client, page: str, act: str, **fields: str) -> None:
    """The same, where it must be in order."""
    answer = press(browser, page, act, **fields)
    assert answer.status_code == 303, text_of(answer.text)


@pytest.fixture(scope="module")
def drawn(here, clerk) -> str:
    """The page once the desk has listed three delegations and drawn the lots."""
    title = {"title.en": "General debate", "title.fr": "Débat général"}
    done(clerk, CHAIR, "place_item", item="3", kind="general_debate", **title)
    for member in (HEAD, SECOND, OTHER, THIRD):
        done(clerk, CHAIR, "ask_for_floor", member=member, item="3")
    done(clerk, CHAIR, "freeze_list", item="3")
    frozen = clerk.get(PAGE).text
    assert "not drawn yet" in text_of(frozen)
    refused = press(clerk, CHAIR, "draw_lots", item="3", dice="1 2", published="19283746")
    assert "at least five dice" in text_of(refused.text)
    done(clerk, CHAIR, "draw_lots", item="3", dice="3 5 1 1 6", published="19283746")
    return clerk.get(PAGE).text


def run(program: str) -> list[str]:
    """What a program prints in a process of its own."""
    command = [sys.executable, "-I", "-c", program]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return ran.stdout.split("\n")[:-1]


def test_the_printed_recipe_draws_the_order_of_the_page_in_a_process_of_its_own(here, drawn):
    [program] = map(html.unescape, RECIPE.findall(drawn))
    digest, *order = run(program)
    assert digest in drawn
    journal = here.house.browser().get(f"{HERE}/journal.ndjson").text
    [entry] = [line for line in journal.splitlines() if '"kind":"lots_drawn"' in line]
    told = re.findall(r'"order":\[([^\]]*)\]', entry)[0].replace('"', "").split(",")
    assert [line.split()[-1] for line in order] == told
    other_seed = run(program.replace("35116", "35115"))
    assert other_seed[0] == digest
    assert other_seed[1:] != order
    shorter = run(program.replace(f"first_speakers {OTHER}\n", ""))
    assert shorter[0] != digest  # a changed list is detected by its fingerprint


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_stands_without_scripts_and_for_everybody(here, drawn, language):
    page = here.house.browser().get(f"/{language}{PAGE}")
    assert page.status_code == 200
    assert frame_faults(page.text, language) + policy_faults(page.text) == []
    assert "…" not in text_of(page.text)


def test_two_delegates_swap_and_everybody_sees_it(here, clerk, president, drawn):
    done(president, CHAIR, "open_sitting")
    done(president, CHAIR, "take_up_item", item="3")
    # Arvenia's first speaker, Boltara and Île d'Écume are the first speakers: numbers 1 to 3.
    first = {member: here.sign_in(member) for member in (HEAD, OTHER, THIRD)}
    numbers = {m: own_number(browser, m) for m, browser in first.items()}
    assert sorted(numbers.values()) == [1, 2, 3]
    last = next(m for m, number in numbers.items() if number == 3)
    early = next(m for m, number in numbers.items() if number == 1)
    none = press(first[last], FLOOR, "offer_swap", lowest="5", highest="1")
    assert "from a number to the same or a higher one" in text_of(none.text)
    done(first[last], FLOOR, "offer_swap", lowest="1", highest="1")
    assert "offers this place for one from 1 to 1" in text_of(clerk.get(PAGE).text)
    assert "Swap with" in text_of(first[early].get(FLOOR).text)
    done(first[early], FLOOR, "accept_swap")
    assert own_number(first[last], last) == 1
    assert own_number(first[early], early) == 3
    assert "swapped places" in text_of(clerk.get(PAGE).text)


def own_number(browser: httpx.Client, member: str) -> int:
    """The number that the first of a delegation has on the page of the lists."""
    row = rf'<span class="num">(\d+)</span><div><b><bdi[^>]*>{NAMES[member]}<'
    return int(re.findall(row, browser.get(PAGE).text)[0])


def test_who_is_not_there_goes_to_the_end_of_the_section(clerk, president, drawn):
    before = text_of(president.get(CHAIR).text)
    assert "is not there" in before
    done(president, CHAIR, "note_no_show")
    assert "the new number is 4" in text_of(clerk.get(PAGE).text)


def test_a_motion_is_moved_spoken_on_and_decided_through_the_pages(here, president, drawn):
    mover, other = here.sign_in(HEAD), here.sign_in(OTHER)
    done(mover, FLOOR, "move_motion", motion="close_list")
    page = president.get(CHAIR).text
    assert "close the list of speakers" in text_of(page)
    assert "Nobody else is put on the list" in text_of(page)
    forms = forms_of(other.get(FLOOR).text)
    sides = [dict(one.fields)["side"] for one in forms if one.action.endswith("speak_on_motion")]
    assert sides == ["against"]
    done(other, FLOOR, "speak_on_motion")
    assert "decide_motion" not in president.get(CHAIR).text  # somebody is still to be heard
    for _ in range(2):
        done(president, CHAIR, "give_floor")
        done(president, CHAIR, "yield_floor")
    done(president, CHAIR, "decide_motion", outcome="carried")
    assert "The motion to close the list of speakers was carried" in minutes(here)
    assert "closed" in text_of(here.sign_in(SECOND).get(FLOOR).text)


def minutes(here: Lakes) -> str:
    """What the minutes say."""
    return text_of(here.house.browser().get(f"{HERE}/minutes").text)


def test_a_reply_is_asked_for_and_called(here, president, drawn):
    asker = here.sign_in(OTHER)
    done(asker, FLOOR, "ask_for_reply")
    page = president.get(CHAIR)
    assert "Reply:" in text_of(page.text)
    assert "ask_for_reply" not in asker.get(FLOOR).text
