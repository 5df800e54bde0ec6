"""A register of eight hundred parliaments goes through every form of the desk."""

import pytest
from demo_house import demo_house
from page_reader import forms_of, text_of
from register_desk import Clerk, clerk_of

from hemicycle.secretariat.django_setup import MOST_FIELDS

MANY = 800
PEOPLE = "parliament;capacity;family name;given names\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("large")) as house:
        house.forward("09:09")
        yield house


def name_of(number: int) -> str:
    """An invented name, far from those of its neighbours."""
    return "Z" + "".join(chr(ord("a") + int(digit) * 2) for digit in f"{number * 7919:07d}")


@pytest.fixture(scope="module")
def clerk(house) -> Clerk:
    """A clerk whose register holds them all, each a member with a head of delegation."""
    clerk = clerk_of(house)
    rows = "".join(f"{name_of(number)};member\n" for number in range(MANY))
    clerk.write("parliaments", "short name;status\n" + rows)
    heads = "".join(f"{name_of(n)};head;Fam{name_of(n)};Giv{name_of(7 * n)}\n" for n in range(MANY))
    clerk.write("people", PEOPLE + heads)
    return clerk


def test_the_table_of_votes_is_proposed_and_kept(clerk):
    form = next(one for one in forms_of(clerk.get("votes").text) if "/desk/votes" in one.action)
    fields = dict(form.fields) | {"dated": "2026-03-02", "source": "Guidebook"}
    asked = [name for name in fields if name.startswith("population.")]
    assert len(asked) == MANY
    fields |= dict.fromkeys(asked, "36000000")
    proposed = clerk.post("votes", **fields | {"do": "propose"})
    assert proposed.status_code == 200
    assert proposed.text.count('value="15"') == MANY
    form = next(one for one in forms_of(proposed.text) if "/desk/votes" in one.action)
    kept = dict(form.fields) | {"do": "keep", "dated": "2026-03-02", "source": "Guidebook"}
    assert clerk.post("votes", **kept).status_code == 303
    assert f"{MANY} parliaments" in text_of(clerk.get("votes").text)


def test_all_that_are_ready_are_accepted_at_once(house, clerk):
    before = len(house.assembly.delegations)
    asked = clerk.post("delegations", do="accept_ready")
    [shown] = [dict(one.fields) for one in forms_of(asked.text) if "file.p-" in str(one)]
    answer = clerk.post("delegations", **shown | {"do": "accept_these"})
    assert answer.headers["location"].endswith(f"?accepted={MANY}&left=0")
    assert len(house.assembly.delegations) == before + MANY
    names = house.server.application.house.names_of("rehearsal-150")
    told = {names.short(one, "en") for one in house.assembly.delegations}
    assert {name_of(number) for number in range(MANY)} <= told


def test_more_fields_than_any_form_of_ours_has_are_refused(clerk):
    fields = {f"a.{number}": "" for number in range(MOST_FIELDS)}
    assert clerk.post("votes", **fields).status_code == 400
