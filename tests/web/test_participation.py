"""Women and men at the desk: counts on a page and as files, for the secretariat alone."""

import csv
import io
from collections.abc import Iterator

import pytest
from lakes import CLERK, HEAD, SESSION, Lakes, lakes
from page_reader import text_of

DESK = f"/en/a/{SESSION}/desk"


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    with lakes(tmp_path_factory.mktemp("participation")) as running:
        yield running


def test_nothing_is_guessed_of_whom_no_file_tells(here):
    clerk = here.sign_in(CLERK)
    assert "Women and men" in text_of(clerk.get(DESK).text)
    page = text_of(clerk.get(f"{DESK}/participation").text)
    assert "Only what people declared in their file is counted" in page
    rows = list(csv.DictReader(io.StringIO(clerk.get(f"{DESK}/participation.csv").text[1:])))
    assert rows[0]["kind"] == "everybody"
    assert all(one["women"] == one["men"] == "0" for one in rows)
    assert all(one["not_declared"] == one["persons"] != "0" for one in rows)
    assert {one["name"] for one in rows if one["kind"] == "delegation"} >= {"Arvenia", "Boltara"}
    told = clerk.get(f"{DESK}/participation-to-publish.csv")
    assert told.headers["content-disposition"].endswith('participation-to-publish.csv"')
    assert len(told.text.splitlines()) == len(rows) + 1


def test_nobody_but_the_secretariat_reads_it(here):
    for who in (here.sign_in(HEAD), here.house.browser()):
        for name in ("participation", "participation.csv", "participation-to-publish.csv"):
            answer = who.get(f"{DESK}/{name}")
            assert answer.status_code != 200
            assert "not_declared" not in answer.text
