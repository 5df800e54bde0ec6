"""A chamber set up from a plain list of its members; they sit, vote by name, and hear a report."""

from collections.abc import Iterator

import pytest
from chamber_house import fields_of, record_of_the_assembly
from committee_of_lakes import done
from lakes import CLERK, PRESIDENT, Lakes, lakes
from page_reader import text_of

from hemicycle.clerk import Clerk
from hemicycle.procedure.kernel import Instant
from hemicycle.rulebooks import load
from hemicycle.store.memory import MemoryStore
from hemicycle.web.new_assembly import DelegationWish, Wish, WishFault, create

MEMBERS = "Odile Brant\nTavi Corrin\nMaren Dasko\n"
HOME = "/a/lakes-1"


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    folder = tmp_path_factory.mktemp("chamber")
    with lakes(folder, rulebook="national_chamber", delegations=MEMBERS) as running:
        yield running


def test_a_list_of_names_is_enough(here):
    told = text_of(here.house.browser().get(f"{HOME}/delegations").text)
    assert "3 members" in told
    assert "Tavi Corrin" in told
    assert "elegation" not in told


def test_the_secretariat_places_an_item_draws_the_report_and_lays_it(here, tmp_path):
    clerk = here.sign_in(CLERK)
    page = clerk.get(f"{HOME}/desk/reports-home")
    assert "Place an item on the agenda first" not in text_of(page.text)
    record = record_of_the_assembly(tmp_path)
    files = {"journal": ("journal.ndjson", record[0].read_bytes())}
    fields = {**fields_of(page, "parliament"), "parliament": "p-0003", "do": "draw"}
    drawn = clerk.post(f"{HOME}/desk/reports-home", data=fields, files=files)
    assert "Place an item on the agenda first" in text_of(drawn.text)
    place = fields_of(clerk.get(f"{HOME}/chair"), "title.en")
    item = {**place, "item": "1", "title.en": "The Speaker’s report", "title.fr": "Compte rendu"}
    done(clerk.post(f"{HOME}/acts/place_item", data=item))
    drawn = clerk.post(f"{HOME}/desk/reports-home", data=fields, files=files)
    sealed = fields_of(drawn, "drawn")
    laid = clerk.post(
        f"{HOME}/desk/reports-home", data={**sealed, "item": "plenary 1", "do": "lay"}
    )
    assert laid.headers["location"] == f"{HOME}/reports-home/1"
    told = text_of(here.house.browser().get(f"{HOME}/reports-home/1").text)
    assert "delegate 1 of p-0003" in told  # nobody handed the names in
    assert here.sign_in(PRESIDENT).get(f"{HOME}/desk/reports-home").status_code == 403


def test_a_line_of_a_chamber_is_one_member():
    clerk = Clerk(
        MemoryStore(),
        seed=bytes(32),
        load_rules=load,
        now=lambda _session: Instant(1_800_000_000_000),
        salt=lambda: bytes(16),
    )
    wish = Wish(
        id="chamber-1",
        title={"en": "Chamber"},
        place={},
        theme={},
        zone="UTC",
        starts_on="2027-03-02",
        ends_on="2027-03-02",
        rulebook="national_chamber",
        delegations=(DelegationWish(name={"en": "Brant"}, votes=1, members=2),),
    )
    with pytest.raises(WishFault, match="line_of_one_member"):
        create(clerk, wish)
