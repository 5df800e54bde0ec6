"""The rehearsal shows the takes of one committee merged, and those of another being written."""

from collections.abc import Iterator

import httpx
import pytest
from demo_house import CLERK, REHEARSAL, DemoHouse, demo_house, wait_until
from page_reader import text_of

DESK = f"/en/a/{REHEARSAL}/desk/takes"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal at the end of its day."""
    with demo_house(tmp_path_factory.mktemp("takes")) as house:
        house.forward("17:30:00")
        yield house


def told(client: httpx.Client, address: str) -> str:
    """What a page says."""
    answer = client.get(address)
    assert answer.status_code == httpx.codes.OK
    return text_of(answer.text)


def test_nothing_of_it_was_refused(house):
    assert [one.text for one in house.player.skipped if "take" in one.text] == []
    assert house.assembly.records["committee-2", 1].merged


def test_the_summary_record_of_the_committee_tells_what_was_said(house):
    page = told(house.visitor(), f"/fr/a/{REHEARSAL}/summary-record/committee-2-1.html")
    assert "Résumé des rédacteurs du compte rendu" in page
    assert "des titres qui soient des titres" in page


def test_the_desk_shows_takes_in_every_stage(house):
    client = house.visitor(CLERK)
    wait_until(lambda: "Wenna Straithe" in told(client, f"{DESK}/committee-2-1"))
    assert "Merged" in told(client, f"{DESK}/committee-2-1")
    other = told(client, f"{DESK}/committee-1-1")
    for stage in ("Handed in", "Taken", "Free", "it waits to be revised"):
        assert stage in other
