"""A closed sitting by its pages: all of it for the group, and none of it in the record."""

import re
from collections.abc import Iterator

import httpx
import pytest
from committee_of_lakes import act, done, press
from lakes import CLERK, HEAD, OTHER, SECOND, Lakes
from page_reader import text_of
from test_groups import HERE, WORK, with_group

CHAIR = f"{HERE}/chair?body=north"
SHEET, NEXT = f"{HERE}/group-sittings/north/1", f"{HERE}/group-sittings/north/2"
AGENDA, SAID, MORE = "Seats of the Bureau", "Two seats are asked for.", "Three seats are asked for."
OK, FORBIDDEN, CHANGED = 200, 403, 409


def pressed(who: httpx.Client, do: str, **fields: str) -> httpx.Response:
    """Press a button of the sheet, whether or not the page offers it."""
    token = re.search(r'name="csrf" value="([^"]+)"', who.get(f"{HERE}/polling?body=north").text)
    token = token or re.search(r'name="csrf" value="([^"]+)"', who.get(SHEET).text)
    return who.post(SHEET, data={"csrf": token[1] if token else "", "do": do, **fields})


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """A group of the first parliament that sits behind closed doors."""
    with with_group(tmp_path_factory.mktemp("closed")) as running:
        chair, joined = running.sign_in(HEAD), {"delegations": "p-0001", "group": "North"}
        done(press(chair, WORK, joined, form_of="join_group"))
        done(pressed(chair, "agenda", words=AGENDA, seen=""))  # before it is opened
        act(chair, CHAIR, "open_closed_sitting")
        yield running


def test_the_group_works_with_the_sheet_and_nobody_else_sees_it(here):
    chair, member, other = (here.sign_in(one) for one in (HEAD, SECOND, OTHER))
    assert AGENDA in text_of(member.get(SHEET).text)
    done(pressed(member, "ask"))
    done(pressed(member, "ask"))  # twice is once
    assert text_of(chair.get(SHEET).text).count("Take off the list") == 1
    done(pressed(chair, "heard", member=SECOND))
    assert "Nobody asks for the floor" in text_of(member.get(SHEET).text)
    assert pressed(member, "said", words=SAID, seen="").status_code == FORBIDDEN
    done(pressed(chair, "said", words=SAID, seen=""))
    assert SAID in text_of(member.get(SHEET).text)
    assert SAID in here.sign_in(CLERK).get(SHEET).text
    for address in (SHEET, NEXT):
        answer = other.get(address)
        assert answer.status_code == FORBIDDEN
        assert "Only members of the group read this" in text_of(answer.text)
        assert AGENDA not in answer.text
    assert pressed(other, "ask").status_code == FORBIDDEN


def test_two_who_write_at_once_lose_no_words(here):
    chair, clerk = here.sign_in(HEAD), here.sign_in(CLERK)
    [kept] = re.findall(
        r'name="seen" value="([^"]*)">\s*<div class="field"><label for="said"',
        chair.get(SHEET).text,
    )
    done(pressed(clerk, "said", words=SAID, seen=kept))
    refused = pressed(chair, "said", words=MORE, seen=f"{kept}?")
    assert refused.status_code == CHANGED
    assert "Somebody else changed this" in text_of(refused.text)
    assert MORE in refused.text
    assert MORE not in chair.get(SHEET).text


def test_the_record_refuses_what_the_doors_keep_in(here):
    chair, public = here.sign_in(HEAD), here.house.browser()
    assert "Its list of speakers" in text_of(
        here.sign_in(SECOND).get(f"{HERE}/floor?body=north").text
    )
    assert SHEET in chair.get(CHAIR).text
    page = text_of(public.get(f"{HERE}/groups/north").text)
    assert "closed" in page
    minutes = public.get(f"{HERE}/minutes").text + public.get(f"{HERE}/journal.ndjson").text
    assert "behind closed doors" in minutes
    assert "is_closed" in minutes
    for word in (AGENDA, SAID):
        assert word not in minutes


def test_once_it_is_over_the_list_is_closed_and_who_was_a_member_then_reads_it(here):
    chair, other = here.sign_in(HEAD), here.sign_in(OTHER)
    act(chair, CHAIR, "adjourn_sitting")
    assert pressed(here.sign_in(SECOND), "ask").status_code == FORBIDDEN
    assert AGENDA in here.sign_in(SECOND).get(SHEET).text
    done(press(chair, WORK, {"delegations": "p-0002"}, form_of="join_group"))
    assert AGENDA in other.get(SHEET).text  # a member on that day
    assert other.get(NEXT).status_code == OK
    act(chair, CHAIR, "open_sitting")
    assert other.get(NEXT).status_code == FORBIDDEN  # it sits in the open, so there is no sheet
