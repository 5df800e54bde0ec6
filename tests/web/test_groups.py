"""A delegation joins a group and leaves it by the forms, and everybody can read of it."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from committee_of_lakes import press
from follow_up_of_lakes import do
from lakes import CLERK, HEAD, SECOND, SESSION, Lakes, lakes
from page_reader import text_of

HERE = f"/en/a/{SESSION}"
WORK, PAGE = f"{HERE}/polling?body=north", f"{HERE}/groups/north"
SEE = 303


@contextmanager
def with_group(folder: Path) -> Iterator[Lakes]:
    """The lakes with a group, over which the head of the first delegation presides."""
    with lakes(folder) as running:
        title = {"title.en": "Group of the North", "title.fr": "Groupe du Nord"}
        constituted = {"constituted": "north", "presiding": HEAD, "organ": "group"}
        clerk = running.sign_in(CLERK)
        answer = do(clerk, "constitute_body", f"{HERE}/chair", **title, **constituted)
        assert answer.status_code == SEE
        yield running


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The group, before anybody joined."""
    with with_group(tmp_path_factory.mktemp("groups")) as running:
        yield running


def test_from_the_form_to_the_page_the_table_and_the_minutes(here):
    chair = here.sign_in(HEAD)
    assert "act-join_group-new" not in here.sign_in(SECOND).get(WORK).text
    joined = {"delegations": "p-0002", "group": "North", "since_on": "2019-05-06"}
    assert press(chair, WORK, joined, form_of="join_group").status_code == SEE
    later = {"delegations": "p-0001", "since_on": "2999-01-01"}
    refused = press(chair, WORK, later, form_of="join_group")
    assert "is still to come" in text_of(chair.get(WORK).text + refused.text)
    public = here.house.browser()
    page = text_of(public.get(PAGE).text)
    assert "Boltara" in page
    assert "since 6 May 2019" in page
    assert press(chair, WORK, {"delegations": "p-0002"}, form_of="leave_group").status_code == SEE
    assert "The record has no member of this group" in text_of(public.get(PAGE).text)
    [row] = csv.DictReader(io.StringIO(public.get(f"{HERE}/memberships.csv").text[1:]))
    assert (row["delegation"], row["group"], row["since_on"]) == ("p-0002", "North", "2019-05-06")
    assert row["left_group_at"]
    minutes = text_of(public.get(f"{HERE}/minutes").text)
    assert "Boltara is a member of Group of the North, since 6 May 2019." in minutes
    assert "Boltara left Group of the North." in minutes
    assert public.get(f"/api/v1/sessions/{SESSION}/memberships").json()["total"] == 1


def test_there_is_no_page_of_a_group_that_is_none(here):
    public = here.house.browser()
    assert public.get(f"{HERE}/groups/plenary").status_code == 404
    assert public.get(f"{HERE}/groups").status_code == 200
