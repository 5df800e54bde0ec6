"""A session that is no rehearsal: real States may begin its register, invented ones are refused."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from lakes import SESSION, Lakes, lakes
from page_reader import forms_of, frame_faults, policy_faults, text_of
from register_desk import Clerk, cells_of

DESK = f"/a/{SESSION}/desk"


@pytest.fixture(scope="module")
def lake(tmp_path_factory) -> Iterator[Lakes]:
    """The assembly by the lakes, which nobody plays."""
    with lakes(tmp_path_factory.mktemp("real")) as running:
        yield running


@pytest.fixture(scope="module")
def clerk(lake) -> Clerk:
    """Its secretary at the desk; the tests follow each other."""
    page = lake.operator.get(f"{DESK}/register")
    [csrf] = {dict(one.fields).get("csrf") for one in forms_of(page.text)} - {None}
    return Clerk(lake.operator, csrf, desk=DESK)


def written(lake: Lakes, statement: str, *values: str) -> None:
    """Change the tables beside the program."""
    with closing(sqlite3.connect(lake.house.folder / "secretariat.sqlite3")) as tables:
        tables.execute(statement, values)
        tables.commit()


def test_the_register_begins_with_what_comes_with_us_once(clerk):
    assert "Begin with these 193" in clerk.text("register")
    assert clerk.post("register").status_code == 303
    text = clerk.text("register")
    assert "193 parliaments" in text
    assert "not reviewed" in text
    again = clerk.post("register")
    assert again.status_code == 409
    assert "begun already" in text_of(again.text)


def test_a_search_forgives_spelling(clerk):
    assert "Uzbekistan" in clerk.text("register?q=uzbekstan")


def test_real_names_come_by_list(clerk):
    ids = clerk.ids()
    assert not {"p-0001", "p-0002", "p-0003"} & {*ids.values()}
    seen = clerk.look("parliaments", f"id;status\n{ids['Uzbekistan']};member\n")
    assert "Changed 1" in cells_of(seen.text)
    assert clerk.again("parliaments", seen, do="write").status_code == 303
    people = "parliament;capacity;family name;given names\nUzbek;head;Narbayeva;Tanzila\n"
    assert "nearest: Uzbekistan" in cells_of(clerk.look("people", people).text)
    people = people.replace("Uzbek;", "Uzbekistan;")
    assert "New 1" in cells_of(clerk.look("people", people).text)


def test_one_that_was_invented_is_neither_shown_nor_changed_nor_invited(lake, clerk):
    ids = clerk.ids()
    one = ids["Uzbekistan"]
    assert clerk.post("delegations", do="invite").headers["location"].endswith("invited=1")
    written(lake, "UPDATE secretariat_parliament SET is_invented = 1 WHERE id = ?", one)
    assert "192 parliaments" in clerk.text("register")
    seen = clerk.look("parliaments", f"id;status\n{one};observer\n")
    assert "was invented for a rehearsal" in cells_of(seen.text)
    assert 'value="write"' not in seen.text
    refused = clerk.post(f"delegations/{one}", do="accept", version=clerk.version(one))
    assert refused.status_code == 409
    assert "cannot sit in a session that is none" in text_of(refused.text)
    assert frame_faults(refused.text, "en") + policy_faults(refused.text) == []
    written(lake, "DELETE FROM secretariat_filechange")
    written(lake, "DELETE FROM secretariat_delegationfile")
    assert clerk.post("delegations", do="invite").headers["location"].endswith("invited=0")
    written(lake, "UPDATE secretariat_parliament SET is_invented = 0 WHERE id = ?", one)
    assert clerk.post("delegations", do="invite").headers["location"].endswith("invited=1")


def test_where_all_were_invented_the_desk_says_why_nobody_is_invited(lake, clerk):
    written(lake, "UPDATE secretariat_parliament SET is_invented = 1")
    refused = clerk.post("delegations", do="invite")
    assert refused.status_code == 409
    assert re.search("193 parliaments .* invented for rehearsals", text_of(refused.text))
