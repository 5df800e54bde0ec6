"""What a page shows to people is at its address with another ending for programs."""

import csv
import io
import re
from collections.abc import Iterator

import httpx
import pytest
from demo_house import REHEARSAL, REPORTED, DemoHouse, demo_house

from hemicycle.publish.data.resources import RESOURCES

HERE, THERE = f"/a/{REHEARSAL}", f"/a/{REPORTED}"
API = f"/api/v1/sessions/{REHEARSAL}"
OPEN, DECLARED = "09:13:00", "09:14:20"
OWN_JSON = [name for name in RESOURCES if name not in ("decisions", "texts")]


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal while its first vote is open; the tests move it on in their order."""
    with demo_house(tmp_path_factory.mktemp("suffix")) as running:
        running.forward(OPEN)
        yield running


def rows_of(answer: httpx.Response) -> list[dict[str, str]]:
    """The rows of a table as a spreadsheet reads them."""
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_an_open_division_has_no_file(house):
    for ending in ("json", "csv"):
        assert house.visitor().get(f"{HERE}/divisions/1.{ending}").status_code == 404
    page = house.visitor().get(f"/en{HERE}/divisions/1").text
    assert "divisions/1.json" not in page


def test_a_declared_division_is_a_file_of_its_own(house):
    house.forward(DECLARED)
    visitor = house.visitor()
    told = visitor.get(f"/en{HERE}/divisions/1.json").json()
    rows = rows_of(visitor.get(f"/en{HERE}/divisions/1.csv"))
    assert told["notice"].startswith("REHEARSAL")
    assert len(rows) == told["total"] == 127
    assert sum(one["yes"] for one in told["items"]) == 926
    assert sum(int(one["yes"]) for one in rows) == 926
    assert {one["division"] for one in told["items"]} == {1}
    page = visitor.get(f"/en{HERE}/divisions/1").text
    for ending in ("json", "csv"):
        assert f'href="/en{HERE}/divisions/1.{ending}" download' in page
        assert visitor.get(f"{HERE}/divisions/99.{ending}").status_code == 404
        assert visitor.get(f"{HERE}/divisions/x.{ending}").status_code == 404


@pytest.mark.parametrize("name", OWN_JSON)
def test_the_file_of_a_table_holds_the_rows_of_the_interface(house, name):
    visitor = house.visitor()
    file = visitor.get(f"/en{HERE}/{name}.json")
    assert file.headers["content-type"] == "application/json"
    asked = visitor.get(f"{API}/{name}?limit=500", headers={"accept-language": "en"}).json()
    assert asked["next"] is None
    for key in ("session", "position", "basis", "notice", "language", "total", "items"):
        assert file.json()[key] == asked[key], key
    assert len(rows_of(visitor.get(f"/en{HERE}/{name}.csv"))) == asked["total"]


def test_it_is_in_the_language_of_its_address(house):
    files = [house.visitor().get(f"/{one}{HERE}/delegations.json").json() for one in ("en", "fr")]
    assert [one["language"] for one in files] == ["en", "fr"]
    assert files[0]["items"] != files[1]["items"]


def test_a_reported_session_tells_its_reports_and_no_figures(house):
    visitor = house.visitor()
    assert visitor.get(f"/en{THERE}/reports.json").json()["total"] > 20
    assert visitor.get(f"/en{THERE}/roll-call.json").json()["items"] == []
    assert visitor.get(f"/en{THERE}/speakers.json").json()["notice"].startswith("Reconstructed")


@pytest.mark.parametrize(
    "page", ["decisions", "delegations", "elections", "programme", "speakers", "statements"]
)
def test_a_page_with_a_table_leads_to_its_files(house, page):
    visitor = house.visitor()
    for language in ("en", "fr", "ar"):
        html = visitor.get(f"/{language}{HERE}/{page}").text
        heads = re.findall(
            r'<link rel="alternate" type="([^"]+)" href="[^"]*(/[a-z]+/a/[^"]+)"', html
        )
        assert {one[0].partition(";")[0] for one in heads} == {"application/json", "text/csv"}
        for _, address in heads:
            assert f'href="{address}"' in html.partition("<footer")[2]
            assert visitor.get(address).status_code == 200
    assert "application/json" not in visitor.get(f"/en{HERE}/rights").text
